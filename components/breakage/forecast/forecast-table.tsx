import Link from "next/link";
import { type Column, DataTable, type Sort } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { firstOf, hrefWith, writeSort } from "@/lib/address";
import { type ForecastOrder, forecastRowName, groupKey, sortForecastRows } from "@/lib/breakage/forecast/order";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import type { ForecastDimension } from "@/lib/breakage/forecast/schema";
import { pageOf } from "@/lib/breakage/forecast-view/pages";
import type { Period } from "@/lib/dates";
import { formatAmount, formatCount, formatDateRange, formatRate, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import classes from "./forecast.module.css";
import { type Behind, endingCardsHref, forecastPath, groupHref, triangleHref } from "./forecast-hrefs";
import { breakageCell, knownSum, methodName, noteWithRanges, rangeCell } from "./forecast-words";

const t = words(screenMessages, breakageMessages, forecastMessages);

type Props = {
  report: ForecastReport;
  /** From the first day of the first quarter shown to the last of the last. */
  span: Period;
  sort: { by: ForecastOrder; direction: "asc" | "desc" };
  behind: Behind;
  locale: Locale;
};

/** What each group is expected to leave, over the quarters shown; its cards and its own page are one press away. */
export function ForecastGroups({ report, span, sort, behind, locale }: Props) {
  const { by, currency, ahead } = report;
  const { groups, total } = ahead;
  const { address } = behind;
  const page = pageOf(sortForecastRows(groups, sort), firstOf(address.page));
  const pageHref = (to: number | null) =>
    to === null
      ? null
      : hrefWith(forecastPath, address, {
          page: to === 1 ? null : String(to),
          // The other table of this screen stays where it is.
          pastPage: firstOf(address.pastPage) ?? null,
        });
  const sortHref = (next: Sort) => hrefWith(forecastPath, address, { sort: writeSort(next) });
  const dimensionNames = by.map((dimension) => t(`dimension.${dimension}`));
  const title = t("forecast.table", { name: dimensionNames.map((name) => name.toLowerCase()).join(" × ") });
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const columns: Column<ForecastRow>[] = [
    {
      key: "name",
      title: dimensionNames.join(" · "),
      sortable: true,
      cell: (row) => <Name row={row} by={by} behind={behind} />,
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      sortable: true,
      wide: true,
      cell: (row) => (
        <Link
          href={endingCardsHref(behind, span, row)}
          prefetch={false}
          aria-label={t("forecast.openCards", { count: formatCount(row.cards, locale), name: forecastRowName(row) })}
        >
          {formatCount(row.cards, locale)}
        </Link>
      ),
      foot: formatCount(total.cards, locale),
    },
    ...(["sold", "redeemed"] as const).map((key) => ({
      key,
      title: t(`figures.${key}`),
      numeric: true,
      sortable: true,
      wide: true,
      hint: key === "sold" ? <Definition term={t("figures.sold")}>{t("forecast.sold.means")}</Definition> : undefined,
      cell: (row: ForecastRow) => amount(row[key]),
      foot: amount(total[key]),
    })),
    {
      key: "breakage",
      title: t("forecast.figure"),
      numeric: true,
      sortable: true,
      cell: (row) => breakageCell(row, currency, locale),
      foot: knownSum(total, amount),
    },
    {
      key: "range",
      title: t("forecast.column.range", { level: 80 }),
      numeric: true,
      cell: (row) => rangeCell(row, 0.8, currency, locale),
      foot: rangeCell(total, 0.8, currency, locale),
    },
    {
      key: "probability",
      title: t("forecast.probability"),
      numeric: true,
      sortable: true,
      wide: true,
      cell: (row) => formatRate(row.probability, locale),
      foot: formatRate(total.probability, locale),
    },
    {
      key: "method",
      title: t("forecast.column.method"),
      wide: "very",
      cell: (row) => <span className={classes.words}>{methodName(row.method)}</span>,
    },
    {
      key: "status",
      title: t("forecast.column.status"),
      hint: <Definition term={t("forecast.column.status")}>{t("forecast.column.status.means")}</Definition>,
      cell: (row) => <span className={classes.words}>{t(`forecast.status.${row.status}`)}</span>,
    },
    {
      key: "cohorts",
      title: t("forecast.column.cohorts"),
      numeric: true,
      wide: true,
      hint: <Definition term={t("forecast.column.cohorts")}>{t("forecast.column.cohorts.means")}</Definition>,
      cell: (row) => <Cohorts row={row} behind={behind} locale={locale} />,
    },
    {
      key: "error",
      title: t("forecast.column.error"),
      numeric: true,
      wide: true,
      hint: <Definition term={t("forecast.column.error")}>{t("forecast.column.error.means")}</Definition>,
      cell: (row) => formatRate(row.pastError, locale),
    },
  ];
  return (
    <Section
      title={title}
      note={noteWithRanges(t("forecast.tableNote", { currency, dates: formatDateRange(span.from, span.to, locale) }), [
        ...page.rows,
        total,
      ])}
      actions={<ExportMenu table="forecast" count={groups.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={page.rows}
        isBroad
        rowKey={(row) => groupKey(row, by)}
        sort={sort}
        sortHref={sortHref}
        empty={<EmptyState title={t("forecast.empty.title")}>{t("forecast.empty.text")}</EmptyState>}
        after={
          page.pages > 1 ? (
            <Paging
              from={page.from}
              to={page.to}
              total={groups.length}
              previousHref={pageHref(page.previous)}
              nextHref={pageHref(page.next)}
              locale={locale}
            />
          ) : null
        }
      />
    </Section>
  );
}

type NameProps = { row: ForecastRow; by: readonly ForecastDimension[]; behind: Behind };

function Name({ row, by, behind }: NameProps) {
  const [only] = by;
  const name = forecastRowName(row);
  const code = by.length === 1 && only ? row.members[only]?.id : undefined;
  return (
    <>
      <Link href={groupHref(behind, by, row)} prefetch={false}>
        {name}
      </Link>
      {only === "card-type" && code && code.toLowerCase() !== name.toLowerCase() ? (
        <span className={classes.code}>{code}</span>
      ) : null}
    </>
  );
}

/** How many there are, and the way to their triangle where there is one. */
function Cohorts({ row, behind, locale }: { row: ForecastRow; behind: Behind; locale: Locale }) {
  const count = formatCount(row.cohorts, locale);
  const href = triangleHref(behind, row);
  if (href === null) return count;
  return (
    <Link href={href} prefetch={false} aria-label={t("forecast.openTriangle", { count, name: forecastRowName(row) })}>
      {count}
    </Link>
  );
}
