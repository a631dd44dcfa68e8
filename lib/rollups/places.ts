import type { Tx } from "@/db/client";
import { rememberCells, replaceCells, TOUCHED } from "./aging";
import { factColumn, factsOf, pivot } from "./batch-facts";
import { measures, type RollupName } from "./constants";
import { foldOrder, keysOf, measureList } from "./definitions";
import { replaceDrainedAtOnce } from "./drained-at-once";
import { id, run, type SomeBatches } from "./statement";

const PLACE = ["merchant_id", "sold_on", "card_expires_on", "funds_expires_on"] as const;
const placeList = PLACE.join(", ");

/**
 * Places cards by their sales as the batch leaves them, where no file says when or where they were sold, and lets all that is
 * summed up of them follow. The batch's own facts are not moved: call it before they are folded, or while they are still in
 * the sums that lose them as they were added. Without a batch all cards of the issuer are looked at.
 * @returns how many cards have moved.
 */
export async function placeCards(tx: Tx, batch: SomeBatches, { isLeaving = false } = {}): Promise<number> {
  // A function keeps the plan that it was first given, and that may have been for another number of rows.
  await run(tx, "discard plans");
  const { count } = await run(
    tx,
    `create temp table moved_card on commit drop as
     select *, -1 as sign from app.place_cards(${batch.batchId === undefined ? "null" : id(batch.batchId)}, ${isLeaving})`,
  );
  if (count > 0) await moveCards(tx, batch);
  await run(tx, "drop table moved_card");
  return count;
}

async function moveCards(tx: Tx, batch: SomeBatches): Promise<void> {
  await run(
    tx,
    `insert into moved_card (customer_id, card_id, ${placeList}, sign)
     select c.customer_id, c.id, ${PLACE.map((column) => `c.${column}`).join(", ")}, 1
     from moved_card m join silver.card c on c.customer_id = m.customer_id and c.id = m.card_id`,
  );
  await run(tx, "analyze moved_card");
  await moveSums(tx, batch);
  await rememberCells(tx, batch, "select customer_id, card_id from moved_card where sign = 1");
  await run(
    tx,
    `update silver.card_summary s set ${PLACE.map((column) => `${column} = m.${column}`).join(", ")}
     from moved_card m where m.sign = 1 and s.customer_id = m.customer_id and s.card_id = m.card_id`,
  );
  await replaceCells(tx, batch.issuerId, TOUCHED);
  await replaceDrainedAtOnce(tx, batch.issuerId, TOUCHED);
  await run(tx, "drop table touched_card");
}

/** Each fact of a moved card twice: out of where the card was, and into where it is. */
async function moveSums(tx: Tx, { issuerId, batchId }: SomeBatches): Promise<void> {
  const cards = `(
    select o.customer_id, o.id, o.card_type_id, o.jurisdiction, o.birth_year, m.sign, ${PLACE.map((column) => `m.${column}`).join(", ")}
    from moved_card m join silver.card o on o.customer_id = m.customer_id and o.id = m.card_id)`;
  const known = batchId === undefined ? "" : ` and t.batch_id <> ${id(batchId)}`;
  const { count } = await run(
    tx,
    `create temp table moved_fact on commit drop as
     ${factsOf(cards, ", c.sign")} where t.issuer_id = ${id(issuerId)}${known}`,
  );
  if (count > 0) {
    await run(tx, "analyze moved_fact");
    for (const name of foldOrder) await moveRollup(tx, name, issuerId);
  }
  await run(tx, "drop table moved_fact");
}

async function moveRollup(tx: Tx, name: RollupName, issuerId: number): Promise<void> {
  const keys = keysOf(name).join(", ");
  const columns = keysOf(name).map((key) => factColumn(name, key));
  const none = measures.map(() => "0").join(", ");
  await run(
    tx,
    `create temp table moved_sum on commit drop as
     select batch_id, ${keys}, ${measureList} from (
       select batch_id, ${columns.join(", ")}, ${measures.map((m) => `(${pivot[m]})::bigint`).join(", ")}
       from (
         select batch_id, ${columns.join(", ")}, counts_as, sign as n, sign * net as net, sign * amount as amount, sign * spent as spent
         from moved_fact
       ) f group by batch_id, ${columns.join(", ")}
     ) s (batch_id, ${keys}, ${measureList}) where (${measureList}) <> (${none})`,
  );
  await run(tx, "analyze moved_sum");
  const same = keysOf(name)
    .map((key) => `d.${key} = m.${key}`)
    .join(" and ");
  await run(
    tx,
    `with before as (
       delete from gold.${name}_delta d using moved_sum m
       where d.issuer_id = ${id(issuerId)} and d.batch_id = m.batch_id and ${same}
       returning d.batch_id, ${keysOf(name).map((key) => `d.${key}`)}, ${measures.map((m) => `d.${m}`)}
     )
     insert into gold.${name}_delta (issuer_id, batch_id, ${keys}, ${measureList})
     select ${id(issuerId)}, batch_id, ${keys}, ${measures.map((m) => `sum(${m})`).join(", ")}
     from (select * from before union all select * from moved_sum) s
     group by batch_id, ${keys} having sum(events) <> 0`,
  );
  await run(
    tx,
    `insert into gold.${name} as r (issuer_id, ${keys}, ${measureList})
     select ${id(issuerId)}, ${keys}, ${measures.map((m) => `sum(${m})`).join(", ")} from moved_sum group by ${keys}
     on conflict (issuer_id, ${keys}) do update set ${measures.map((m) => `${m} = r.${m} + excluded.${m}`).join(", ")}`,
  );
  await run(tx, `delete from gold.${name} where issuer_id = ${id(issuerId)} and events = 0`);
  await run(tx, "drop table moved_sum");
}
