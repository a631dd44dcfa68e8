import type { BacktestReport } from "./backtest-report";
import { type AgeGroup, ageGroups, type Method } from "./constants";

/** What a method missed at past month ends of cards of an age; null where no past forecast tells it. */
export type ErrorAt = (method: Method, ages: AgeGroup) => number | null;

/** From the back-test that a version keeps. What the category lends has never been shown before, and so has no error. */
export function errorsByAge(report: BacktestReport | null | undefined): ErrorAt {
  const methods = report?.status === "ok" ? report.methods : [];
  return (method, ages) =>
    methods.find((one) => one.method === method)?.byAge.find((one) => one.ages === ages)?.point.wape ?? null;
}

/** The name of an age's group. */
export const ageGroupOf = (age: number): AgeGroup =>
  ageGroups.find(({ from, to }) => age >= from && age <= to)?.name ?? "0-3";

/** Parts that are expected to leave so much, each with an error of its own. */
export type Weighed = { readonly expected: number; readonly error: number | null };

/**
 * The error of a sum: of its parts, each by what is expected of it. Null where nothing is expected, and where one part that
 * counts has none: an error of some of it would be taken for that of all.
 */
export function meanError(parts: readonly Weighed[]): number | null {
  const counting = parts.filter(({ expected }) => expected > 0);
  const whole = counting.reduce((sum, { expected }) => sum + expected, 0);
  let missed = 0;
  for (const { expected, error } of counting) {
    if (error === null) return null;
    missed += expected * error;
  }
  return whole > 0 ? missed / whole : null;
}
