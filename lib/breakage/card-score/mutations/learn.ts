import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { RunTask } from "../../forecast/mutations/in-thread";
import type { TypeFacts } from "../design";
import type { HeadlineHistory } from "../headline";
import { type Learnt, pastCuts } from "../learning";
import type { NoModel } from "../model";
import { createSteps, listOutcomes, listTaken, listTrainingRows } from "../queries/training";

/**
 * Fits the model of single cards to what is known at the headlines' cut, and checks it on the past. Needs `score_type`, of
 * which all types are known to a headline.
 */
export async function learnCards(
  tx: Tx,
  scope: Scope,
  { asOf, headlines }: { readonly asOf: CivilDate; readonly headlines: readonly HeadlineHistory[] },
  types: readonly TypeFacts[],
  run: RunTask,
): Promise<Learnt | NoModel> {
  await createSteps(tx, scope, asOf);
  const rows = await listTrainingRows(tx, Math.max(...headlines.map(({ cut }) => cut)));
  const taken = await listTaken(tx);
  const cuts = pastCuts(headlines);
  const outcomes = cuts ? await listOutcomes(tx, cuts.second) : [];
  await tx.execute("drop table score_step");
  return run("learn", { headlines, types, rows, taken, cuts, outcomes });
}
