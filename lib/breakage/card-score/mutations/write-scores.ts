import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { copyInto } from "@/db/copy";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { MONTHS_AHEAD } from "../constants";
import { isOneOf } from "../queries/card-types";
import type { CellStock } from "../reconcile";
import type { CellScores } from "../score";

/** Of every cell's score, to the last bit: equal data and equal forecasts give equal hashes. */
export function hashOf({ keys, untouched, notFully, left, hazards }: CellScores): string {
  const hash = createHash("sha256").update(Float64Array.from(keys));
  for (const values of [untouched, notFully, left, hazards]) hash.update(values);
  return hash.digest("hex");
}

/** The cells of a model; those of earlier ones were taken away before. */
export async function writeCells(
  tx: Tx,
  scope: Scope,
  modelId: number,
  scores: CellScores,
  stock: CellStock,
): Promise<void> {
  await tx.execute(sql`
    create temp table score_cell (score bigint, cards int, untouched float8, not_fully float8, share_left float8,
      headline float8, reference float8, hazards real[]) on commit drop`);
  const copy = await copyInto(tx, "score_cell", [
    ...["score", "cards", "untouched", "not_fully", "share_left", "headline", "reference", "hazards"],
  ]);
  for (const [i, key] of scores.keys.entries()) {
    const hazards = scores.hazards.subarray(i * MONTHS_AHEAD, (i + 1) * MONTHS_AHEAD);
    const row = [
      key,
      stock.cards[i],
      scores.untouched[i],
      scores.notFully[i],
      scores.left[i],
      scores.headline[i],
      scores.reference[i],
    ];
    await copy.add(`${row.join("\t")}\t{${hazards.join(",")}}`);
  }
  await copy.end();
  // So that each card finds its score by hash, and a million of them are not sorted by it.
  await tx.execute(sql`analyze score_cell (score)`);
  await tx.execute(sql`
    insert into gold.card_score_cell (issuer_id, model_id, score, cards, probability_untouched, probability_never, share_left,
      headline, reference, hazards)
    select ${scope.issuerId}::int, ${modelId}::int, score, cards, untouched, not_fully, share_left, headline, reference, hazards
    from score_cell`);
}

/** One row for each card of `score_state`. */
export async function writeScores(tx: Tx, scope: Scope, modelId: number, asOf: CivilDate): Promise<void> {
  await tx.execute(sql`
    insert into silver.card_score (customer_id, card_id, issuer_id, model_id, scored_on, cell, score, balance,
      probability_untouched, probability_never, expected_unredeemed)
    select s.customer_id, s.card_id, ${scope.issuerId}::int, ${modelId}::int, ${asOf}::date, s.cell, s.score, s.balance,
      c.untouched, c.not_fully, s.balance * c.share_left
    from score_state s join score_cell c on c.score = s.score
    order by s.customer_id, s.card_id`);
}

/**
 * The scores of some currencies, or all the issuer's: what is not open any more has none. Those of other currencies stay, with
 * the cells of the models that made them. The models stay.
 */
export async function clearScores(tx: Tx, scope: Scope, currencies?: readonly string[]): Promise<void> {
  const { issuerId } = scope;
  const others = currencies && (await hasOtherCurrencies(tx, issuerId, currencies));
  if (!others) {
    await tx.execute(sql`delete from silver.card_score where issuer_id = ${issuerId}`);
    await tx.execute(sql`delete from gold.card_score_cell where issuer_id = ${issuerId}`);
    return;
  }
  await tx.execute(sql`
    delete from silver.card_score s using silver.card_summary c
    where s.issuer_id = ${issuerId} and c.issuer_id = ${issuerId} and c.customer_id = s.customer_id and c.card_id = s.card_id
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
