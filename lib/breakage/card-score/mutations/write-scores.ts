import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { copyBytesInto } from "@/db/copy";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { cellColumns } from "../cell-bytes";
import type { Learnt } from "../learning";
import { isOneOf } from "../queries/card-types";
import type { ScoreBasis } from "../queries/scored";
import type { Reconciliation } from "../reconcile";

type BegunModel = {
  readonly asOf: CivilDate;
  readonly basis: readonly ScoreBasis[];
  readonly model: Learnt["model"];
  readonly past: Learnt["past"];
  readonly cards: number;
};

/** The model without what its scores come to, which `endModel` adds in the same transaction. */
export async function beginModel(
  tx: Tx,
  scope: Scope,
  { asOf, basis, model, past, cards }: BegunModel,
): Promise<number> {
  const [made] = await tx.execute<{ id: number }>(sql`
    insert into gold.card_score_model (issuer_id, scored_on, forecasts, model, past, reconciliation, cards, result_hash)
    values (${scope.issuerId}, ${asOf}::date, ${JSON.stringify(basis)}::jsonb, ${JSON.stringify(model)}::jsonb,
      ${JSON.stringify(past)}::jsonb, '[]', ${cards}, '')
    returning id`);
  if (!made) throw new Error("an insert returning gives its row");
  return made.id;
}

export async function endModel(
  tx: Tx,
  scope: Scope,
  modelId: number,
  { reconciliation, resultHash }: { readonly reconciliation: readonly Reconciliation[]; readonly resultHash: string },
): Promise<void> {
  await tx.execute(sql`
    update gold.card_score_model set reconciliation = ${JSON.stringify(reconciliation)}::jsonb, result_hash = ${resultHash}
    where issuer_id = ${scope.issuerId} and id = ${modelId}`);
}

/** The cells of a model, as `cellBytes` has them; those of earlier ones were taken away before. */
export async function writeCells(tx: Tx, scope: Scope, modelId: number, bytes: Buffer): Promise<void> {
  const columns = Object.entries(cellColumns).map(([name, type]) => `${name} ${type}`);
  await tx.execute(sql`create temp table score_cell (${sql.raw(columns.join(", "))}) on commit drop`);
  await copyBytesInto(tx, "score_cell", Object.keys(cellColumns), bytes);
  await tx.execute(sql`
    insert into gold.card_score_cell (issuer_id, model_id, score, cards, probability_untouched, probability_never, share_left,
      headline, reference, hazards)
    select ${scope.issuerId}::int, ${modelId}::int, score, cards, untouched, not_fully, share_left, headline, reference, hazards
    from score_cell`);
}

/**
 * One row for each of the `cards` of `score_state`. That of a card scored before is rewritten in its place, for which half of each page is
 * left free: no index hears of it, and nothing is left for a vacuum.
 */
export async function writeScores(tx: Tx, scope: Scope, modelId: number, cards: number): Promise<void> {
  const { issuerId } = scope;
  const { count } = await tx.execute(sql`
    update silver.card_score s set model_id = ${modelId}::int, cell = t.cell, score = t.score, balance = t.balance
    from score_state t where s.issuer_id = ${issuerId} and s.customer_id = t.customer_id and s.card_id = t.card_id`);
  if (count === cards) return;
  await tx.execute(sql`
    insert into silver.card_score (customer_id, card_id, issuer_id, model_id, cell, score, balance)
    select customer_id, card_id, ${issuerId}::int, ${modelId}::int, cell, score, balance
    from score_state t
    where not exists (select from silver.card_score s
      where s.issuer_id = ${issuerId} and s.customer_id = t.customer_id and s.card_id = t.card_id)
    order by customer_id, card_id`);
}

/**
 * Takes away the scores of some currencies, or all the issuer's, but for those of one model: what is not open any more has none.
 * Those of other currencies stay, with the cells of the models that made them. The models stay.
 */
export async function clearScores(
  tx: Tx,
  scope: Scope,
  currencies?: readonly string[],
  except: number | null = null,
): Promise<void> {
  const { issuerId } = scope;
  const old = sql`s.issuer_id = ${issuerId} and s.model_id is distinct from ${except}::int`;
  const others = currencies && (await hasOtherCurrencies(tx, issuerId, currencies));
  if (!others) {
    await tx.execute(sql`delete from silver.card_score s where ${old}`);
    await tx.execute(sql`delete from gold.card_score_cell s where ${old}`);
    return;
  }
  await tx.execute(sql`
    delete from silver.card_score s using silver.card_summary c
    where ${old} and c.issuer_id = ${issuerId} and c.customer_id = s.customer_id and c.card_id = s.card_id
      and ${isOneOf(sql`c.currency`, currencies)}`);
  await tx.execute(sql`
    delete from gold.card_score_cell where issuer_id = ${issuerId}
      and model_id not in (select model_id from silver.card_score where issuer_id = ${issuerId})`);
}

async function hasOtherCurrencies(tx: Tx, issuerId: number, currencies: readonly string[]): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`
    select exists (select from silver.card_type where issuer_id = ${issuerId} and not ${isOneOf(sql`currency`, currencies)}) as found`);
  return row?.found ?? false;
}
