import type { ReactNode } from "react";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { type FanPoint, type FanRange, fanLevels, judgedLevel, percentOf, rangeOf, verdictOf, writeRange } from "./fan";
import { BeforeMark, bandStyles, OutsideMark, UnjudgedMark, Whisker, WithinMark } from "./fan-marks";
import classes from "./legend.module.css";
import { Marks } from "./marks";
import { type ChartMark, formatValue, type Unit } from "./series";

type Props = {
  points: readonly FanPoint[];
  active: number | null;
  unit: Unit;
  locale: Locale;
  marks?: readonly ChartMark[] | undefined;
};

/** What the shapes mean, and the values of the point that is read. Only what the drawing holds is named. */
export function FanLegend({ points, active, unit, locale, marks: moments = [] }: Props) {
  const point = active === null ? undefined : points[active];
  const outcomes = points.flatMap(({ outcome }) => (outcome ? [outcome] : []));
  const hasAhead = points.some(({ outcome }) => outcome === null);
  const write = (value: bigint) => formatValue(value, unit, locale);
  const ends = (range: FanRange | undefined) => range && writeRange(range, unit, locale);
  const ahead = point?.outcome === null ? point : undefined;
  const past = point?.outcome ? point : undefined;
  const came = (isWithin: boolean | null) =>
    past?.outcome && past.outcome.isWithin === isWithin ? `${write(past.outcome.value)}` : undefined;
  const marks = [
    { isWithin: true, label: t("fan.within"), mark: <WithinMark cx={9} cy={6} /> },
    { isWithin: false, label: t("fan.outside"), mark: <OutsideMark cx={9} cy={6} /> },
    { isWithin: null, label: t("fan.unjudged"), mark: <UnjudgedMark cx={9} cy={6} /> },
  ].filter(({ isWithin }) => outcomes.some((outcome) => outcome.isWithin === isWithin));
  return (
    <div className={classes.legend}>
      {outcomes.length > 0 ? (
        <Entry
          label={t("fan.before", { level: percentOf(judgedLevel) })}
          value={past && [write(past.expected), ends(rangeOf(past, judgedLevel))].filter(Boolean).join(", ")}
        >
          <Whisker x={9} top={0.75} bottom={11.25} half={3} />
          <BeforeMark cx={9} cy={6} />
        </Entry>
      ) : null}
      {marks.map(({ isWithin, label, mark }) => (
        <Entry key={label} label={label} value={came(isWithin)}>
          {mark}
        </Entry>
      ))}
      {hasAhead ? (
        <>
          <Entry label={t("fan.expected")} value={ahead && write(ahead.expected)}>
            <path d="M0 6h18" stroke="var(--bw-series-1)" strokeWidth="2" />
            <circle cx="9" cy="6" r="2.5" fill="var(--bw-series-1)" />
          </Entry>
          {fanLevels.map((level, index) => (
            <Entry
              key={level}
              label={t("fan.level", { level: percentOf(level) })}
              value={ahead && ends(rangeOf(ahead, level))}
            >
              <rect
                x="1.5"
                y="1"
                width="15"
                height="10"
                fill="var(--bw-series-1)"
                fillOpacity={bandStyles[index]?.opacity}
                stroke="var(--bw-series-1)"
                strokeDasharray={bandStyles[index]?.dash}
              />
            </Entry>
          ))}
        </>
      ) : null}
      <Marks marks={moments} />
      <span className={classes.when}>
        {point?.label}
        {past?.outcome ? `, ${verdictOf(past.outcome)}` : ""}
      </span>
    </div>
  );
}

function Entry({ label, value, children }: { label: string; value: string | undefined; children: ReactNode }) {
  return (
    <span className={classes.entry}>
      <svg width="18" height="12" aria-hidden="true">
        {children}
      </svg>
      {label}
      {value ? <output className={classes.value}>{value}</output> : null}
    </span>
  );
}
