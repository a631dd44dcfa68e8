import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { rowName, sortRows } from "@/lib/breakage/order";
import type { BreakageReport, BreakageRow } from "@/lib/breakage/report";
import { formatAmount, formatCount, formatDateRange, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";
import { shownNote } from "./window-note";

type Props = { report: BreakageReport; address: Address; locale: Locale };

const mostRows = 10;
const splits = ["category", "business-model", "medium", "segment"] as const;
const amounts = ["sold", "redeemed", "unredeemed"] as const;

/** Gross breakage where the card was sold. Used anywhere counts against the card, so a merchant's row is of its own cards. */
export function MerchantBreakage({ report, address, locale }: Props) {
  const cardsHref = (merchant: string | null) => hrefTo("/issuer/cards", address, { merchant });
  const { currency, period, rows, total } = report;
  const columns: Column<BreakageRow>[] = [
    {
      key: "merchant",
      title: t("dimension.merchant"),
      cell: (row) => (
        <Link href={cardsHref(row.members.merchant?.id ?? null)} prefetch={false}>
          {rowName(row)}
        </Link>
      ),
      foot: (
        <Link href={cardsHref(null)} prefetch={false}>
          {t("table.total")}
        </Link>
      ),
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      cell: (row) => formatCount(row.cards, locale),
      foot: formatCount(total.cards, locale),
    },
    ...amounts.map((key) => ({
      key,
      title: t(`figures.${key}`),
      numeric: true,
      wide: key === "redeemed",
      cell: (row: BreakageRow) => formatAmount(row[key], currency, locale),
      foot: formatAmount(total[key], currency, locale),
    })),
    {
      key: "rate",
      title: t("figures.rate"),
      numeric: true,
      cell: (row) => formatRate(row.rate, locale),
      foot: formatRate(total.rate, locale),
    },
  ];
  const shown = sortRows(rows, { by: "unredeemed", direction: "desc" }).slice(0, mostRows);
  const note = t("breakage.tableNote", { currency, dates: formatDateRange(period.from, period.to, locale) });
  return (
    <Section
      title={t("insights.merchantBreakage")}
      note={shownNote(note, shown.length, rows.length, locale)}
      actions={
        <>
          <LinkTabs
            label={t("insights.splits")}
            scroll
            tabs={splits.map((split) => ({
              key: split,
              label: t("insights.splitBy", { name: t(`dimension.${split}`).toLowerCase() }),
              href: hrefTo("/issuer/breakage", address, { by: `merchant,${split}` }),
              isCurrent: false,
            }))}
          />
          <ExportMenu table="merchant-breakage" count={rows.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={t("insights.merchantBreakage")}
        columns={columns}
        rows={shown}
        rowKey={(row) => row.members.merchant?.id ?? ""}
        rowHref={(row) => cardsHref(row.members.merchant?.id ?? null)}
        footHref={cardsHref(null)}
        empty={<EmptyState title={t("breakage.none")}>{t("breakage.noneHint")}</EmptyState>}
      />
    </Section>
  );
}
