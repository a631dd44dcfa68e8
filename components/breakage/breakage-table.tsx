import Link from "next/link";
import { type Column, DataTable, type Sort } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefWith, writeSort } from "@/lib/address";
import { type Dimension, OUTSIDE_SEGMENTS } from "@/lib/breakage/constants";
import { type BreakageOrder, rowName, sortRows } from "@/lib/breakage/order";
import type { BreakageReport, BreakageRow } from "@/lib/breakage/report";
import { formatAmount, formatCount, formatDateRange, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";
import classes from "./breakage.module.css";

type Props = {
  report: BreakageReport;
  sort: { by: BreakageOrder; direction: "asc" | "desc" };
  address: Address;
  locale: Locale;
};

export const rowsPerPage = 100;
const amounts = ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"] as const;
/** Columns that many programmes never fill; without them in it a row would still add up. */
const rare: ReadonlySet<string> = new Set(["other", "escheated"]);

/**
 * The cards of one row, or of all where it names no group: this page's own address with the row's groups added; of the dates
 * it is compared with, where these are given.
 */
export function cardsHref(
  row: Pick<BreakageRow, "members">,
  by: readonly Dimension[],
  address: Address,
  before: BreakageReport["comparison"] = null,
): string {
  const cell = Object.fromEntries(by.map((dimension) => [dimension, row.members[dimension]?.id ?? null]));
  return hrefWith("/issuer/cards", address, {
    by: null,
    sort: null,
    measure: null,
    compare: null,
    match: null,
    compareFrom: null,
    compareTo: null,
    chart: null,
    ...(before ? { asOf: before.asOf, ...before.period } : {}),
    ...cell,
  });
}

export function BreakageTable({ report, sort, address, locale }: Props) {
  const { by, currency, rows, total, period } = report;
  const page = Math.max(1, Number.parseInt(firstOf(address.page) ?? "1", 10) || 1);
  const start = Math.min((page - 1) * rowsPerPage, Math.max(0, rows.length - 1));
  const shown = sortRows(rows, sort).slice(start, start + rowsPerPage);
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const path = "/issuer/breakage";
  const pageHref = (to: number) => hrefWith(path, address, { page: to === 1 ? null : String(to) });

  const isShown = (key: (typeof amounts)[number]) => !rare.has(key) || rows.some((row) => row[key] !== 0n);

  const columns: Column<BreakageRow>[] = [
    {
      key: "name",
      title: by.map((dimension) => t(`dimension.${dimension}`)).join(" · "),
      sortable: true,
      cell: (row) => <Name row={row} by={by} address={address} />,
      foot: (
        <Link href={cardsHref({ members: {} }, [], address)} prefetch={false}>
          {t("table.total")}
        </Link>
      ),
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      sortable: true,
      cell: (row) => formatCount(row.cards, locale),
      foot: formatCount(total.cards, locale),
    },
    ...amounts.filter(isShown).map((key) => ({
      key,
      title: t(`figures.${key}`),
      numeric: true,
      sortable: !rare.has(key),
      wide: key === "other" ? ("very" as const) : key === "redeemed" || rare.has(key),
      hint: key === "owed" ? <Definition term={t("figures.owed")}>{t("figures.owed.means")}</Definition> : undefined,
      cell: (row: BreakageRow) => amount(row[key]),
      foot: amount(total[key]),
    })),
    {
      key: "rate",
      title: t("figures.rate"),
      numeric: true,
      sortable: true,
      cell: (row) => formatRate(row.rate, locale),
      foot: formatRate(total.rate, locale),
    },
  ];
  if (report.comparison)
    columns.push({
      key: "before",
      title: t("figures.before"),
      numeric: true,
      cell: (row) => formatRate(row.before?.rate ?? null, locale),
      href: (row) => (row.before ? cardsHref(row, by, address, report.comparison) : null),
      foot: formatRate(report.comparison.total.rate, locale),
      footHref: cardsHref({ members: {} }, [], address, report.comparison),
    });

  const sortHref = (next: Sort) => hrefWith(path, address, { sort: writeSort(next) });
  const title = t("breakage.table", {
    name: by.map((dimension) => t(`dimension.${dimension}`).toLowerCase()).join(" × "),
  });
  return (
    <Section
      title={title}
      note={t("breakage.tableNote", { currency, dates: formatDateRange(period.from, period.to, locale) })}
      actions={<ExportMenu table="breakage" count={rows.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={shown}
        isBroad={columns.length > 9}
        rowHref={(row) => cardsHref(row, by, address)}
        footHref={cardsHref({ members: {} }, [], address)}
        rowKey={(row) => by.map((dimension) => row.members[dimension]?.id).join("\u0000")}
        sort={sort}
        sortHref={sortHref}
        empty={<EmptyState title={t("breakage.none")}>{t("breakage.noneHint")}</EmptyState>}
        after={
          <>
            {report.source === "cards" ? <p className={classes.cut}>{t("breakage.fromCards")}</p> : null}
            {rows.length > rowsPerPage ? (
              <Paging
                from={start + 1}
                to={start + shown.length}
                total={rows.length}
                previousHref={page > 1 ? pageHref(page - 1) : null}
                nextHref={start + rowsPerPage < rows.length ? pageHref(page + 1) : null}
                locale={locale}
              />
            ) : null}
          </>
        }
      />
    </Section>
  );
}

/** Our own words are no source's codes: beside their names they would only be said twice. */
const isCode = (id: string, name: string) => id.toLowerCase() !== name.toLowerCase() && id !== OUTSIDE_SEGMENTS;

function Name({ row, by, address }: { row: BreakageRow; by: readonly Dimension[]; address: Address }) {
  const [only] = by;
  const code = by.length === 1 && only ? row.members[only]?.id : undefined;
  return (
    <>
      <Link href={cardsHref(row, by, address)} prefetch={false}>
        {rowName(row)}
      </Link>
      {code && isCode(code, rowName(row)) ? <span className={classes.code}>{code}</span> : null}
    </>
  );
}
