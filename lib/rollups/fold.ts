import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { TransactionKind } from "@/lib/cards/constants";
import { type Measure, measures, type RollupKey, type RollupName } from "./constants";
import { BALANCE, coarserOf, expressionOf, foldOrder, keysOf, measureExpression, measureList } from "./definitions";

type Batch = { readonly issuerId: number; readonly batchId: number };

const run = (tx: Tx, text: string) => tx.execute(sql.raw(text));
/** Ids go into generated SQL as literals; nothing but a safe integer may. */
function id(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an id`);
  return value;
}

/**
 * Adds a batch's facts to every rollup, to each rollup's twin by batch, and to the summaries of the cards it touched.
 * Call it once per batch, in the transaction that inserted the facts, under the issuer's scope.
 */
export async function foldBatch(tx: Tx, batch: Batch): Promise<void> {
  // Grouping in memory: at the server's usual few megabytes a large batch sorts on disk and takes twice as long.
  await run(tx, "set local work_mem = '192MB'");
  await gatherFacts(tx, batch);
  for (const name of foldOrder) await foldRollup(tx, name, batch);
  await rememberLastUse(tx, batch);
  await addToSummaries(tx);
  await addNewCards(tx, batch);
  // A voided redemption was no use of the card: first and last use cannot be had by adding.
  await recomputeSummaries(tx, "select customer_id, card_id from batch_fact where kind = 'void'");
  await replaceLastUse(tx, batch);
  await run(tx, "drop table batch_fact, touched_card");
}

/**
 * Takes a batch back out: rollups lose what it added, its facts and cards go, and the other cards it had touched are
 * summed up anew from the facts that remain.
 * @throws the database's foreign key violation when later batches still use its cards, customers or types.
 */
export async function withdrawBatch(tx: Tx, batch: Batch): Promise<void> {
  await gatherFacts(tx, batch);
  await run(
    tx,
    `insert into batch_fact (customer_id, card_id)
     select customer_id, id from silver.card where issuer_id = ${id(batch.issuerId)} and batch_id = ${id(batch.batchId)}`,
  );
  await rememberLastUse(tx, batch);
  for (const name of foldOrder) await unfoldRollup(tx, name, batch);
  await run(tx, `select app.erase_batch(${id(batch.batchId)})`);
  await recomputeSummaries(tx, "select customer_id, card_id from touched_card");
  await replaceLastUse(tx, batch);
  await run(tx, "drop table batch_fact, touched_card");
}

/** The batch's facts with the frozen attributes of their cards, read once for all rollups. */
async function gatherFacts(tx: Tx, { issuerId, batchId }: Batch): Promise<void> {
  const months = ["sale_month", "sale_year", "activity_month", "expiry_month", "lapse_month"] as const;
  await run(
    tx,
    `create temp table batch_fact on commit drop as
     select t.customer_id, t.card_id, t.kind, t.counts_as, t.amount, t.occurred_on, t.occurred_at,
       case when t.kind = 'void' then -1 else 1 end as net,
       case when t.counts_as <> 'redemption' then 0
            when t.kind = 'void' then -coalesce(t.purchase_total, abs(t.amount))
            else coalesce(t.purchase_total, abs(t.amount)) end as spent,
       coalesce(t.merchant_id, 0) as event_merchant_id, c.card_type_id, coalesce(c.merchant_id, 0) as merchant_id,
       c.jurisdiction, c.birth_year, y.currency,
       ${months.map((key) => `${expressionOf("type_cohort", key)} as ${key}`).join(", ")}, t.occurred_on as day
     from silver.card_transaction t
     join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
     join silver.card_type y on y.id = c.card_type_id
     where t.issuer_id = ${id(issuerId)} and t.batch_id = ${id(batchId)}`,
  );
  await run(tx, "analyze batch_fact");
}

/** The column of `batch_fact` that holds a rollup's key. */
const factColumn = (name: RollupName, key: RollupKey) =>
  name === "merchant_month" && key === "merchant_id" ? "event_merchant_id" : key;

const amountOf = (kind: TransactionKind, sign: "" | "-") =>
  `coalesce(${sign}sum(amount) filter (where counts_as = '${kind}'), 0)`;
const netOf = (kind: TransactionKind) => `coalesce(sum(net) filter (where counts_as = '${kind}'), 0)`;

/**
 * The measures from facts already grouped by kind. Thirteen filtered sums over every fact cost three times as much as
 * four plain ones per kind, turned into columns afterwards; `verify` recomputes with the filtered sums.
 */
const pivot: Record<Measure, string> = {
  events: "sum(n)",
  cards: netOf("sale"),
  sold: amountOf("sale", ""),
  reloaded: amountOf("reload", ""),
  redemptions: netOf("redemption"),
  redeemed: amountOf("redemption", "-"),
  spent: "coalesce(sum(spent) filter (where counts_as = 'redemption'), 0)",
  refunded: amountOf("refund", "-"),
  fees: amountOf("fee", "-"),
  transferred: amountOf("transfer", ""),
  adjusted: amountOf("adjustment", ""),
  expired: amountOf("expiry", "-"),
  escheated: amountOf("escheat", "-"),
};

async function foldRollup(tx: Tx, name: RollupName, { issuerId, batchId }: Batch): Promise<void> {
  const keys = keysOf(name).join(", ");
  const finer = coarserOf[name];
  const columns = keysOf(name).map((key) => factColumn(name, key));
  const added = finer
    ? `select ${keys}, ${measures.map((m) => `sum(${m})`).join(", ")}
       from gold.${finer}_delta where issuer_id = ${id(issuerId)} and batch_id = ${id(batchId)} group by ${keys}`
    : `select ${columns.join(", ")}, ${measures.map((m) => pivot[m]).join(", ")}
       from (
         select ${columns.join(", ")}, counts_as, count(*) as n, sum(net) as net, sum(amount) as amount, sum(spent) as spent
         from batch_fact group by ${columns.join(", ")}, counts_as
       ) g group by ${columns.join(", ")}`;
  await run(
    tx,
    `with added as (
       insert into gold.${name}_delta (issuer_id, batch_id, ${keys}, ${measureList})
       select ${id(issuerId)}, ${id(batchId)}, a.* from (${added}) a
       returning *
     )
     insert into gold.${name} as r (issuer_id, ${keys}, ${measureList})
     select issuer_id, ${keys}, ${measureList} from added
     on conflict (issuer_id, ${keys}) do update set ${measures.map((m) => `${m} = r.${m} + excluded.${m}`).join(", ")}`,
  );
}

async function unfoldRollup(tx: Tx, name: RollupName, { issuerId, batchId }: Batch): Promise<void> {
  const same = keysOf(name)
    .map((key) => `r.${key} = d.${key}`)
    .join(" and ");
  await run(
    tx,
    `update gold.${name} r set ${measures.map((m) => `${m} = r.${m} - d.${m}`).join(", ")}
     from gold.${name}_delta d
     where d.issuer_id = ${id(issuerId)} and d.batch_id = ${id(batchId)} and r.issuer_id = d.issuer_id and ${same}`,
  );
  await run(tx, `delete from gold.${name} where issuer_id = ${id(issuerId)} and events = 0`);
  await run(tx, `delete from gold.${name}_delta where issuer_id = ${id(issuerId)} and batch_id = ${id(batchId)}`);
}

const byCard = (facts: string) => `
  select customer_id, card_id, ${measures.map((m) => `${pivot[m]} as ${m}`).join(", ")}, min(first_use_on) as first_use_on,
    max(last_use_on) as last_use_on, max(last_event_at) as last_event_at, min(opened_on) as opened_on
  from (
    select customer_id, card_id, counts_as, count(*) as n, sum(net) as net, sum(amount) as amount, sum(spent) as spent,
      min(occurred_on) filter (where kind = 'redemption') as first_use_on,
      max(occurred_on) filter (where kind = 'redemption') as last_use_on,
      max(occurred_at) as last_event_at,
      min(occurred_on) filter (where kind = 'opened') as opened_on
    from ${facts} group by customer_id, card_id, counts_as
  ) g group by customer_id, card_id`;

/** Cards that came with the batch, summed up as they are entered: an update afterwards would write each twice. */
async function addNewCards(tx: Tx, { issuerId, batchId }: Batch): Promise<void> {
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
     left join (${byCard("batch_fact")}) a on a.customer_id = c.customer_id and a.card_id = c.id
     where c.issuer_id = ${id(issuerId)} and c.batch_id = ${id(batchId)}
     order by c.customer_id`,
  );
}

/** Where a card stands in the tables that are no sums over facts. */
const CELL = `card_type_id, currency, date_trunc('month', sold_on)::date as sale_month,
  coalesce(date_trunc('month', last_use_on)::date, 'infinity') as last_use_month,
  coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity') as lapse_month, ${BALANCE} as balance`;

/** The cards a batch touches that were there before it, each with the cells in which it now stands. */
async function rememberLastUse(tx: Tx, { issuerId }: Batch): Promise<void> {
  await run(
    tx,
    `create temp table touched_card on commit drop as
     select s.customer_id, s.card_id, ${CELL}
     from (select distinct customer_id, card_id from batch_fact) w
     join silver.card_summary s on s.customer_id = w.customer_id and s.card_id = w.card_id
     where s.issuer_id = ${id(issuerId)}`,
  );
  await run(tx, "analyze touched_card");
}

async function addToSummaries(tx: Tx): Promise<void> {
  await run(
    tx,
    `update silver.card_summary s set
       ${measures.map((m) => `${m} = s.${m} + a.${m}`).join(", ")},
       first_use_on = least(s.first_use_on, a.first_use_on),
       last_use_on = greatest(s.last_use_on, a.last_use_on),
       last_event_at = greatest(s.last_event_at, a.last_event_at),
       opened_on = least(s.opened_on, a.opened_on)
     from (${byCard("batch_fact join touched_card using (customer_id, card_id)")}) a
     where s.customer_id = a.customer_id and s.card_id = a.card_id`,
  );
}

/** Sums the named cards up anew from all their facts. `cards` selects customer_id and card_id. */
async function recomputeSummaries(tx: Tx, cards: string): Promise<void> {
  await run(
    tx,
    `update silver.card_summary s set
       ${measures.map((m) => `${m} = coalesce(a.${m}, 0)`).join(", ")},
       first_use_on = a.first_use_on, last_use_on = a.last_use_on, last_event_at = a.last_event_at,
       opened_on = a.opened_on
     from (select distinct w.customer_id, w.card_id from (${cards}) w) w
     left join (${summaryOfFacts(cards)}) a on a.customer_id = w.customer_id and a.card_id = w.card_id
     where s.customer_id = w.customer_id and s.card_id = w.card_id`,
  );
}

/** What a card's summary must hold, from its facts; over all cards when no selection is given. */
export function summaryOfFacts(cards?: string): string {
  return `
    select t.customer_id, t.card_id, ${measures.map((m) => `(${measureExpression[m]})::bigint as ${m}`).join(", ")},
      min(t.occurred_on) filter (where t.kind = 'redemption' and v.id is null) as first_use_on,
      max(t.occurred_on) filter (where t.kind = 'redemption' and v.id is null) as last_use_on,
      max(t.occurred_at) as last_event_at,
      min(t.occurred_on) filter (where t.kind = 'opened') as opened_on
    from silver.card_transaction t
    left join silver.card_transaction v on v.customer_id = t.customer_id and v.card_id = t.card_id
      and v.kind = 'void' and v.corrects_id = t.id
    ${cards ? `where (t.customer_id, t.card_id) in (${cards})` : ""}
    group by t.customer_id, t.card_id`;
}

/**
 * For what is no sum over facts: the touched cards' old cells are taken out and their new ones put in. The cards are
 * read once, into the finest cells that any of the tables needs.
 */
async function replaceLastUse(tx: Tx, { issuerId, batchId }: Batch): Promise<void> {
  const cards = (selection: string) => `select ${CELL}, 1 as sign from silver.card_summary
    where (customer_id, card_id) in (${selection})`;
  await run(
    tx,
    `create temp table moved_cell on commit drop as
     select card_type_id, currency, sale_month, last_use_month, lapse_month, sum(sign) as cards,
       sum(sign) filter (where balance <> 0) as open_cards, sum(sign * balance) as balance
     from (
       select card_type_id, currency, sale_month, last_use_month, lapse_month, balance, -1 as sign from touched_card
       union all ${cards("select customer_id, card_id from touched_card")}
       union all ${cards(`select customer_id, id from silver.card where issuer_id = ${id(issuerId)} and batch_id = ${id(batchId)}`)}
     ) moved
     group by card_type_id, currency, sale_month, last_use_month, lapse_month`,
  );
  await addMoved(tx, { issuerId, table: "last_use", keys: "card_type_id, last_use_month", cards: "cards" });
  const aging = { issuerId, table: "aging", cards: "open_cards" };
  for (const [basis, month] of Object.entries({ load: "sale_month", "last-use": "last_use_month" })) {
    const values = `'${basis}', currency, ${month}, lapse_month`;
    await addMoved(tx, { ...aging, keys: "basis, currency, month, lapse_month", values });
  }
  await run(tx, "drop table moved_cell");
}

type Moved = { issuerId: number; table: string; keys: string; values?: string; cards: string };

async function addMoved(tx: Tx, { issuerId, table, keys, values = keys, cards }: Moved): Promise<void> {
  const grouped = values.split(", ").filter((value) => !value.startsWith("'"));
  await run(
    tx,
    `insert into gold.${table} as r (issuer_id, ${keys}, cards, balance)
     select ${id(issuerId)}, ${values}, coalesce(sum(${cards}), 0), sum(balance) from moved_cell
     group by ${grouped.join(", ")}
     having coalesce(sum(${cards}), 0) <> 0 or sum(balance) <> 0
     on conflict (issuer_id, ${keys}) do update set cards = r.cards + excluded.cards, balance = r.balance + excluded.balance`,
  );
  await run(tx, `delete from gold.${table} where issuer_id = ${id(issuerId)} and cards = 0 and balance = 0`);
}
