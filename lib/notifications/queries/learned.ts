import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { resolveParameters } from "../optimiser/resolve";
import { type LearnedLine, learnedLines, type TrialShares } from "../trial/learned";
import { readParameters } from "./parameters";
import { listResults, type ResultListed } from "./results";

/** What complete trials have measured, by channel and reason; nothing while there is none. */
export async function listLearned(scope: Scope, results?: readonly ResultListed[]): Promise<LearnedLine[]> {
  const trials = (results ?? (await listResults(scope))).flatMap(sharesOf);
  const parameters = await withScope(scope, (tx) => readParameters(tx, scope), { readOnly: true });
  return learnedLines(trials, resolveParameters(parameters));
}

/** Only a trial that has run to its end, and whose arms are as they were drawn, teaches anything. */
function sharesOf({ batchId, channel, reason, horizonDays, newest }: ResultListed): TrialShares[] {
  if (!newest?.complete || !newest.report.effects) return [];
  const { control, remind } = newest.report;
  const share = (arm: typeof control) => ({ n: arm.n, redeemed: arm.outcomes.any.sum });
  const { spending } = remind;
  return [{ batchId, channel, reason, horizonDays, control: share(control), remind: share(remind), spending }];
}
