"use client";

import { type Column, DataTable } from "@/components/ui/data-table";
import { FigureFrame } from "./figure-frame";
import classes from "./range-chart.module.css";
import { placeOn, type Scale, scaleFor } from "./range-scale";

/** One value with the range it may lie in; without a range it stands as a hollow mark. */
export type RangePoint = {
  key: string;
  label: string;
  value: number;
  range: { low: number; high: number } | null;
  isCurrent?: boolean;
};

type Props = {
  /** Names the chart in the address when its table is shown. */
  id: string;
  title: string;
  note?: string;
  summary: string;
  points: readonly RangePoint[];
  write: (value: number) => string;
  /** Short enough for an axis. */
  writeTick: (value: number) => string;
  /** What one point is, what its value is and what its range is: heads of the table. */
  names: { point: string; value: string; range: string };
};

/** Values under one another, each with its range: a sentence, a drawing whose lines carry their figures, and a table. */
export function RangeChart({ id, title, note, summary, points, write, writeTick, names }: Props) {
  const scale = scaleFor(points.flatMap(({ value, range }) => [value, ...(range ? [range.low, range.high] : [])]));
  const writeRange = ({ range }: RangePoint) => (range ? `${write(range.low)} – ${write(range.high)}` : "–");
  const columns: Column<RangePoint>[] = [
    { key: "label", title: names.point, cell: ({ label }) => label },
    { key: "value", title: names.value, numeric: true, cell: ({ value }) => write(value) },
    { key: "range", title: names.range, numeric: true, cell: writeRange },
  ];
  return (
    <FigureFrame
      id={id}
      title={title}
      {...(note === undefined ? {} : { note })}
      summary={summary}
      table={<DataTable caption={title} columns={columns} rows={points} rowKey={({ key }) => key} empty={null} />}
    >
      <div className={classes.chart}>
        <ul className={classes.lines} aria-label={title}>
          {points.map((point) => (
            <li key={point.key} className={classes.line} data-current={point.isCurrent || undefined}>
              <span className={classes.label}>{point.label}</span>
              <Track point={point} scale={scale} />
              <span className={classes.value}>
                {write(point.value)}
                {point.range ? <span className={classes.range}>{writeRange(point)}</span> : null}
              </span>
            </li>
          ))}
        </ul>
        <Axis scale={scale} write={writeTick} />
      </div>
    </FigureFrame>
  );
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

function Track({ point: { value, range }, scale }: { point: RangePoint; scale: Scale }) {
  return (
    <span className={classes.track} aria-hidden>
      {scale.ticks.map((tick) => (
        <span key={tick} className={classes.grid} style={{ left: percent(placeOn(scale, tick)) }} />
      ))}
      {range ? (
        <span
          className={classes.whisker}
          style={{
            left: percent(placeOn(scale, range.low)),
            width: percent(placeOn(scale, range.high) - placeOn(scale, range.low)),
          }}
        />
      ) : null}
      <span
        className={classes.mark}
        data-hollow={range === null || undefined}
        style={{ left: percent(placeOn(scale, value)) }}
      />
    </span>
  );
}

function Axis({ scale, write }: { scale: Scale; write: (value: number) => string }) {
  return (
    <div className={classes.axis} aria-hidden>
      <span className={classes.ticks}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={classes.tick} style={{ left: percent(placeOn(scale, tick)) }}>
            {write(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}
