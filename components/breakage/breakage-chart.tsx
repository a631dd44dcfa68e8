import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartPoint } from "@/components/charts/series";
import { summariseRanking, summariseTrend } from "@/components/charts/summary";
import type { Address } from "@/lib/address";
import { rowName, sortRows } from "@/lib/breakage/order";
import type { BreakageReport } from "@/lib/breakage/report";
import { formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";
import { cardsHref } from "./breakage-table";

type Props = { report: BreakageReport; address: Address; locale: Locale };

const mostBars = 12;

/** Unredeemed value of the largest groups, split into what has lapsed and what is still owed. Years stand in their order. */
export function BreakageChart({ report, address, locale }: Props) {
  const { by, currency, period, rows } = report;
  const isYears = by[0] === "sale-year" || by[0] === "expiry-year";
  const ordered = isYears
    ? sortRows(rows, { by: "name", direction: "asc" }).slice(-mostBars)
    : sortRows(rows, { by: "unredeemed", direction: "desc" }).slice(0, mostBars);
  const points: ChartPoint[] = ordered.map((row) => ({
    key: by.map((dimension) => row.members[dimension]?.id).join(" "),
    label: rowName(row),
    values: { unredeemed: row.unredeemed, lapsed: row.lapsed, owed: row.owed, escheated: row.escheated },
    href: cardsHref(row, by, address),
  }));
  const parts = (["lapsed", "owed", "escheated"] as const).filter(
    (key) => key !== "escheated" || rows.some((row) => row.escheated !== 0n),
  );
  const series = parts.map((key) => ({ key, label: t(`figures.${key}`) }));
  const unit = { kind: "money", currency } as const;
  const whole = [{ key: "unredeemed", label: t("figures.unredeemed") }];
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
