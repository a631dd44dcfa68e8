import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type CivilDate, isMonthEnd } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { monthOf } from "../../forecast/months";
import type { RunTask } from "../../forecast/mutations/in-thread";
import type { HeadlineHistory } from "../headline";
import type { Learnt } from "../learning";
import { createTypeTable, type SoldType } from "../queries/card-types";
import { createStates, listStock } from "../queries/open-cards";
import type { ScoreBasis } from "../queries/scored";
import type { Reconciliation } from "../reconcile";
import { traitSteps } from "../trait-steps";
import { learnCards } from "./learn";
import { beginModel, clearScores, endModel, writeCells, writeScores } from "./write-scores";

export type ScoreInput = {
  /** The last day of the last month that is known to its end: the forecasts' data date. */
  readonly asOf: CivilDate;
  /** One for each currency with a forecast. */
  readonly headlines: readonly HeadlineHistory[];
  readonly basis: readonly ScoreBasis[];
  /** Of which all cards are scored anew or lose their score; without it, of all. */
  readonly currencies?: readonly string[];
  /** All types of these currencies with cards sold by the date. */
  readonly sold: readonly SoldType[];
};

/** `tell` hears how far the scoring is, from 0 to 1. */
export type ScoreTools = { readonly run: RunTask; readonly tell?: (fraction: number) => void };

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

/** Where the scoring stands when a part begins; fitting the model of single cards is most of it. */
const BEGINS = { learning: 0.1, scoring: 0.7 };

/**
 * Scores every open card of the issuer, or of some currencies, in place of all their earlier scores. What cannot be scored keeps
 * no score of an earlier month. Throws RangeError when `asOf` is no month's end or not the forecasts'.
 */
export async function scoreCards(tx: Tx, scope: Scope, input: ScoreInput, tools: ScoreTools): Promise<ScoreResult> {
  const { asOf, headlines, sold, currencies } = input;
  if (!isMonthEnd(asOf) || headlines.some(({ cut }) => cut !== monthOf(asOf))) {
    throw new RangeError(`${asOf} is not the month's end that the forecasts were made at`);
  }
  const known = new Set(headlines.flatMap(({ typeIds }) => Object.values(typeIds)));
  const types = sold.filter(({ id }) => known.has(id));
  if (types.length === 0) return refuse(tx, scope, "no-forecast", currencies);
  // Cells are grouped in memory: at the server's usual few megabytes a million cards would be sorted on disk.
  await tx.execute(sql`set local work_mem = '192MB'`);
  await createTypeTable(tx, types);
  tools.tell?.(BEGINS.learning);
  const learnt = await learnCards(tx, scope, input, types, tools.run);
  if ("status" in learnt) return refuse(tx, scope, learnt.status, currencies);
  tools.tell?.(BEGINS.scoring);
  await tx.execute(sql`drop table score_type`);
  const written = await scoreOpenCards(tx, scope, { ...input, types }, learnt, tools.run);
  const withoutForecast = sold.filter(({ id }) => !known.has(id)).reduce((sum, { cards }) => sum + cards, 0);
  return { status: "ok", withoutForecast, ...written };
}

async function refuse(
  tx: Tx,
  scope: Scope,
  status: "no-forecast" | "too-little-history",
  currencies: readonly string[] | undefined,
): Promise<ScoreResult> {
  await clearScores(tx, scope, currencies);
  return { status };
}

/** From the model to one row a card. `types` are those that a headline knows. */
export async function scoreOpenCards(
  tx: Tx,
  scope: Scope,
  { asOf, headlines, basis, currencies, types }: Omit<ScoreInput, "sold"> & { readonly types: readonly SoldType[] },
  { model, past }: Learnt,
  run: RunTask,
) {
  const ultimateAge = Math.max(...headlines.map((headline) => headline.ultimateAge));
  await createStates(tx, scope, { asOf, types, steps: traitSteps(model), ultimateAge });
  const { keys, ...stock } = await listStock(tx);
  const cards = stock.cards.reduce((sum, count) => sum + count, 0);
  const present = headlines.map(({ entries: _, ...facts }) => facts);
  const modelId = await beginModel(tx, scope, { asOf, basis, model, past, cards });
  const replaceScores = async () => {
    await writeScores(tx, scope, modelId, cards);
    await clearScores(tx, scope, currencies, modelId);
  };
  // A card's row says only which score it has: the server writes the rows while the thread reckons the scores.
  const { bytes, resultHash, reconciliation } = await beside(
    run("score", { model, headlines: present, keys, stock }),
    replaceScores(),
  );
  await writeCells(tx, scope, modelId, Buffer.from(bytes));
  await endModel(tx, scope, modelId, { reconciliation, resultHash });
  await tx.execute(sql`drop table score_state, score_cell`);
  return { modelId, cards, cells: keys.length, reconciliation, resultHash };
}

/** What `work` gives, once `statements` have ended too: one that came later would find no transaction. */
async function beside<T>(work: Promise<T>, statements: Promise<void>): Promise<T> {
  const [worked, stated] = await Promise.allSettled([work, statements]);
  if (stated.status === "rejected") throw stated.reason;
  if (worked.status === "rejected") throw worked.reason;
  return worked.value;
}
