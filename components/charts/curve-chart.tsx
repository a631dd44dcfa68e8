"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { reading } from "./chart-frame";
import classes from "./curve-chart.module.css";
import { nearestIndex, walkedTo } from "./curve-geometry";
import { CurvePlot } from "./curve-plot";
import { FigureFrame } from "./figure-frame";
import { Legend } from "./legend";
import { type ChartPoint, type ChartSeries, formatValue, type Unit } from "./series";

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

/** Lines over an axis of numbers, one of them with a band: a sentence, a drawing, a table, and arrow keys through the points. */
export function CurveChart(props: CurveProps) {
  const { id, title, note, summary, points, series, band, unit, locale, pointName, actions } = props;
  const [active, setActive] = useState<number | null>(null);
  const point = active === null ? undefined : points[active];
  const told = band
    ? [...series, { key: band.low, label: t("curve.low") }, { key: band.high, label: t("curve.high") }]
    : series;

  function walk(event: KeyboardEvent) {
    if (event.key === "Escape") return setActive(null);
    const target = walkedTo(event.key, active, points.length);
    if (target === null) return;
    event.preventDefault();
    setActive(target);
  }

  function pointAt(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
    const at = first + ((event.clientX - left) / width) * (last - first);
    setActive(
      nearestIndex(
        points.map((one) => one.at),
        at,
      ),
    );
  }

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
    <FigureFrame
      id={id}
      title={title}
      note={note}
      summary={summary}
      actions={actions}
      table={
        <DataTable caption={title} columns={columns} rows={points} rowKey={({ key }) => key} isBroad empty={null} />
      }
    >
      <Legend series={series} kind="line" point={point} unit={unit} locale={locale} />
      {band ? (
        <p className={classes.band}>
          <span className={classes.swatch} aria-hidden />
          {band.label}
          {point ? (
            <output className={classes.value}>
              {formatValue(point.values[band.low], unit, locale)} – {formatValue(point.values[band.high], unit, locale)}
            </output>
          ) : null}
        </p>
      ) : null}
      <div
        className={classes.plot}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need somewhere to arrive
        tabIndex={0}
        aria-roledescription={t("chart.role")}
        aria-label={t("chart.keys", { title, summary })}
        onKeyDown={walk}
        onBlur={() => setActive(null)}
      >
        <CurvePlot {...props} active={active} onPointerMove={pointAt} onPointerLeave={() => setActive(null)} />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {point ? reading(point, told, unit, locale) : ""}
      </p>
    </FigureFrame>
  );
}
