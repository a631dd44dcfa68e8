import type { Cohort } from "@/lib/breakage/forecast/cohort";

/** January of a year in which nothing happens: month 0 of hand-made cohorts. */
export const JANUARY = 2_000 * 12;

/** A cohort of ten cards of 10.00, sold `after` months after January 2000. */
export function cohortOf(redeemed: readonly number[], changes: Partial<Cohort> & { after?: number } = {}): Cohort {
  const { after = 0, ...rest } = changes;
  const { type = "A", vintage = JANUARY + after } = rest;
  return {
    id: `${type}/${vintage}`,
    type,
    category: "gifts",
    vintage,
    face: 10_000,
    cards: 10,
    redeemed,
    endAge: null,
    ...rest,
  };
}
