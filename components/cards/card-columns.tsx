import Link from "next/link";
import type { Column } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { type Address, hrefTo } from "@/lib/address";
import type { CardRow } from "@/lib/cards/card";
import type { DatedCard } from "@/lib/escheat/third-date";
import { formatAmount, formatDate, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { CardStateMark } from "./card-state";
import classes from "./cards.module.css";

const t = words(breakageMessages, cardsMessages);

export function cardHref(id: string, address: Address): string {
  return hrefTo(`/issuer/cards/${encodeURIComponent(id)}`, address);
}

export function customerHref(id: string, address: Address): string {
  return hrefTo(`/issuer/customers/${encodeURIComponent(id)}`, address);
}

/**
 * What every list of cards shows; the caller adds its own sums and order. Where there is room for it only on the widest screens,
 * the third date is `very` wide.
 */
export function cardColumns(address: Address, locale: Locale, third: Column<DatedCard>["wide"]): Column<DatedCard>[] {
  return [
    {
      key: "id",
      title: t("card.number"),
      cell: (card) => (
        <>
          <Link className={classes.mono} href={cardHref(card.id, address)} prefetch={false}>
            {card.id}
          </Link>
          <span className={classes.under}>{card.cardType.name}</span>
        </>
      ),
    },
    { key: "state", title: t("card.state"), cell: (card) => <CardStateMark state={card.state} /> },
    {
      key: "expiry",
      title: t("card.expiry"),
      wide: true,
      cell: (card) => <Day date={card.cardExpiresOn} none={t("card.neverOrNotSaid")} locale={locale} />,
    },
    {
      key: "funds",
      title: t("card.funds"),
      wide: true,
      cell: (card) => <Day date={card.fundsExpiresOn} none={t("card.neverOrNotSaid")} locale={locale} />,
    },
    {
      key: "escheat",
      title: t("card.escheat"),
      wide: third,
      cell: (card) => (
        <Day date={card.escheatOn} none={t(`card.escheat.${card.escheatOutcome ?? "unknown"}`)} locale={locale} />
      ),
    },
  ];
}

export const cardAmounts = ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"] as const;
type CardAmount = (typeof cardAmounts)[number];
const usual: readonly CardAmount[] = ["sold", "redeemed", "unredeemed", "owed"];
const veryWide: ReadonlySet<CardAmount> = new Set(["redeemed", "other", "escheated"]);

/** Amounts of a card, in the card's own currency. */
export function amountColumns(locale: Locale, keys: readonly CardAmount[] = usual): Column<CardRow>[] {
  return keys.map((key) => ({
    key,
    title: t(`figures.${key}`),
    numeric: true,
    wide: veryWide.has(key) ? ("very" as const) : key === "sold" || key === "lapsed",
    hint: key === "owed" ? <Definition term={t("figures.owed")}>{t("figures.owed.means")}</Definition> : undefined,
    cell: (card: CardRow) => formatAmount(card[key], card.currency, locale),
  }));
}

function Day({ date, none, locale }: { date: string | null; none: string; locale: Locale }) {
  if (date === null) return <span className={classes.quiet}>{none}</span>;
  return (
    <time className={classes.mono} dateTime={date}>
      {formatDate(date, locale)}
    </time>
  );
}
