/** How days are written in files. A time of day may follow any of them, and a zone the time. */
export const dateFormats = [
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
] as const;
export type DateFormat = (typeof dateFormats)[number];

/** The form that cannot be told apart from this one by its signs: day and month stand the other way round. */
export function otherOrder(format: DateFormat): DateFormat | null {
  const text = format.replace(/DD|MM/g, (part) => (part === "DD" ? "MM" : "DD"));
  return dateFormats.find((other) => other === text && other !== format) ?? null;
}

/** Whether these formats say of every day which it is: read both ways, 01/12 would be in December and 01/13 in January. */
export const areOneOrder = (formats: readonly DateFormat[]): boolean =>
  formats.length > 0 && !formats.some((format) => formats.some((one) => one === otherOrder(format)));

const parts: Record<string, string> = { YYYY: "(?<y>\\d{4})", MM: "(?<m>\\d{1,2})", DD: "(?<d>\\d{1,2})" };
const TIME = "(?:[T ](?<h>\\d{1,2}):(?<i>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d{1,9})?)?\\s*(?<z>Z|[+-]\\d{2}:?\\d{2})?)?";

function patternOf(format: DateFormat): RegExp {
  const exact = format === "YYYYMMDD";
  const body = format
    .replace(/[./]/g, "\\$&")
    .replace(/YYYY|MM|DD/g, (part) => (exact ? (parts[part] ?? "").replace("{1,2}", "{2}") : (parts[part] ?? "")));
  return new RegExp(`^${body}${TIME}$`, "u");
}

const patterns = Object.fromEntries(dateFormats.map((format) => [format, patternOf(format)])) as Record<
  DateFormat,
  RegExp
>;

export type ParsedDate =
  | { readonly ok: true; readonly date: string; readonly time: string; readonly zone: string }
  | { readonly ok: false; readonly reason: "form" | "impossible" };

/** The form not among these, with day and month the other way round, in which the value names a day that exists. */
export const orderThatFits = (value: string, formats: readonly DateFormat[]): DateFormat | null =>
  formats.map(otherOrder).find((other) => other !== null && parseDate(value, [other]).ok) ?? null;

/** The first format that fits and names a day that exists. `31.02.2024` has the form but is impossible. */
export function parseDate(value: string, formats: readonly DateFormat[]): ParsedDate {
  let reason: "form" | "impossible" = "form";
  for (const format of formats) {
    const groups = patterns[format].exec(value)?.groups;
    if (!groups) continue;
    const date = civil(groups.y, groups.m, groups.d);
    const time = clock(groups.h, groups.i, groups.s);
    if (date !== null && time !== null) return { ok: true, date, time, zone: groups.z ?? "" };
    reason = "impossible";
  }
  return { ok: false, reason };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reckoned rather than asked of `Date`: it is done once for every row of a file. */
function civil(year = "", month = "", day = ""): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const leap = m === 2 && y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  if (y === 0 || d < 1 || d > (DAYS[m - 1] ?? 0) + (leap ? 1 : 0)) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Empty without a time; null for one that no clock shows. */
function clock(hour?: string, minute?: string, second = "00"): string | null {
  if (hour === undefined || minute === undefined) return "";
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${hour.padStart(2, "0")}:${minute}:${second}`;
}

/** So many of the samples must be read: a few impossible days do not hide what the others are. */
const MOST = 0.8;

/** Which formats read the samples best; more than one means that days and months cannot be told apart. */
export function formatsThatFit(samples: readonly string[]): DateFormat[] {
  const read = dateFormats.map((format) => ({
    format,
    count: samples.filter((sample) => parseDate(sample.trim(), [format]).ok).length,
  }));
  const best = Math.max(...read.map(({ count }) => count));
  return best < MOST * samples.length ? [] : read.filter(({ count }) => count === best).map(({ format }) => format);
}
