import { CurveChart } from "@/components/charts/curve-chart";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import { coverageRows, hitsOf } from "@/lib/breakage/forecast-view/calibration-view";
import { coveragePoints, coverageSentence, drawnRows } from "@/lib/breakage/forecast-view/coverage-chart";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";

type Props = { report: Pick<Extract<BacktestReport, { status: "ok" }>, "shown" | "cuts">; locale: Locale };

const names = {
  all: "backTest.ranges.all",
  types: "backTest.ranges.types",
  totals: "backTest.ranges.totalsLine",
} as const;

/** The calibration picture: what ranges promised against what they held. On the first line they would have kept their word. */
export function CoverageChart({ report, locale }: Props) {
  const rows = coverageRows(report);
  const points = coveragePoints(rows);
  return (
    <CurveChart
      id="coverage"
      title={t("backTest.ranges")}
      note={t("backTest.rangesNote")}
      summary={coverageSentence(rows, hitsOf(report), locale)}
      points={points}
      series={[
        { key: "promised", label: t("backTest.ranges.promised") },
        ...drawnRows(rows).map(({ of }) => ({ key: of, label: t(names[of]) })),
      ]}
      unit={{ kind: "rate" }}
      locale={locale}
      pointName={t("backTest.ranges.level")}
      ticks={points.map(({ at, label }) => ({ at, label }))}
    />
  );
}
