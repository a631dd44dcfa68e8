import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { firstOf, hrefWith } from "@/lib/address";
import { heldAgainst, JUDGED_AT } from "@/lib/breakage/forecast/held";
import { forecastRowName, groupKey } from "@/lib/breakage/forecast/order";
import type { PastGroup } from "@/lib/breakage/forecast/past";
import { pastRows } from "@/lib/breakage/forecast/past-rows";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import { pageOf } from "@/lib/breakage/forecast-view/pages";
import { formatAmount, formatCount, formatDate, formatQuarter, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import classes from "./forecast.module.css";
import { type Behind, forecastPath } from "./forecast-hrefs";
import { rangeCell } from "./forecast-words";

type Props = { report: ForecastReport; behind: Behind; locale: Locale };

/** What the present model says of quarters that are over, what a version really said, and what came: for each group. */
export function PastTable({ report, behind: { address }, locale }: Props) {
  const { currency, by, pastGroups } = report;
  const rows = pastRows(report);
  if (rows.length === 0) return null;
  const page = pageOf(rows, firstOf(address.pastPage));
  // The other table of this screen stays where it is.
  const pageHref = (to: number | null) =>
    to === null
      ? null
      : `${hrefWith(forecastPath, address, { page: firstOf(address.page) ?? null, pastPage: to === 1 ? null : String(to) })}#past`;
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const names = by.map((dimension) => t(`dimension.${dimension}`)).join(" · ");
  const columns: Column<PastGroup>[] = [
    { key: "quarter", title: t("forecast.chart.quarter"), cell: ({ quarter }) => formatQuarter(quarter, locale) },
    ...(pastGroups ? [{ key: "name", title: names, cell: (row: PastGroup) => forecastRowName(row) }] : []),
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      wide: "very",
      cell: ({ cards }) => formatCount(cards, locale),
    },
    { key: "model", title: t("forecast.past.model"), numeric: true, cell: ({ breakage }) => amount(breakage) },
    {
      key: "range",
      title: t("forecast.past.range"),
      numeric: true,
      wide: true,
      cell: (row) => rangeCell(row, JUDGED_AT, currency, locale),
    },
    { key: "came", title: t("forecast.past.came"), numeric: true, cell: ({ actual }) => amount(actual) },
    { key: "holds", title: t("forecast.past.holds"), cell: (row) => t(`forecast.past.holds.${heldAgainst(row)}`) },
    {
      key: "stored",
      title: t("forecast.past.stored"),
      wide: true,
      cell: ({ stored }) =>
        stored
          ? t("forecast.past.storedAbout", {
              expected: amount(stored.breakage),
              id: stored.version,
              date: formatDate(stored.dataDate, locale),
            })
          : t("forecast.past.none"),
    },
    {
      key: "storedCame",
      title: t("forecast.past.storedCame"),
      numeric: true,
      wide: "very",
      cell: ({ stored }) => (stored ? amount(stored.actual) : "–"),
    },
    {
      key: "storedHolds",
      title: t("forecast.past.storedHolds"),
      wide: true,
      cell: ({ stored }) => (stored ? t(`forecast.past.holds.${heldAgainst(stored)}`) : "–"),
    },
  ];
  return (
    <div id="past">
      <Section
        title={t("forecast.past")}
        note={t("forecast.pastNote", { currency })}
        actions={<ExportMenu table="forecast-past" count={rows.length} locale={locale} />}
        flush
      >
        <DataTable
          caption={t("forecast.past")}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => `${row.quarter}/${groupKey(row, by)}`}
          empty={null}
          after={
            <>
              {page.pages > 1 ? (
                <Paging
                  from={page.from}
                  to={page.to}
                  total={rows.length}
                  previousHref={pageHref(page.previous)}
                  nextHref={pageHref(page.next)}
                  locale={locale}
                />
              ) : null}
              <p className={classes.cut}>
                {[t("forecast.past.how"), pastGroups ? "" : t("forecast.past.notKept")].filter(Boolean).join(" ")}
              </p>
            </>
          }
        />
      </Section>
    </div>
  );
}
