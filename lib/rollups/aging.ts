import type { Tx } from "@/db/client";
import { currencyDecimals } from "@/lib/money";
import { BALANCE, LOADED_MONTH } from "./definitions";
import { id, ofBatch, run, type SomeBatches } from "./statement";

/** Where a card stands in the tables that are no sums over facts. */
const CELL = `card_type_id, currency, ${LOADED_MONTH} as load_month,
  coalesce(date_trunc('month', last_use_on)::date, 'infinity') as last_use_month,
  coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity') as lapse_month, cards, redeemed, ${BALANCE} as balance`;

/** Small change ends at one unit of the currency: below it holders seldom come back. A hundred where it has no decimals. */
const THOUSANDTHS = Intl.supportedValuesOf("currency").filter((code) => currencyDecimals(code) === 3);
const UNIT = `case when currency in (${THOUSANDTHS.map((code) => `'${code}'`).join(", ")}) then 1000 else 100 end`;

/** A card in use with value on it, and whether that is more than small change. */
export const PARTLY_USED = "redeemed > 0 and balance > 0";
export const LARGER = `${PARTLY_USED} and balance >= ${UNIT}`;

/** Which cards a batch has touched that were there before it. */
export const TOUCHED = "select customer_id, card_id from touched_card";
/** And which came with it. */
export const cameWith = ({ issuerId, batchId }: SomeBatches): string =>
  `select customer_id, id from silver.card c where c.issuer_id = ${id(issuerId)} ${ofBatch("c", batchId)}`;

/** The touched cards, each with the cells in which it now stands. */
export async function rememberCells(tx: Tx, { issuerId }: SomeBatches, cards: string): Promise<void> {
  await run(
    tx,
    `create temp table touched_card on commit drop as
     select s.customer_id, s.card_id, ${CELL}
     from (${cards}) w
     join silver.card_summary s on s.customer_id = w.customer_id and s.card_id = w.card_id
     where s.issuer_id = ${id(issuerId)}`,
  );
  await run(tx, "analyze touched_card");
}

/**
 * For what is no sum over facts: the touched cards' old cells are taken out and those put in in which the cards of the `selections`
 * are now. The cards are read once, into the finest cells that any of the tables needs.
 */
export async function replaceCells(tx: Tx, issuerId: number, ...selections: readonly string[]): Promise<void> {
  const cards = (selection: string) => `select ${CELL}, 1 as sign from silver.card_summary
    where (customer_id, card_id) in (${selection})`;
  await run(
    tx,
    `create temp table moved_cell on commit drop as
     select card_type_id, currency, load_month, last_use_month, lapse_month, sum(sign) as cards,
       sum(sign) filter (where balance <> 0) as open_cards, sum(sign * balance) as balance,
       sum(sign * cards) filter (where ${PARTLY_USED}) as partly_cards,
       sum(sign * balance) filter (where ${PARTLY_USED}) as partly_balance, sum(sign) filter (where ${LARGER}) as larger_cards
     from (
       select card_type_id, currency, load_month, last_use_month, lapse_month, cards, redeemed, balance, -1 as sign from touched_card
       union all ${selections.map(cards).join(" union all ")}
     ) moved
     group by card_type_id, currency, load_month, last_use_month, lapse_month`,
  );
  await addMoved(tx, { issuerId, table: "last_use", keys: "card_type_id, last_use_month", cards: "cards" });
  const aging = { issuerId, table: "aging", cards: "open_cards" };
  for (const [basis, month] of Object.entries({ load: "load_month", "last-use": "last_use_month" })) {
    const values = `'${basis}', currency, ${month}, lapse_month`;
    await addMoved(tx, { ...aging, keys: "basis, currency, month, lapse_month", values });
  }
  await addPartlyUsed(tx, issuerId);
  await run(tx, "drop table moved_cell");
}

async function addPartlyUsed(tx: Tx, issuerId: number): Promise<void> {
  const columns = ["cards", "balance", "larger_cards"] as const;
  await run(
    tx,
    `insert into gold.partly_used as r (issuer_id, card_type_id, lapse_month, ${columns.join(", ")})
     select ${id(issuerId)}, card_type_id, lapse_month, coalesce(sum(partly_cards), 0), coalesce(sum(partly_balance), 0),
       coalesce(sum(larger_cards), 0)
     from moved_cell where partly_cards <> 0 or partly_balance <> 0 or larger_cards <> 0 group by card_type_id, lapse_month
     on conflict (issuer_id, card_type_id, lapse_month) do update set
       ${columns.map((name) => `${name} = r.${name} + excluded.${name}`).join(", ")}`,
  );
  await run(
    tx,
    `delete from gold.partly_used where issuer_id = ${id(issuerId)} and cards = 0 and balance = 0 and larger_cards = 0`,
  );
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
