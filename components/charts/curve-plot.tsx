import type { PointerEvent } from "react";
import type { CurveProps } from "./curve-chart";
import classes from "./curve-chart.module.css";
import { areaPath, linePath, nearestIndex, type Place, SIDE } from "./curve-geometry";
import { dashes } from "./legend";
import { seriesColour } from "./pattern";
import { placeOn, scaleFor } from "./range-scale";
import { formatTick } from "./series";

type Props = Pick<CurveProps, "points" | "series" | "band" | "unit" | "locale" | "pointName" | "ticks"> & {
  active: number | null;
  onActive: (index: number | null) => void;
};

/** So few that each deserves a mark. */
const MOST_MARKS = 8;

/** The drawing itself: lines in a square that the browser stretches, words and marks beside it that it does not. */
export function CurvePlot({ points, series, band, unit, locale, pointName, ticks, active, onActive }: Props) {
  const keys = [...series.map(({ key }) => key), ...(band ? [band.low, band.high] : [])];
  const known = points.flatMap(({ values }) =>
    keys.flatMap((key) => (values[key] == null ? [] : [Number(values[key])])),
  );
  const scale = scaleFor(known);
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const across = (at: number) => (last > first ? (at - first) / (last - first) : 0.5);
  const placesOf = (key: string) =>
    points.map(({ at, values }): Place | null =>
      values[key] == null ? null : { x: across(at), y: 1 - placeOn(scale, Number(values[key])) },
    );
  const activeAt = active === null ? undefined : points[active]?.at;
  function read({ clientX, currentTarget }: PointerEvent<HTMLElement>) {
    const { left, width } = currentTarget.getBoundingClientRect();
    const position = first + ((clientX - left) / width) * (last - first);
    onActive(
      nearestIndex(
        points.map(({ at }) => at),
        position,
      ),
    );
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  return (
    <div className={classes.grid} aria-hidden>
      <div className={classes.yAxis}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={classes.yTick} style={{ bottom: percent(placeOn(scale, tick)) }}>
            {formatTick(tick, unit, locale)}
          </span>
        ))}
      </div>
      <div className={classes.area} onPointerMove={read} onPointerLeave={() => onActive(null)}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={classes.rule} style={{ bottom: percent(placeOn(scale, tick)) }} />
        ))}
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" className={classes.lines} aria-hidden="true">
          {band ? <path d={areaPath(placesOf(band.low), placesOf(band.high))} className={classes.bandArea} /> : null}
          {series.map(({ key }, index) => (
            <path
              key={key}
              d={linePath(placesOf(key))}
              fill="none"
              stroke={seriesColour(index)}
              strokeWidth={index === 0 ? 2.5 : 1.75}
              strokeDasharray={dashes(index)}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {points.length <= MOST_MARKS
          ? series.flatMap(({ key }, index) =>
              placesOf(key).map((place, i) =>
                place === null ? null : (
                  <span
                    key={`${key} ${points[i]?.key}`}
                    className={classes.mark}
                    style={{ left: percent(place.x), top: percent(place.y), background: seriesColour(index) }}
                  />
                ),
              ),
            )
          : null}
        {activeAt === undefined ? null : (
          <span className={classes.cursor} style={{ left: percent(across(activeAt)) }} />
        )}
      </div>
      <div className={classes.xAxis}>
        {ticks.map(({ at, label }) => (
          <span key={at} className={classes.xTick} style={{ left: percent(across(at)) }}>
            {label}
          </span>
        ))}
      </div>
      <p className={classes.xName}>{pointName}</p>
    </div>
  );
}
