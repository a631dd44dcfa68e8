import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import type { Period } from "@/lib/dates";
import { formatAmount, formatCount, type Locale } from "@/lib/format";
import type { RankedType } from "@/lib/insights/insight";
import { t } from "@/lib/messages/breakage";
import classes from "./insights.module.css";
import { shownNote } from "./window-note";

type Props = {
  title: string;
  note: string;
  table: string;
  rows: readonly RankedType[];
  /** How many there are, shown or not. */
  count: number;
  total?: { sales: number; volume: bigint };
  currency: string;
  /** The window of the sales that were counted. */
  period: Period;
  address: Address;
  locale: Locale;
};

/** The sales of a type in the window, or of all, as many and as much: reloads are no sales. */
export const salesHref = ({ from, to }: Period, address: Address, type: string | null): string =>
  hrefTo("/issuer/events", address, { group: "sales", from, to, "card-type": type });

export function typeColumns(
  currency: string,
  period: Period,
  address: Address,
  locale: Locale,
): Column<Omit<RankedType, "businessModel">>[] {
  return [
    {
      key: "type",
      title: t("dimension.card-type"),
      cell: (row) => (
        <span className={classes.ranked}>
          <span className={classes.rank}>{row.rank}</span>
          <Link href={salesHref(period, address, row.cardType.id)} prefetch={false}>
            {row.cardType.name}
          </Link>
        </span>
      ),
    },
    { key: "brand", title: t("dimension.brand"), wide: true, cell: (row) => row.brand.name },
    { key: "sales", title: t("insights.sales"), numeric: true, cell: (row) => formatCount(row.sales, locale) },
    {
      key: "volume",
      title: `${t("insights.volume")}, ${currency}`,
      numeric: true,
      cell: (row) => formatAmount(row.volume, currency, locale),
    },
  ];
}

/** The first card types in their order; the sum, where there is one, is that of all. */
export function RankedTypes({ title, note, table, rows, count, total, currency, period, address, locale }: Props) {
  const feet: Record<string, string> = total
    ? { sales: formatCount(total.sales, locale), volume: formatAmount(total.volume, currency, locale) }
    : {};
  const columns = typeColumns(currency, period, address, locale).map((column) => ({
    ...column,
    foot: feet[column.key],
    footHref: salesHref(period, address, null),
  }));
  return (
    <Section
      title={title}
      note={shownNote(note, rows.length, count, locale)}
      actions={<ExportMenu table={table} count={count} locale={locale} />}
      flush
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.cardType.id}
        rowHref={(row) => salesHref(period, address, row.cardType.id)}
        empty={<EmptyState title={t("insights.none")}>{t("insights.noneHint")}</EmptyState>}
      />
    </Section>
  );
}
