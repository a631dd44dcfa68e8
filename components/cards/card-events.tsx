import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefWith } from "@/lib/address";
import type { CardEvent, CardLife } from "@/lib/cards/card";
import { formatAmount, formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import classes from "./cards.module.css";
import { KnownSince } from "./known-since";

const t = words(screenMessages, breakageMessages, cardsMessages);

type Props = { life: CardLife; mayOpenBatch: boolean; address: Address; locale: Locale };

/** The events in order, each with the balance right after it; at the foot stands what is left after all, not only this page. */
export function CardEvents({ life, mayOpenBatch, address, locale }: Props) {
  const { currency, id } = life.card;
  const path = `/issuer/cards/${encodeURIComponent(id)}`;
  const columns: Column<CardEvent>[] = [
    {
      key: "date",
      title: t("event.date"),
      cell: (event) => (
        <time className={classes.mono} dateTime={event.occurredOn}>
          {formatDate(event.occurredOn, locale)}
        </time>
      ),
      foot: t("figures.balance"),
    },
    { key: "kind", title: t("event.kind"), cell: (event) => <Kind event={event} locale={locale} /> },
    {
      key: "known",
      title: t("event.knownSince"),
      // On a telephone the amounts would be beyond the edge.
      wide: true,
      hint: <Definition term={t("event.knownSince")}>{t("event.knownSince.means")}</Definition>,
      cell: (event) => <KnownSince event={event} mayOpenBatch={mayOpenBatch} address={address} locale={locale} />,
    },
    { key: "merchant", title: t("dimension.merchant"), wide: true, cell: (event) => event.merchant?.name ?? "–" },
    { key: "id", title: t("event.id"), wide: true, cell: (event) => <span className={classes.quiet}>{event.id}</span> },
    {
      key: "purchase",
      title: t("event.purchase"),
      numeric: true,
      wide: true,
      cell: (event) => (event.purchaseTotal === null ? "–" : formatAmount(event.purchaseTotal, currency, locale)),
    },
    {
      key: "amount",
      title: t("event.amount", { currency }),
      numeric: true,
      cell: (event) => (event.amount === 0n ? "–" : formatSigned(event.amount, currency, locale)),
    },
    {
      key: "balance",
      title: t("event.balance"),
      numeric: true,
      cell: (event) => <span className={classes.balance}>{formatAmount(event.balanceAfter, currency, locale)}</span>,
      foot: formatAmount(life.balance, currency, locale),
    },
  ];
  return (
    <Section
      title={t("card.events")}
      note={t("card.eventsNote", {
        date: formatDate(life.asOf, locale),
        balance: formatMoney(life.balance, currency, locale),
      })}
      actions={<ExportMenu table="card-events" count={life.eventCount} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("card.events")}
        columns={columns}
        rows={life.events}
        rowKey={(event) => event.id}
        empty={<EmptyState title={t("card.noEvents")}>{t("card.noEventsHint")}</EmptyState>}
        after={
          life.nextCursor !== null || firstOf(address.cursor) !== undefined ? (
            <CursorPaging
              count={t("cards.shown", {
                shown: formatCount(life.events.length, locale),
                total: formatCount(life.eventCount, locale),
              })}
              firstHref={firstOf(address.cursor) === undefined ? null : hrefWith(path, address, {})}
              nextHref={life.nextCursor === null ? null : hrefWith(path, address, { cursor: life.nextCursor })}
            />
          ) : null
        }
      />
    </Section>
  );
}

function formatSigned(amount: bigint, currency: string, locale: Locale): string {
  return amount > 0n ? `+${formatAmount(amount, currency, locale)}` : formatAmount(amount, currency, locale);
}

function Kind({ event, locale }: { event: CardEvent; locale: Locale }) {
  const isLate = event.bookedOn !== event.occurredOn;
  return (
    <>
      {event.kind === "void"
        ? t("event.voidOf", { kind: t(`kind.${event.countsAs}`).toLowerCase() })
        : t(`kind.${event.kind}`)}
      {event.corrects ? <span className={classes.quiet}> {t("event.corrects", { id: event.corrects })}</span> : null}
      {event.correctedBy ? (
        <span className={classes.quiet}> {t("event.correctedBy", { id: event.correctedBy })}</span>
      ) : null}
      {isLate ? (
        <span className={classes.quiet}> {t("event.booked", { date: formatDate(event.bookedOn, locale) })}</span>
      ) : null}
    </>
  );
}
