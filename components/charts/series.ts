import { formatCount, formatMoney, formatMoneyShort, formatRate, type Locale } from "@/lib/format";

/** What the numbers are; decides how axis, legend, table and summary write them. Money is whole minor units. */
export type Unit = { kind: "money"; currency: string } | { kind: "count" } | { kind: "rate" };

export type ChartSeries = {
  key: string;
  label: string;
  /** Of the period compared with: the series that it stands beside, by its key, or that the whole drawing adds up to. */
  before?: string;
};

/** Finished: one value per series, in the series' order of keys. Null where there is nothing to show. */
export type ChartPoint = {
  key: string;
  label: string;
  values: Readonly<Record<string, bigint | number | null>>;
  /** The rows behind the point. */
  href?: string;
  /** The rows behind each value, by its series, where they are not the same. */
  hrefs?: Readonly<Record<string, string>>;
  /** The dates that the point is compared with. */
  beforeLabel?: string;
};

/** Something that happened at a point: a method that began, a month that was locked. */
export type ChartMark = { readonly key: string; readonly text: string };

/** `ranking`: stacked bars lying down, so that long names can be read. */
export type ChartKind = "bars" | "stacked" | "ranking" | "line" | "area";

/**
 * How a series is drawn: in the colour and texture of its place, or of the one that it is the past of; `colour` is null where that is
 * the sum of all and no series by itself.
 */
export function lookOf(series: readonly ChartSeries[], index: number): { colour: number | null; isBefore: boolean } {
  const before = series[index]?.before;
  if (before === undefined) return { colour: index, isBefore: false };
  const own = series.findIndex(({ key }) => key === before);
  return { colour: own < 0 ? null : own, isBefore: true };
}

/** A point in words: `Mar 2026: Sold $1,200.00, Redeemed $900.00; Mar 2025: Sold before $1,000.00`. */
export function reading(point: ChartPoint, series: readonly ChartSeries[], unit: Unit, locale: Locale): string {
  const say = (label: string, some: readonly ChartSeries[]) =>
    some.length === 0
      ? []
      : [
          `${label}: ${some.map((one) => `${one.label} ${formatValue(point.values[one.key], unit, locale)}`).join(", ")}`,
        ];
  const before = point.beforeLabel === undefined ? [] : series.filter((one) => one.before !== undefined);
  const own = series.filter((one) => one.before === undefined);
  return [...say(point.label, own), ...say(point.beforeLabel ?? "", before)].join("; ");
}

export function formatValue(value: bigint | number | null | undefined, unit: Unit, locale: Locale): string {
  if (value === null || value === undefined) return "–";
  if (unit.kind === "money") return formatMoney(BigInt(value), unit.currency, locale);
  if (unit.kind === "count") return formatCount(value, locale);
  return formatRate(Number(value), locale);
}

/** Short enough for an axis. */
export function formatTick(value: number, unit: Unit, locale: Locale): string {
  if (unit.kind === "money") return formatMoneyShort(BigInt(Math.round(value)), unit.currency, locale);
  const style = unit.kind === "rate" ? "percent" : "decimal";
  return new Intl.NumberFormat(locale, { style, notation: "compact" }).format(value);
}

/** Drawing is the one place where money becomes a float: a pixel is coarser than any rounding. */
export function toPlot(points: readonly ChartPoint[], series: readonly ChartSeries[]) {
  return points.map((point) => ({
    key: point.key,
    label: point.label,
    ...Object.fromEntries(
      series.map(({ key }) => {
        const value = point.values[key];
        return [key, value === null || value === undefined ? null : Number(value)];
      }),
    ),
  }));
}
