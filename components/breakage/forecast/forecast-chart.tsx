import { FanChart } from "@/components/charts/fan-chart";
import { LinkTabs } from "@/components/ui/link-tabs";
import { hrefWith } from "@/lib/address";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import { ownDimensions } from "@/lib/breakage/forecast/schema";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { type Milestone, marksAt, quarterIn } from "@/lib/milestones/milestone";
import { fanPoints, fanSummary } from "./fan-points";
import { type Behind, forecastPath } from "./forecast-hrefs";

type Props = { report: ForecastReport; milestones: readonly Milestone[]; behind: Behind; locale: Locale };

const horizons = [4, 8, 20, 40, 80] as const;
const usualHorizon = 20;
const quartersPerYear = 4;

/** What was said of past quarters and came, and the fan of those ahead. */
export function ForecastChart({ report, milestones, behind, locale }: Props) {
  const { filters, address, dataDate } = behind;
  const hasNoPast = ownDimensions.some((name) => filters[name] !== undefined);
  const summary = fanSummary(report, locale);
  const points = fanPoints(report, behind, locale);
  const quarters = points.map(({ key }) => ({ key, quarter: key.replace(/^past-/, "") }));
  return (
    <FanChart
      id="chart"
      title={t("forecast.chart")}
      note={t("forecast.dataTo", { date: formatDate(dataDate, locale) })}
      summary={hasNoPast ? `${summary} ${t("forecast.chart.noPast")}` : summary}
      points={points}
      marks={marksAt(milestones, quarterIn(quarters), locale)}
      unit={{ kind: "money", currency: report.currency }}
      locale={locale}
      names={{
        point: t("forecast.chart.quarter"),
        expected: t("forecast.chart.expected"),
        outcome: t("forecast.chart.came"),
        verdict: t("forecast.chart.verdict"),
      }}
      actions={
        <LinkTabs
          label={t("forecast.chart.quarters")}
          tabs={horizons.map((quarters) => ({
            key: String(quarters),
            label: t("forecast.chart.years", { years: quarters / quartersPerYear }),
            href: hrefWith(forecastPath, address, { quarters: quarters === usualHorizon ? null : String(quarters) }),
            isCurrent: quarters === filters.quarters,
          }))}
        />
      }
    />
  );
}
