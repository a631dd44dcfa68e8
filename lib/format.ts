import { civilDateIn } from "./dates";
import { currencyDecimals, toDecimal } from "./money";

/** How values read on screen, by Intl alone. Amounts arrive as whole minor units, dates as civil `YYYY-MM-DD`. */

export const locales = ["en", "ru", "ja"] as const;
export type Locale = (typeof locales)[number];

/** The language's own habits of writing. */
const tags: Record<Locale, string> = { en: "en-US", ru: "ru-RU", ja: "ja-JP" };

const memo = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const found = memo.get(key);
  if (found) return found;
  const made = new Intl.NumberFormat(tags[locale], options);
  memo.set(key, made);
  return made;
}

/** Intl takes a decimal string without loss; a number would round above 2^53. */
function exact(minor: bigint, currency: string): `${number}` {
  return toDecimal(minor, currency) as `${number}`;
}

const spaces = /[\u00a0\u202f]/g;

export function formatMoney(minor: bigint, currency: string, locale: Locale = "en"): string {
  return numberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(
    exact(minor, currency),
  );
}

/** The amount alone, for columns whose head names the currency. */
export function formatAmount(minor: bigint, currency: string, locale: Locale): string {
  const digits = currencyDecimals(currency);
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    exact(minor, currency),
  );
}

const HUNDRED_UNITS = 100n;

/** Ends of a range are no sharper than its model: whole units when one reaches a hundred, else all decimals. */
function rangeDigits(low: bigint, high: bigint, currency: string): number {
  const digits = currencyDecimals(currency);
  const reach = HUNDRED_UNITS * 10n ** BigInt(digits);
  return [low, high, -low, -high].some((bound) => bound >= reach) ? 0 : digits;
}

/** `$1,200 – $1,500`, or `$0.40 – $12.10`. */
export function formatMoneyRange(low: bigint, high: bigint, currency: string, locale: Locale): string {
  const digits = rangeDigits(low, high, currency);
  const format = numberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${format.format(exact(low, currency))} – ${format.format(exact(high, currency))}`;
}

/** The same without the currency, for columns whose head names it. */
export function formatAmountRange(low: bigint, high: bigint, currency: string, locale: Locale): string {
  const digits = rangeDigits(low, high, currency);
  const format = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${format.format(exact(low, currency))} – ${format.format(exact(high, currency))}`;
}

/** `$1.2M` for axes and headlines; the exact amount is always one step away. */
export function formatMoneyShort(minor: bigint, currency: string, locale: Locale): string {
  return numberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    maximumSignificantDigits: 3,
  }).format(exact(minor, currency));
}

export function formatCount(value: number | bigint, locale: Locale = "en"): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** A number that is neither money nor share, with so many digits after the mark: `2.5`, `2,5`. */
export function formatDecimal(value: number, digits: number, locale: Locale): string {
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function formatRate(ratio: number | null, locale: Locale): string {
  if (ratio === null) return "–";
  return numberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ratio);
}

/** A signed change: `+4.2%`, `−1.0%`. Null when the base is zero and no ratio exists. */
export function formatChange(ratio: number | null, locale: Locale): string {
  if (ratio === null) return "–";
  return numberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  }).format(ratio);
}

/** Civil dates have no zone: they are read and written in UTC, whatever zone the machine is in. */
function civil(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

const dateMemo = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const found = dateMemo.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat(tags[locale], options);
  dateMemo.set(key, made);
  return made;
}

/** English writes the day first and the month as a word, which no reader on either side of an ocean mistakes. */
export function formatDate(date: string, locale: Locale = "en"): string {
  if (locale === "en") return `${Number(date.slice(8, 10))} ${formatMonth(date, locale)}`;
  return dateFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(civil(date));
}

export function formatMonth(date: string, locale: Locale): string {
  return dateFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(civil(date.slice(0, 10)));
}

const quarterWords: Record<Locale, (quarter: number, year: string) => string> = {
  en: (quarter, year) => `Q${quarter} ${year}`,
  ru: (quarter, year) => `${quarter} кв. ${year}`,
  ja: (quarter, year) => `${year}年第${quarter}四半期`,
};

/** The calendar quarter of a date: `Q4 2026`. */
export function formatQuarter(date: string, locale: Locale): string {
  return quarterWords[locale](Math.ceil(Number(date.slice(5, 7)) / 3), date.slice(0, 4));
}

export function formatDateRange(from: string, to: string, locale: Locale): string {
  return `${formatDate(from, locale)} – ${formatDate(to, locale)}`;
}

/** A moment, as the clock shows it in the issuer's zone. */
export function formatInstant(moment: Date | string, timeZone: string, locale: Locale): string {
  const instant = new Date(moment);
  const clock = dateFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(instant);
  return `${formatDate(civilDateIn(timeZone, instant), locale)}, ${clock}`;
}

/** For comparing in tests and file names: the narrow spaces of Intl as plain ones. */
export function plainSpaces(text: string): string {
  return text.replace(spaces, " ");
}
