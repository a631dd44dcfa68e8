import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";

/** Heads or tails for each world. */
export const coins = (random: Random, count: number): boolean[] =>
  Array.from({ length: count }, () => random.uniform() < 0.5);

/**
 * Worlds for a method without a model of chance. It borrows the headline's, as far as they stray from what the headline expects;
 * and because one of the two levels is wrong and nobody knows which, half of the worlds are at the method's level and half at the
 * headline's. A world is at the same one for all cohorts: a method that is wrong is so for all of them. Their mean is therefore not
 * what the method expects; but that is the mean of half of them, and so lies within their range.
 */
export const borrowedWorlds = (
  headline: Float64Array,
  own: Float64Array,
  isHeadlines: readonly boolean[],
): Float64Array => headline.map((world, b) => (isHeadlines[b] ? world : at(own, b)));
