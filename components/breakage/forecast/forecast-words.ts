import { isBesideRange, type Ranged, rangeAt } from "@/lib/breakage/forecast/held";
import type { ForecastFigures, ForecastRange, ForecastRow } from "@/lib/breakage/forecast/report";
import { formatAmount, formatAmountRange, formatMoneyRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";

/** `80 %: $1,200 – $1,500`. */
export function rangeLine(range: ForecastRange, currency: string, locale: Locale): string {
  return t("forecast.range", {
    level: Math.round(range.level * 100),
    range: formatMoneyRange(range.low, range.high, currency, locale),
  });
}

/** What stands beside figures, with a word on those outside of their own range where there are such. */
export const noteWithRanges = (note: string, figures: readonly Ranged[]): string =>
  figures.some(isBesideRange) ? `${note}. ${t("forecast.besideRange")}` : note;

/** A range for a column whose head names level and currency. */
export function rangeCell(
  { ranges }: Pick<ForecastFigures, "ranges">,
  level: number,
  currency: string,
  locale: Locale,
): string {
  const range = rangeAt(ranges, level);
  return range ? formatAmountRange(range.low, range.high, currency, locale) : t("forecast.unknownRange");
}

/** Nothing to learn from and nothing found is no figure: it is said, and not 0.00. */
export const breakageCell = (
  { breakage, isKnown, status }: Pick<ForecastRow, "breakage" | "isKnown" | "status">,
  currency: string,
  locale: Locale,
): string => (isKnown ? formatAmount(breakage, currency, locale) : t(`forecast.status.${status}`));

/** The same of a sum in a figure or a foot, which has no history of its own to name. */
export const knownSum = (
  { breakage, isKnown }: Pick<ForecastFigures, "breakage" | "isKnown">,
  format: (value: bigint) => string,
): string => (isKnown ? format(breakage) : t("forecast.unknownRange"));

export const methodName = (method: ForecastRow["method"]): string => t(`forecast.method.${method ?? "several"}`);
