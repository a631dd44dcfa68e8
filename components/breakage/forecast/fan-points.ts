import type { FanPoint } from "@/components/charts/fan";
import { heldAgainst, rangeAt } from "@/lib/breakage/forecast/held";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastFigures } from "@/lib/breakage/forecast/report";
import { formatMoney, formatMoneyRange, formatQuarter, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { type Behind, quarterBreakageHref } from "./forecast-hrefs";

const isWithin = { within: true, outside: false, unjudged: null } as const;

/** Past quarters with what was said of them a year before and what came, then those ahead. */
export function fanPoints(report: Pick<ForecastReport, "past" | "ahead">, behind: Behind, locale: Locale): FanPoint[] {
  const common = (
    key: string,
    { breakage, ranges }: Pick<ForecastFigures, "breakage" | "ranges">,
    quarter: string,
  ) => ({
    key,
    label: formatQuarter(quarter, locale),
    expected: breakage,
    ranges: ranges ?? [],
    href: quarterBreakageHref(behind, quarter),
  });
  return [
    ...report.past.map((past) => ({
      ...common(`past-${past.quarter}`, past, past.quarter),
      outcome: { value: past.actual, isWithin: isWithin[heldAgainst(past)] },
    })),
    ...report.ahead.byQuarter.flatMap((row) =>
      row.quarter === null || !row.isKnown ? [] : [{ ...common(row.quarter, row, row.quarter), outcome: null }],
    ),
  ];
}

/** The chart in a sentence for what came of past forecasts, and one for what lies ahead. */
export function fanSummary(
  { past, ahead, currency }: Pick<ForecastReport, "past" | "ahead" | "currency">,
  locale: Locale,
): string {
  const judged = past.filter((one) => heldAgainst(one) !== "unjudged");
  const hits = judged.filter((one) => heldAgainst(one) === "within").length;
  const before =
    judged.length === 0 ? t("forecast.summary.noPast") : t("forecast.summary.past", { count: judged.length, hits });
  return `${before} ${aheadWords(ahead, currency, locale)}`;
}

function aheadWords({ byQuarter, total }: ForecastReport["ahead"], currency: string, locale: Locale): string {
  const [first, ...others] = byQuarter;
  if (!first || total.breakage === 0n) return t("forecast.summary.nothing");
  const most = others.reduce((best, row) => (row.breakage > best.breakage ? row : best), first);
  const range = rangeAt(total.ranges, 0.8);
  return t("forecast.summary.ahead", {
    count: byQuarter.length,
    amount: formatMoney(total.breakage, currency, locale),
    range: range
      ? t("forecast.summary.range", { range: formatMoneyRange(range.low, range.high, currency, locale) })
      : "",
    quarter: formatQuarter(most.quarter ?? "", locale),
    most: formatMoney(most.breakage, currency, locale),
  });
}
