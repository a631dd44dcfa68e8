import type { Tx } from "@/db/client";
import { id, ofBatch, run, type SomeBatches } from "./statement";

/** By day of sale, the cards used on that day or the next, from the summaries: what `verify` recomputes. */
export const USED_AT_ONCE = `select issuer_id, sold_on, customer_id, card_id from silver.card_summary
  where first_use_on <= sold_on + 1`;

/** A first use moves later when it is voided or its batch withdrawn: of the touched cards some may have to go. */
export async function replaceUsedAtOnce(tx: Tx, { issuerId, batchId }: SomeBatches): Promise<void> {
  const cameWith = `select customer_id, id from silver.card c where c.issuer_id = ${id(issuerId)} ${ofBatch("c", batchId)}`;
  await run(
    tx,
    `delete from gold.used_at_once u using touched_card w
     where u.issuer_id = ${id(issuerId)} and u.customer_id = w.customer_id and u.card_id = w.card_id
       and (u.issuer_id, u.sold_on, u.customer_id, u.card_id) not in (
         ${USED_AT_ONCE} and (customer_id, card_id) in (select customer_id, card_id from touched_card))`,
  );
  await run(
    tx,
    `insert into gold.used_at_once (issuer_id, sold_on, customer_id, card_id)
     ${USED_AT_ONCE} and (customer_id, card_id) in (select customer_id, card_id from touched_card union all ${cameWith})
     order by issuer_id, sold_on, customer_id, card_id
     on conflict do nothing`,
  );
}
