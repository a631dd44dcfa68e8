"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import classes from "./chart-frame.module.css";
import { Legend } from "./legend";
import { type ChartKind, type ChartPoint, type ChartSeries, formatValue, type Unit } from "./series";

const Plot = dynamic(() => import("./plot").then((module) => module.Plot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

const shapes = ["chart", "table"] as const;

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
  actions?: ReactNode;
};

/** A chart that can be looked at, read as a sentence, read as a table, and walked through with the arrow keys. */
export function ChartFrame(props: ChartProps) {
  const { id, title, note, summary, points, series, unit, locale } = props;
  const [shape, setShape] = useQueryState(id, parseAsStringLiteral(shapes).withDefault("chart"));
  const [active, setActive] = useState<number | null>(null);
  const heading = useId();
  const router = useRouter();

  function read(event: KeyboardEvent) {
    const last = points.length - 1;
    const from = active ?? (/^Arrow(Left|Up)$/.test(event.key) ? points.length : -1);
    const moves: Record<string, number> = {
      ArrowRight: from + 1,
      ArrowDown: from + 1,
      ArrowLeft: from - 1,
      ArrowUp: from - 1,
      Home: 0,
      End: last,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(Math.min(Math.max(target, 0), last));
    } else if (event.key === "Escape") setActive(null);
    else if (event.key === "Enter") open(active);
  }

  function open(index: number | null) {
    const href = index === null ? undefined : points[index]?.href;
    if (href) router.push(href);
  }

  const point = active === null ? undefined : points[active];
  return (
    <figure className={classes.frame} aria-labelledby={heading}>
      <header className={classes.head}>
        <h2 id={heading} className={classes.title}>
          {title}
        </h2>
        {note ? <p className={classes.note}>{note}</p> : null}
        <div className={classes.actions} data-print="no">
          {props.actions}
          <fieldset className={classes.shapes} aria-label={t("chart.shape", { title })}>
            {shapes.map((value) => (
              <button
                key={value}
                type="button"
                className={classes.shape}
                aria-pressed={value === shape}
                onClick={() => setShape(value === "table" ? "table" : null)}
              >
                {t(`chart.${value}`)}
              </button>
            ))}
          </fieldset>
        </div>
      </header>
      <figcaption className={classes.summary}>{summary}</figcaption>
      {shape === "table" ? (
        <PointTable {...props} />
      ) : (
        <>
          <Legend series={series} kind={props.kind} point={point} unit={unit} locale={locale} />
          <div
            className={classes.plot}
            style={props.kind === "ranking" ? { height: `${2.5 + points.length * 1.75}rem` } : undefined}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need somewhere to arrive
            tabIndex={0}
            aria-roledescription={t("chart.role")}
            aria-label={t("chart.keys", { title, summary })}
            onKeyDown={read}
            onBlur={() => setActive(null)}
          >
            <Plot {...props} active={active} onActive={setActive} onOpen={open} />
          </div>
          <p className="visually-hidden" aria-live="polite">
            {point ? reading(point, series, unit, locale) : ""}
          </p>
        </>
      )}
    </figure>
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
  return (
    <div className={classes.table}>
      <DataTable caption={title} columns={columns} rows={points} rowKey={(point) => point.key} empty={null} />
    </div>
  );
}
