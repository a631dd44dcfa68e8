import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";

/**
 * `reloaded_card`: the cards with reloads that were sold by the date, whichever their currency. It lasts as long as the transaction,
 * and is made once for all currencies: to find these cards every summary is read, which several of the server's processes do from
 * end to end.
 */
export async function createReloadedCards(
  tx: Tx,
  { issuerId, dataDate }: { readonly issuerId: number; readonly dataDate: CivilDate },
): Promise<void> {
  await tx.execute(sql`
    create temp table reloaded_card on commit drop as
    select s.customer_id, s.card_id, s.card_type_id, s.currency, coalesce(s.merchant_id, 0) as merchant_id, s.jurisdiction, s.birth_year,
      s.sold_on, least(s.card_expires_on, s.funds_expires_on) as ends_on
    from silver.card_summary s
    where s.issuer_id = ${issuerId} and s.reloaded <> 0 and s.sold_on <= ${dataDate}::date`);
  await tx.execute(sql`analyze reloaded_card`);
}

export const dropReloadedCards = (tx: Tx) => tx.execute(sql`drop table reloaded_card`);
