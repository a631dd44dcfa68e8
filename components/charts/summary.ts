import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import { type ChartPoint, type ChartSeries, formatValue, type Unit } from "./series";

type Read = { point: ChartPoint; value: bigint | number };

function known(points: readonly ChartPoint[], key: string): Read[] {
  return points.flatMap((point) => {
    const value = point.values[key];
    return value === null || value === undefined ? [] : [{ point, value }];
  });
}

function extreme(reads: readonly Read[], isBetter: (a: bigint | number, b: bigint | number) => boolean): Read | null {
  let best: Read | null = null;
  for (const read of reads) if (!best || isBetter(read.value, best.value)) best = read;
  return best;
}

/** What the lead had at a point of the period compared with, as the end of a sentence; nothing where nothing is known of it. */
function against(
  { point }: Read,
  lead: ChartSeries,
  series: readonly ChartSeries[],
  unit: Unit,
  locale: Locale,
): string {
  const before = series.find((one) => one.before === lead.key);
  const value = before && point.values[before.key];
  if (value === null || value === undefined || point.beforeLabel === undefined) return "";
  const held = { label: point.label, before: point.beforeLabel, value: formatValue(value, unit, locale) };
  return t("chart.summary.against", held);
}

/**
 * One sentence for a series over time: where it began, where it ended, and its highest point, and what the last is compared
 * with. The first series speaks for the chart; the others are in the table.
 */
export function summariseTrend(
  points: readonly ChartPoint[],
  series: readonly ChartSeries[],
  unit: Unit,
  locale: Locale,
) {
  const lead = series[0];
  const reads = lead ? known(points, lead.key) : [];
  const first = reads[0];
  const last = reads.at(-1);
  if (!lead || !first || !last) return t("chart.summary.empty");
  const write = (value: bigint | number) => formatValue(value, unit, locale);
  if (reads.length === 1)
    return t("chart.summary.single", {
      name: lead.label,
      label: first.point.label,
      value: write(first.value),
      against: against(last, lead, series, unit, locale),
    });
  const peak = extreme(reads, (a, b) => a > b) ?? last;
  const verb = last.value > first.value ? "rose" : last.value < first.value ? "fell" : "stayed";
  return t(`chart.summary.${verb}`, {
    name: lead.label,
    first: write(first.value),
    firstLabel: first.point.label,
    last: write(last.value),
    lastLabel: last.point.label,
    peak: write(peak.value),
    peakLabel: peak.point.label,
    against: against(last, lead, series, unit, locale),
  });
}

/** One sentence for a ranking: which is largest, what share of the whole it has, and what it is compared with. */
export function summariseRanking(
  points: readonly ChartPoint[],
  series: readonly ChartSeries[],
  unit: Unit,
  locale: Locale,
) {
  const lead = series[0];
  const reads = lead ? known(points, lead.key) : [];
  const top = extreme(reads, (a, b) => a > b);
  if (!lead || !top) return t("chart.summary.empty");
  const values = {
    name: lead.label,
    label: top.point.label,
    value: formatValue(top.value, unit, locale),
    against: against(top, lead, series, unit, locale),
  };
  // Rates have no sum, so a share of them would mean nothing.
  if (unit.kind === "rate") return t("chart.summary.highest", values);
  const total = reads.reduce((sum, read) => sum + Number(read.value), 0);
  if (total <= 0) return t("chart.summary.highest", values);
  const share = formatValue(Number(top.value) / total, { kind: "rate" }, locale);
  return t("chart.summary.share", { ...values, share, count: reads.length });
}
