import { z } from "zod";
import { isCivilDate } from "@/lib/dates";
import type { Letter } from "../letter/letter";

/** A letter as it is sealed and kept. */
const civilDate = z.string().refine(isCivilDate);
const minor = z.string().regex(/^\d+$/);

const cardSchema = z.object({
  customerId: z.number().int(),
  cardId: z.number().int(),
  card: z.string(),
  balance: minor,
});
export type LetterCardRecord = z.output<typeof cardSchema>;

export const letterContentSchema = z.object({
  reference: z.string(),
  agency: z.object({ state: z.string(), jurisdiction: z.string(), name: z.string(), website: z.string() }),
  sender: z.object({ name: z.string(), lines: z.array(z.string()), phone: z.string(), email: z.string() }),
  recipient: z.object({
    name: z.string(),
    lines: z.array(z.string()),
    postalCode: z.string(),
    country: z.string().nullable(),
  }),
  items: z.array(z.object({ lastFour: z.string(), valueCents: minor, lastActivityOn: civilDate })),
  window: z.object({ from: civilDate, to: civilDate }).nullable(),
  cards: z.array(cardSchema),
});
export type LetterContent = z.output<typeof letterContentSchema>;

export type SealedLetter = { readonly number: number; readonly customerId: number; readonly content: LetterContent };

export function letterContent({ items, ...letter }: Letter, cards: readonly LetterCardRecord[]): LetterContent {
  return {
    reference: letter.reference,
    agency: letter.agency,
    sender: { ...letter.sender, lines: [...letter.sender.lines] },
    recipient: { ...letter.recipient, lines: [...letter.recipient.lines] },
    items: items.map((item) => ({ ...item, valueCents: item.valueCents.toString() })),
    window: letter.window,
    cards: [...cards],
  };
}

export function letterOf({ cards: _, items, ...content }: LetterContent): Letter {
  return { ...content, items: items.map((item) => ({ ...item, valueCents: BigInt(item.valueCents) })) };
}

export const letterAmount = ({ items }: LetterContent): bigint =>
  items.reduce((sum, { valueCents }) => sum + BigInt(valueCents), 0n);
