import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartPoint, ChartSeries } from "@/components/charts/series";
import type { EscheatTable } from "@/lib/escheat/forecast/table";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import { type Behind, cellHref } from "./hrefs";
import { placeName } from "./words";

type Props = { table: EscheatTable; behind: Behind; locale: Locale };

const OTHERS = "others";
/** As many as can be told apart; the rest is one. */
const MOST_SERIES = 5;

/** Each year's report, stacked by the jurisdictions that take most. */
export function YearChart({ table, behind, locale }: Props) {
  const { currency, asOf } = behind.version;
  const years = table.years.filter(({ foreseen }) => foreseen > 0n);
  if (years.length === 0) return null;
  const places = table.jurisdictions.filter(({ foreseen }) => foreseen > 0n);
  const shown = places.slice(0, places.length > MOST_SERIES + 1 ? MOST_SERIES : MOST_SERIES + 1);
  const rest = places.slice(shown.length);
  const series: ChartSeries[] = [
    ...shown.map(({ jurisdiction }) => ({ key: jurisdiction || "-", label: placeName(jurisdiction) })),
    ...(rest.length > 0 ? [{ key: OTHERS, label: t("escheat.forecast.chart.others") }] : []),
  ];
  const inYear = (place: (typeof places)[number], year: number) =>
    place.years.find(({ reportYear }) => reportYear === year)?.foreseen ?? 0n;
  const points = years.map(
    ({ reportYear }): ChartPoint => ({
      key: String(reportYear),
      label: String(reportYear),
      href: cellHref(behind, { year: reportYear }),
      values: {
        ...Object.fromEntries(shown.map((place) => [place.jurisdiction || "-", inYear(place, reportYear)])),
        ...(rest.length > 0 && { [OTHERS]: rest.reduce((sum, place) => sum + inYear(place, reportYear), 0n) }),
      },
    }),
  );
  const peak = years.reduce((most, year) => (year.foreseen > most.foreseen ? year : most));
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  return (
    <ChartFrame
      id="chart"
      title={t("escheat.forecast.chart")}
      note={t("escheat.forecast.asOf", { date: formatDate(asOf, locale) })}
      summary={t("escheat.forecast.chart.summary", {
        total: money(years.reduce((sum, { foreseen }) => sum + foreseen, 0n)),
        first: years[0]?.reportYear ?? 0,
        last: years.at(-1)?.reportYear ?? 0,
        peak: money(peak.foreseen),
        peakYear: peak.reportYear,
        place: placeName(places[0]?.jurisdiction ?? ""),
        part: money(places[0]?.foreseen ?? 0n),
      })}
      kind="stacked"
      points={points}
      series={series}
      unit={{ kind: "money", currency }}
      locale={locale}
      pointName={t("escheat.forecast.chart.year")}
    />
  );
}
