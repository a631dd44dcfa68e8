"use client";

import { useReducedMotion } from "@mantine/hooks";
import type { FunctionComponent, Key } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import type { Steering } from "./chart-shell";
import { type FanPoint, fanLevels, type PlottedFan, toFanPlot } from "./fan";
import { BeforeMark, bandStyles, OutsideMark, UnjudgedMark, WithinMark } from "./fan-marks";
import { type ChartMark, formatTick, type Unit } from "./series";

type Props = {
  points: readonly FanPoint[];
  unit: Unit;
  locale: Locale;
  marks?: readonly ChartMark[] | undefined;
} & Steering;

const tick = { fill: "var(--bw-muted)", fontSize: 11 };
const outcomes = [
  { key: "within", Mark: WithinMark },
  { key: "outside", Mark: OutsideMark },
  { key: "unjudged", Mark: UnjudgedMark },
] as const;

/** The drawing: what was said before and what came, then the fan. It comes over the wire when first shown. */
export function FanPlot({ points, unit, locale, marks = [], active, onActive, onOpen }: Props) {
  const isStill = useReducedMotion();
  const shared = { isAnimationActive: !isStill, animationDuration: 250 };
  const activeKey = active === null ? undefined : points[active]?.key;
  const names = new Map(points.map((point) => [point.key, point.label]));
  const firstAhead = points.findIndex(({ outcome }) => outcome === null);
  const now = firstAhead > 0 ? points[firstAhead]?.key : undefined;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={toFanPlot(points)}
        margin={{ top: 18, right: 12, bottom: 0, left: 4 }}
        accessibilityLayer={false}
        onMouseMove={(state) => onActive(state.isTooltipActive ? Number(state.activeTooltipIndex) : null)}
        onMouseLeave={() => onActive(null)}
        onClick={(state) => onOpen(state.activeTooltipIndex === undefined ? null : Number(state.activeTooltipIndex))}
      >
        <CartesianGrid vertical={false} stroke="var(--bw-line)" />
        <XAxis
          dataKey="key"
          scale="band"
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--bw-line-strong)" }}
          minTickGap={14}
          tickFormatter={(key: string) => names.get(key) ?? key}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={56}
          tickFormatter={(value: number) => formatTick(value, unit, locale)}
        />
        <Tooltip content={() => null} cursor={false} />
        {now === undefined ? null : (
          <ReferenceLine
            x={now}
            position="start"
            stroke="var(--bw-muted)"
            label={{ value: t("fan.now"), position: "insideTopLeft", dy: -16, ...tick }}
          />
        )}
        {activeKey === undefined ? null : (
          <ReferenceLine x={activeKey} stroke="var(--bw-muted)" strokeDasharray="2 2" />
        )}
        {[...new Set(marks.map(({ key }) => key))].map((key) => (
          <ReferenceLine key={key} x={key} stroke="var(--bw-series-2)" strokeDasharray="4 2" strokeWidth={1.5} />
        ))}
        {fanLevels.map((level, index) => (
          <Area
            {...shared}
            key={level}
            dataKey={(point: PlottedFan) => point.bands[index] ?? null}
            type="monotone"
            stroke="var(--bw-series-1)"
            strokeOpacity={0.7}
            strokeDasharray={bandStyles[index]?.dash}
            fill="var(--bw-series-1)"
            fillOpacity={bandStyles[index]?.opacity}
            activeDot={false}
          />
        ))}
        <Line
          {...shared}
          dataKey="expected"
          type="monotone"
          stroke="var(--bw-series-1)"
          strokeWidth={2}
          dot={{ r: 2.5, fill: "var(--bw-series-1)" }}
          activeDot={false}
        >
          <ErrorBar dataKey="aloneSpread" width={5} stroke="var(--bw-series-1)" />
        </Line>
        <Line {...shared} dataKey="before" stroke="none" dot={markAs(BeforeMark)} activeDot={false}>
          <ErrorBar dataKey="beforeSpread" width={5} stroke="var(--bw-series-6)" strokeWidth={1.5} />
        </Line>
        {outcomes.map(({ key, Mark }) => (
          <Line {...shared} key={key} dataKey={key} stroke="none" dot={markAs(Mark)} activeDot={false} />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type Dot = { key?: Key | null; cx?: number; cy?: number | null; value?: unknown };

/** Nothing where there is no value: Recharts asks for a dot there too. */
function markAs(Mark: FunctionComponent<{ cx: number; cy: number }>) {
  return ({ key, cx, cy, value }: Dot) =>
    typeof cx === "number" && typeof cy === "number" && value !== null ? (
      <Mark key={key} cx={cx} cy={cy} />
    ) : (
      <g key={key} />
    );
}
