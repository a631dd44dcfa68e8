import { at } from "@/lib/statistics/vector";

/** World by world; null without parts or where a part has no draws. */
export function sumOfWorlds(parts: readonly { readonly draws: Float64Array | null }[]): Float64Array | null {
  const [first] = parts;
  if (!first?.draws) return null;
  const sums = new Float64Array(first.draws.length);
  for (const { draws } of parts) {
    if (!draws) return null;
    for (let b = 0; b < draws.length; b++) sums[b] = at(sums, b) + at(draws, b);
  }
  return sums;
}
