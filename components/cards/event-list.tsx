import Link from "next/link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo, hrefWith } from "@/lib/address";
import { type EventPage, type EventRow, purchaseOf, shownGroups } from "@/lib/cards/event";
import { formatAmount, formatCount, formatDate, formatDateRange, type Locale } from "@/lib/format";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import { screenMessages } from "@/lib/messages/screens";
import { shellMessages } from "@/lib/messages/shell";
import { cardHref } from "./card-columns";
import classes from "./cards.module.css";

const t = words(screenMessages, cardsMessages, overviewMessages, shellMessages);

const path = "/issuer/events";

/** The events behind a flow of the overview, newest first; the foot sums all of the period, not only this page. */
export function EventList({ page, address, locale }: { page: EventPage; address: Address; locale: Locale }) {
  const { currency, period, group, cards, redemptions } = page;
  const isShown = shownGroups.some((name) => name === group);
  const counts = [
    ...(page.standing === null ? [] : [t(`events.standing.${page.standing}`)]),
    ...(cards === 0 ? [] : [t("events.cards", { count: formatCount(cards, locale), n: cards })]),
    ...(redemptions === 0
      ? []
      : [t("overview.redemptions", { count: formatCount(redemptions, locale), n: redemptions })]),
  ];
  const columns: Column<EventRow>[] = [
    {
      key: "date",
      title: t("event.date"),
      cell: (event) => (
        <time className={classes.mono} dateTime={event.occurredOn}>
          {formatDate(event.occurredOn, locale)}
        </time>
      ),
      foot: t("table.total"),
    },
    {
      key: "card",
      title: t("card.number"),
      cell: (event) => (
        <>
          <Link className={classes.mono} href={cardHref(event.card, address)} prefetch={false}>
            {event.card}
          </Link>
          <span className={classes.under}>{event.cardType.name}</span>
        </>
      ),
    },
    {
      key: "kind",
      title: t("event.kind"),
      cell: (event) =>
        event.kind === "void"
          ? t("event.voidOf", { kind: t(`kind.${event.countsAs}`).toLowerCase() })
          : t(`kind.${event.kind}`),
    },
    { key: "merchant", title: t("dimension.merchant"), wide: true, cell: (event) => event.merchant.name },
    ...(page.purchases === null ? [] : [purchaseColumn(page.purchases, currency, locale)]),
    {
      key: "amount",
      title: t("event.amount", { currency }),
      numeric: true,
      cell: (event) => formatAmount(event.amount, currency, locale),
      foot: formatAmount(page.total, currency, locale),
    },
  ];
  return (
    <Section
      title={t("events.title")}
      note={[t("events.note", { currency, dates: formatDateRange(period.from, period.to, locale) }), ...counts].join(
        ", ",
      )}
      actions={
        <>
          <LinkTabs
            label={t("events.group")}
            tabs={(isShown ? shownGroups : [...shownGroups, group]).map((name) => ({
              key: name,
              label: t(`events.group.${name}`),
              href: hrefWith(path, address, { group: name === "all" ? null : name }),
              isCurrent: name === group,
            }))}
          />
          <ExportMenu table="events" locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={t("events.caption")}
        columns={columns}
        rows={page.items}
        rowKey={(event) => event.id}
        empty={
          <EmptyState
            title={t("events.none")}
            action={<Link href={hrefTo("/issuer/overview", address)}>{t("nav.overview")}</Link>}
          >
            {t("events.noneHint")}
          </EmptyState>
        }
        after={
          page.nextCursor !== null || firstOf(address.cursor) !== undefined ? (
            <CursorPaging
              count={t("events.newest")}
              firstHref={firstOf(address.cursor) === undefined ? null : hrefWith(path, address, {})}
              nextHref={page.nextCursor === null ? null : hrefWith(path, address, { cursor: page.nextCursor })}
            />
          ) : null
        }
      />
    </Section>
  );
}

/** Beside what the cards paid, for a figure that says what was bought. */
function purchaseColumn(total: bigint, currency: string, locale: Locale): Column<EventRow> {
  return {
    key: "purchase",
    title: t("event.purchase"),
    numeric: true,
    cell: (event) => {
      const bought = purchaseOf(event);
      return bought === null ? "–" : formatAmount(bought, currency, locale);
    },
    foot: formatAmount(total, currency, locale),
  };
}
