"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import classes from "./chart-frame.module.css";
import { ChartShell } from "./chart-shell";
import { type FanPoint, fanReading, judgedLevel, percentOf, rangeOf, verdictOf, writeRange } from "./fan";
import { FanLegend } from "./fan-legend";
import { type ChartMark, formatValue, type Unit } from "./series";

const FanPlot = dynamic(() => import("./fan-plot").then((module) => module.FanPlot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

type Props = {
  /** Names the chart in the address when its table is shown. */
  id: string;
  title: string;
  note?: string;
  summary: string;
  points: readonly FanPoint[];
  unit: Unit;
  locale: Locale;
  /** Heads of the table: what a point is, what was expected, what came, and whether that lay in the judged range. */
  names: { point: string; expected: string; outcome: string; verdict: string };
  /** Points at which something changed that the reader should know of. */
  marks?: readonly ChartMark[];
  actions?: ReactNode;
};

/** Forecasts of the past with what came of them, then the fan of what lies ahead. */
export function FanChart(props: Props) {
  const { id, title, note, summary, points, unit, locale, actions, marks } = props;
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
        return point ? fanReading(point, unit, locale) : "";
      }}
      height="18rem"
      legend={(active) => <FanLegend points={points} active={active} unit={unit} locale={locale} marks={marks} />}
      plot={(steering) => <FanPlot points={points} unit={unit} locale={locale} marks={marks} {...steering} />}
      table={<FanTable {...props} />}
    />
  );
}

const tableLevels = [0.5, 0.8, judgedLevel, 0.95] as const;

function FanTable({ title, points, unit, locale, names }: Props) {
  const columns: Column<FanPoint>[] = [
    {
      key: "label",
      title: names.point,
      cell: (point) => (point.href ? <Link href={point.href}>{point.label}</Link> : point.label),
    },
    {
      key: "expected",
      title: names.expected,
      numeric: true,
      cell: ({ expected }) => formatValue(expected, unit, locale),
    },
    ...tableLevels.map((level) => ({
      key: `range-${percentOf(level)}`,
      title: t("fan.level", { level: percentOf(level) }),
      numeric: true,
      wide: level !== judgedLevel,
      cell: (point: FanPoint) => {
        const range = rangeOf(point, level);
        return range ? writeRange(range, unit, locale) : "–";
      },
    })),
    {
      key: "outcome",
      title: names.outcome,
      numeric: true,
      cell: ({ outcome }) => formatValue(outcome?.value, unit, locale),
    },
    { key: "verdict", title: names.verdict, cell: ({ outcome }) => (outcome ? verdictOf(outcome) : "–") },
  ];
  return <DataTable caption={title} columns={columns} rows={points} rowKey={({ key }) => key} empty={null} />;
}
