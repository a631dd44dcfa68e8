import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { UnscoredFacts } from "../card-score";

type Row = {
  data_date: string | null;
  status: string | null;
  sold_on: string;
  is_type_known: boolean;
  balance: string;
  last_run: string | null;
};

/**
 * What tells why a card has no score: the newest forecasts of its currency, else of any, their last run, and the card as it
 * was on their data date.
 */
export async function readUnscored(
  tx: Tx,
  scope: Scope,
  { customerId, cardId }: { readonly customerId: number; readonly cardId: number },
): Promise<UnscoredFacts> {
  const [row] = await tx.execute<Row>(sql`
    select n.day::text as data_date, f.status, c.sold_on::text,
      exists (select from gold.forecast_type t
        where t.issuer_id = c.issuer_id and t.forecast_id = f.id and t.card_type_id = c.card_type_id) as is_type_known,
      coalesce((select sum(t.amount) from silver.card_transaction t
        where t.customer_id = c.customer_id and t.card_id = c.card_id and t.occurred_on <= n.day), 0)::text as balance,
      (select r.result->'scores'->>'status' from app.job_run r
        where r.issuer_id = c.issuer_id and r.kind = 'forecast.make' and r.state = 'done' and r.result ? 'scores'
        order by r.id desc limit 1) as last_run
    from silver.card_summary c
    cross join lateral (
      select coalesce(max(data_date) filter (where currency = c.currency), max(data_date)) as day
      from gold.forecast where issuer_id = ${scope.issuerId}
    ) n
    left join lateral (
      select id, status from gold.forecast
      where issuer_id = c.issuer_id and currency = c.currency and data_date = n.day order by id desc limit 1
    ) f on true
    where c.issuer_id = ${scope.issuerId} and c.customer_id = ${customerId} and c.card_id = ${cardId}`);
  if (!row) throw new Error("a card with a key has a summary");
  return {
    dataDate: row.data_date,
    versionStatus: row.status,
    soldOn: row.sold_on,
    isTypeKnown: row.is_type_known,
    balance: BigInt(row.balance),
    lastRun: row.last_run,
  };
}
