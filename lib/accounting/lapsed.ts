import type { CivilDate } from "@/lib/dates";
import { balanceOf, type CohortFacts, NO_SUMS, type Sums } from "./cohort-facts";
import { spread } from "./spread";
import { atLeastNothing, greater } from "./whole-amount";

/**
 * When the funds of cards go, by type, year of sale and month of expiry: mostly in one month; where cards of a group differ,
 * its share is known for each month between.
 */
export type LapseGroup = {
  readonly first: CivilDate;
  /** 'infinity' where some of them never go. */
  readonly last: CivilDate;
  /** By month, from the first to the one before the last: what has gone of the whole group. */
  readonly goneBy: ReadonlyMap<CivilDate, bigint>;
};

export const lapseKey = (cardTypeId: number, saleYear: string, expiryMonth: CivilDate): string =>
  `${cardTypeId}/${saleYear}/${expiryMonth}`;

/** Unredeemed and not a state's: what is lost to the holder once the funds are gone, booked as expired or not. */
const lossOf = (sums: Sums): bigint => {
  const loss = balanceOf(sums) + sums.expired;
  return loss > 0n ? loss : 0n;
};

/**
 * L of each cohort at the end of each month of the axis: of cards whose funds are gone all that was not redeemed, less what a
 * state took; of the others what was booked as expired. Where cards of one month of expiry go in different months, what has
 * gone of them is spread over their months of sale in proportion to what is left, remainders to the largest.
 */
export function lapsedOf(
  cohorts: readonly CohortFacts[],
  groups: ReadonlyMap<string, LapseGroup>,
  axis: readonly CivilDate[],
): Map<CohortFacts, readonly bigint[]> {
  const found = new Map<CohortFacts, bigint[]>(cohorts.map((cohort) => [cohort, axis.map(() => 0n)]));
  const shared = new Map<string, { cohort: CohortFacts; loss: bigint; expired: bigint }[]>();
  for (const cohort of cohorts) {
    const own = found.get(cohort) ?? [];
    for (const { expiryMonth, at } of cohort.parts) {
      const key = lapseKey(cohort.cardTypeId, cohort.saleMonth.slice(0, 4), expiryMonth);
      const group = groups.get(key);
      for (const [i, month] of axis.entries()) {
        const sums = at[i] ?? NO_SUMS;
        if (group && group.last <= month) own[i] = (own[i] ?? 0n) + lossOf(sums);
        else if (group?.goneBy.has(month)) {
          const claim = { cohort, loss: lossOf(sums), expired: sums.expired };
          shared.set(`${i} ${key}`, [...(shared.get(`${i} ${key}`) ?? []), claim]);
        } else own[i] = (own[i] ?? 0n) + atLeastNothing(sums.expired);
      }
    }
  }
  for (const [place, claims] of shared) {
    const [index = "0", key = ""] = place.split(" ");
    const i = Number(index);
    const gone = groups.get(key)?.goneBy.get(axis[i] ?? "") ?? 0n;
    for (const [k, part] of spread(
      gone,
      claims.map(({ loss }) => loss),
    ).entries()) {
      const claim = claims[k];
      const own = claim && found.get(claim.cohort);
      if (own) own[i] = (own[i] ?? 0n) + greater(part, claim.expired);
    }
  }
  return found;
}
