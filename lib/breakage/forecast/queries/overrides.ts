import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Method } from "../constants";

/** The method somebody chose for a type, by the type's code; types whose choice was given back are not among them. */
export async function readOverrides(tx: Tx, scope: Scope, currency: string): Promise<Record<string, Method>> {
  const rows = await tx.execute<{ code: string; method: Method }>(sql`
    select code, method from (
      select distinct on (o.card_type_id) y.code, o.method
      from app.forecast_override o join silver.card_type y on y.issuer_id = o.issuer_id and y.id = o.card_type_id
      where o.issuer_id = ${scope.issuerId} and y.currency = ${currency}
      order by o.card_type_id, o.id desc
    ) newest where method is not null order by code`);
  return Object.fromEntries(rows.map(({ code, method }) => [code, method]));
}
