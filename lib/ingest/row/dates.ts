/** How days are written in files. A time of day may follow any of them, and a zone the time. */
const dayFormats = [
  "YYYY-MM-DD",
  "YYYY/MM/DD",
  "YYYYMMDD",
  "DD.MM.YYYY",
  "DD/MM/YYYY",
  "DD-MM-YYYY",
  "MM/DD/YYYY",
  "MM-DD-YYYY",
  "YYYY.MM.DD",
  "YYYY年MM月DD日",
  "DD.MM.YY",
  "DD/MM/YY",
  "MM/DD/YY",
  "YY/MM/DD",
  "DD-MM-YY",
  "MM-DD-YY",
  "YY-MM-DD",
  "DD MMM YYYY",
  "DD MMM YY",
  "MMM DD YYYY",
] as const;
/** A month alone, as it is printed on cards: its last day. Only a field that ends with a month may be written so. */
const monthFormats = ["MM/YYYY", "MM/YY", "YYYY-MM"] as const;

export const dateFormats = [...dayFormats, ...monthFormats] as const;
export type DateFormat = (typeof dateFormats)[number];

const isMonthFormat = (format: DateFormat): boolean => monthFormats.some((one) => one === format);

/** What tells formats apart: signs, a year in full, a month by name. */
const looks = (format: DateFormat): string =>
  format.replace(/Y+|M+|D+/g, (part) => (part.length > 2 || format.includes("MMM") ? part : "00"));

/** The forms that cannot be told apart from this one by their signs: day, month and short year stand in another order. */
export const otherOrders = (format: DateFormat): DateFormat[] =>
  dateFormats.filter((other) => other !== format && looks(other) === looks(format));

/** Whether these formats say of every day which it is: read both ways, 01/12 would be in December and 01/13 in January. */
export const areOneOrder = (formats: readonly DateFormat[]): boolean =>
  formats.length > 0 && !formats.some((format) => formats.some((one) => otherOrders(format).includes(one)));

/** Names of months as they stand in a date, in full; three letters of one are enough. */
const monthNames = [
  "january february march april may june july august september october november december",
  "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
].map((names) => names.split(" "));

const parts: Record<string, string> = {
  YYYY: "(?<y>\\d{4})",
  YY: "(?<yy>\\d{2})",
  MMM: "(?<name>\\p{L}{3,})\\.?",
  MM: "(?<m>\\d{1,2})",
  DD: "(?<d>\\d{1,2})",
};
const TIME =
  "(?:[T ](?<h>\\d{1,2}):(?<i>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d{1,9})?)?(?:\\s*(?<half>[ap])\\.?m\\.?)?\\s*(?<z>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?";

function patternOf(format: DateFormat): RegExp {
  const exact = format === "YYYYMMDD";
  const body = format
    .replace(/[./]/g, "\\$&")
    // Beside a month's name stands whatever a country puts there: 13-Jan-2024, Jan 13, 2024.
    .replace(/ /g, "(?:,? |[-/.])")
    .replace(/YYYY|YY|MMM|MM|DD/g, (part) =>
      exact ? (parts[part] ?? "").replace("{1,2}", "{2}") : (parts[part] ?? ""),
    );
  return new RegExp(`^${body}${isMonthFormat(format) ? "" : TIME}$`, "iu");
}

const patterns = Object.fromEntries(dateFormats.map((format) => [format, patternOf(format)])) as Record<
  DateFormat,
  RegExp
>;

export type ParsedDate =
  | {
      readonly ok: true;
      readonly date: string;
      readonly time: string;
      readonly zone: string;
      /** Only the month was written, and this is its last day. */
      readonly isMonth: boolean;
    }
  | { readonly ok: false; readonly reason: "form" | "impossible" };

/** Years of two digits are those from 1970 on, before which no card is believed, to 2069. */
const LAST_SHORT_YEAR = 2069;

/** A form not among these, with the parts of a day in another order, in which the value names a day that exists. */
export const orderThatFits = (value: string, formats: readonly DateFormat[]): DateFormat | null =>
  formats.flatMap(otherOrders).find((other) => parseDate(value, [other]).ok) ?? null;

/**
 * The first format that fits and names a day that exists. `31.02.2024` has the form but is impossible. A year of two digits
 * is the one among the hundred that end with `lastShortYear`.
 */
export function parseDate(
  value: string,
  formats: readonly DateFormat[],
  lastShortYear: number = LAST_SHORT_YEAR,
): ParsedDate {
  let reason: "form" | "impossible" = "form";
  for (const format of formats) {
    const groups = patterns[format].exec(value)?.groups;
    if (!groups) continue;
    const month = groups.m ?? (groups.name === undefined ? "" : monthOf(groups.name));
    if (month === null) continue;
    const year = groups.y ?? fullYear(groups.yy, lastShortYear);
    const isMonth = isMonthFormat(format);
    const date = civil(year, month, isMonth ? String(lastDayOf(Number(year), Number(month))) : groups.d);
    const time = clock(groups.h, groups.i, groups.s, groups.half);
    if (date !== null && time !== null) return { ok: true, date, time, zone: zoneOf(groups.z), isMonth };
    reason = "impossible";
  }
  return { ok: false, reason };
}

function fullYear(short = "", last: number): string {
  const year = last - (last % 100) + Number(short);
  return String(year > last ? year - 100 : year);
}

/** Null for a word that is no month's name. */
function monthOf(word: string): string | null {
  const name = word.toLowerCase();
  const at = monthNames.map((names) => names.findIndex((full) => full.startsWith(name))).find((index) => index >= 0);
  return at === undefined ? null : String(at + 1);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const lastDayOf = (year: number, month: number): number =>
  (DAYS[month - 1] ?? 0) + (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0);

/** Reckoned rather than asked of `Date`: it is done once for every row of a file. */
function civil(year = "", month = "", day = ""): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y === 0 || d < 1 || d > lastDayOf(y, m)) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Empty without a time; null for one that no clock shows. Of twelve hours twelve is the first. */
function clock(hour?: string, minute?: string, second = "00", half?: string): string | null {
  if (hour === undefined || minute === undefined) return "";
  const written = Number(hour);
  if (written > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (half === undefined) return `${hour.padStart(2, "0")}:${minute}:${second}`;
  if (written < 1 || written > 12) return null;
  const hours = (written % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return `${String(hours).padStart(2, "0")}:${minute}:${second}`;
}

/** `Z`, or hours and minutes as ISO 8601 has them. */
function zoneOf(zone = ""): string {
  if (/^[a-z]/i.test(zone)) return "Z";
  return zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours: string, minutes = "00") => `${hours}:${minutes}`);
}

/** So many of the samples must be read: a few impossible days do not hide what the others are. */
const MOST = 0.8;

export const areDates = (samples: readonly string[], mayBeMonth = false): boolean =>
  bestFormats(samples, mayBeMonth).count >= MOST * samples.length;

/**
 * Which formats read the samples best; several where day, month and short year cannot be told apart. None where no sample is
 * a date: how many must be one is for the caller to say.
 */
export function bestFormats(samples: readonly string[], mayBeMonth = false): { formats: DateFormat[]; count: number } {
  const read = (mayBeMonth ? dateFormats : dayFormats).map((format) => ({
    format,
    count: samples.filter((sample) => parseDate(sample.trim(), [format]).ok).length,
  }));
  const count = Math.max(...read.map((one) => one.count));
  return { formats: count === 0 ? [] : read.filter((one) => one.count === count).map(({ format }) => format), count };
}
