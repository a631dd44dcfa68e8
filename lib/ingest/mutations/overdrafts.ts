import type { Tx } from "@/db/client";
import { copyInto, copyText } from "@/db/copy";
import { toDecimal } from "@/lib/money";
import { BALANCE } from "@/lib/rollups/definitions";
import { type CardEvent, impossibleEvents } from "../balance";
import { leftJoin } from "./few";
import { refuseSoldTwice } from "./sold-twice";
import { run } from "./staging";

/**
 * Keeps aside what a card cannot have done. Nearly all cards are cleared by sums: sold before anything else, and never
 * more taken than was sold. Of the rest most are cleared by their running balance; only cards with a row that cannot be
 * true are looked at event by event.
 * @param few whether the facts are few beside the cards.
 * @returns whether the cards must be judged once more, without what was kept aside.
 */
export async function refuseOverdrafts(tx: Tx, few: boolean): Promise<boolean> {
  await run(
    tx,
    `create temp table doubtful on commit drop as
     select f.customer_id, f.card_id, f.type_currency, coalesce(s.cards, 0) as sold_before,
       f.sales > 0 and f.sales + coalesce(s.cards, 0) > 1 as is_sold_again from (
       select customer_id, card_id, min(type_currency) as type_currency, bool_or(kind = 'void') as has_void,
         count(*) filter (where kind = 'sale') as sales, coalesce(sum(amount / unit) filter (where kind = 'sale'), 0) as sold,
         max(occurred_on) filter (where kind = 'sale') as last_sale, min(occurred_on) filter (where kind <> 'sale') as first_other,
         min(occurred_on) as first_on, -coalesce(sum(amount / unit) filter (where amount < 0), 0) as taken
       from fact_in group by customer_id, card_id
     ) f ${leftJoin(few, "silver.card_summary", "s", "s.customer_id = f.customer_id and s.card_id = f.card_id")}
     where f.sales > 0 and f.sales + coalesce(s.cards, 0) > 1 or case when s.last_event_at is null
       then f.has_void or f.taken > f.sold or (f.first_other is not null and (f.sales = 0 or f.first_other < f.last_sale))
       else f.has_void or s.cards <= 0 or f.first_on < s.last_event_at::date or f.taken > ${BALANCE.replace(/\b(sold|reloaded|redeemed|refunded|fees|transferred|adjusted|expired|escheated)\b/g, "s.$1")} end`,
  );
  await run(tx, "analyze doubtful");
  const [again] = await run<{ sold: boolean }>(tx, "select exists (select from doubtful where is_sold_again) as sold");
  // A sale that does not count brings no value: what its card can have done is asked without it.
  if (again?.sold && (await refuseSoldTwice(tx)) > 0) {
    await run(tx, "drop table doubtful");
    return true;
  }
  await run(
    tx,
    `create temp table doubtful_event on commit drop as
     select d.customer_id, d.card_id, d.type_currency, true as is_new, f.kind, f.amount / f.unit as amount,
       f.occurred_on as day, f.occurred_at as at, f.ctid::text as ref
     from doubtful d join fact_in f on f.customer_id = d.customer_id and f.card_id = d.card_id
     union all
     select d.customer_id, d.card_id, d.type_currency, false, t.kind, t.amount, t.booked_on, t.occurred_at, t.id::text
     from doubtful d cross join lateral (
       select * from silver.card_transaction t where t.customer_id = d.customer_id and t.card_id = d.card_id offset 0
     ) t`,
  );
  await run(tx, "create temp table stage_guilty (customer_id bigint, card_id bigint) on commit drop");
  const [guilty] = await run<{ n: number }>(
    tx,
    `with running as (
       select customer_id, card_id, is_new, kind, amount, day,
         sum(amount) over (partition by customer_id, card_id order by day,
           case when kind = 'sale' then 0 when amount < 0 then 2 else 1 end, at, is_new, ref rows unbounded preceding) as balance,
         min(day) filter (where kind = 'sale') over (partition by customer_id, card_id) as sold_on
       from doubtful_event
     ), guilty as (
       insert into stage_guilty (customer_id, card_id) select distinct customer_id, card_id from running
       where balance < 0 or (is_new and kind <> 'sale' and (sold_on is null or day < sold_on)) returning 1
     ) select count(*)::int as n from guilty`,
  );
  const refused = (guilty?.n ?? 0) > 0 ? await lookClosely(tx) : 0;
  await run(tx, "drop table doubtful, doubtful_event, stage_guilty");
  // Among what was kept aside may be the void that made room for a second sale.
  return refused > 0 && (again?.sold ?? false);
}

type Row = {
  customer_id: string;
  card_id: string;
  type_currency: string;
  is_new: boolean;
  kind: string;
  amount: string;
  day: string;
  at: string;
  ref: string;
};

const CARDS_AT_ONCE = 500;
async function lookClosely(tx: Tx): Promise<number> {
  let refused = 0;
  await run(tx, "create index on doubtful_event (customer_id, card_id)");
  let after: [string, string] = ["0", "0"];
  for (;;) {
    const rows = await run<Row>(
      tx,
      `with guilty as (select customer_id, card_id from stage_guilty where (customer_id, card_id) > (${after[0]}, ${after[1]})
         order by customer_id, card_id limit ${CARDS_AT_ONCE})
       select e.customer_id, e.card_id, e.type_currency, e.is_new, e.kind, e.amount::text, e.day::text, e.at::text, e.ref
       from guilty join doubtful_event e using (customer_id, card_id) order by e.customer_id, e.card_id`,
    );
    const last = rows[rows.length - 1];
    if (!last) return refused;
    refused += await refuseOf(tx, rows);
    after = [String(BigInt(last.customer_id)), String(BigInt(last.card_id))];
  }
}

async function refuseOf(tx: Tx, rows: readonly Row[]): Promise<number> {
  const byCard = groupByCard(rows);
  const verdicts: string[] = [];
  for (const events of byCard.values()) {
    const currency = events[0]?.type_currency ?? "USD";
    for (const fault of impossibleEvents(events.map(asEvent))) {
      const reason = {
        "no-sale": "No sale of this card is known. It may come with another file; the row is tried again then.",
        "before-sale": "It happened before the card was sold.",
        "above-balance": `It takes more than the card holds: ${toDecimal(fault.balance, currency)} ${currency} at the time.`,
      }[fault.code as "no-sale" | "before-sale" | "above-balance"];
      const field = fault.code === "above-balance" ? "amount" : "occurredAt";
      const problem = { field, code: fault.code, reason, column: "", value: "" };
      verdicts.push(`${fault.key}\t${copyText(JSON.stringify([problem]))}\tt`);
    }
  }
  await run(tx, "create temp table verdict (ref tid, problems jsonb, retry boolean) on commit drop");
  const copy = await copyInto(tx, "verdict", ["ref", "problems", "retry"]);
  for (const verdict of verdicts) await copy.add(verdict);
  await copy.end();
  await run(
    tx,
    `insert into stage_refused (entity, file_no, line, refused_id, problems, retry)
     select 'card_transaction', f.file_no, f.line, f.refused_id, v.problems, v.retry from verdict v join fact_in f on f.ctid = v.ref`,
  );
  await run(
    tx,
    `delete from stage_card_transaction s using verdict v, fact_in f where f.ctid = v.ref
       and s.file_no = f.file_no and s.line = f.line and s.refused_id is not distinct from f.refused_id`,
  );
  await run(tx, "drop table verdict");
  return verdicts.length;
}

const asEvent = (row: Row): CardEvent => ({
  key: row.ref,
  isNew: row.is_new,
  isSale: row.kind === "sale",
  day: row.day,
  at: row.at,
  amount: BigInt(row.amount),
});

function groupByCard(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.card_id);
    if (group) group.push(row);
    else groups.set(row.card_id, [row]);
  }
  return groups;
}
