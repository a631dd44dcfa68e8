import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { MovedBy } from "../constants";

export type TypeName = { readonly name: string; readonly brand: string | null; readonly brandCode: string | null };

/** Names of an issuer's card types and their brands, by the type's code. */
export async function listTypeNames(tx: Tx, scope: Scope): Promise<Map<string, TypeName>> {
  const rows = await tx.execute<TypeName & { code: string }>(sql`
    select y.code, y.name, b.name as brand, b.code as "brandCode"
    from silver.card_type y left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
    where y.issuer_id = ${scope.issuerId}`);
  return new Map(rows.map(({ code, ...name }) => [code, name]));
}

/** How many brands or card types there are in a currency: as many times a version is fitted to tell what moved. */
export const countGroups = (scope: Scope, currency: string, by: MovedBy): Promise<number> =>
  withScope(scope, (tx) => readGroupCount(tx, scope, currency, by), { readOnly: true });

export async function readGroupCount(tx: Tx, scope: Scope, currency: string, by: MovedBy): Promise<number> {
  const [row] = await tx.execute<{ groups: number }>(sql`
    select count(distinct ${by === "brand" ? sql`coalesce(brand_id, 0)` : sql`id`})::int as groups
    from silver.card_type where issuer_id = ${scope.issuerId} and currency = ${currency}`);
  return row?.groups ?? 0;
}
