import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartPoint } from "@/components/charts/series";
import { summariseRanking, summariseTrend } from "@/components/charts/summary";
import type { Address } from "@/lib/address";
import { rowName, sortRows } from "@/lib/breakage/order";
import type { BreakageReport, BreakageRow } from "@/lib/breakage/report";
import { formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";
import { cardsHref } from "./breakage-table";

type Props = { report: BreakageReport; address: Address; locale: Locale };

const mostBars = 12;

/** The parts are sums of the same cards; what is compared with is a sum of others. */
function hrefsOf(row: BreakageRow, { by, comparison }: BreakageReport, address: Address): Record<string, string> {
  const now = cardsHref(row, by, address);
  return {
    lapsed: now,
    owed: now,
    escheated: now,
    ...(row.before ? { before: cardsHref(row, by, address, comparison) } : {}),
  };
}

/**
 * Unredeemed value of the largest groups, split into what has lapsed and what is still owed, beside what it was in the period
 * compared with. Years stand in their order.
 */
export function BreakageChart({ report, address, locale }: Props) {
  const { by, currency, period, rows, comparison } = report;
  const isYears = by[0] === "sale-year" || by[0] === "expiry-year";
  const ordered = isYears
    ? sortRows(rows, { by: "name", direction: "asc" }).slice(-mostBars)
    : sortRows(rows, { by: "unredeemed", direction: "desc" }).slice(0, mostBars);
  const points: ChartPoint[] = ordered.map((row) => ({
    key: by.map((dimension) => row.members[dimension]?.id).join(" "),
    label: rowName(row),
    values: {
      unredeemed: row.unredeemed,
      lapsed: row.lapsed,
      owed: row.owed,
      escheated: row.escheated,
      before: row.before?.unredeemed ?? null,
    },
    href: cardsHref(row, by, address),
    hrefs: hrefsOf(row, report, address),
    ...(comparison ? { beforeLabel: formatDateRange(comparison.period.from, comparison.period.to, locale) } : {}),
  }));
  const parts = (["lapsed", "owed", "escheated"] as const).filter(
    (key) => key !== "escheated" || rows.some((row) => row.escheated !== 0n),
  );
  const before = comparison
    ? [{ key: "before", label: t("chart.seriesBefore", { name: t("figures.unredeemed") }), before: "unredeemed" }]
    : [];
  const series = [...parts.map((key) => ({ key, label: t(`figures.${key}`) })), ...before];
  const unit = { kind: "money", currency } as const;
  const whole = [{ key: "unredeemed", label: t("figures.unredeemed") }, ...before];
  const summary = isYears ? summariseTrend(points, whole, unit, locale) : summariseRanking(points, whole, unit, locale);
  const isCut = rows.length > mostBars;
  return (
    <ChartFrame
      id="chart"
      title={isCut ? t("breakage.chartTop", { count: mostBars }) : t("breakage.chart")}
      note={formatDateRange(period.from, period.to, locale)}
      summary={summary}
      kind={isYears ? "stacked" : "ranking"}
      points={points}
      series={series}
      unit={unit}
      locale={locale}
      pointName={by.map((dimension) => t(`dimension.${dimension}`)).join(" · ")}
    />
  );
}
