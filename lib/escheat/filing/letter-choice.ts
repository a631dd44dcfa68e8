import type { CivilDate, Period } from "@/lib/dates";
import { STATUTE_CURRENCY } from "../exemption";
import type { LetterCard } from "../letter/batch";
import { lastFour } from "../letter/letter";
import { recipientOf } from "../letter/recipient";
import type { OwedCard } from "./owed-card";
import { type OwnerRecord, personNameOf, postalAddressOf } from "./owner";
import type { UnsettledCards } from "./unsettled-cards";

/** Why an owner of the window gets no letter. */
export const leftOutKinds = [
  "no-address",
  "returned",
  "below-minimum",
  "needs-counsel",
  "other-currency",
  "sent",
  "window-over",
  "by-hand",
] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

export type LetterChoice = {
  readonly cards: readonly (OwedCard & { readonly recipient: LetterCard["recipient"] })[];
  readonly leftOut: ReadonlyMap<LeftOutKind, readonly OwedCard[]>;
};

type Basis = {
  readonly year: number;
  readonly asOf: CivilDate;
  /** Cards that stand in a letter of this year already. */
  readonly sent: ReadonlySet<string>;
  /** Owners whose last letter came back. */
  readonly returned: ReadonlySet<number>;
};

/** A card, whatever object holds it. */
export const cardKey = ({ customerId, cardId }: Pick<OwedCard, "customerId" | "cardId">): string =>
  `${customerId} ${cardId}`;

/**
 * Who of a report year is written to. One card that needs a letter brings its owner's other cards of the year along, be
 * they ever so small. Nobody can write to an owner without an address, and none is due.
 */
export function chooseLetters(owed: readonly OwedCard[], basis: Basis): LetterChoice {
  const ofYear = owed.filter(({ determination }) => determination.reportYear === basis.year);
  const judged = ofYear.map((card) => ({ card, why: whyNot(card, basis) }));
  const written = new Set(judged.flatMap(({ card, why }) => (why === null ? [card.customerId] : [])));
  const leftOut = new Map<LeftOutKind, OwedCard[]>();
  const cards: LetterChoice["cards"][number][] = [];
  for (const { card, why } of judged) {
    const recipient = why === null || why === "below-minimum" ? recipientFor(card.owner) : null;
    const isIn = recipient !== null && (why === null || written.has(card.customerId));
    if (isIn) cards.push({ ...card, recipient });
    else {
      const kind = why ?? "no-address";
      const others = leftOut.get(kind);
      if (others) others.push(card);
      else leftOut.set(kind, [card]);
    }
  }
  return { cards, leftOut };
}

function whyNot({ determination, facts, owner, customerId, ...card }: OwedCard, basis: Basis): LeftOutKind | null {
  if (!facts.hasMailingAddress || recipientFor(owner) === null) return "no-address";
  if (basis.returned.has(customerId)) return "returned";
  if (basis.sent.has(cardKey({ customerId, ...card }))) return "sent";
  if (facts.currency !== STATUTE_CURRENCY) return "other-currency";
  if (!determination.letterRequired) return "below-minimum";
  return determination.lettersTo !== null && determination.lettersTo < basis.asOf ? "window-over" : null;
}

const countries = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Null where the books lack the name, or a part of the address without which no letter arrives. */
export function recipientFor(owner: OwnerRecord): LetterCard["recipient"] | null {
  const address = postalAddressOf(owner);
  if (address === null || owner.name === null) return null;
  const country =
    address.kind === "us" || owner.jurisdiction === null ? null : (countries.of(owner.jurisdiction) ?? null);
  return recipientOf(personNameOf(owner.name), address, country);
}

export const letterCardOf = (card: LetterChoice["cards"][number]): LetterCard => ({
  lastFour: lastFour(card.card),
  valueCents: card.facts.balance,
  lastActivityOn: card.lastActivityOn,
  recipient: card.recipient,
});

/**
 * The days on which letters of all these cards may be sent: those that every card's own window has. Null where the law
 * names none. @throws RangeError where two windows have no day in common.
 */
export function commonWindow(cards: readonly OwedCard[]): Period | null {
  const windows = cards.flatMap(({ determination: { lettersFrom, lettersTo } }) =>
    lettersFrom !== null && lettersTo !== null ? [{ from: lettersFrom, to: lettersTo }] : [],
  );
  const from = windows
    .map((one) => one.from)
    .toSorted()
    .at(-1);
  const [to] = windows.map((one) => one.to).toSorted();
  if (from === undefined || to === undefined) return null;
  if (from > to) throw new RangeError("the windows of these letters have no day in common");
  return { from, to };
}

/**
 * Owners, not cards: somebody with three small cards is one who gets no letter. Owners of cards of which counsel has to
 * say first are counted by whether somebody could write to them.
 */
export function ownersLeftOut(leftOut: LetterChoice["leftOut"], unsettled: UnsettledCards): Record<string, number> {
  const owners = new Map<LeftOutKind, Set<number>>(
    [...leftOut].map(([kind, cards]) => [kind, new Set(cards.map(({ customerId }) => customerId))]),
  );
  const add = (kind: LeftOutKind, more: ReadonlySet<number>) => {
    if (more.size > 0) owners.set(kind, new Set([...(owners.get(kind) ?? []), ...more]));
  };
  add("needs-counsel", unsettled.addressed);
  add("no-address", unsettled.unaddressed);
  return Object.fromEntries([...owners].map(([kind, all]) => [kind, all.size]));
}
