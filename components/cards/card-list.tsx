import Link from "next/link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo, hrefWith } from "@/lib/address";
import type { CardPage, ListedCard } from "@/lib/cards/card";
import { cardOrders, type cardSelections } from "@/lib/cards/schema";
import type { DatedCard } from "@/lib/escheat/third-date";
import { formatAmount, formatCount, formatDateRange, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { amountColumns, cardAmounts, cardColumns, customerHref } from "./card-columns";
import classes from "./cards.module.css";

const t = words(breakageMessages, cardsMessages);

type DatedPage = Omit<CardPage, "items"> & { items: readonly DatedCard<ListedCard>[] };

type Props = {
  page: DatedPage;
  order: (typeof cardOrders)[number];
  of: (typeof cardSelections)[number];
  address: Address;
  locale: Locale;
};

const path = "/issuer/cards";
const movedInPeriod = ["lapsedInPeriod", "changedInPeriod"] as const;

/** The cards behind a figure. The foot sums all of them, not only this page, and equals the figure one came from. */
export function CardList({ page, order, of, address, locale }: Props) {
  const { total, currency, period } = page;
  const columns: Column<DatedCard<ListedCard>>[] = [
    ...cardColumns(address, locale, "very"),
    {
      key: "holder",
      title: t("card.holder"),
      wide: true,
      cell: (card) =>
        card.customer ? (
          <Link className={classes.mono} href={customerHref(card.customer.id, address)} prefetch={false}>
            {card.customer.name ?? card.customer.id}
          </Link>
        ) : (
          <span className={classes.quiet}>{t("card.anonymous")}</span>
        ),
    },
    // First among the amounts, where no screen cuts it off: it is what one has come for.
    ...movedInPeriod.flatMap((key): Column<DatedCard<ListedCard>>[] => {
      const sum = page[key];
      if (sum === undefined) return [];
      return [
        {
          key,
          title: t(`cards.${key}`),
          numeric: true,
          cell: (card) => formatAmount(card[key] ?? 0n, currency, locale),
          foot: formatAmount(sum, currency, locale),
        },
      ];
    }),
    ...amountColumns(locale, shownAmounts(page)).map((column) => ({
      ...column,
      foot: footOf(column.key, page, locale),
    })),
  ];
  return (
    <Section
      title={t("cards.list", { count: formatCount(total.cards, locale), n: total.cards })}
      note={t(`cards.of.${of}`, { currency, dates: formatDateRange(period.from, period.to, locale) })}
      actions={
        <>
          <LinkTabs
            label={t("cards.order")}
            tabs={cardOrders.map((name) => ({
              key: name,
              label: t(`cards.order.${name}`),
              href: hrefWith(path, address, { order: name === "unredeemed" ? null : name }),
              isCurrent: name === order,
            }))}
          />
          <ExportMenu table="cards" count={page.listed} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        isBroad
        caption={t("cards.caption")}
        columns={columns}
        rows={page.items}
        rowKey={(card) => card.id}
        empty={
          <EmptyState
            title={t("breakage.none")}
            action={<Link href={hrefTo("/issuer/breakage", address)}>{t("cards.toBreakage")}</Link>}
          >
            {t("breakage.noneHint")}
          </EmptyState>
        }
        after={
          page.nextCursor !== null || firstOf(address.cursor) !== undefined ? (
            <CursorPaging
              count={t("cards.shown", {
                shown: formatCount(page.items.length, locale),
                total: formatCount(page.listed, locale),
              })}
              firstHref={firstOf(address.cursor) === undefined ? null : hrefWith(path, address, {})}
              nextHref={page.nextCursor === null ? null : hrefWith(path, address, { cursor: page.nextCursor })}
            />
          ) : null
        }
      />
    </Section>
  );
}

/** Many programmes never fill these; where one does, its sum belongs at the foot, for a figure may have led to it. */
const rare: ReadonlySet<string> = new Set(["other", "lapsed", "escheated"]);

const shownAmounts = ({ items, total }: DatedPage) =>
  cardAmounts.filter((key) => !rare.has(key) || total[key] !== 0n || items.some((card) => card[key] !== 0n));

function footOf(column: string, { total, currency }: DatedPage, locale: Locale): string | undefined {
  const key = cardAmounts.find((name) => name === column);
  return key && formatAmount(total[key], currency, locale);
}
