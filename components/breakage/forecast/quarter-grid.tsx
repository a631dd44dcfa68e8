import { HeatTable } from "@/components/charts/heat-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { heatOf } from "@/lib/breakage/cross";
import { forecastGrid } from "@/lib/breakage/forecast/grid";
import { forecastRowName, groupKey } from "@/lib/breakage/forecast/order";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import { formatAmount, formatCount, formatQuarter, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import classes from "./forecast.module.css";
import { type Behind, endingCardsHref, quarterPeriod } from "./forecast-hrefs";
import { breakageCell, knownSum } from "./forecast-words";

type Props = { report: ForecastReport; behind: Behind; locale: Locale };

/** Wider than this nobody reads; the export holds every pair. */
const mostColumns = 24;
const mostLines = 60;

/** Each group quarter by quarter: when what it leaves is settled. */
export function QuarterGrid({ report, behind, locale }: Props) {
  const { ahead, by, currency } = report;
  const grid = forecastGrid(ahead, by);
  const quarters = grid.quarters.slice(0, mostColumns);
  const lines = grid.lines.slice(0, mostLines);
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const largest = Math.max(0, ...ahead.quarters.map(({ breakage }) => Number(breakage)));
  const names = by.map((dimension) => t(`dimension.${dimension}`)).join(" × ");
  const title = t("forecast.grid", { name: names });
  const isCut = grid.quarters.length > mostColumns || grid.lines.length > mostLines;
  return (
    <Section
      title={title}
      note={currency}
      actions={<ExportMenu table="forecast-by-quarter" count={ahead.quarters.length} locale={locale} />}
      flush
    >
      <HeatTable
        caption={title}
        corner={names}
        columns={quarters.map((quarter) => ({ key: quarter, label: formatQuarter(quarter, locale) }))}
        lines={lines.map(({ group, cells }) => ({
          key: groupKey(group, by),
          label: forecastRowName(group),
          total: breakageCell(group, currency, locale),
          cells: cells.slice(0, mostColumns).map((cell) =>
            cell?.quarter
              ? {
                  text: breakageCell(cell, currency, locale),
                  heat: cell.isKnown ? heatOf(cell.breakage, largest) : null,
                  href: endingCardsHref(behind, quarterPeriod(cell.quarter), cell),
                }
              : null,
          ),
        }))}
        totals={ahead.byQuarter.slice(0, mostColumns).map((row) => knownSum(row, amount))}
        total={knownSum(ahead.total, amount)}
      />
      {isCut ? (
        <p className={classes.cut}>
          {t("forecast.grid.cut", {
            columns: quarters.length,
            allColumns: formatCount(grid.quarters.length, locale),
            lines: lines.length,
            allLines: formatCount(grid.lines.length, locale),
          })}
        </p>
      ) : null}
    </Section>
  );
}
