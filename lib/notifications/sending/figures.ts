import type { IssuerPause } from "../approval/issuer-pause";
import type { BatchState } from "../constants";
import type { EventFigures } from "../events/figures";

/** What became of everybody of a batch's audience, each counted once. */
export type PeopleFigures = {
  readonly sent: number;
  readonly merged: number;
  readonly heldOut: number;
  readonly failed: number;
  readonly unknown: number;
  readonly stopped: number;
  /** By the rule that stopped it: before it was approved, and at the moment of sending. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly suppressed: Readonly<Record<string, number>>;
  /** Nobody has an end for them yet: those to be written to, and those to be marked as held out. */
  readonly left: number;
  readonly leftControl: number;
};

/** Messages that have not ended, by where they stand. */
export type OutboxFigures = {
  readonly waiting: number;
  readonly handingOver: number;
  readonly unknown: number;
  readonly dead: number;
  /** When the first and the last of those that wait are due. */
  readonly nextAt: string | null;
  readonly lastAt: string | null;
};

export type SendingFigures = {
  readonly batchId: number;
  readonly state: BatchState;
  readonly note: string | null;
  readonly releasesAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Messages for which no day had room while they are of use: they leave beyond the capacity. */
  readonly beyondCapacity: number;
  readonly audience: number;
  readonly people: PeopleFigures;
  readonly outbox: OutboxFigures;
  readonly events: EventFigures;
  /** Messages that left in the last minute, and what a second may see at most; null: that way is not set up. */
  readonly lastMinute: number;
  readonly ratePerSecond: number | null;
  /** When the last message is expected to leave; null: nothing waits, or nobody can say. */
  readonly expectedEnd: string | null;
  /** Why nothing of any batch leaves: the issuer holds everything. */
  readonly issuerPause: IssuerPause | null;
  /** Why nothing of any batch leaves: the database may be a restored one. */
  readonly restored: "another-database" | "behind" | null;
};

/** `n` messages that become due one after the other between two moments. */
export type DueTogether = { readonly from: Date; readonly until: Date; readonly n: number };

/**
 * When the last of these messages will have left. From each moment on, those that are due then or later take as long as the
 * rate says, and nothing can make up for a time in which little was due: the end is the latest of what follows from each.
 */
export function expectedEnd(queue: readonly DueTogether[], ratePerSecond: number | null, now: Date): Date | null {
  if (queue.length === 0 || ratePerSecond === null) return null;
  let [end, left] = [0, 0];
  for (const { from, until, n } of queue.toSorted((a, b) => b.from.getTime() - a.from.getTime())) {
    left += n;
    const begins = Math.max(from.getTime(), now.getTime());
    end = Math.max(end, until.getTime(), begins + (left / ratePerSecond) * 1_000);
  }
  return new Date(end);
}

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Everybody, added up: the audience, or somebody has been forgotten. */
export function everybody(people: PeopleFigures): number {
  const { sent, merged, heldOut, failed, unknown, stopped, left, leftControl, leftOut, suppressed } = people;
  return sent + merged + heldOut + failed + unknown + stopped + left + leftControl + sumOf(leftOut) + sumOf(suppressed);
}
