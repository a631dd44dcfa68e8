/** What a run has come to, as its row keeps it. */
export type ProposeOutcome = {
  /** `no-scores`: no card was ever scored, so that there is nothing to plan by. */
  proposed: "made" | "nothing" | "no-scores" | "no-data" | "no-templates";
  batches: number[];
  people: number;
  messages: number;
  audience: number;
  /** People whose best moment lies in a later week. */
  later: number;
  anonymousCards: number;
  /** People who are left out and belong to no batch, by rule. */
  nowhere: Record<string, number>;
  replaced: number;
  /** How far the plan is at most from the best one, as a share of it. */
  gap: number;
};

/**
 * What a run that proposes has left behind as its result. The cast is good because only `proposeJob` writes results with
 * such a word; a schema would bring the library of schemas to every browser that shows a run.
 */
export function proposeOutcomeOf(result: Readonly<Record<string, unknown>> | null): ProposeOutcome | null {
  if (result === null || typeof result.proposed !== "string") return null;
  return result as ProposeOutcome;
}
