/** World by world; null without parts or where a part has no draws. */
export function sumOfWorlds(parts: readonly { readonly draws: Float64Array | null }[]): number[] | null {
  const [first] = parts;
  if (!first?.draws) return null;
  const sums = new Array<number>(first.draws.length).fill(0);
  for (const { draws } of parts) {
    if (!draws) return null;
    for (let b = 0; b < draws.length; b++) sums[b] = (sums[b] ?? 0) + (draws[b] ?? 0);
  }
  return sums;
}
