"use client";

import { RangeChart, type RangePoint } from "@/components/charts/range-chart";
import { formatTick } from "@/components/charts/series";
import { rangeAt } from "@/lib/breakage/forecast/held";
import { quarterName } from "@/lib/breakage/forecast/json";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import { formatEstimate } from "@/lib/breakage/forecast-view/amounts";
import { formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";

type Props = { rows: readonly ForecastRow[]; currency: string; locale: Locale };

const LEVEL = 0.8;
/** Five years; the whole is on the page of the forecast. */
const MOST = 20;

/** Breakage of the quarters to come, each with its range. */
export function QuarterRanges({ rows, currency, locale }: Props) {
  const shown = rows.slice(0, MOST);
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const points = shown.map(({ quarter, breakage, ranges }): RangePoint => {
    const range = rangeAt(ranges, LEVEL);
    const name = quarterName(quarter) ?? "";
    return {
      key: name,
      label: name,
      value: Number(breakage),
      range: range && { low: Number(range.low), high: Number(range.high) },
    };
  });
  const most = shown.reduce<ForecastRow | null>(
    (best, row) => (best && best.breakage >= row.breakage ? best : row),
    null,
  );
  const sum = shown.reduce((total, { breakage }) => total + breakage, 0n);
  const summary =
    most && sum > 0n
      ? t("typeQuarters.summary", {
          count: shown.length,
          amount: money(sum),
          quarter: quarterName(most.quarter) ?? "",
          most: money(most.breakage),
        })
      : t("typeQuarters.nothing");
  const more = rows.length > MOST ? t("typeQuarters.more", { shown: MOST, all: rows.length }) : "";
  return (
    <RangeChart
      id="quarters"
      title={t("typeQuarters.title")}
      note={t("typeQuarters.note", { level: 100 * LEVEL })}
      summary={[summary, more].filter(Boolean).join(" ")}
      points={points}
      write={(value) => formatEstimate(value, currency, locale)}
      writeTick={(value) => formatTick(value, { kind: "money", currency }, locale)}
      names={{
        point: t("typeQuarters.quarter"),
        value: t("typeQuarters.expected"),
        range: t("typeQuarters.range", { level: 100 * LEVEL }),
      }}
    />
  );
}
