import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { EventGroup } from "@/lib/cards/event";
import { formatAmount, formatCount, type Locale } from "@/lib/format";
import { defaultDays, merchantWindows } from "@/lib/insights/constants";
import type { RankedMerchant, TopMerchants } from "@/lib/insights/insight";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import classes from "./insights.module.css";
import { shownNote, windowNote } from "./window-note";

const t = words(screenMessages, breakageMessages, cardsMessages);

/** The events that add up to an amount: a purchase is more than what the card paid of it. */
type Behind = { group: EventGroup; purchases: "total" | null };
const behind: Readonly<Record<"gross" | "redeemed" | "spent", Behind>> = {
  gross: { group: "sales", purchases: null },
  redeemed: { group: "redeemed", purchases: null },
  spent: { group: "redeemed", purchases: "total" },
};

const usualDays = defaultDays["top-merchants"];

type Props = { merchants: TopMerchants; days: number; address: Address; locale: Locale };

export function TopMerchantsTable({ merchants, days: chosen, address, locale }: Props) {
  const { currency, rows, count, total, period } = merchants;
  const eventsHref = (row: RankedMerchant | null, asked: Behind) =>
    hrefTo("/issuer/events", address, { ...asked, ...period, at: row?.merchant.id ?? null });
  const money = (["gross", "redeemed", "spent"] as const).map((key) => ({
    key,
    title: t(`insights.${key}`),
    numeric: true,
    wide: key === "spent",
    cell: (row: RankedMerchant) => formatAmount(row[key], currency, locale),
    href: (row: RankedMerchant) => eventsHref(row, behind[key]),
    foot: formatAmount(total[key], currency, locale),
    // What was bought at all merchants together is known of whole months only, and not of the events of any days.
    footHref: key === "spent" ? null : eventsHref(null, behind[key]),
  }));
  const columns: Column<RankedMerchant>[] = [
    {
      key: "merchant",
      title: t("dimension.merchant"),
      cell: (row) => (
        <span className={classes.ranked}>
          <span className={classes.rank}>{row.rank}</span>
          <Link href={eventsHref(row, { group: "all", purchases: null })} prefetch={false}>
            {row.merchant.name}
          </Link>
        </span>
      ),
    },
    {
      key: "sales",
      title: t("insights.sales"),
      numeric: true,
      wide: true,
      cell: (row) => formatCount(row.sales, locale),
      href: (row) => eventsHref(row, behind.gross),
      foot: formatCount(total.sales, locale),
      footHref: eventsHref(null, behind.gross),
    },
    ...money,
  ];
  return (
    <Section
      title={t("insights.merchants")}
      note={shownNote(`${currency}, ${windowNote(period, locale)}`, rows.length, count, locale)}
      actions={
        <>
          <LinkTabs
            label={t("lapse.window")}
            tabs={merchantWindows.map((days) => ({
              key: days,
              label: t("lapse.days", { days }),
              href: hrefWith("/issuer/insights", address, { merchantDays: Number(days) === usualDays ? null : days }),
              isCurrent: Number(days) === chosen,
            }))}
          />
          <ExportMenu table="top-merchants" count={count} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={t("insights.merchants")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.merchant.id}
        empty={<EmptyState title={t("insights.none")}>{t("insights.noneHint")}</EmptyState>}
      />
    </Section>
  );
}
