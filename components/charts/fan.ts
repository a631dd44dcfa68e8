import { formatMoneyRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { formatValue, type Unit } from "./series";

export type FanRange = { readonly level: number; readonly low: bigint; readonly high: bigint };

/** What came of an earlier forecast, and whether it came within the range it is judged by; null where there was none. */
export type FanOutcome = { readonly value: bigint; readonly isWithin: boolean | null };

/** Finished: a forecast with its ranges, and for what lies behind what came of it. Whole minor units. */
export type FanPoint = {
  readonly key: string;
  readonly label: string;
  readonly expected: bigint;
  readonly ranges: readonly FanRange[];
  /** Null for what lies ahead. */
  readonly outcome: FanOutcome | null;
  /** The rows behind the point. */
  readonly href?: string;
};

/** Ranges drawn for what lies ahead, the widest first, so that narrower ones lie upon it. */
export const fanLevels = [0.95, 0.8, 0.5] as const;
/** The one range by which what came is judged. */
export const judgedLevel = 0.9;

export const percentOf = (level: number): number => Math.round(level * 100);

export const rangeOf = ({ ranges }: FanPoint, level: number): FanRange | undefined =>
  ranges.find((range) => range.level === level);

export const verdictOf = ({ isWithin }: FanOutcome): string =>
  t(isWithin === null ? "fan.isUnjudged" : isWithin ? "fan.isWithin" : "fan.isOutside");

/** Ends are written as rough as they are known. */
export const writeRange = ({ low, high }: FanRange, unit: Unit, locale: Locale): string =>
  unit.kind === "money"
    ? formatMoneyRange(low, high, unit.currency, locale)
    : `${formatValue(low, unit, locale)} – ${formatValue(high, unit, locale)}`;

/** A point in words, what is ahead with its drawn ranges, what is past with the one it is judged by and the verdict. */
export function fanReading(point: FanPoint, unit: Unit, locale: Locale): string {
  const { label, expected, outcome } = point;
  const levels = outcome ? [judgedLevel] : [...fanLevels].reverse();
  const ranges = levels.map((level) => {
    const range = rangeOf(point, level);
    return range ? t("fan.readRange", { level: percentOf(level), range: writeRange(range, unit, locale) }) : "";
  });
  const said = { label, value: formatValue(expected, unit, locale), ranges: ranges.join("") };
  if (!outcome) return t("fan.readAhead", said);
  return t("fan.readPast", {
    ...said,
    outcome: formatValue(outcome.value, unit, locale),
    verdict: verdictOf(outcome),
  });
}

type Ends = readonly [low: number, high: number];
/** Distances from the value down and up, as error bars want them. */
type Spread = readonly [down: number, up: number];
export type PlottedFan = {
  readonly key: string;
  readonly expected: number | null;
  readonly bands: readonly (Ends | null)[];
  /** The widest range of a quarter that stands alone: an area needs two. */
  readonly aloneSpread: Spread | null;
  /** What was forecast before of what has come since. */
  readonly before: number | null;
  readonly beforeSpread: Spread | null;
  readonly within: number | null;
  readonly outside: number | null;
  readonly unjudged: number | null;
};

/** Drawing is the one place where money becomes a float: a pixel is coarser than any rounding. */
export function toFanPlot(points: readonly FanPoint[]): PlottedFan[] {
  const isAlone = points.filter(({ outcome }) => outcome === null).length === 1;
  return points.map((point) => {
    const { key, expected, outcome } = point;
    const ends = (level: number): Ends | null => {
      const range = rangeOf(point, level);
      return range ? [Number(range.low), Number(range.high)] : null;
    };
    const spread = (range: Ends | null): Spread | null =>
      range && [Number(expected) - range[0], range[1] - Number(expected)];
    const came = (isWithin: boolean | null) => (outcome?.isWithin === isWithin ? Number(outcome.value) : null);
    return {
      key,
      expected: outcome ? null : Number(expected),
      bands: fanLevels.map((level) => (outcome ? null : ends(level))),
      aloneSpread: isAlone && !outcome ? spread(ends(fanLevels[0])) : null,
      before: outcome ? Number(expected) : null,
      beforeSpread: outcome ? spread(ends(judgedLevel)) : null,
      within: came(true),
      outside: came(false),
      unjudged: came(null),
    };
  });
}
