import { ChartFrame } from "@/components/charts/chart-frame";
import { summariseTrend } from "@/components/charts/summary";
import type { GroupRow } from "@/lib/accounting/roll-forward-groups";
import type { BooksMark } from "@/lib/accounting/roll-forward-view";
import { type Address, hrefTo } from "@/lib/address";
import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import { type Milestone, marksAt, monthIn } from "@/lib/milestones/milestone";

type Props = {
  rows: readonly GroupRow[];
  marks: readonly BooksMark[];
  milestones: readonly Milestone[];
  currency: string;
  note: string;
  address: Address;
  locale: Locale;
};

/** What is owed to holders and to states at the end of each month, with the months in which something changed how it is made. */
export function LiabilityChart({ rows, marks, milestones, currency, note, address, locale }: Props) {
  const points = rows.map(({ from, closing, payableClosing }) => ({
    key: from,
    label: formatMonth(from, locale),
    values: { liability: closing, payable: payableClosing },
    href: hrefTo("/issuer/accounting/recognition", address, { month: from, from: null, to: null }),
  }));
  const series = [
    { key: "liability", label: t("accounting.chart.liability") },
    ...(rows.some(({ payableClosing }) => payableClosing !== 0n)
      ? [{ key: "payable", label: t("accounting.chart.payable") }]
      : []),
  ];
  const unit = { kind: "money", currency } as const;
  const own = marks.map(({ month, kind, count }) => ({
    key: month,
    text: t(`accounting.rollForward.mark.${kind}`, { month: formatMonth(month, locale), count }),
  }));
  const others = marksAt(milestones, monthIn(rows.map(({ from }) => from)), locale);
  return (
    <ChartFrame
      id="liability"
      title={t("accounting.rollForward.chart")}
      note={note}
      kind="line"
      points={points}
      series={series}
      unit={unit}
      locale={locale}
      pointName={t("accounting.month")}
      summary={summariseTrend(points, series, unit, locale)}
      marks={[...own, ...others]}
    />
  );
}
