import type { FanPoint } from "@/components/charts/fan";
import { heldAgainst, rangeAt } from "@/lib/breakage/forecast/held";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastFigures } from "@/lib/breakage/forecast/report";
import { formatMoney, formatMoneyRange, formatQuarter, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { type Behind, endingCardsHref, quarterPeriod } from "./forecast-hrefs";

const isWithin = { within: true, outside: false, unjudged: null } as const;

/** Past quarters with what the present model says of them with what was known a year before, and what came; then those ahead. */
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
    href: endingCardsHref(behind, quarterPeriod(quarter)),
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
  const again = judgedOf(past);
  const before =
    again.count === 0 ? t("forecast.summary.noPast") : `${t("forecast.summary.past", again)} ${storedWords(past)}`;
  return `${before} ${aheadWords(ahead, currency, locale)}`;
}

/** What was really said then is not what the present model would have said: both are told. */
function storedWords(past: ForecastReport["past"]): string {
  const said = judgedOf(past.flatMap(({ stored }) => stored ?? []));
  return said.count === 0 ? t("forecast.summary.noStored") : t("forecast.summary.stored", said);
}

function judgedOf(past: readonly Parameters<typeof heldAgainst>[0][]) {
  const held = past.map((one) => heldAgainst(one)).filter((one) => one !== "unjudged");
  return { count: held.length, hits: held.filter((one) => one === "within").length };
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
