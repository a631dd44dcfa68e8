import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { OpenBalance } from "../open-part";

/**
 * What a row of gold.forecast_cohort has open, as the forecast of it took it: a cohort may be redeemed above its value, or
 * less than nothing of it, and its balance still lies between 0 and the value sold. Only of single cohorts: in sums of them
 * one would be taken off another.
 */
export const openNowOf = (cohort: string): SQL =>
  sql.raw(`greatest(least(${cohort}.sold - ${cohort}.redeemed, ${cohort}.sold), 0)`);

/** What a version has open, by `type/quarter`. */
export async function readOpenBalances(
  tx: Tx,
  { issuerId }: Scope,
  forecastId: number,
): Promise<Map<string, OpenBalance>> {
  const rows = await tx.execute<{ key: string; open: string; overdrawn: string }>(sql`
    select c.card_type_id || '/' || c.quarter as key, sum(${openNowOf("c")})::text as open,
      sum(greatest(${openNowOf("c")} - (c.sold - c.redeemed), 0))::text as overdrawn
    from gold.forecast_cohort c where c.issuer_id = ${issuerId} and c.forecast_id = ${forecastId}
    group by c.card_type_id, c.quarter`);
  return new Map(rows.map(({ key, open, overdrawn }) => [key, { open: BigInt(open), overdrawn: BigInt(overdrawn) }]));
}
