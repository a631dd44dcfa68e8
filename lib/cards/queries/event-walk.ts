import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import type { Scope } from "@/lib/identity/scope";
import { encodeCursor } from "../cursor";
import type { EventRow } from "../event";
import { type EventListParams, eventPlace } from "../schema";
import { eventColumns, eventOf, factTests, type Row, typesTest } from "./events";

export type EventPortion = { readonly rows: readonly EventRow[]; readonly nextCursor: string | null };

/**
 * The next so many events of the list, for somebody who wants all of them. Which are next is told by the index of their days
 * alone, and then which of those are of the cards that are asked for: every portion costs the same, where a page of the list may
 * sort all that is left. One may have fewer rows than were asked for, or none.
 */
export function eventPortion(scope: Scope, params: EventListParams): Promise<EventPortion> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const basis = basisOf(scope, context, params);
      const rows = await tx.execute<Row & { card: string | null }>(sql`
        with next as materialized (
          select t.* from silver.card_transaction t where ${factTests(context, basis, params)}
          order by t.occurred_on desc, t.id desc limit ${params.limit})
        select ${eventColumns(context)} from next t
        left join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
          and ${typesTest(context, basis, params, sql`c.card_type_id`)}
        left join silver.card_type y on y.id = c.card_type_id
        left join silver.merchant m on m.id = t.merchant_id
        order by t.occurred_on desc, t.id desc`);
      const last = rows.length < params.limit ? undefined : rows.at(-1);
      return {
        rows: rows.filter((row) => row.card !== null).map(eventOf),
        nextCursor: last ? encodeCursor(eventPlace, [last.occurred_on, last.own_id]) : null,
      };
    },
    { readOnly: true },
  );
}
