import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";

/** What a score says of the cards that have it. */
export type ScoreCell = {
  /** Cumulative hazards of a redemption in the months after the scored day. */
  readonly hazards: readonly number[];
  /** Chance that nothing more is redeemed. */
  readonly untouched: number;
};

/** The newest scores, by score key. */
export type ScoreCells = {
  readonly modelId: number;
  readonly scoredOn: CivilDate;
  readonly cells: ReadonlyMap<string, ScoreCell>;
};

/** Null where no card has been scored: there is nothing to plan by. */
export async function readScoreCells(tx: Tx, scope: Scope): Promise<ScoreCells | null> {
  const [model] = await tx.execute<{ id: number; scored_on: string }>(sql`
    select m.id, m.scored_on::text from gold.card_score_model m
    where m.issuer_id = ${scope.issuerId} and exists (
      select from gold.card_score_cell c where c.issuer_id = m.issuer_id and c.model_id = m.id)
    order by m.id desc limit 1`);
  if (!model) return null;
  const rows = await tx.execute<{ score: string; hazards: number[]; untouched: number }>(sql`
    select score::text, hazards, probability_untouched as untouched from gold.card_score_cell
    where issuer_id = ${scope.issuerId} and model_id = ${model.id}`);
  return {
    modelId: model.id,
    scoredOn: model.scored_on,
    cells: new Map(rows.map(({ score, hazards, untouched }) => [score, { hazards, untouched }])),
  };
}
