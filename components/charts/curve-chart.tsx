"use client";

import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { ChartShell } from "./chart-shell";
import classes from "./curve-chart.module.css";
import { CurvePlot } from "./curve-plot";
import { Legend } from "./legend";
import { type ChartPoint, type ChartSeries, formatValue, reading, type Unit } from "./series";

/** A point with its place on the axis, where points need not be equally far apart. */
export type CurvePoint = ChartPoint & { readonly at: number };
/** An area between two of the points' values. */
export type CurveBand = { readonly low: string; readonly high: string; readonly label: string };

export type CurveProps = {
  id: string;
  title: string;
  note?: string;
  summary: string;
  points: readonly CurvePoint[];
  series: readonly ChartSeries[];
  band?: CurveBand | null;
  unit: Unit;
  locale: Locale;
  /** What a point is: age, level. Heads the table and names the axis. */
  pointName: string;
  /** Marks of the axis. */
  ticks: readonly { readonly at: number; readonly label: string }[];
  actions?: ReactNode;
};

/** Lines over an axis of numbers, one of them with a band. */
export function CurveChart(props: CurveProps) {
  const { id, title, note, summary, points, series, band, unit, locale, pointName, actions } = props;
  const ends = band ? ([band.low, band.high] as const) : [];
  const told = [...series, ...ends.map((key, i) => ({ key, label: t(i === 0 ? "curve.low" : "curve.high") }))];
  const columns: Column<CurvePoint>[] = [
    { key: "label", title: pointName, cell: ({ label }) => label },
    ...told.map(({ key, label }) => ({
      key,
      title: label,
      numeric: true,
      cell: ({ values }: CurvePoint) => formatValue(values[key], unit, locale),
    })),
  ];
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
        return point ? reading(point, told, unit, locale) : "";
      }}
      height="auto"
      legend={(active) => {
        const point = active === null ? undefined : points[active];
        return (
          <>
            <Legend series={series} kind="line" point={point} unit={unit} locale={locale} />
            {band ? (
              <p className={classes.band}>
                <span className={classes.swatch} aria-hidden />
                {band.label}
                {point ? (
                  <output className={classes.value}>
                    {ends.map((key) => formatValue(point.values[key], unit, locale)).join(" – ")}
                  </output>
                ) : null}
              </p>
            ) : null}
          </>
        );
      }}
      plot={({ active, onActive }) => <CurvePlot {...props} active={active} onActive={onActive} />}
      table={
        <DataTable caption={title} columns={columns} rows={points} rowKey={({ key }) => key} isBroad empty={null} />
      }
    />
  );
}
