"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import classes from "./chart-frame.module.css";
import { ChartShell } from "./chart-shell";
import { Legend } from "./legend";
import { type ChartKind, type ChartMark, type ChartPoint, type ChartSeries, formatValue, type Unit } from "./series";

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
      hrefAt={(index) => points[index]?.href}
      readingAt={(index) => {
        const point = points[index];
        return point ? reading(point, series, unit, locale) : "";
      }}
      height={kind === "ranking" ? `${2.5 + points.length * 1.75}rem` : undefined}
      legend={(active) => (
        <Legend
          series={series}
          kind={kind}
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

/** A point in words: `Mar 2026: Sold $1,200.00, Redeemed $900.00`. */
export function reading(point: ChartPoint, series: readonly ChartSeries[], unit: Unit, locale: Locale): string {
  const values = series.map(({ key, label }) => `${label} ${formatValue(point.values[key], unit, locale)}`);
  return `${point.label}: ${values.join(", ")}`;
}

function PointTable({ title, points, series, unit, locale, pointName }: ChartProps) {
  const columns: Column<ChartPoint>[] = [
    {
      key: "label",
      title: pointName,
      cell: (point) => (point.href ? <Link href={point.href}>{point.label}</Link> : point.label),
    },
    ...series.map(({ key, label }) => ({
      key,
      title: label,
      numeric: true,
      cell: (point: ChartPoint) => formatValue(point.values[key], unit, locale),
    })),
  ];
  return <DataTable caption={title} columns={columns} rows={points} rowKey={(point) => point.key} empty={null} />;
}
