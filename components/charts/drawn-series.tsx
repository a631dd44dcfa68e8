"use client";

import { Area, Bar, Line } from "recharts";
import { dashes } from "./legend";
import { beforeDash, Mark, seriesColour } from "./pattern";
import type { ChartKind, lookOf } from "./series";

type Props = {
  dataKey: string;
  kind: ChartKind;
  look: ReturnType<typeof lookOf>;
  /** The texture of what is filled. */
  fill: string;
  points: number;
  isStill: boolean;
  /** Opens the rows behind the value at a point. */
  onOpen: ((at: number) => void) | undefined;
};

/** A press with a thumb wants 24 pixels. */
const reach = 12;

/** One series as the chart's kind has it; what is compared with is a dotted line with marks, or a bar of its own beside the others. */
export function DrawnSeries({ dataKey, kind, look: { colour, isBefore }, fill, points, isStill, onOpen }: Props) {
  const stroke = seriesColour(colour);
  const shared = { dataKey, isAnimationActive: !isStill, animationDuration: 250 };
  const activeDot = (dot: { cx?: number; cy?: number; index?: number }) => (
    <Read {...dot} colour={stroke} onOpen={onOpen} />
  );
  if (kind !== "line" && kind !== "area")
    return (
      <Bar
        {...shared}
        stackId={isBefore ? "before" : kind === "bars" ? undefined : "all"}
        fill={fill}
        stroke={isBefore ? stroke : undefined}
        maxBarSize={isBefore ? 14 : 44}
        radius={kind === "bars" ? [2, 2, 0, 0] : 0}
      />
    );
  if (isBefore)
    return (
      <Line
        {...shared}
        type="monotone"
        stroke={stroke}
        strokeWidth={1.25}
        strokeDasharray={beforeDash}
        dot={({ key, cx, cy }) =>
          typeof cx === "number" && typeof cy === "number" ? <Mark key={key} x={cx} y={cy} colour={colour} /> : null
        }
        activeDot={activeDot}
      />
    );
  if (kind === "line")
    return (
      <Line
        {...shared}
        type="monotone"
        stroke={stroke}
        strokeWidth={2}
        strokeDasharray={dashes(colour ?? 0)}
        dot={points <= 12 ? { r: 2.5 } : false}
        activeDot={activeDot}
      />
    );
  return (
    <Area
      {...shared}
      type="monotone"
      stroke={stroke}
      strokeWidth={1.75}
      fill={colour === 0 ? stroke : fill}
      fillOpacity={colour === 0 ? 0.16 : 0.35}
      activeDot={activeDot}
    />
  );
}

type ReadProps = {
  cx?: number;
  cy?: number;
  index?: number;
  colour: string;
  onOpen: ((at: number) => void) | undefined;
};

/** The value that is read; pressed, it opens to its own rows. By key the arrows and Enter do the same. */
function Read({ cx, cy, index, colour, onOpen }: ReadProps) {
  if (typeof cx !== "number" || typeof cy !== "number" || index === undefined) return null;
  const dot = <circle cx={cx} cy={cy} r={4} fill={colour} stroke="var(--bw-surface)" strokeWidth={1.5} />;
  if (!onOpen) return dot;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the frame choose it, and Enter opens it
    <g
      style={{ cursor: "pointer" }}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(index);
      }}
    >
      <circle cx={cx} cy={cy} r={reach} fill="transparent" />
      {dot}
    </g>
  );
}
