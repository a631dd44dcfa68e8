import type { CivilDate } from "@/lib/dates";
import { balanceOf, type CohortFacts, NO_SUMS } from "./cohort-facts";
import { spreadOldestFirst } from "./spread";

/** What an escheat forecast says of a type: presumed abandoned and not remitted on its day, and remitted by then. */
export type Presumption = { readonly presumed: bigint; readonly remitted: bigint };

/**
 * P of a type's cohorts at the end of a month: what was remitted, and what is presumed abandoned and not yet remitted, which
 * falls as it is. An escheat forecast knows it by type; the months of sale that have been open longest have it first.
 */
export function presumedOf(
  cohorts: readonly CohortFacts[],
  at: number,
  { presumed, remitted }: Presumption,
): Map<CivilDate, bigint> {
  const own = [...cohorts].sort((a, b) => (a.saleMonth < b.saleMonth ? -1 : 1));
  const sums = own.map((cohort) => cohort.at[at] ?? NO_SUMS);
  const gone = sums.reduce((sum, { escheated }) => sum + escheated, 0n);
  const waiting = presumed + remitted - gone;
  const parts = spreadOldestFirst(waiting, sums.map(balanceOf));
  return new Map(own.map(({ saleMonth }, i) => [saleMonth, (sums[i]?.escheated ?? 0n) + (parts[i] ?? 0n)]));
}
