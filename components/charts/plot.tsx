"use client";

import { useReducedMotion } from "@mantine/hooks";
import { useId } from "react";
import { CartesianGrid, ComposedChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartProps } from "./chart-frame";
import { DrawnSeries } from "./drawn-series";
import { Pattern } from "./pattern";
import { formatTick, lookOf, toPlot } from "./series";

type Props = ChartProps & {
  active: number | null;
  onActive: (index: number | null) => void;
  onOpen: (index: number | null, line?: number) => void;
};

const tick = { fill: "var(--bw-muted)", fontSize: 11 };

/** The drawing. It alone, with its series, knows Recharts; it comes over the wire when a chart is first shown. */
export function Plot({ kind, points, series, unit, locale, marks = [], active, onActive, onOpen }: Props) {
  const id = useId().replace(/[^\w-]/g, "");
  const isStill = useReducedMotion();
  const activeKey = active === null ? undefined : points[active]?.key;
  const isLying = kind === "ranking";
  const writeTick = (value: number) => formatTick(value, unit, locale);
  const names = new Map(points.map((point) => [point.key, point.label]));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={toPlot(points, series)}
        layout={isLying ? "vertical" : "horizontal"}
        margin={{ top: 8, right: 12, bottom: 0, left: 4 }}
        accessibilityLayer={false}
        barCategoryGap="22%"
        stackOffset="sign"
        onMouseMove={(state) => onActive(state.isTooltipActive ? Number(state.activeTooltipIndex) : null)}
        onMouseLeave={() => onActive(null)}
        onClick={(state) => onOpen(state.activeTooltipIndex === undefined ? null : Number(state.activeTooltipIndex))}
      >
        <defs>
          {series.map(({ key }, index) => {
            const { colour, isBefore } = lookOf(series, index);
            return <Pattern key={key} id={`${id}-${index}`} index={colour} isBefore={isBefore} />;
          })}
        </defs>
        <CartesianGrid vertical={isLying} horizontal={!isLying} stroke="var(--bw-line)" />
        {isLying ? (
          <>
            <XAxis type="number" tick={tick} tickLine={false} axisLine={false} tickFormatter={writeTick} />
            <YAxis
              type="category"
              dataKey="key"
              width={148}
              interval={0}
              tick={tick}
              tickLine={false}
              axisLine={{ stroke: "var(--bw-line-strong)" }}
              tickFormatter={(key: string) => shorten(names.get(key) ?? key, 24)}
            />
          </>
        ) : (
          <>
            <XAxis
              dataKey="key"
              tick={tick}
              tickLine={false}
              axisLine={{ stroke: "var(--bw-line-strong)" }}
              minTickGap={14}
              tickFormatter={(key: string) => shorten(names.get(key) ?? key, 16)}
            />
            <YAxis tick={tick} tickLine={false} axisLine={false} width={56} tickFormatter={writeTick} />
          </>
        )}
        <Tooltip content={() => null} cursor={false} />
        {activeKey === undefined ? null : (
          <ReferenceLine
            {...(isLying ? { y: activeKey } : { x: activeKey })}
            stroke="var(--bw-muted)"
            strokeDasharray="2 2"
          />
        )}
        {[...new Set(marks.map(({ key }) => key))].map((key) => (
          <ReferenceLine
            key={key}
            {...(isLying ? { y: key } : { x: key })}
            stroke="var(--bw-series-2)"
            strokeDasharray="4 2"
            strokeWidth={1.5}
          />
        ))}
        {series.map(({ key }, index) => (
          <DrawnSeries
            key={key}
            dataKey={key}
            kind={kind}
            look={lookOf(series, index)}
            fill={`url(#${id}-${index})`}
            points={points.length}
            isStill={isStill}
            onOpen={points.some(({ hrefs }) => hrefs?.[key]) ? (at) => onOpen(at, index) : undefined}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function shorten(label: string, most: number): string {
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}
