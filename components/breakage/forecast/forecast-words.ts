import { rangeAt } from "@/lib/breakage/forecast/held";
import type { ForecastFigures, ForecastRange, ForecastRow } from "@/lib/breakage/forecast/report";
import { formatAmount, formatAmountRange, formatMoneyRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";

/** `80 %: $1,200 – $1,500`. */
export function rangeLine(range: ForecastRange, currency: string, locale: Locale): string {
  return t("forecast.range", {
    level: Math.round(range.level * 100),
    range: formatMoneyRange(range.low, range.high, currency, locale),
  });
}

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
export function breakageCell(
  { breakage, status }: Pick<ForecastRow, "breakage" | "status">,
  currency: string,
  locale: Locale,
): string {
  const isUnknown = breakage === 0n && (status === "no-history" || status === "too-little-history");
  return isUnknown ? t(`forecast.status.${status}`) : formatAmount(breakage, currency, locale);
}

export const methodName = (method: ForecastRow["method"]): string => t(`forecast.method.${method ?? "several"}`);
