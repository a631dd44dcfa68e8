import type { Decision } from "../constants";

/** A line of what people have said about a batch. */
export type Said = {
  readonly decision: Decision;
  readonly personId: number;
  readonly personName: string;
  readonly seal: string;
};

/**
 * Who agrees to these very contents now, each person once, first come first: what was taken back counts no more, and an
 * approval of another seal never counted. `said` in the order it was said.
 */
export function standingApprovals<T extends Said>(said: readonly T[], seal: string): T[] {
  const standing = new Map<number, T>();
  for (const one of said) {
    if (one.decision === "undo") standing.clear();
    if (one.decision === "approve" && one.seal === seal && !standing.has(one.personId)) standing.set(one.personId, one);
  }
  return [...standing.values()];
}

/** Whether a first message may have left: from then on nothing can be taken back. */
export function isReleased(
  batch: { readonly releasesAt: Date | null; readonly startedAt: Date | null },
  now: Date,
): boolean {
  return batch.startedAt !== null || (batch.releasesAt !== null && batch.releasesAt <= now);
}
