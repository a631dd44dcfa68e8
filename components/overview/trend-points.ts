import type { ChartPoint } from "@/components/charts/series";
import { type Address, hrefTo } from "@/lib/address";
import { endOfMonth, type Period, startOfMonth } from "@/lib/dates";
import { formatDate, formatDateRange, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import type { RollForward, TrendPoint } from "@/lib/overview/overview";
import { flowHref } from "./flow-href";

export const isWhole = ({ period }: Pick<RollForward, "period">) =>
  period.from === startOfMonth(period.from) && period.to === endOfMonth(period.from);

const flows = ["sold", "redeemed", "lapsed"] as const;

/**
 * Months as points, each value with the rows behind it and beside it what it is compared with: a month that the as-of date cuts
 * short says so, that nobody takes it for a whole one.
 */
export function trendPoints(trend: readonly TrendPoint[], address: Address, locale: Locale): ChartPoint[] {
  return trend.map((point) => {
    const { before } = point;
    return {
      key: point.period.from,
      label: nameOf(point.period, locale),
      values: { ...valuesOf(point, ""), ...(before ? valuesOf(before, "Before") : {}) },
      hrefs: { ...hrefsOf(point.period, "", address), ...(before ? hrefsOf(before.period, "Before", address) : {}) },
      ...(before ? { beforeLabel: nameOf(before.period, locale) } : {}),
    };
  });
}

function nameOf(period: Period, locale: Locale): string {
  const month = formatMonth(period.from, locale);
  if (isWhole({ period })) return month;
  const isBegun = period.from === startOfMonth(period.from) && period.to <= endOfMonth(period.from);
  return isBegun
    ? t("chart.monthTo", { month, date: formatDate(period.to, locale) })
    : formatDateRange(period.from, period.to, locale);
}

const valuesOf = (of: RollForward, suffix: "" | "Before"): ChartPoint["values"] => ({
  [`liability${suffix}`]: of.closing,
  ...Object.fromEntries(flows.map((flow) => [`${flow}${suffix}`, of[flow]])),
});

/** What is owed at the end of a month are the cards as they were then; what moved it are its own rows. */
const hrefsOf = (period: Period, suffix: "" | "Before", address: Address): Record<string, string> => ({
  [`liability${suffix}`]: hrefTo("/issuer/cards", address, { of: "all", asOf: period.to }),
  ...Object.fromEntries(flows.map((flow) => [`${flow}${suffix}`, flowHref(flow, address, period)])),
});
