import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { PastCheck } from "../past-scores";

/** How past scores held, as found when cards were last scored by a version of a forecast; null where they never were. */
export async function findPastCheck(tx: Tx, scope: Scope, forecastId: number): Promise<PastCheck | null> {
  const [row] = await tx.execute<{ past: PastCheck }>(sql`
    select past from gold.card_score_model
    where issuer_id = ${scope.issuerId} and forecasts @> ${JSON.stringify([{ forecastId }])}::jsonb
    order by id desc limit 1`);
  return row?.past ?? null;
}
