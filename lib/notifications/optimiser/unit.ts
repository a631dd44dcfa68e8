import type { CivilDate } from "@/lib/dates";
import type { Clock } from "../clock";
import type { Channel, LeftOutRule, ReminderReason } from "../constants";
import type { HazardSteps } from "./hazard";

/** Something that ends what a holder has, and the last day before it does. */
export type Loss = { readonly reason: Exclude<ReminderReason, "unused-balance">; readonly lastDay: CivilDate };

export type PlanCard = {
  readonly cardId: number;
  /** Minor units. */
  readonly balance: bigint;
  /** Of a redemption of any card like it, forgotten ones among them: `dailyHazard` of its score's months. */
  readonly hazard: HazardSteps;
  /** Chance that nothing more is redeemed up to its end: the score's `probabilityUntouched`. */
  readonly untouched: number;
  /** Those that are known and not over, in any order. */
  readonly losses: readonly Loss[];
};

export type PlanPerson = { readonly customerId: number; readonly cards: readonly PlanCard[] };

/** A way to the mailbox; with the rule that closes it, if one does. */
export type PlanChannel = { readonly channel: Channel; readonly blockedBy: LeftOutRule | null };

/** Days, both ends included. */
export type Days = { readonly from: CivilDate; readonly to: CivilDate };

/**
 * Everybody behind one mailbox: they get one message, about all their cards. The first person leads. A person without an
 * address is a unit of his own whose channels are all closed.
 */
export type PlanUnit = {
  readonly id: string;
  /** The leader's. */
  readonly clock: Clock;
  readonly people: readonly PlanPerson[];
  readonly channels: readonly PlanChannel[];
  /** When something commercial left within 60 days, in milliseconds: of a mailbox, and of each of its people; none is empty. */
  readonly histories: readonly (readonly number[])[];
  /** Days on which the law has us write to them (due-diligence letters): a week around them no reminder goes out. */
  readonly letters: readonly Days[];
};
