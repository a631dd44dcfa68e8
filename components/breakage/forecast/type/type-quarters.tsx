import { FanChart } from "@/components/charts/fan-chart";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { fanPoints, fanSummary } from "../fan-points";
import type { Behind } from "../forecast-hrefs";

type Props = { report: ForecastReport; behind: Behind; locale: Locale };

/** What was said of the type's past quarters and came, and the fan of those ahead. */
export function TypeQuarters({ report, behind, locale }: Props) {
  return (
    <FanChart
      id="quarters"
      title={t("forecast.chart")}
      note={t("forecast.dataTo", { date: formatDate(behind.dataDate, locale) })}
      summary={fanSummary(report, locale)}
      points={fanPoints(report, behind, locale)}
      unit={{ kind: "money", currency: report.currency }}
      locale={locale}
      names={{
        point: t("forecast.chart.quarter"),
        expected: t("forecast.chart.expected"),
        outcome: t("forecast.chart.came"),
        verdict: t("forecast.chart.verdict"),
      }}
    />
  );
}
