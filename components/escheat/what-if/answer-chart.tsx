import { ChartFrame } from "@/components/charts/chart-frame";
import type { WhatIfResult } from "@/lib/escheat/forecast/what-if-result";
import { yearChanges } from "@/lib/escheat/forecast/what-if-years";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";

/** Each year in which something changes, before and after. */
export function AnswerChart({ result, locale }: { result: WhatIfResult; locale: Locale }) {
  const { currency, asOf } = result.whatIf;
  const years = yearChanges(result.rows);
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const most = years.reduce<(typeof years)[number] | null>(
    (largest, year) => (largest === null || size(year) > size(largest) ? year : largest),
    null,
  );
  return (
    <ChartFrame
      id="chart"
      title={t("escheat.whatIf.chart")}
      note={t("escheat.forecast.asOf", { date: formatDate(asOf, locale) })}
      summary={
        most === null
          ? t("escheat.whatIf.chart.same")
          : t("escheat.whatIf.chart.summary", {
              before: money(BigInt(result.total.before.expected)),
              after: money(BigInt(result.total.after.expected)),
              year: most.year,
              change: money(most.after - most.before),
            })
      }
      kind="bars"
      points={years.map(({ year, before, after }) => ({
        key: String(year),
        label: String(year),
        values: { before, after },
      }))}
      series={[
        { key: "before", label: t("escheat.whatIf.before") },
        { key: "after", label: t("escheat.whatIf.after") },
      ]}
      unit={{ kind: "money", currency }}
      locale={locale}
      pointName={t("escheat.forecast.chart.year")}
    />
  );
}

const size = ({ before, after }: { before: bigint; after: bigint }): bigint =>
  after > before ? after - before : before - after;
