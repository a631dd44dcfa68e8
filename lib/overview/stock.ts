import { type Amounts, addAmounts, NOTHING } from "@/lib/breakage/figures";
import { type CivilDate, startOfMonth } from "@/lib/dates";

/** Cumulative amounts of all cards whose funds are gone from one month on ('infinity': never). */
export type LapseCell = {
  readonly lapseMonth: string;
  readonly cards: number;
  readonly redemptions: number;
  readonly sold: bigint;
  readonly redeemed: bigint;
  readonly other: bigint;
  readonly expired: bigint;
  readonly escheated: bigint;
};
/** What happened to them in one month. */
export type ActivityCell = LapseCell & { readonly activityMonth: CivilDate };

/**
 * What all cards had come to at the ends of months: the present state less what happened later, month by month, with
 * the lapsed told from the owed at each of them.
 */
export function stockAtMonthEnds(
  now: readonly LapseCell[],
  activity: readonly ActivityCell[],
  monthEnds: readonly CivilDate[],
): Map<CivilDate, Amounts> {
  const state = new Map(now.map((cell) => [cell.lapseMonth, cell]));
  const later = [...activity].sort((a, b) => (a.activityMonth < b.activityMonth ? 1 : -1));
  const stocks = new Map<CivilDate, Amounts>();
  let next = 0;
  for (const date of [...new Set(monthEnds)].sort().reverse()) {
    const month = startOfMonth(date);
    for (let cell = later[next]; cell && cell.activityMonth > month; cell = later[next]) {
      state.set(cell.lapseMonth, less(state.get(cell.lapseMonth), cell));
      next += 1;
    }
    stocks.set(
      date,
      [...state.values()].map((cell) => amountsOf(cell, cell.lapseMonth <= month)).reduce(addAmounts, NOTHING),
    );
  }
  return stocks;
}

function less(from: LapseCell | undefined, cell: LapseCell): LapseCell {
  return {
    lapseMonth: cell.lapseMonth,
    cards: (from?.cards ?? 0) - cell.cards,
    redemptions: (from?.redemptions ?? 0) - cell.redemptions,
    sold: (from?.sold ?? 0n) - cell.sold,
    redeemed: (from?.redeemed ?? 0n) - cell.redeemed,
    other: (from?.other ?? 0n) - cell.other,
    expired: (from?.expired ?? 0n) - cell.expired,
    escheated: (from?.escheated ?? 0n) - cell.escheated,
  };
}

function amountsOf(cell: LapseCell, hasLapsed: boolean): Amounts {
  const { cards, redemptions, sold, redeemed, other, expired, escheated } = cell;
  return {
    cards,
    redemptions,
    sold,
    redeemed,
    other,
    escheated,
    lapsed: hasLapsed ? sold - redeemed + other - escheated : expired,
  };
}
