import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartSeries } from "@/components/charts/series";
import { summariseTrend } from "@/components/charts/summary";
import type { Address } from "@/lib/address";
import { formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import { type Milestone, marksAt, monthIn } from "@/lib/milestones/milestone";
import type { Overview } from "@/lib/overview/overview";
import classes from "./overview.module.css";
import { isWhole, trendPoints } from "./trend-points";

type Props = { overview: Overview; milestones: readonly Milestone[]; address: Address; locale: Locale };

export function Trend({ overview, milestones, address, locale }: Props) {
  const { trend, currency } = overview;
  const points = trendPoints(trend, address, locale);
  // What flowed in half a month is no fall against a whole one.
  const whole = trendPoints(trend.filter(isWhole), address, locale);
  const isCompared = trend.some(({ before }) => before !== null);
  const withBefore = (series: readonly ChartSeries[]) => [
    ...series,
    ...(isCompared
      ? series.map(({ key, label }) => ({
          key: `${key}Before`,
          label: t("chart.seriesBefore", { name: label }),
          before: key,
        }))
      : []),
  ];
  const unit = { kind: "money", currency } as const;
  const first = trend[0];
  const last = trend.at(-1);
  const note = first && last ? formatDateRange(first.period.from, last.period.to, locale) : "";
  const liability = withBefore([{ key: "liability", label: t("overview.liability") }]);
  const flows = withBefore([
    { key: "sold", label: t("overview.sold") },
    { key: "redeemed", label: t("overview.redeemed") },
    { key: "lapsed", label: t("overview.lapsed") },
  ]);
  const marks = marksAt(milestones, monthIn(points.map(({ key }) => key)), locale);
  const shared = { points, unit, locale, note, marks, pointName: t("chart.month") };
  return (
    <div className={classes.charts}>
      <ChartFrame
        {...shared}
        id="liability"
        title={t("overview.trend.liability")}
        kind="area"
        series={liability}
        summary={summariseTrend(points, liability, unit, locale)}
      />
      <ChartFrame
        {...shared}
        id="flows"
        title={t("overview.trend.flows")}
        kind="line"
        series={flows}
        summary={summariseTrend(whole, flows, unit, locale)}
      />
    </div>
  );
}
