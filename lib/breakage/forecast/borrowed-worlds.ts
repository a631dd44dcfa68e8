import type { Random } from "@/lib/statistics/random";

/** Heads or tails for each world. */
export const coins = (random: Random, count: number): boolean[] =>
  Array.from({ length: count }, () => random.uniform() < 0.5);

/**
 * Worlds for a method without a model of chance. It borrows the headline's, as far as they stray from what the headline expects;
 * and because one of the two levels is wrong and nobody knows which, half of the worlds are at the method's level and half at the
 * headline's. A world is at the same one for all cohorts: a method that is wrong is so for all of them. Their mean is therefore not
 * what the method expects.
 */
export function borrowedWorlds(
  headline: Float64Array,
  headlineExpects: number,
  methodExpects: number,
  openNow: number,
  isHeadlines: readonly boolean[],
): Float64Array {
  return headline.map((world, b) => {
    if (isHeadlines[b]) return world;
    return headlineExpects > 0 ? Math.min(openNow, (world * methodExpects) / headlineExpects) : methodExpects;
  });
}
