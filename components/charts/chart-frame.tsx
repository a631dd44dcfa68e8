"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import classes from "./chart-frame.module.css";
import { ChartShell } from "./chart-shell";
import { Legend } from "./legend";
import {
  type ChartKind,
  type ChartMark,
  type ChartPoint,
  type ChartSeries,
  formatValue,
  reading,
  type Unit,
} from "./series";

const Plot = dynamic(() => import("./plot").then((module) => module.Plot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

export type ChartProps = {
  /** Names the chart in the address when its table is shown: `?trend=table`. */
  id: string;
  title: string;
  /** The dates the chart refers to. */
  note?: string;
  /** The chart in one sentence, from summary.ts. */
  summary: string;
  kind: ChartKind;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  unit: Unit;
  locale: Locale;
  /** What one point is: month, card type. Heads the first column of the table. */
  pointName: string;
  /** Points at which something changed that the reader should know of; told below the drawing too. */
  marks?: readonly ChartMark[];
  actions?: ReactNode;
};

/** Series over points: the values under the pointer or the arrow keys stand in the legend. */
export function ChartFrame(props: ChartProps) {
  const { id, title, note, summary, kind, points, series, unit, locale, actions, marks } = props;
  return (
    <ChartShell
      id={id}
      title={title}
      note={note}
      summary={summary}
      actions={actions}
      count={points.length}
      lines={hasOwnRows(points) ? series.length : 1}
      hrefAt={(index, line) => hrefOf(points[index], series[line])}
      readingAt={(index, line, isOfLine) => {
        const point = points[index];
        const one = series[line];
        if (!point || !one) return "";
        return reading(point, isOfLine ? [one] : series, unit, locale);
      }}
      height={kind === "ranking" ? `${2.5 + points.length * (isCompared(series) ? 2.25 : 1.75)}rem` : undefined}
      legend={(active, line) => (
        <Legend
          series={series}
          kind={kind}
          chosen={line}
          point={active === null ? undefined : points[active]}
          unit={unit}
          locale={locale}
          marks={marks}
        />
      )}
      plot={(steering) => <Plot {...props} {...steering} />}
      table={<PointTable {...props} />}
    />
  );
}

const hasOwnRows = (points: readonly ChartPoint[]) => points.some(({ hrefs }) => hrefs !== undefined);
const isCompared = (series: readonly ChartSeries[]) => series.some(({ before }) => before !== undefined);
const hrefOf = (point: ChartPoint | undefined, series: ChartSeries | undefined) =>
  (series && point?.hrefs?.[series.key]) ?? point?.href;

function PointTable({ title, points, series, unit, locale, pointName }: ChartProps) {
  const valueColumn = ({ key, label }: ChartSeries): Column<ChartPoint> => ({
    key,
    title: label,
    numeric: true,
    cell: (point) => formatValue(point.values[key], unit, locale),
    href: (point) => (point.values[key] ? (point.hrefs?.[key] ?? null) : null),
  });
  const columns: Column<ChartPoint>[] = [
    {
      key: "label",
      title: pointName,
      cell: (point) => (point.href ? <Link href={point.href}>{point.label}</Link> : point.label),
    },
    ...series.filter(({ before }) => before === undefined).map(valueColumn),
    ...(isCompared(series)
      ? [{ key: "beforeLabel", title: t("chart.comparedWith"), cell: (point: ChartPoint) => point.beforeLabel ?? "–" }]
      : []),
    ...series.filter(({ before }) => before !== undefined).map(valueColumn),
  ];
  return <DataTable caption={title} columns={columns} rows={points} rowKey={(point) => point.key} empty={null} />;
}
