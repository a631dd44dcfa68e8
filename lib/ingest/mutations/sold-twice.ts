import type { Tx } from "@/db/client";
import { refuseFaulty } from "./refuse";
import { run } from "./staging";

/**
 * A card is sold once, unless that sale is taken back: a card counts by its sale, so a second one would make two cards of it.
 * What is stored stays; of the sales that come now the earliest counts. Of `doubtful` cards those that may have been sold again
 * are looked at. Returns how many sales are kept aside.
 */
export async function refuseSoldTwice(tx: Tx): Promise<number> {
  await run(
    tx,
    `create temp table sale_in on commit drop as
     select s.file_no, s.line, s.refused_id, s.card, f.id as first_id, f.occurred_on as first_on,
       row_number() over (partition by s.customer_id, s.card_id order by s.occurred_on, s.occurred_at, s.file_no, s.line)
         + d.sold_before - ${TAKEN_BACK} > 1 as is_again
     from doubtful d join fact_in s on s.customer_id = d.customer_id and s.card_id = d.card_id
     left join lateral (${FIRST_SALE}) f on true
     where d.is_sold_again and s.kind = 'sale' and not ${IS_VOIDED}`,
  );
  const refused = await refuseFaulty(tx, "card_transaction", "sale_in s", [
    {
      when: "s.is_again",
      field: "card",
      code: "sold-twice",
      reason: `format('Card %s was sold already on %s (%s). A card is sold once: value added later is a reload, and a sale that was wrong is taken back by a void.',
        s.card, s.first_on, s.first_id)`,
      retry: true,
    },
  ]);
  await run(tx, "drop table sale_in");
  return refused;
}

const IS_VOIDED = "exists (select from void_in v where v.corrects = s.id and v.card_id = s.card_id)";

/** How many of the card's stored sales this load takes back. */
const TAKEN_BACK = `(select count(*) from void_in v where v.customer_id = d.customer_id and v.card_id = d.card_id
  and v.voided_kind = 'sale' and not exists (select from fact_in n where n.id = v.corrects and n.kind <> 'void'))`;

/** The sale that stands: a stored one that nobody has taken back, else the earliest that comes now. */
const FIRST_SALE = `
  select id, occurred_on from (
    select 0 as place, t.source_id as id, t.occurred_on, t.occurred_at, 0 as file_no, 0 as line from silver.card_transaction t
    where t.customer_id = d.customer_id and t.card_id = d.card_id and t.kind = 'sale' and not exists (
      select from silver.card_transaction v where v.customer_id = t.customer_id and v.card_id = t.card_id and v.corrects_id = t.id
        and v.kind = 'void')
      and not exists (select from void_in v where v.corrects = t.source_id and v.card_id = t.card_id)
    union all
    select 1, n.id, n.occurred_on, n.occurred_at, n.file_no, n.line from fact_in n
    where n.customer_id = d.customer_id and n.card_id = d.card_id and n.kind = 'sale'
      and not exists (select from void_in v where v.corrects = n.id and v.card_id = n.card_id)
  ) x order by place, occurred_on, occurred_at, file_no, line limit 1`;
