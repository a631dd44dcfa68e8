import type { Tx } from "@/db/client";
import { measures } from "./constants";
import { measureExpression, measureList, SPENT } from "./definitions";
import { id, ofBatch, run, type SomeBatches } from "./statement";

/** Cards that came with the batch, summed up as they are entered: an update afterwards would write each twice. */
export async function addNewCards(tx: Tx, { issuerId, batchId }: SomeBatches): Promise<void> {
  await run(
    tx,
    `insert into silver.card_summary (customer_id, card_id, issuer_id, card_type_id, merchant_id, currency, jurisdiction,
       birth_year, sold_on, card_expires_on, funds_expires_on, ${measureList}, first_use_on, last_use_on, last_event_at,
       opened_on)
     select c.customer_id, c.id, c.issuer_id, c.card_type_id, c.merchant_id, y.currency, c.jurisdiction, c.birth_year,
       c.sold_on, c.card_expires_on, c.funds_expires_on, ${measures.map((m) => `coalesce(a.${m}, 0)`).join(", ")},
       a.first_use_on, a.last_use_on, a.last_event_at, a.opened_on
     from silver.card c
     join silver.card_type y on y.id = c.card_type_id
     left join card_change a on a.customer_id = c.customer_id and a.card_id = c.id
     where c.issuer_id = ${id(issuerId)} ${ofBatch("c", batchId)}
     order by c.customer_id`,
  );
}

/** Cards that were there before take the batch's changes on top. */
export async function addToSummaries(tx: Tx): Promise<void> {
  await run(
    tx,
    `update silver.card_summary s set
       ${measures.map((m) => `${m} = s.${m} + a.${m}`).join(", ")},
       first_use_on = least(s.first_use_on, a.first_use_on),
       last_use_on = greatest(s.last_use_on, a.last_use_on),
       last_event_at = greatest(s.last_event_at, a.last_event_at),
       opened_on = least(s.opened_on, a.opened_on)
     from card_change a
     where s.customer_id = a.customer_id and s.card_id = a.card_id`,
  );
}

/** Sums the named cards up anew from all their facts. `cards` selects customer_id and card_id. */
export async function recomputeSummaries(tx: Tx, cards: string): Promise<void> {
  await run(
    tx,
    `update silver.card_summary s set
       ${measures.map((m) => `${m} = coalesce(a.${m}, 0)`).join(", ")},
       first_use_on = a.first_use_on, last_use_on = a.last_use_on, last_event_at = a.last_event_at,
       opened_on = a.opened_on
     from (select distinct w.customer_id, w.card_id from (${cards}) w) w
     left join (${summaryOf(factsOf(cards))}) a on a.customer_id = w.customer_id and a.card_id = w.card_id
     where s.customer_id = w.customer_id and s.card_id = w.card_id`,
  );
}

/** What a card's summary must hold, from its facts, each of which says whether it was taken back. */
export const summaryOf = (facts: string): string => `
    select t.customer_id, t.card_id, ${measures.map((m) => `(${measureExpression[m]})::bigint as ${m}`).join(", ")},
      min(t.occurred_on) filter (where t.kind = 'redemption' and not t.is_voided) as first_use_on,
      max(t.occurred_on) filter (where t.kind = 'redemption' and not t.is_voided) as last_use_on,
      max(t.occurred_at) as last_event_at,
      min(t.occurred_on) filter (where t.kind = 'opened') as opened_on
    from ${facts} t
    group by t.customer_id, t.card_id`;

const factsOf = (cards: string) => `(
    select t.*, ${SPENT} as spent, 1 as n, v.id is not null as is_voided
    from silver.card_transaction t
    left join silver.card_transaction v on v.customer_id = t.customer_id and v.card_id = t.card_id
      and v.kind = 'void' and v.corrects_id = t.id
    where (t.customer_id, t.card_id) in (${cards}))`;
