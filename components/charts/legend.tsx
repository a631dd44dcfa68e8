import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import classes from "./legend.module.css";
import { Marks } from "./marks";
import { beforeDash, Mark, Pattern, seriesColour } from "./pattern";
import {
  type ChartKind,
  type ChartMark,
  type ChartPoint,
  type ChartSeries,
  formatValue,
  lookOf,
  type Unit,
} from "./series";

type Props = {
  /** The series that the arrow keys have chosen. */
  chosen?: number | null;
  series: readonly ChartSeries[];
  kind: ChartKind;
  /** The point under the pointer or the arrow keys: its values stand here, not in a box over the drawing. */
  point: ChartPoint | undefined;
  unit: Unit;
  locale: Locale;
  marks?: readonly ChartMark[] | undefined;
};

export function Legend({ series, kind, chosen = null, point, unit, locale, marks = [] }: Props) {
  return (
    <div className={classes.legend}>
      {series.map(({ key, label }, index) => (
        <span key={key} className={classes.entry} data-chosen={index === chosen || undefined}>
          <Swatch kind={kind} {...lookOf(series, index)} />
          {label}
          {point ? <output className={classes.value}>{formatValue(point.values[key], unit, locale)}</output> : null}
        </span>
      ))}
      <Marks marks={marks} />
      <span className={classes.when}>
        {point?.label}
        {point?.beforeLabel === undefined ? null : (
          <span className={classes.whenBefore}> {t("chart.against", { label: point.beforeLabel })}</span>
        )}
      </span>
    </div>
  );
}

function Swatch({ kind, colour, isBefore }: { kind: ChartKind } & ReturnType<typeof lookOf>) {
  const isLine = kind === "line" || (kind === "area" && isBefore);
  const id = `swatch-${kind}-${colour}-${isBefore}`;
  return (
    <svg width="18" height="12" aria-hidden="true">
      {isLine ? (
        <>
          <line
            x1="0"
            y1="6"
            x2="18"
            y2="6"
            stroke={seriesColour(colour)}
            strokeWidth={isBefore ? 1.25 : 2}
            strokeDasharray={isBefore ? beforeDash : dashes(colour ?? 0)}
          />
          {isBefore ? <Mark x={9} y={6} colour={colour} /> : null}
        </>
      ) : (
        <>
          <defs>
            <Pattern id={id} index={colour} isBefore={isBefore} />
          </defs>
          <rect
            x="2"
            y={isBefore ? 1 : 0}
            width="14"
            height={isBefore ? 10 : 12}
            rx="2"
            fill={`url(#${id})`}
            stroke={isBefore ? seriesColour(colour) : undefined}
          />
        </>
      )}
    </svg>
  );
}

export function dashes(index: number): string | undefined {
  return [undefined, "6 3", "2 3", "8 3 2 3"][index % 4];
}
