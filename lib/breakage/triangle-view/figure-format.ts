import type { Locale } from "@/lib/format";
import type { Triangle } from "../triangle/triangle";

const memo = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const found = memo.get(key) ?? new Intl.NumberFormat(locale, options);
  memo.set(key, found);
  return found;
}

const fixed = (value: number, digits: number, locale: Locale) =>
  numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** What stands for a figure that there is none of. */
export const NO_FIGURE = "–";

/**
 * How many decimals the amounts of a triangle are shown with: enough that the largest has four digits, and two where cents
 * were given. Amounts here have no currency that could say.
 */
export function amountDigits({ cells }: Triangle): number {
  const amounts = cells.flatMap((row) => row.filter((cell) => cell !== null)).map(Math.abs);
  const largest = Math.max(0, ...amounts);
  const forSize = largest > 0 ? 3 - Math.floor(Math.log10(largest)) : 0;
  const given = amounts.every((amount) => Math.abs(amount - Math.round(amount)) <= 1e-9 * largest) ? 0 : 2;
  return Math.min(8, Math.max(given, forSize, 0));
}

/** Writes amounts, or a dash for none. */
export function amountWriter(digits: number, locale: Locale): (amount: number | null) => string {
  return (amount) => (amount === null ? NO_FIGURE : fixed(amount, digits, locale));
}

/** A factor or a ratio: late factors of monthly cards differ in the fourth decimal. */
export const formatFactor = (factor: number, locale: Locale): string => fixed(factor, 4, locale);

/** σ² ranges over many sizes, so it is written by its digits. */
export const formatVariance = (variance: number, locale: Locale): string =>
  numberFormat(locale, { maximumSignificantDigits: 5 }).format(variance);
