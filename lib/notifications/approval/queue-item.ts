import type { JobState } from "@/lib/jobs/constants";
import type { BatchState, Channel, LeftOutRule, MessageClass, ReminderReason } from "../constants";

/** `progress` from 0 to 1. */
export type Release = { readonly runId: number; readonly state: JobState; readonly progress: number };

/** Somebody who agrees, since when. */
export type Approver = { readonly personId: number; readonly name: string; readonly at: string };

/** A proposal as an approver sees it: everything here is under its seal but the state and the names. */
export type QueueItem = {
  readonly id: number;
  readonly seal: string;
  readonly state: BatchState;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly messageClass: MessageClass;
  readonly currency: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly audience: number;
  readonly people: number;
  readonly messages: number;
  /** Most people first. */
  readonly leftOut: readonly { readonly rule: LeftOutRule; readonly people: number }[];
  readonly valueAtStake: bigint;
  /** Null: nobody has said what a message costs in this currency. */
  readonly cost: bigint | null;
  /** What is lost when nothing leaves on the first day after that of planning, and on the first k + 1. */
  readonly delayCost: bigint;
  readonly delayCosts: readonly bigint[] | null;
  /** Minor units: estimates. */
  readonly uplift: { readonly expected: number; readonly low: number; readonly high: number };
  readonly baseRate: number;
  readonly detectable: number | null;
  readonly breakageGivenUp: number;
  readonly escheatAvoided: number;
  readonly holdoutShare: number;
  readonly horizonDays: number;
  readonly approvalsNeeded: number;
  /** Who agrees so far, first come first. */
  readonly approvers: readonly Approver[];
  readonly proposedBy: number | null;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly expiresAt: string;
  /** Until then the approval can be taken back; null: it is not approved. */
  readonly releasesAt: string | null;
  /** The run that puts its messages in place; null: none has to. */
  readonly release: Release | null;
};

/** What waits for a decision, dearest to wait for first, and what was approved and can still be taken back, newest first. */
export type Queue = { readonly waiting: readonly QueueItem[]; readonly revocable: readonly QueueItem[] };

/**
 * The order of the queue: what loses most by a day's delay comes first; of those that lose alike, and by a day mostly nothing,
 * the one whose window begins first, then what expires first. Amounts of two currencies are not held against one another:
 * the issuer's own comes first, the others follow by name.
 */
export function byCostOfWaiting(ownCurrency: string) {
  return (a: QueueItem, b: QueueItem): number => {
    if (a.currency !== b.currency) {
      if (a.currency === ownCurrency) return -1;
      if (b.currency === ownCurrency) return 1;
      return a.currency < b.currency ? -1 : 1;
    }
    if (a.delayCost !== b.delayCost) return a.delayCost > b.delayCost ? -1 : 1;
    if (a.windowFrom !== b.windowFrom) return a.windowFrom < b.windowFrom ? -1 : 1;
    if (a.expiresAt !== b.expiresAt) return a.expiresAt < b.expiresAt ? -1 : 1;
    return a.id - b.id;
  };
}

/** What a person may do about it from the queue, so that no button promises what would be refused. */
export type Standing = "own" | "approved-by-me" | "open";

export function standingOf(item: Pick<QueueItem, "proposedBy" | "approvers">, personId: number): Standing {
  if (item.proposedBy === personId) return "own";
  return agreedAt(item, personId) === null ? "open" : "approved-by-me";
}

/** When he agreed; null: he does not. */
export const agreedAt = ({ approvers }: Pick<QueueItem, "approvers">, personId: number): string | null =>
  approvers.find((one) => one.personId === personId)?.at ?? null;
