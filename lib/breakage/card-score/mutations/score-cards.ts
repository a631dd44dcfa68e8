import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type CivilDate, isMonthEnd } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Headline } from "../headline";
import { createTypeTable, listSoldTypes } from "../queries/card-types";
import { createStates, listStock } from "../queries/open-cards";
import { type Reconciliation, reconcile, scaledScores } from "../reconcile";
import { scoreCells } from "../score";
import { traitSteps } from "../trait-steps";
import { type Learnt, learnCards } from "./learn";
import { clearScores, hashOf, writeCells, writeScores } from "./write-scores";

export type ScoreInput = {
  /** The last day of the last month that is known to its end: the forecasts' data date. */
  readonly asOf: CivilDate;
  /** One for each currency with a forecast, and the version it comes from. */
  readonly headlines: readonly (Headline & { readonly forecastId: number | null })[];
};

export type ScoreResult =
  | {
      readonly status: "ok";
      readonly modelId: number;
      readonly cards: number;
      readonly cells: number;
      /** Cards sold of types that no forecast covers: they have no score. */
      readonly withoutForecast: number;
      readonly reconciliation: readonly Reconciliation[];
      readonly resultHash: string;
    }
  | { readonly status: "no-forecast" | "too-little-history" };

/**
 * Scores every open card of the issuer: a step of the run that made the forecasts, in a transaction of its own. What cannot
 * be scored keeps no score of an earlier month. Throws RangeError when `asOf` is no month's end or not the forecasts'.
 */
export async function scoreCards(tx: Tx, scope: Scope, { asOf, headlines }: ScoreInput): Promise<ScoreResult> {
  const month = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  if (!isMonthEnd(asOf) || headlines.some(({ cut }) => cut !== month)) {
    throw new RangeError(`${asOf} is not the month's end that the forecasts were made at`);
  }
  const refused = async (status: "no-forecast" | "too-little-history") => {
    await clearScores(tx, scope);
    return { status };
  };
  const known = new Set(headlines.flatMap(({ hazards }) => [...hazards.typeIds]));
  const sold = await listSoldTypes(tx, scope, asOf);
  const types = sold.filter(({ id }) => known.has(id));
  if (types.length === 0) return refused("no-forecast");
  // Cells are grouped in memory: at the server's usual few megabytes a million cards would be sorted on disk.
  await tx.execute(sql`set local work_mem = '192MB'`);
  await createTypeTable(tx, types);
  const learnt = await learnCards(tx, scope, asOf, types, headlines);
  if ("status" in learnt) return refused(learnt.status);
  const written = await scoreOpenCards(tx, scope, { asOf, headlines }, learnt);
  const withoutForecast = sold.filter(({ id }) => !known.has(id)).reduce((sum, { cards }) => sum + cards, 0);
  await tx.execute(sql`drop table score_type`);
  return { status: "ok", withoutForecast, ...written };
}

/** From the model to one row a card. Needs `score_type`. */
export async function scoreOpenCards(
  tx: Tx,
  scope: Scope,
  { asOf, headlines }: ScoreInput,
  { model, source, past }: Learnt,
) {
  await createStates(tx, scope, asOf, traitSteps(model));
  const stock = await listStock(tx);
  const cards = stock.cards.reduce((sum, count) => sum + count, 0);
  const cut = headlines[0]?.cut ?? 0;
  const plain = scoreCells(model, source, stock.keys, { cut });
  const reconciliation = headlines.flatMap((headline) => reconcile(plain, stock, headline));
  const scores = scaledScores(plain, reconciliation);
  const resultHash = hashOf(scores);
  const [made] = await tx.execute<{ id: number }>(sql`
    insert into gold.card_score_model (issuer_id, scored_on, forecasts, model, past, reconciliation, cards, result_hash)
    values (${scope.issuerId}, ${asOf}::date,
      ${JSON.stringify(headlines.map(({ currency, forecastId }) => ({ currency, forecastId })))}::jsonb,
      ${JSON.stringify(model)}::jsonb, ${JSON.stringify(past)}::jsonb, ${JSON.stringify(reconciliation)}::jsonb,
      ${cards}, ${resultHash})
    returning id`);
  if (!made) throw new Error("an insert returning gives its row");
  await writeCells(tx, scope, made.id, scores, stock);
  await writeScores(tx, scope, made.id, asOf);
  await tx.execute(sql`drop table score_state, score_cell`);
  return { modelId: made.id, cards, cells: stock.keys.length, reconciliation, resultHash };
}
