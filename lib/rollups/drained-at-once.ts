import type { Tx } from "@/db/client";
import { DRAINED_WITHIN_MINUTES } from "@/lib/cards/constants";
import { BALANCE } from "./definitions";
import { id, run } from "./statement";

/**
 * Cards bought and drained within minutes, from summaries and, for the few used on the day of their sale or the next and
 * empty since, from their facts: what `verify` recomputes. A sale and a use of one instant are two bare dates, which say
 * nothing about minutes.
 */
export const DRAINED_AT_ONCE = `select s.issuer_id, s.sold_on, s.customer_id, s.card_id from silver.card_summary s
  where s.last_use_on <= s.sold_on + 1 and ${BALANCE} = 0 and exists (
    select from silver.card_transaction t where t.customer_id = s.customer_id and t.card_id = s.card_id
    having max(t.occurred_at) filter (where t.kind = 'redemption') > min(t.occurred_at) filter (where t.kind = 'sale')
      and max(t.occurred_at) filter (where t.kind = 'redemption')
        <= min(t.occurred_at) filter (where t.kind = 'sale') + interval '${DRAINED_WITHIN_MINUTES} minutes')`;

/** A reload, a later use or a void tells another story of a card: of the touched ones some may have to go. */
export async function replaceDrainedAtOnce(tx: Tx, issuerId: number, ...selections: readonly string[]): Promise<void> {
  await run(
    tx,
    `delete from gold.drained_at_once u using touched_card w
     where u.issuer_id = ${id(issuerId)} and u.customer_id = w.customer_id and u.card_id = w.card_id`,
  );
  await run(
    tx,
    `insert into gold.drained_at_once (issuer_id, sold_on, customer_id, card_id)
     ${DRAINED_AT_ONCE} and (s.customer_id, s.card_id) in (${selections.join(" union all ")})
     order by s.issuer_id, s.sold_on, s.customer_id, s.card_id`,
  );
}
