import type { Period } from "@/lib/dates";
import type { Letter, LetterItem, Recipient, Sender, StateAgency } from "./letter";

/** A card whose owner gets a letter, with where he lives. */
export type LetterCard = LetterItem & { readonly recipient: Recipient };

type Common = {
  readonly agency: StateAgency;
  readonly sender: Sender;
  readonly window: Period | null;
  /** Before the letter's number in its reference: WV-2026. */
  readonly prefix: string;
};

const numberLength = 5;

/**
 * One letter per mailbox: the cards of one name at one address share it, whatever the capitals and spaces. Letters are in
 * the order of mailing and numbered in it.
 */
export function lettersFor(cards: readonly LetterCard[], { prefix, ...common }: Common): Letter[] {
  const boxes = new Map<string, LetterCard[]>();
  for (const card of cards) {
    const key = mailbox(card.recipient);
    boxes.set(key, [...(boxes.get(key) ?? []), card]);
  }
  return [...boxes.values()]
    .flatMap((box) => (box[0] ? [{ recipient: box[0].recipient, items: box.map(itemOf).toSorted(byItem) }] : []))
    .toSorted((one, other) => byMail(one.recipient, other.recipient))
    .map((letter, index) => ({
      ...common,
      ...letter,
      reference: `${prefix}-${String(index + 1).padStart(numberLength, "0")}`,
    }));
}

const itemOf = ({ lastFour, valueCents, lastActivityOn }: LetterCard): LetterItem => ({
  lastFour,
  valueCents,
  lastActivityOn,
});

const plain = (text: string): string => text.trim().replace(/\s+/g, " ").toUpperCase();

/** Two recipients with the same one get one letter. */
export const mailbox = ({ name, lines, postalCode, country }: Recipient): string =>
  JSON.stringify([name, ...lines, postalCode, country ?? ""].map(plain));

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const byItem = (one: LetterItem, other: LetterItem): number =>
  compare(one.lastFour, other.lastFour) ||
  compare(one.lastActivityOn, other.lastActivityOn) ||
  Number(one.valueCents - other.valueCents);

/** Home before abroad, then country, postal code, street and name: how bundles of mail are made up. */
function byMail(one: Recipient, other: Recipient): number {
  return (
    compare(one.country ?? "", other.country ?? "") ||
    compare(one.postalCode, other.postalCode) ||
    compare(mailbox(one), mailbox(other))
  );
}

/** The letters of a batch in the order of mailing, whatever order they came in; equal mailboxes by reference. */
export const inMailOrder = (letters: readonly Letter[]): Letter[] =>
  letters.toSorted((one, other) => byMail(one.recipient, other.recipient) || compare(one.reference, other.reference));

/** Setting a letter costs a megabyte of memory until its file is done, so larger batches are several files. */
export const lettersPerFile = 250;

export function filesOf(letters: readonly Letter[], size: number = lettersPerFile): Letter[][] {
  const sorted = inMailOrder(letters);
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, index) =>
    sorted.slice(index * size, (index + 1) * size),
  );
}
