import { levels } from "./constants";
import { rangeOf, sortedDraws } from "./scores";
import { sumOfWorlds } from "./worlds";

export type Range = { readonly level: number; readonly low: number; readonly high: number };

/** The breakage of any set of cohorts. Amounts are floats in minor units. */
export type Estimate = {
  readonly cohorts: number;
  readonly face: number;
  readonly openNow: number;
  readonly expectedBreakage: number;
  /** Expected breakage ÷ value sold; null when nothing was sold. */
  readonly probability: number | null;
  /** Of the draws' sums, never sums of ranges; null where a cohort has no draws. */
  readonly ranges: readonly Range[] | null;
  readonly median: number | null;
};

export type Estimated = {
  readonly face: number;
  readonly openNow: number;
  readonly expectedBreakage: number;
  readonly draws: Float64Array | null;
};

/** Sums points and draws: the range of a whole knows that its parts rise and fall together. */
export function estimateOf(parts: readonly Estimated[]): Estimate {
  const face = parts.reduce((sum, part) => sum + part.face, 0);
  const expectedBreakage = parts.reduce((sum, part) => sum + part.expectedBreakage, 0);
  const draws = sumOfDraws(parts);
  return {
    cohorts: parts.length,
    face,
    openNow: parts.reduce((sum, part) => sum + part.openNow, 0),
    expectedBreakage,
    probability: face > 0 ? expectedBreakage / face : null,
    ranges: draws && levels.map((level) => ({ level, ...ends(rangeOf(draws, level)) })),
    median: draws && rangeOf(draws, 0)[0],
  };
}

const ends = ([low, high]: readonly [number, number]) => ({ low, high });

/** World by world, sorted; null without parts or where a part has no draws. */
export function sumOfDraws(parts: readonly Pick<Estimated, "draws">[]): Float64Array | null {
  const sums = sumOfWorlds(parts);
  return sums && sortedDraws(sums);
}
