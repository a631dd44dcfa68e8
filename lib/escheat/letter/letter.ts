import { addDays, type CivilDate, type Period } from "@/lib/dates";

/**
 * A due-diligence letter: what the law makes a holder tell an owner before property goes to the state (RUUPA 2016
 * §§ 501–503, as enacted in D.C. Law 24-45 §§ 7029–7030 and RCW 63.30.280–.290). Facts only: its words are in the
 * messages, the same for every letter, so nothing promotional can slip in.
 */
export type StateAgency = {
  /** Two letters. */
  readonly state: string;
  /** As it stands in a sentence after "the": State of West Virginia, District of Columbia. */
  readonly jurisdiction: string;
  /** After "the" too: West Virginia State Treasurer, Unclaimed Property Division. */
  readonly name: string;
  /** Where the owner finds his property once it is there. */
  readonly website: string;
};

export type Sender = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly phone: string;
  readonly email: string;
};

/** Where a letter goes. Mail is sorted by postal code; country is null at home, in English where it is not. */
export type Recipient = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly postalCode: string;
  readonly country: string | null;
};

export type LetterItem = {
  /** At most the last four characters of the card's number: see `lastFour`. */
  readonly lastFour: string;
  /** What is left on the card: the owner's, whatever share of it a state would take. US cents. */
  readonly valueCents: bigint;
  readonly lastActivityOn: CivilDate;
};

export type Letter = {
  /** What the owner quotes when he answers. Once in a batch. */
  readonly reference: string;
  readonly agency: StateAgency;
  readonly sender: Sender;
  readonly recipient: Recipient;
  readonly items: readonly LetterItem[];
  /** The days on which the state's law lets such a letter be sent; null where it sets none. */
  readonly window: Period | null;
};

/** Letters of one day, printed and approved as one file. */
export type LetterBatch = { readonly noticeOn: CivilDate; readonly letters: readonly Letter[] };

const daysToRespond = 30;

/** The day before which the owner must answer: 30 days after the notice, as the uniform act's heading has it. */
export const respondBefore = (noticeOn: CivilDate): CivilDate => addDays(noticeOn, daysToRespond);

const shown = 4;

/** The last four characters of a card's number; fewer of a short one, so that four always stay hidden. */
export function lastFour(card: string): string {
  const count = Math.min(shown, Math.max(0, card.length - shown));
  return count === 0 ? "" : card.slice(-count);
}
