import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { NewestVersion } from "../../forecast/queries/versions";
import type { SoldType } from "./card-types";

/** Raised when equal data and forecasts give other scores than before. */
const SCORE_VERSION = 1;

/** By currency, the forecast that scores lean on, and of what was known of the cards. Equal bases give equal scores. */
export type ScoreBasis = {
  readonly currency: string;
  readonly forecastId: number;
  /** SHA-256 of the batches that make up the facts, and of the card types' attributes. */
  readonly dataHash: string;
};

/** Facts are what their batches hold, so the batches say whether anything has changed; types are edited by hand as well. */
export async function readBasis(
  tx: Tx,
  scope: Scope,
  versions: readonly NewestVersion[],
  types: readonly SoldType[],
): Promise<ScoreBasis[]> {
  const [facts] = await tx.execute<{ batches: string | null }>(sql`
    select string_agg(id::text, ',' order by id) as batches from app.import_batch
    where issuer_id = ${scope.issuerId} and state = 'loaded'`);
  const known = JSON.stringify([SCORE_VERSION, facts?.batches ?? null, types]);
  const dataHash = createHash("sha256").update(known).digest("hex");
  return versions.map(({ id, currency }) => ({ currency, forecastId: id, dataHash }));
}

export type KeptScores = { readonly modelId: number; readonly cards: number };

/** The newest scores, when they are of this basis and still there; else null. */
export async function findSameScores(
  tx: Tx,
  scope: Scope,
  asOf: CivilDate,
  basis: readonly ScoreBasis[],
): Promise<KeptScores | null> {
  const [newest] = await tx.execute<KeptScores & { same: boolean }>(sql`
    select m.id as "modelId", m.cards,
      m.scored_on = ${asOf}::date and m.forecasts = ${JSON.stringify(basis)}::jsonb
        and (m.cards = 0 or exists (select from gold.card_score_cell c where c.issuer_id = m.issuer_id and c.model_id = m.id)) as same
    from gold.card_score_model m where m.issuer_id = ${scope.issuerId} order by m.id desc limit 1`);
  return newest?.same ? { modelId: newest.modelId, cards: newest.cards } : null;
}
