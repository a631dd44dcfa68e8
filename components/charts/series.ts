import { formatCount, formatMoney, formatMoneyShort, formatRate, type Locale } from "@/lib/format";

/** What the numbers are; decides how axis, legend, table and summary write them. Money is whole minor units. */
export type Unit = { kind: "money"; currency: string } | { kind: "count" } | { kind: "rate" };

export type ChartSeries = { key: string; label: string };

/** Finished: one value per series, in the series' order of keys. Null where there is nothing to show. */
export type ChartPoint = {
  key: string;
  label: string;
  values: Readonly<Record<string, bigint | number | null>>;
  /** The rows behind the point. */
  href?: string;
};

/** Something that happened at a point: a method that began, a month that was locked. */
export type ChartMark = { readonly key: string; readonly text: string };

/** `ranking`: stacked bars lying down, so that long names can be read. */
export type ChartKind = "bars" | "stacked" | "ranking" | "line" | "area";

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
