import type { Locale } from "@/lib/format";
import classes from "./legend.module.css";
import { Marks } from "./marks";
import { Pattern, seriesColour } from "./pattern";
import { type ChartKind, type ChartMark, type ChartPoint, type ChartSeries, formatValue, type Unit } from "./series";

type Props = {
  series: readonly ChartSeries[];
  kind: ChartKind;
  /** The point under the pointer or the arrow keys: its values stand here, not in a box over the drawing. */
  point: ChartPoint | undefined;
  unit: Unit;
  locale: Locale;
  marks?: readonly ChartMark[] | undefined;
};

export function Legend({ series, kind, point, unit, locale, marks = [] }: Props) {
  return (
    <div className={classes.legend}>
      {series.map(({ key, label }, index) => (
        <span key={key} className={classes.entry}>
          <Swatch kind={kind} index={index} />
          {label}
          {point ? <output className={classes.value}>{formatValue(point.values[key], unit, locale)}</output> : null}
        </span>
      ))}
      <Marks marks={marks} />
      <span className={classes.when}>{point?.label}</span>
    </div>
  );
}

function Swatch({ kind, index }: { kind: ChartKind; index: number }) {
  const id = `swatch-${kind}-${index}`;
  return (
    <svg width="18" height="12" aria-hidden="true">
      {kind === "line" ? (
        <line
          x1="0"
          y1="6"
          x2="18"
          y2="6"
          stroke={seriesColour(index)}
          strokeWidth="2"
          strokeDasharray={dashes(index)}
        />
      ) : (
        <>
          <defs>
            <Pattern id={id} index={index} />
          </defs>
          <rect x="2" width="14" height="12" rx="2" fill={`url(#${id})`} />
        </>
      )}
    </svg>
  );
}

export function dashes(index: number): string | undefined {
  return [undefined, "6 3", "2 3", "8 3 2 3"][index % 4];
}
