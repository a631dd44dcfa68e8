import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

type Shares = Readonly<Record<string, number>>;

/** A forecast of escheat whose cells split what is on the cards of each type in whole per cents; all but the exempt is claimed. */
export function insertEscheatForecast(
  scope: Scope,
  { currency, asOf, shares }: { currency: string; asOf: string; shares: Shares },
): Promise<number> {
  return withScope(scope, async (tx) => {
    const [made] = await tx.execute<{ id: number }>(sql`
      insert into gold.escheat_forecast (issuer_id, currency, as_of, known_at, parameters, summary, data_hash, result_hash, created_by_name)
      values (${scope.issuerId}, ${currency}, ${asOf}::date, now(), '{}', '{}', repeat('0', 64), repeat('0', 64), 'test') returning id`);
    for (const [outcome, share] of Object.entries(shares)) {
      const claimed = outcome === "exempt" || outcome === "needs-counsel" ? 0 : share;
      await tx.execute(sql`
        insert into gold.escheat_forecast_cell (issuer_id, forecast_id, jurisdiction, card_type_id, report_year, outcome, priority,
          cards, balance, claimed, unmeasured, expected, foreseen, slope, variance, low, high, needs_counsel)
        select ${scope.issuerId}, ${made?.id ?? 0}, 'US-TX', b.card_type_id, 2027, ${outcome}, 1, 1,
          div(b.amount * ${share}, 100), div(b.amount * ${claimed}, 100), 0, 0, 0, 0, 0, 0, 0, false
        from (
          select c.card_type_id, sum(t.amount) as amount from silver.card_transaction t
          join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
          join silver.card_type y on y.id = c.card_type_id
          where t.issuer_id = ${scope.issuerId} and y.currency = ${currency} and t.occurred_on <= ${asOf}::date group by 1
        ) b where b.amount > 0`);
    }
    return made?.id ?? 0;
  });
}
