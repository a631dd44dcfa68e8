import { type Counts, countsOf, type EntityCounts, type LoadOutcome, noCounts } from "./plan";
import type { BroughtAgain } from "./repeats";

export type OutcomeView = Omit<LoadOutcome, "refused">;

/**
 * What an import's run has left behind as its result. The cast is good because only `importJob` and `repairJob` write
 * results of these kinds; a result without counts belongs to another kind and is null.
 */
export function outcomeOf(result: Readonly<Record<string, unknown>> | null): OutcomeView | null {
  if (result === null || typeof result.counts !== "object") return null;
  const outcome = result as OutcomeView;
  return { ...outcome, counts: countsOf(outcome.counts) };
}

/** What a withdrawal's run tells beside that it is done; a result of another kind has none. */
export const broughtAgainOf = (result: Readonly<Record<string, unknown>> | null): BroughtAgain | null =>
  (result?.broughtAgain as BroughtAgain | null | undefined) ?? null;

export function totalOf(counts: Partial<Counts>): EntityCounts {
  const sum = noCounts().card;
  for (const count of Object.values(counts)) {
    sum.read += count.read;
    sum.new += count.new;
    sum.updated += count.updated;
    sum.repeated += count.repeated;
    sum.refused += count.refused;
  }
  return sum;
}
