import { z } from "zod";

/** What a run has come to, as its row keeps it. */
export const proposeOutcome = z.object({
  /** `no-scores`: no card was ever scored, so that there is nothing to plan by. */
  proposed: z.enum(["made", "nothing", "no-scores", "no-data", "no-templates"]),
  batches: z.array(z.int()),
  people: z.int(),
  messages: z.int(),
  audience: z.int(),
  /** People whose best moment lies in a later week. */
  later: z.int(),
  anonymousCards: z.int(),
  /** People who are left out and belong to no batch, by rule. */
  nowhere: z.record(z.string(), z.int()),
  replaced: z.int(),
  /** How far the plan is at most from the best one, as a share of it. */
  gap: z.number(),
});
export type ProposeOutcome = z.output<typeof proposeOutcome>;

export function proposeOutcomeOf(result: unknown): ProposeOutcome | null {
  const parsed = proposeOutcome.safeParse(result);
  return parsed.success ? parsed.data : null;
}
