import type { Cohort } from "./cohort";
import { isOfSales } from "./cohort-book";

/** What a later version knows to have happened after the data of an earlier one. */
export type Since = {
  readonly cardsSold: number;
  /** Net of voids, in minor units. */
  readonly redeemed: bigint;
};

export const NOTHING_SINCE: Since = { cardsSold: 0, redeemed: 0n };

/** Facts after a month's end, by group. They are what two of the causes of a change are made of, and no part of it themselves. */
export function sinceThen(
  cohorts: readonly Cohort[],
  cut: number,
  groupOf: (type: string) => string,
): Map<string, Since> {
  const groups = new Map<string, Since>();
  for (const cohort of cohorts) {
    const group = groupOf(cohort.type);
    const known = groups.get(group) ?? NOTHING_SINCE;
    const redeemed = cohort.redeemed
      .slice(Math.max(0, cut - cohort.vintage + 1))
      .reduce((sum, amount) => sum + amount, 0);
    groups.set(group, {
      cardsSold: known.cardsSold + (cohort.vintage > cut && isOfSales(cohort) ? cohort.cards : 0),
      redeemed: known.redeemed + BigInt(Math.round(redeemed)),
    });
  }
  return groups;
}
