import type { CivilDate } from "@/lib/dates";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { recipientCards, recipientText } from "@/lib/messages/recipient";
import { cardDay, type MessageCard, type MessageIssuer, type MessageMember, soonestFirst } from "./message";

/** What the words about one card say, ready to be laid out. `detail` is null when there is no day to name. */
export type CardWords = { readonly title: string; readonly amount: string; readonly detail: string | null };

/** One costs more to make than to use. */
const lists: Record<Locale, Intl.ListFormat> = {
  en: new Intl.ListFormat("en", { type: "conjunction" }),
  ru: new Intl.ListFormat("ru", { type: "conjunction" }),
  ja: new Intl.ListFormat("ja", { type: "conjunction" }),
};

/** Everything a message says about somebody, in his language. */
export type MessageValues = {
  readonly texts: Readonly<Record<"greeting" | "name" | "brand" | "issuer" | "card-count" | "total", string>>;
  /** The first day that counts; null: no card has one. */
  readonly lastDay: string | null;
  readonly cards: readonly CardWords[];
};

/** All cards of a mailbox in one message, soonest first; the total is their exact sum, of one currency. */
export function messageValues(member: MessageMember, issuer: MessageIssuer, language: Locale): MessageValues {
  const cards = soonestFirst(member.cards);
  const total = cards.reduce((sum, card) => sum + BigInt(card.balance), 0n);
  const brands = [...new Set(cards.map(({ brand }) => brand ?? issuer.name))];
  const first = cards.map(cardDay).find((day) => day !== null) ?? null;
  return {
    texts: {
      greeting: member.name
        ? recipientText(language, "greeting", { name: member.name })
        : recipientText(language, "greeting.nobody"),
      name: member.name ?? recipientText(language, "name.nobody"),
      brand: lists[language].format(brands),
      issuer: issuer.name,
      "card-count": recipientCards(language, cards.length),
      total: formatMoney(total, member.currency, language),
    },
    lastDay: first === null ? null : formatDate(first, language),
    cards: cards.map((card) => cardWords(card, member.currency, language)),
  };
}

function cardWords(card: MessageCard, currency: string, language: Locale): CardWords {
  return {
    title: cardTitle(card, language),
    amount: formatMoney(BigInt(card.balance), currency, language),
    detail: dayWords(card, language),
  };
}

type Named = Pick<MessageCard, "lastFour" | "brand" | "cardType" | "holder">;

/** What a card is called: its kind, its last four, and whose it is where several read of it. */
export function cardTitle(card: Named, language: Locale): string {
  const kind = kindOf(card);
  const own =
    card.lastFour === ""
      ? recipientText(language, "card.titleAlone", { card: kind })
      : recipientText(language, "card.title", { card: kind, lastFour: card.lastFour });
  return card.holder ? recipientText(language, "card.of", { holder: card.holder, title: own }) : own;
}

/** The brand and the kind of card; the kind alone where it names the brand itself: `Lantern in the App`. */
function kindOf({ brand, cardType }: Named): string {
  const first = brand?.split(" ")[0];
  return !first || cardType.toLowerCase().includes(first.toLowerCase()) ? cardType : `${brand} ${cardType}`;
}

type Dated = Pick<MessageCard, "reason" | "lastDay" | "lossOn">;

/** The exact day, and what it is the last day for; null: there is none to name. A fee does not end a card, so that its own last day is told too. */
export function dayWords(card: Dated, language: Locale): string | null {
  const day = cardDay(card);
  if (day === null) return null;
  const say = (key: "card.lastDay" | "card.escheat" | "card.fees", on: CivilDate) =>
    recipientText(language, key, { day: formatDate(on, language) });
  if (day === card.lastDay) return say("card.lastDay", day);
  if (card.reason === "escheat") return say("card.escheat", day);
  const end = card.lastDay === null ? [] : [say("card.lastDay", card.lastDay)];
  return [say("card.fees", day), ...end].join(". ");
}
