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
