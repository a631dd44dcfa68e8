import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { horizons, MONTHS_BEFORE } from "../constants";
import type { TypeFacts } from "../design";
import { type HazardSource, together } from "../hazard-source";
import type { Headline } from "../headline";
import { type CardModel, fitCardModel, type NoModel } from "../model";
import { checkPast, type PastCheck, type PastCuts } from "../past-scores";
import { createSteps, listOutcomes, listTaken, listTrainingRows } from "../queries/training";

export type Learnt = { readonly model: CardModel; readonly source: HazardSource; readonly past: PastCheck };

/**
 * Fits the model of single cards to what is known at the end of the month `cut`, and checks it on the past. Needs
 * `score_type`, of which all types are known to a headline.
 */
export async function learnCards(
  tx: Tx,
  scope: Scope,
  asOf: CivilDate,
  types: readonly TypeFacts[],
  headlines: readonly Headline[],
): Promise<Learnt | NoModel> {
  const cut = Math.max(...headlines.map((headline) => headline.cut));
  await createSteps(tx, scope, asOf);
  const rows = await listTrainingRows(tx, cut);
  const taken = await listTaken(tx);
  const cuts = pastCuts(cut, Math.min(...headlines.map(({ firstSale }) => firstSale)));
  const outcomes = cuts ? await listOutcomes(tx, cuts.second) : [];
  await dropSteps(tx);
  const source = together(headlines.map(({ hazards }) => hazards));
  const past: PastCheck = cuts
    ? checkPast({ rows, taken, outcomes, types }, cuts, {
        first: pastSource(headlines, cuts.first),
        second: pastSource(headlines, cuts.second),
      })
    : { status: "too-little-history" };
  const model = fitCardModel(rows, taken, types, source);
  if ("status" in model) return model;
  return { model: past.status === "ok" ? { ...model, correction: past.correction } : model, source, past };
}

/** The longest horizon for which a year of history comes before two of it. */
function pastCuts(cut: number, firstSale: number): PastCuts | null {
  const horizon = horizons.find((months) => cut - 2 * months - firstSale >= MONTHS_BEFORE);
  return horizon === undefined ? null : { first: cut - 2 * horizon, second: cut - horizon, horizon };
}

function pastSource(headlines: readonly Headline[], cut: number): HazardSource | null {
  const sources = headlines.map((headline) => headline.past(cut)).filter((source) => source !== null);
  return sources.length > 0 ? together(sources) : null;
}

const dropSteps = (tx: Tx) => tx.execute("drop table score_step");
