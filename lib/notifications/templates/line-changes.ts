import { splitLines } from "./parse";

export type LineChange = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/**
 * How one text becomes another, line by line, with as few changed lines as can be: a longest common subsequence, in time
 * and room of lines times lines. Templates have some dozens.
 */
export function lineChanges(before: string, after: string): LineChange[] {
  const [a, b] = [splitLines(before), splitLines(after)];
  const width = b.length + 1;
  const common = new Array<number>((a.length + 1) * width).fill(0);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old, made] = [a[i], b[j]];
    if (old !== undefined && old === made) {
      changes.push({ kind: "same", text: old });
      i++;
      j++;
    } else if (old !== undefined && (made === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: "removed", text: old });
      i++;
    } else {
      changes.push({ kind: "added", text: made ?? "" });
      j++;
    }
  }
  return changes;
}
