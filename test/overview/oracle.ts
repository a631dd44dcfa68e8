/** What was owed on a date, from nothing but the facts: balances of cards whose funds had not expired. */
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

export function owedOn(scope: Scope, asOf: string, currency: string, knownAt: string | null): Promise<bigint> {
  return withScope(scope, async (tx) => {
    const [row] = await tx.execute<{ owed: string }>(sql`
      select coalesce(sum(t.amount), 0) as owed
      from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.card_type y on y.id = c.card_type_id
      where y.currency = ${currency} and t.occurred_on <= ${asOf}::date
        and (c.funds_expires_on is null or c.funds_expires_on >= ${asOf}::date)
        and (${knownAt}::timestamptz is null or t.recorded_at <= ${knownAt}::timestamptz)`);
    return BigInt(row?.owed ?? 0);
  });
}

/** Facts that happened in a period and count as the kinds, as signed effect on the balance. */
export function movedIn(scope: Scope, from: string, to: string, kinds: string[], currency: string): Promise<bigint> {
  return withScope(scope, async (tx) => {
    const [row] = await tx.execute<{ amount: string }>(sql`
      select coalesce(sum(t.amount), 0) as amount
      from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.card_type y on y.id = c.card_type_id
      where y.currency = ${currency} and t.occurred_on between ${from}::date and ${to}::date
        and t.counts_as in (${sql.join(
          kinds.map((kind) => sql`${kind}`),
          sql`, `,
        )})`);
    return BigInt(row?.amount ?? 0);
  });
}
