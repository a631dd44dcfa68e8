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
 * the lapsed told from the owed at each of them. Of a month there may be several cells; they are added up.
 */
export function stockAtMonthEnds(
  now: readonly LapseCell[],
  activity: readonly ActivityCell[],
  monthEnds: readonly CivilDate[],
): Map<CivilDate, Amounts> {
  const state = new Map<string, LapseCell>();
  for (const cell of now) state.set(cell.lapseMonth, plus(state.get(cell.lapseMonth), cell, 1));
  const later = [...activity].sort((a, b) => (a.activityMonth < b.activityMonth ? 1 : -1));
  const stocks = new Map<CivilDate, Amounts>();
  let next = 0;
  for (const date of [...new Set(monthEnds)].sort().reverse()) {
    const month = startOfMonth(date);
    for (let cell = later[next]; cell && cell.activityMonth > month; cell = later[next]) {
      state.set(cell.lapseMonth, plus(state.get(cell.lapseMonth), cell, -1));
      next += 1;
    }
    stocks.set(
      date,
      [...state.values()].map((cell) => amountsOf(cell, cell.lapseMonth <= month)).reduce(addAmounts, NOTHING),
    );
  }
  return stocks;
}

/** Sign -1: less. */
function plus(to: LapseCell | undefined, cell: LapseCell, sign: 1 | -1): LapseCell {
  const money = BigInt(sign);
  return {
    lapseMonth: cell.lapseMonth,
    cards: (to?.cards ?? 0) + sign * cell.cards,
    redemptions: (to?.redemptions ?? 0) + sign * cell.redemptions,
    sold: (to?.sold ?? 0n) + money * cell.sold,
    redeemed: (to?.redeemed ?? 0n) + money * cell.redeemed,
    other: (to?.other ?? 0n) + money * cell.other,
    expired: (to?.expired ?? 0n) + money * cell.expired,
    escheated: (to?.escheated ?? 0n) + money * cell.escheated,
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
