/** World by world; null without parts or where a part has no draws. */
export function sumOfWorlds(parts: readonly { readonly draws: Float64Array | null }[]): number[] | null {
  const [first] = parts;
  if (!first?.draws) return null;
  const sums = new Array<number>(first.draws.length).fill(0);
  for (const { draws } of parts) {
    if (!draws) return null;
    for (const [b, value] of draws.entries()) sums[b] = (sums[b] ?? 0) + value;
  }
  return sums;
}
