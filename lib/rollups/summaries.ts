import type { Tx } from "@/db/client";
import { measures, summaryDates } from "./constants";
import { measureExpression, measureList, SPENT } from "./definitions";
import { id, ofBatch, run, type SomeBatches } from "./statement";

const dateList = summaryDates.join(", ");

/** Of what is had once more only the latest counts; a first day stays the earliest. */
const isFirst = (date: (typeof summaryDates)[number]): boolean => date === "first_use_on" || date === "opened_on";

/**
 * The dates of a card, from its facts. Load, enquiry and opening are what the owner did: unclaimed property law asks
 * when that was for the last time. What was taken back was not done.
 */
export const datesOf = (unlessVoided = ""): string =>
  [
    `min(occurred_on) filter (where kind = 'redemption' ${unlessVoided}) as first_use_on`,
    `max(occurred_on) filter (where kind = 'redemption' ${unlessVoided}) as last_use_on`,
    `max(occurred_on) filter (where kind = 'reload' ${unlessVoided}) as last_load_on`,
    `max(occurred_on) filter (where kind = 'enquiry' ${unlessVoided}) as last_enquiry_on`,
    `min(occurred_on) filter (where kind = 'opened' ${unlessVoided}) as opened_on`,
    `max(occurred_on) filter (where kind = 'opened' ${unlessVoided}) as last_opened_on`,
    "max(occurred_at) as last_event_at",
  ].join(", ");

/** Cards that came with the batch, summed up as they are entered: an update afterwards would write each twice. */
export async function addNewCards(tx: Tx, { issuerId, batchId }: SomeBatches): Promise<void> {
  await run(
    tx,
    `insert into silver.card_summary (customer_id, card_id, issuer_id, card_type_id, merchant_id, currency, jurisdiction,
       birth_year, sold_on, card_expires_on, funds_expires_on, ${measureList}, ${dateList})
     select c.customer_id, c.id, c.issuer_id, c.card_type_id, c.merchant_id, y.currency, c.jurisdiction, c.birth_year,
       c.sold_on, c.card_expires_on, c.funds_expires_on, ${measures.map((m) => `coalesce(a.${m}, 0)`).join(", ")},
       ${summaryDates.map((d) => `a.${d}`).join(", ")}
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
       ${summaryDates.map((d) => `${d} = ${isFirst(d) ? "least" : "greatest"}(s.${d}, a.${d})`).join(",\n       ")}
     from card_change a
     where s.customer_id = a.customer_id and s.card_id = a.card_id`,
  );
}

/**
 * Sums the named cards up anew from all their facts. `cards` selects customer_id and card_id. Step by step, each with its key:
 * that a card is known by two columns has the planner take any join of many cards for one row, and in one statement it would
 * go through all the sums again for each card.
 */
export async function recomputeSummaries(tx: Tx, cards: string): Promise<void> {
  const named = await run(
    tx,
    `create temp table recounted_card on commit drop as select distinct w.customer_id, w.card_id from (${cards}) w`,
  );
  if (named.count > 0) {
    await run(tx, "create unique index on recounted_card (customer_id, card_id)");
    await run(tx, "analyze recounted_card");
    await run(tx, `create temp table card_sum on commit drop as ${summaryOf(RECOUNTED_FACTS)}`);
    await run(tx, "create unique index on card_sum (customer_id, card_id)");
    await run(tx, "analyze card_sum");
    await run(
      tx,
      `update silver.card_summary s set
         ${measures.map((m) => `${m} = coalesce(a.${m}, 0)`).join(", ")},
         ${summaryDates.map((d) => `${d} = a.${d}`).join(", ")}
       from recounted_card w left join card_sum a on a.customer_id = w.customer_id and a.card_id = w.card_id
       where s.customer_id = w.customer_id and s.card_id = w.card_id`,
    );
    await run(tx, "drop table card_sum");
  }
  await run(tx, "drop table recounted_card");
}

/** What a card's summary must hold, from its facts, each of which says whether it was taken back. */
export const summaryOf = (facts: string): string => `
    select t.customer_id, t.card_id, ${measures.map((m) => `(${measureExpression[m]})::bigint as ${m}`).join(", ")},
      ${datesOf("and not t.is_voided")}
    from ${facts} t
    group by t.customer_id, t.card_id`;

const RECOUNTED_FACTS = `(
    select t.*, ${SPENT} as spent, 1 as n, v.id is not null as is_voided
    from recounted_card w
    join silver.card_transaction t on t.customer_id = w.customer_id and t.card_id = w.card_id
    left join silver.card_transaction v on v.customer_id = t.customer_id and v.card_id = t.card_id
      and v.kind = 'void' and v.corrects_id = t.id)`;
