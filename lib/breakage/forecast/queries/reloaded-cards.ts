import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { monthSql } from "./month-sql";

/**
 * `reloaded_card`: the cards with reloads that were sold by the date, whichever their currency; and `reloaded_month`: what happened on
 * each of them by month and batch, net of voids. They last as long as the transaction, and are made once for all currencies: to
 * find these cards every summary is read, which several of the server's processes do from end to end.
 */
export async function createReloadedCards(
  tx: Tx,
  { issuerId, dataDate }: { readonly issuerId: number; readonly dataDate: CivilDate },
): Promise<void> {
  // A handful of cards among millions: their facts are looked up, not all facts read.
  await tx.execute(sql`set local work_mem = '192MB'`);
  const wanted = sql`s.issuer_id = ${issuerId} and s.reloaded <> 0 and s.sold_on <= ${dataDate}::date`;
  await tx.execute(sql`
    create temp table reloaded_card on commit drop as
    select s.customer_id, s.card_id, s.card_type_id, s.currency, coalesce(s.merchant_id, 0) as merchant_id, s.jurisdiction, s.birth_year,
      s.sold_on, least(s.card_expires_on, s.funds_expires_on) as ends_on
    from silver.card_summary s where ${wanted}`);
  await tx.execute(sql`
    create temp table reloaded_month on commit drop as
    select t.customer_id, t.card_id, s.currency, ${monthSql("t.occurred_on")} as month, t.batch_id,
      coalesce(sum(case when t.kind = 'void' then -1 else 1 end) filter (where t.counts_as = 'sale'), 0)::bigint as cards,
      coalesce(sum(t.amount) filter (where t.counts_as = 'sale'), 0)::bigint as sold,
      coalesce(sum(t.amount) filter (where t.counts_as = 'reload'), 0)::bigint as reloaded,
      coalesce(-sum(t.amount) filter (where t.counts_as = 'redemption'), 0)::bigint as redeemed,
      coalesce(sum(t.amount) filter (where t.counts_as in ('refund', 'fee', 'transfer', 'adjustment')), 0)::bigint as other
    from silver.card_summary s
    join silver.card_transaction t on t.customer_id = s.customer_id and t.card_id = s.card_id
    where ${wanted} and t.occurred_on <= ${dataDate}::date
    group by 1, 2, 3, 4, 5`);
  await tx.execute(sql`analyze reloaded_card`);
  await tx.execute(sql`analyze reloaded_month`);
}

export const dropReloadedCards = (tx: Tx) => tx.execute(sql`drop table reloaded_card, reloaded_month`);
