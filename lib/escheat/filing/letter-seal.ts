import { formatMoney } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing";
import { fingerprint } from "../fingerprint";
import { letterText, textsOf } from "../letter/text";
import { letterAmount, letterOf, type SealedLetter } from "./letter-record";

export type SealedBatch = {
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly currency: string;
  readonly sendFrom: string | null;
  readonly sendTo: string | null;
  readonly proposedBy: number;
  readonly letters: readonly SealedLetter[];
};

/** The day is put in when letters are issued; the seal reads the words with one that never comes. */
const ANY_DAY = "2000-01-01";

/**
 * SHA-256 over who proposed what to whom: every letter's words as they would be printed, its recipient, cards and values.
 * The words are the product's own, so that an update which changes them breaks the seal as well.
 */
export function sealOf({ letters, ...batch }: SealedBatch): string {
  const { jurisdiction, reportYear, currency, sendFrom, sendTo, proposedBy } = batch;
  return fingerprint({
    batch: { jurisdiction, reportYear, currency, sendFrom, sendTo, proposedBy },
    letters: letters
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, customerId, content }) => ({
        number,
        customerId,
        content,
        words: textsOf(letterText(letterOf(content), ANY_DAY)),
      })),
  });
}

/**
 * What of sealed letters is no longer so, each in a sentence that names the letter: somebody has used a card, moved, or
 * needs no letter any more. Whom nobody has written to yet is no change of these letters.
 */
export function letterChanges(sealed: readonly SealedLetter[], today: readonly SealedLetter[]): string[] {
  const now = new Map(today.map((letter) => [mailboxOf(letter), letter]));
  const cards = new Map(today.flatMap((letter) => letter.content.cards.map((card) => [card.card, card])));
  return sealed.flatMap((letter) => {
    const { reference } = letter.content;
    const used = letter.content.cards.flatMap(({ card, balance }) => {
      const today = cards.get(card);
      if (today?.balance === balance) return [];
      const before = formatMoney(BigInt(balance), "USD");
      return [
        today
          ? t("filing.letterChange.value", {
              reference,
              card,
              before,
              after: formatMoney(BigInt(today.balance), "USD"),
            })
          : t("filing.letterChange.gone", { reference, card }),
      ];
    });
    if (used.length > 0) return used;
    const same = now.get(mailboxOf(letter));
    if (!same) return [t("filing.letterChange.address", { reference })];
    return letterAmount(same.content) === letterAmount(letter.content) &&
      JSON.stringify(senderOf(same)) === JSON.stringify(senderOf(letter))
      ? []
      : [t("filing.letterChange.other", { reference })];
  });
}

const mailboxOf = ({ content: { recipient } }: SealedLetter): string =>
  JSON.stringify([recipient.name, recipient.lines, recipient.postalCode, recipient.country]);

const senderOf = ({ content: { sender, agency } }: SealedLetter) => [
  sender.name,
  sender.lines,
  sender.phone,
  sender.email,
  agency.name,
  agency.website,
];
