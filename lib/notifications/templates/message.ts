import type { CivilDate } from "@/lib/dates";
import type { Channel, MessageClass } from "../constants";
import type { MemberCard } from "../member";

/** What of a card a message may know. Its number is not among it. */
export type MessageCard = Pick<
  MemberCard,
  "lastFour" | "brand" | "cardType" | "balance" | "lastDay" | "lossOn" | "reason"
> & {
  /** Named where several people share the mailbox. */
  readonly holder?: string | null;
};

/** One mailbox with the cards of everybody who is reached by it. */
export type MessageMember = {
  /** Null where nobody's name is known, or where several people read it. */
  readonly name: string | null;
  readonly currency: string;
  readonly cards: readonly MessageCard[];
};

export type MessageTemplate = {
  readonly channel: Channel;
  readonly messageClass: MessageClass;
  readonly subject: string;
  readonly body: string;
};

export type MessageIssuer = { readonly name: string; readonly legalName: string | null };
export type MessageSetting = { readonly senderName: string; readonly postalAddress: string | null };

/** What leaves. `html` is null where the channel knows none. */
export type RenderedMessage = {
  readonly subject: string;
  readonly plain: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * The day a message names for a card: its last usable day; where a state or a fee comes first, the last day before that.
 * Null: none is known, and none is named.
 */
export function cardDay({
  reason,
  lastDay,
  lossOn,
}: Pick<MessageCard, "reason" | "lastDay" | "lossOn">): CivilDate | null {
  return reason === "escheat" || reason === "fees" ? (lossOn ?? lastDay) : lastDay;
}

/** Soonest first; whatever never ends comes last, the larger amount before the smaller. */
export function soonestFirst<T extends MessageCard>(cards: readonly T[]): T[] {
  return cards.toSorted((a, b) => {
    const [dayA, dayB] = [cardDay(a) ?? "9999-12-31", cardDay(b) ?? "9999-12-31"];
    if (dayA !== dayB) return dayA < dayB ? -1 : 1;
    const difference = BigInt(b.balance) - BigInt(a.balance);
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  });
}

type Holder = { readonly name: string | null; readonly cards: readonly MessageCard[] };

/**
 * Everybody who is reached by one mailbox as the reader of one message: six people with one address get one message with
 * all their cards. Where they are several, nobody is greeted by name and each card says whose it is.
 */
export function messageMember(holders: readonly Holder[], currency: string): MessageMember {
  const [only] = holders;
  if (only && holders.length === 1) return { name: only.name, currency, cards: only.cards };
  const cards = holders.flatMap(({ name, cards: own }) => own.map((card) => ({ ...card, holder: name })));
  return { name: null, currency, cards };
}
