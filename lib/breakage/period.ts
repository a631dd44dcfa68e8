import {
  addDays,
  addMonths,
  type CivilDate,
  daysBetween,
  endOfMonth,
  isMonthEnd,
  type Period,
  startOfMonth,
  trailingYear,
} from "@/lib/dates";
import type { Comparison } from "./constants";

export type Dates = { readonly asOf: CivilDate; readonly period: Period };

/**
 * The dates a figure is of. The period is the year that ends on the as-of date unless one of its ends is given; a given
 * end alone is completed to a year. An empty period (from after to) is widened to its last day.
 */
export function resolveDates(
  asked: { asOf?: string | undefined; from?: string | undefined; to?: string | undefined },
  defaultAsOf: CivilDate,
): Dates {
  const asOf = asked.asOf ?? defaultAsOf;
  const to = asked.to ?? (asked.from ? laterOf(asOf, asked.from) : asOf);
  const from = asked.from ?? trailingYear(to).from;
  return { asOf, period: { from, to } };
}

const laterOf = (a: CivilDate, b: CivilDate) => (a > b ? a : b);

/** The same day a number of months away; a month's last day stays a last day, so that February does no harm. */
export function shiftMonths(date: CivilDate, months: number): CivilDate {
  const shifted = addMonths(date, months);
  return isMonthEnd(date) ? endOfMonth(shifted) : shifted;
}

/** A first day moves as the last day before it does: 1 March 2021 a year back is 1 March 2020, after 29 February. */
const shiftStart = (date: CivilDate, months: number) => addDays(shiftMonths(addDays(date, -1), months), 1);

/** What to hold a figure against, as an address says it: `custom` has dates of its own. */
export type Against = {
  readonly compare: Comparison;
  /** Whole weeks earlier, so that each day stands against its own weekday. */
  readonly match?: "weekday" | undefined;
  readonly compareFrom?: CivilDate | undefined;
  readonly compareTo?: CivilDate | undefined;
};

/** The dates to compare with; null for none, and for a period of one's own that has not begun on the as-of date. */
export function datesBefore(dates: Dates, { compare, match, compareFrom, compareTo }: Against): Dates | null {
  if (compare === "none") return null;
  if (compare === "custom")
    return compareFrom && compareTo ? datesOf({ from: compareFrom, to: compareTo }, dates) : null;
  const distance = distanceBack(dates.period, compare, match);
  return { asOf: endEarlier(dates.asOf, distance), period: earlier(dates.period, distance) };
}

/** How far back one period lies from another: whole months, in which a month's end stays one, or days. */
export type Distance = { readonly months: number } | { readonly days: number };

function distanceBack(period: Period, compare: "previous" | "year", match: Against["match"]): Distance {
  const days = daysBetween(period.from, period.to) + 1;
  // The fewest whole weeks that keep clear of the period itself; of whole weeks, 52 come nearest to a year.
  if (match) return { days: 7 * (compare === "year" ? 52 : Math.ceil(days / 7)) };
  const months = compare === "year" ? 12 : wholeMonths(period);
  return months === null ? { days } : { months };
}

const endEarlier = (date: CivilDate, distance: Distance): CivilDate =>
  "months" in distance ? shiftMonths(date, -distance.months) : addDays(date, -distance.days);

/** The period as far back. A part of a month is held against the same part of the other. */
export const earlier = ({ from, to }: Period, distance: Distance): Period => ({
  from: "months" in distance ? shiftStart(from, -distance.months) : addDays(from, -distance.days),
  to: endEarlier(to, distance),
});

/**
 * How far back the dates to compare with lie, for what is shown in other periods than that of the figures, as a trend by month
 * is; null where there is nothing to compare with. A period of one's own is taken by its end, as what is seen of it is.
 */
export function distanceOf({ period }: Dates, { compare, match, compareFrom, compareTo }: Against): Distance | null {
  if (compare === "none") return null;
  if (compare !== "custom") return distanceBack(period, compare, match);
  if (!compareFrom || !compareTo || compareTo === period.to) return null;
  const months = monthNumber(period.to) - monthNumber(compareTo);
  return shiftMonths(period.to, -months) === compareTo ? { months } : { days: daysBetween(compareTo, period.to) };
}

const monthNumber = (date: CivilDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/**
 * The as-of date lies as long after the end of the other period as it does after this one's; in the midst of this one, as long
 * after the beginning. It is never later than the as-of date itself, because what came then is in no figure: a period that
 * begins only then has none.
 */
function datesOf(other: Period, { asOf, period }: Dates): Dates | null {
  const moved = asOf < period.to ? daysBetween(period.from, other.from) : daysBetween(period.to, other.to);
  const seenOn = moved < 0 ? addDays(asOf, moved) : asOf;
  return other.from > seenOn ? null : { asOf: seenOn, period: other };
}

/** How many whole months a period has, from any day to the day before the same day; null when it is no whole number. */
function wholeMonths({ from, to }: Period): number | null {
  const end = addDays(to, 1);
  const months = monthNumber(end) - monthNumber(from);
  if (months <= 0) return null;
  // By the day's number, not by addMonths alone: that cuts 29 September to 28 February, a day too many for whole months.
  return shiftStart(end, -months) === from || end.slice(8) === from.slice(8) ? months : null;
}

export type SplitPeriod = {
  /** First days of the first and the last whole month; null when the period holds none. */
  readonly months: { readonly first: CivilDate; readonly last: CivilDate } | null;
  /** What is left at either end: less than a month each. */
  readonly edges: readonly Period[];
};

/** Whole months are in the rollups; the days at the edges are added up card by card. */
export function splitPeriod({ from, to }: Period): SplitPeriod {
  const first = from === startOfMonth(from) ? from : addMonths(startOfMonth(from), 1);
  const last = isMonthEnd(to) ? startOfMonth(to) : addMonths(startOfMonth(to), -1);
  if (first > last) {
    // One month at most lies between the two: keep the days of each apart only when they are of different months.
    return { months: null, edges: from > to ? [] : [{ from, to }] };
  }
  const edges: Period[] = [];
  if (from < first) edges.push({ from, to: addDays(first, -1) });
  if (to > endOfMonth(last)) edges.push({ from: addDays(endOfMonth(last), 1), to });
  return { months: { first, last }, edges };
}

export type LapseCut = {
  /** Cells whose lapse month is this or earlier have lapsed wholly. */
  readonly month: CivilDate;
  /** Funds expiry dates for which the month is split: lapsed, though their cell's month is still open. */
  readonly within: Period | null;
};

/**
 * Funds are gone on the day after their expiry, and a rollup's lapse month is the month of that day. At a month's end
 * the month has lapsed as a whole; in its midst the cards whose funds expired between its beginning and now are found
 * one by one.
 */
export function lapseCut(asOf: CivilDate): LapseCut {
  const month = startOfMonth(asOf);
  if (isMonthEnd(asOf)) return { month, within: null };
  return { month: addMonths(month, -1), within: { from: addDays(month, -1), to: addDays(asOf, -1) } };
}

/** Intersects a period with a calendar year. */
export function withinYear(period: Period, year: number): Period {
  const first = `${String(year).padStart(4, "0")}-01-01`;
  const last = `${String(year).padStart(4, "0")}-12-31`;
  return { from: period.from > first ? period.from : first, to: period.to < last ? period.to : last };
}

/** Nothing after the as-of date is in a figure, so a period that reaches further ends there. */
export function upTo({ from, to }: Period, asOf: CivilDate): Period {
  const end = to < asOf ? to : asOf;
  return { from: from < end ? from : end, to: end };
}
