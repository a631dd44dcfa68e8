/**
 * What was sold of one card type in one month, with one end. Amounts are minor units of one currency, as plain numbers:
 * everything here is an estimate until the one rounding at the end. Refunds and voids are netted before; a reload is a
 * cohort of its own, because its age begins on its own day.
 */
export type Cohort = {
  /** The caller's name for it, unlike any other; results carry it. */
  readonly id: string;
  readonly type: string;
  readonly category: string;
  /** Month of sale as a whole number: `monthIndex(2024, 3)` is March 2024. */
  readonly vintage: number;
  /** Value sold. */
  readonly face: number;
  /** Cards sold, or reloads made: what the noise of the cohort depends on. */
  readonly cards: number;
  /** Value redeemed in the month of sale (age 0) and in each month after it, up to the cut, both ends included. */
  readonly redeemed: readonly number[];
  /** The age in which its cards or their funds expire, whichever is first: the last one with redemptions; null when neither ever does. */
  readonly endAge: number | null;
};

/** Months counted from the year 0, so that differences are ages. `month` is 1 to 12. */
export const monthIndex = (year: number, month: number): number => year * 12 + month - 1;

/** 0 for January to 11 for December. */
export const calendarMonth = (month: number): number => ((month % 12) + 12) % 12;

/** A cohort's last age with redemptions: where its cards end, else the ultimate age. */
export const lastAge = ({ endAge }: Pick<Cohort, "endAge">, ultimateAge: number): number => endAge ?? ultimateAge;

/**
 * The cohorts as they were known at the end of the month `cut`: those sold by then, with what was redeemed by then.
 * What was corrected later is the caller's to take back: these numbers carry no load time.
 */
export function asKnownAt(cohorts: readonly Cohort[], cut: number): Cohort[] {
  return cohorts
    .filter(({ vintage }) => vintage <= cut)
    .map((cohort) => {
      const redeemed = firstAges(cohort.redeemed, cut - cohort.vintage + 1);
      return redeemed === cohort.redeemed ? cohort : { ...cohort, redeemed };
    });
}

/** So many ages at most; the very same list where there are no more, for there are as many lists as cohorts and month ends. */
export const firstAges = (redeemed: readonly number[], ages: number): readonly number[] =>
  redeemed.length > ages ? redeemed.slice(0, ages) : redeemed;
