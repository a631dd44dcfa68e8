import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartPoint } from "@/components/charts/series";
import { summariseTrend } from "@/components/charts/summary";
import { endOfMonth } from "@/lib/dates";
import { formatDate, formatDateRange, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import { type Milestone, marksAt, monthIn } from "@/lib/milestones/milestone";
import type { Overview, TrendPoint } from "@/lib/overview/overview";
import classes from "./overview.module.css";

type Props = { overview: Overview; milestones: readonly Milestone[]; locale: Locale };

const isWhole = ({ period }: TrendPoint) => period.to === endOfMonth(period.from);

/** Months as points: a month that the as-of date cuts short says so, that nobody takes it for a whole one. */
export function trendPoints(trend: readonly TrendPoint[], locale: Locale): ChartPoint[] {
  return trend.map((point) => {
    const month = formatMonth(point.period.from, locale);
    return {
      key: point.period.from,
      label: isWhole(point) ? month : t("chart.monthTo", { month, date: formatDate(point.period.to, locale) }),
      values: { liability: point.closing, sold: point.sold, redeemed: point.redeemed, lapsed: point.lapsed },
    };
  });
}

export function Trend({ overview, milestones, locale }: Props) {
  const { trend, currency } = overview;
  const points = trendPoints(trend, locale);
  // What flowed in half a month is no fall against a whole one.
  const whole = trendPoints(trend.filter(isWhole), locale);
  const unit = { kind: "money", currency } as const;
  const first = trend[0];
  const last = trend.at(-1);
  const note = first && last ? formatDateRange(first.period.from, last.period.to, locale) : "";
  const liability = [{ key: "liability", label: t("overview.liability") }];
  const flows = [
    { key: "sold", label: t("overview.sold") },
    { key: "redeemed", label: t("overview.redeemed") },
    { key: "lapsed", label: t("overview.lapsed") },
  ];
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
