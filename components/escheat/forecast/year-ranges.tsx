"use client";

import { RangeChart } from "@/components/charts/range-chart";
import { formatMoney, formatMoneyShort, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";

export type YearRange = {
  readonly year: number;
  /** Minor units; what is drawn is an estimate, so a float will do. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
};

/** How sure each year is, by redemption alone. */
export function YearRanges({
  years,
  currency,
  locale,
}: {
  years: readonly YearRange[];
  currency: string;
  locale: Locale;
}) {
  const write = (value: number) => formatMoney(BigInt(Math.round(value)), currency, locale);
  const widest = years.reduce((most, year) => (year.high - year.low > most.high - most.low ? year : most), {
    year: 0,
    expected: 0,
    low: 0,
    high: 0,
  });
  return (
    <RangeChart
      id="ranges"
      title={t("escheat.forecast.ranges")}
      note={t("escheat.forecast.ranges.note")}
      summary={t("escheat.forecast.ranges.summary", {
        year: widest.year,
        low: write(widest.low),
        high: write(widest.high),
      })}
      points={years.map(({ year, expected, low, high }) => ({
        key: String(year),
        label: String(year),
        value: expected,
        range: { low, high },
      }))}
      write={write}
      writeTick={(value) => formatMoneyShort(BigInt(Math.round(value)), currency, locale)}
      names={{
        point: t("escheat.forecast.chart.year"),
        value: t("escheat.forecast.ranges.value"),
        range: t("escheat.forecast.ranges.range"),
      }}
    />
  );
}
