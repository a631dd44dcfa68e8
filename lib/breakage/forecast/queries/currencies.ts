import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

/** Each has forecasts of its own: sums of two currencies are never added. */
export async function listTypeCurrencies(tx: Tx, scope: Scope): Promise<string[]> {
  const rows = await tx.execute<{ currency: string }>(
    sql`select distinct currency from silver.card_type where issuer_id = ${scope.issuerId} order by 1`,
  );
  return rows.map(({ currency }) => currency);
}

/** By currency, the cohorts of its rollup; one without any is not among them. Lots of reloads come on top. */
export async function countCohorts(tx: Tx, scope: Scope): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ currency: string; cohorts: number }>(sql`
    select y.currency, count(*)::int as cohorts
    from (
      select distinct card_type_id, sale_month, end_month from gold.type_cohort where issuer_id = ${scope.issuerId}
    ) c join silver.card_type y on y.id = c.card_type_id
    group by y.currency`);
  return new Map(rows.map(({ currency, cohorts }) => [currency, cohorts]));
}
