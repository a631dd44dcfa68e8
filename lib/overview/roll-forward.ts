import { type Amounts, figuresOf } from "@/lib/breakage/figures";
import { type Distance, earlier } from "@/lib/breakage/period";
import { addDays, addMonths, type CivilDate, endOfMonth, type Period, startOfMonth } from "@/lib/dates";
import type { ChangeRow, RollForward } from "./overview";

/** What lies between two stocks: flows are differences of cumulative amounts, so that they always lead from one to the other. */
export function rollForward(period: Period, before: Amounts, after: Amounts): RollForward {
  return {
    period,
    opening: figuresOf(before).owed,
    closing: figuresOf(after).owed,
    sold: after.sold - before.sold,
    redeemed: after.redeemed - before.redeemed,
    lapsed: after.lapsed - before.lapsed,
    escheated: after.escheated - before.escheated,
    other: after.other - before.other,
    cardsSold: after.cards - before.cards,
    redemptions: after.redemptions - before.redemptions,
  };
}

/** The same as signed parts of a change in what is owed. */
export function changeParts(before: Amounts, after: Amounts): Omit<ChangeRow, "member"> {
  const flow = rollForward({ from: "", to: "" }, before, after);
  return {
    sales: flow.sold,
    redemptions: -flow.redeemed,
    lapses: -flow.lapsed,
    other: flow.other - flow.escheated,
    change: flow.closing - flow.opening,
  };
}

/** Calendar months up to the as-of date, the last one perhaps begun only; none before the data begin. */
export function trendPeriods(asOf: CivilDate, firstOn: CivilDate | null, months: number): Period[] {
  if (firstOn === null) return [];
  const periods: Period[] = [];
  for (let i = months - 1; i >= 0; i -= 1) {
    const from = addMonths(startOfMonth(asOf), -i);
    const to = i === 0 ? asOf : endOfMonth(from);
    if (to >= firstOn) periods.push({ from, to });
  }
  return periods;
}

/**
 * What each month of a trend is held against: as far back as the period compared with lies from the figures' own, part
 * against same part. Null where it lies before the data begin, or is not over on the as-of date.
 */
export function trendBefore(
  trend: readonly Period[],
  distance: Distance | null,
  { firstOn, asOf }: { firstOn: CivilDate | null; asOf: CivilDate },
): (Period | null)[] {
  return trend.map((month) => {
    const other = distance && earlier(month, distance);
    return other && firstOn !== null && other.to >= firstOn && other.to <= asOf ? other : null;
  });
}

export const dayBefore = (date: CivilDate): CivilDate => addDays(date, -1);
