import type { CivilDate } from "@/lib/dates";
import type { Arm, LeftOutRule, Outcome, ReminderReason } from "./constants";

/** A card of a person's, as it was when he was written down for a batch. Stored as JSON: amounts are text. */
export type MemberCard = {
  readonly cardId: number;
  /** The source's id: for our own screens, never for a message. */
  readonly id: string;
  /** At most the last four characters of it, which is all that a message may show. */
  readonly lastFour: string;
  readonly brand: string | null;
  readonly cardType: string;
  readonly cardTypeId: number;
  /** Minor units of the batch's currency, as a whole number in text. */
  readonly balance: string;
  readonly cardExpiresOn: CivilDate | null;
  readonly fundsExpiresOn: CivilDate | null;
  readonly escheatOn: CivilDate | null;
  /** The last day on which it can be paid with, that day included; null: it never ends. */
  readonly lastDay: CivilDate | null;
  /** What happens to it first when nobody says a word, and the last day before that; null: nothing, as far as is known. */
  readonly reason: ReminderReason;
  readonly lossOn: CivilDate | null;
};

/** What is planned of a person: written once, and all of it is in his leaf of the batch's seal. */
export type PlannedMember = {
  readonly customerId: number;
  readonly address: string | null;
  readonly mailbox: string | null;
  readonly leads: boolean;
  /** Soonest loss first. */
  readonly cards: readonly MemberCard[];
  /** Minor units: what is on all his cards. */
  readonly value: bigint;
  readonly lossOn: CivilDate | null;
  /** An instant, `toISOString`. */
  readonly dueAt: string | null;
  readonly timeZone: string;
  /** Minor units: an estimate. */
  readonly gain: number;
  readonly baseRate: number;
  readonly explanation: Readonly<Record<string, unknown>>;
  readonly stratum: string;
  readonly leftOut: LeftOutRule | null;
};

/** A person of a batch with what became of him so far. */
export type Member = PlannedMember & {
  readonly batchId: number;
  readonly leaf: string;
  readonly arm: Arm | null;
  readonly outcome: Outcome | null;
  readonly outcomeNote: string | null;
  readonly outcomeAt: string | null;
  readonly messageKey: string | null;
  /** The holder's present name and source id: shown, and no part of the leaf. */
  readonly name: string | null;
  readonly customer: string | null;
};
