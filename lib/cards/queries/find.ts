import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { may, type Scope } from "@/lib/identity/scope";
import { listCustomers } from "./customer";

/** Something the palette can open; `id` is the source's own. */
export type Hit = { kind: "card" | "customer" | "card-type"; id: string; name: string; note: string };

const most = 6;

/** A card by its whole number, card types by a part of their name or code, customers as in their own search. */
export async function findAnything(scope: Scope, text: string): Promise<Hit[]> {
  const [cards, customers] = await Promise.all([
    findCardsAndTypes(scope, text),
    may(scope, "customer.read") ? listCustomers(scope, { search: text, limit: most }) : null,
  ]);
  const people = customers?.items ?? [];
  return [
    ...cards,
    ...people.map(({ id, name, jurisdiction }) => ({
      kind: "customer" as const,
      id,
      name: name || id,
      note: jurisdiction,
    })),
  ];
}

function findCardsAndTypes(scope: Scope, text: string): Promise<Hit[]> {
  const part = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return withScope(
    scope,
    async (tx) => {
      const hits = await tx.execute<{ kind: "card" | "card-type"; id: string; name: string; note: string }>(sql`
        (select 'card' as kind, source_id as id, source_id as name, '' as note
          from app.card_key where issuer_id = ${scope.issuerId} and source_id in (${text}, ${text.toUpperCase()}) limit 1)
        union all
        (select 'card-type', code, name, code from silver.card_type
          where issuer_id = ${scope.issuerId} and (name ilike ${part} or code ilike ${part})
          order by name, code limit ${most})`);
      return [...hits];
    },
    { readOnly: true },
  );
}
