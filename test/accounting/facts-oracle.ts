import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { eventNames, type Sums } from "@/lib/accounting/cohort-facts";
import { eventKinds } from "@/lib/accounting/movements";
import type { Scope } from "@/lib/identity/scope";

const takesAway = new Set(["redeemed", "refunded", "fees", "expired", "escheated"]);

/** The plain `GROUP BY` over facts: what each card type's events of a month come to, by the kind they count as. */
export function eventsByMonth(scope: Scope): Promise<Map<string, Sums>> {
  return withScope(scope, async (tx) => {
    const rows = await tx.execute<{ code: string; month: string; kind: string; amount: string }>(sql`
      select y.code, date_trunc('month', t.occurred_on)::date::text as month, t.counts_as as kind, sum(t.amount) as amount
      from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.card_type y on y.id = c.card_type_id
      where t.issuer_id = ${scope.issuerId} group by 1, 2, 3`);
    const found = new Map<string, Record<string, bigint>>();
    for (const { code, month, kind, amount } of rows) {
      const key = `${code} ${month}`;
      const own = found.get(key) ?? Object.fromEntries(eventNames.map((name) => [name, 0n]));
      const name = eventNames.find((one) => eventKinds[one] === kind);
      if (name) own[name] = takesAway.has(name) ? -BigInt(amount) : BigInt(amount);
      found.set(key, own);
    }
    return found as Map<string, Sums>;
  });
}

/** What is on all cards of a type by a day, from facts; expired and remitted value is not on them any more. */
export function balances(scope: Scope, day: string): Promise<Map<string, bigint>> {
  return withScope(scope, async (tx) => {
    const rows = await tx.execute<{ code: string; amount: string }>(sql`
      select y.code, sum(t.amount) as amount from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.card_type y on y.id = c.card_type_id
      where t.issuer_id = ${scope.issuerId} and t.occurred_on <= ${day}::date group by 1`);
    return new Map(rows.map(({ code, amount }) => [code, BigInt(amount)]));
  });
}

/** F, R with fees, and what lapsed, of each month of sale of a card type by a day: card by card. */
export function cohortsFromCards(scope: Scope, code: string, day: string) {
  return withScope(scope, async (tx) => {
    const rows = await tx.execute<Record<"sale_month" | "face" | "used" | "expired" | "lapsed", string>>(sql`
      with card as (
        select c.customer_id, c.id, date_trunc('month', c.sold_on)::date::text as sale_month, c.funds_expires_on,
          coalesce(sum(t.amount) filter (where t.counts_as in ('sale', 'reload', 'refund', 'transfer', 'adjustment')), 0) as face,
          coalesce(-sum(t.amount) filter (where t.counts_as in ('redemption', 'fee')), 0) as used,
          coalesce(-sum(t.amount) filter (where t.counts_as = 'expiry'), 0) as expired,
          coalesce(-sum(t.amount) filter (where t.counts_as = 'escheat'), 0) as escheated
        from silver.card c join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.id
        join silver.card_type y on y.id = c.card_type_id
        where c.issuer_id = ${scope.issuerId} and y.code = ${code} and t.occurred_on <= ${day}::date
        group by 1, 2, 3, 4)
      select sale_month, sum(face) as face, sum(used) as used, sum(expired) as expired,
        sum(case when funds_expires_on < ${day}::date then face - used - escheated else expired end) as lapsed
      from card group by 1 order by 1`);
    return rows.map((row) => ({
      saleMonth: row.sale_month,
      face: BigInt(row.face),
      used: BigInt(row.used),
      expired: BigInt(row.expired),
      lapsed: BigInt(row.lapsed),
    }));
  });
}
