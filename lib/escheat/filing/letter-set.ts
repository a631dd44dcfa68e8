import type { CivilDate, Period } from "@/lib/dates";
import { lettersFor, mailbox } from "../letter/batch";
import { letterProblems } from "../letter/check";
import type { Letter, Sender, StateAgency } from "../letter/letter";
import { type LetterChoice, letterCardOf } from "./letter-choice";
import { letterContent, type SealedLetter } from "./letter-record";

type Chosen = LetterChoice["cards"][number];

type Common = {
  readonly agency: StateAgency;
  readonly sender: Sender;
  readonly window: Period | null;
  /** Before the letters' numbers: WV-2026. */
  readonly prefix: string;
};

export type LetterSet = {
  readonly letters: readonly SealedLetter[];
  /** Cards of letters that the page cannot print (a name in another script): those are sent by hand. */
  readonly byHand: readonly Chosen[];
};

/** The cards' letters, one per mailbox, numbered in the order of mailing. @param noticeOn a day on which they may be sent. */
export function letterSet(cards: readonly Chosen[], common: Common, noticeOn: CivilDate): LetterSet {
  const isPrintable = (letter: Letter) => letterProblems({ noticeOn, letters: [letter] }).length === 0;
  const all = lettersFor(cards.map(letterCardOf), common);
  const refused = new Set(all.filter((letter) => !isPrintable(letter)).map(({ recipient }) => mailbox(recipient)));
  const printed = cards.filter(({ recipient }) => !refused.has(mailbox(recipient)));
  const byMailbox = new Map<string, Chosen[]>();
  for (const card of printed) {
    const key = mailbox(card.recipient);
    const box = byMailbox.get(key);
    if (box) box.push(card);
    else byMailbox.set(key, [card]);
  }
  return {
    byHand: cards.filter(({ recipient }) => refused.has(mailbox(recipient))),
    letters: lettersFor(printed.map(letterCardOf), common).map((letter, index) => {
      const records = (byMailbox.get(mailbox(letter.recipient)) ?? [])
        .map(({ customerId, cardId, card, facts }) => ({ customerId, cardId, card, balance: facts.balance.toString() }))
        .sort((a, b) => a.customerId - b.customerId || a.cardId - b.cardId);
      return { number: index + 1, customerId: records[0]?.customerId ?? 0, content: letterContent(letter, records) };
    }),
  };
}
