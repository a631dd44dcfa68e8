/**
 * Civil dates, written YYYY-MM-DD: what law and accounting count in. They have no time and no zone, so all arithmetic
 * here runs in UTC, where every day has 24 hours.
 */
export type CivilDate = string & { readonly __civilDate?: never };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Whether the text is a date that exists: 2023-02-29 is not. */
export function isCivilDate(text: string): text is CivilDate {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(time).toISOString().slice(0, 10) === text;
}

/** Law and accounts speak of days between these two; one outside is a slip of the pen. */
export const FIRST_DAY: CivilDate = "1900-01-01";
export const LAST_DAY: CivilDate = "2200-12-31";
export const isWithinReach = (date: CivilDate): boolean => date >= FIRST_DAY && date <= LAST_DAY;

/** A date as somebody may ask for it. */
export const isUsableDate = (text: string): text is CivilDate => isCivilDate(text) && isWithinReach(text);

function toTime(date: CivilDate): number {
  if (!isCivilDate(date)) throw new RangeError(`${date} is not a date`);
  return Date.parse(`${date}T00:00:00Z`);
}

const fromTime = (time: number): CivilDate => new Date(time).toISOString().slice(0, 10);

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromTime(toTime(date) + days * DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((toTime(to) - toTime(from)) / DAY_MS);
}

/** The same day of another month, or that month's last day where it is shorter: 31 January + 1 month = 28 or 29 February. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const from = new Date(toTime(date));
  const target = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const year = Math.floor(target / 12);
  const month = target - year * 12;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromTime(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)));
}

export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12);

export const startOfMonth = (date: CivilDate): CivilDate => `${date.slice(0, 7)}-01`;

export const endOfMonth = (date: CivilDate): CivilDate => addDays(addMonths(startOfMonth(date), 1), -1);

export const isMonthEnd = (date: CivilDate): boolean => endOfMonth(date) === date;

/** A period of civil dates, both ends included. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate };

/**
 * The months that end on the date, that day included. A month's end looks back to a month's end: the year to
 * 2021-02-28 begins on 2020-03-01, not on 29 February.
 */
export function trailingMonths(asOf: CivilDate, months: number): Period {
  const before = addMonths(asOf, -months);
  return { from: addDays(isMonthEnd(asOf) ? endOfMonth(before) : before, 1), to: asOf };
}

/** The year that ends on the date, that day included: 2020-08-03 gives 2019-08-04 to 2020-08-03. */
export const trailingYear = (asOf: CivilDate): Period => trailingMonths(asOf, 12);

/** The `days` days that end on the date, that day included. */
export function trailingDays(asOf: CivilDate, days: number): Period {
  return { from: addDays(asOf, 1 - days), to: asOf };
}

/** Canadian English writes dates as civil dates are written. A formatter costs more to make than to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The civil date on which an instant falls in a time zone (IANA name). */
export function civilDateIn(timeZone: string, instant: Date): CivilDate {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(instant);
}
