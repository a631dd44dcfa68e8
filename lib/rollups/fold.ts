import type { Tx } from "@/db/client";
import { cameWith, rememberCells, replaceCells, TOUCHED } from "./aging";
import { factColumn, gatherCardChanges, gatherFacts, pivot, SUMS_BY_KIND } from "./batch-facts";
import { measures, type RollupName } from "./constants";
import { coarserOf, foldOrder, keysOf, measureList } from "./definitions";
import { replaceDrainedAtOnce } from "./drained-at-once";
import { placeCards } from "./places";
import { type Batch, id, run } from "./statement";
import { addNewCards, addToSummaries, recomputeSummaries } from "./summaries";

/**
 * Adds a batch's facts to every rollup, to each rollup's twin by batch, and to the summaries of the cards it touched.
 * Call it once per batch, in the transaction that inserted the facts, under the issuer's scope.
 */
export async function foldBatch(tx: Tx, batch: Batch): Promise<void> {
  // Grouping in memory: at the server's usual few megabytes a large batch sorts on disk and takes twice as long.
  await run(tx, "set local work_mem = '192MB'");
  await run(tx, "select app.refresh_statistics()");
  await placeCards(tx, batch);
  await gatherFacts(tx, batch);
  for (const name of foldOrder) await foldRollup(tx, name, batch);
  await gatherCardChanges(tx);
  await rememberCells(tx, batch, "select customer_id, card_id from card_change");
  await addToSummaries(tx);
  await addNewCards(tx, batch);
  // A voided redemption was no use of the card: first and last use cannot be had by adding.
  await recomputeSummaries(tx, "select customer_id, card_id from batch_fact where kind = 'void'");
  await replaceCells(tx, batch.issuerId, TOUCHED, cameWith(batch));
  await replaceDrainedAtOnce(tx, batch.issuerId, TOUCHED, cameWith(batch));
  await run(tx, "drop table batch_fact, card_change, touched_card");
  // Who reads a moment later has as much need of it as this: the server's own analysis comes within a minute, or never. Of
  // cards and events alone: the many small tables of rollups would cost a large load a fifth of its time.
  await run(tx, "select app.refresh_statistics('silver')");
}

/**
 * Takes a batch back out: cards that its sales or voids had placed go back to where the others say, rollups lose what it added, its facts and cards go, and the other cards it had touched are
 * summed up anew from the facts that remain.
 * @throws the database's foreign key violation when later batches still use its cards, customers or types.
 */
export async function withdrawBatch(tx: Tx, batch: Batch): Promise<void> {
  const { issuerId, batchId } = { issuerId: id(batch.issuerId), batchId: id(batch.batchId) };
  await placeCards(tx, batch, { isLeaving: true });
  await rememberCells(
    tx,
    batch,
    `select customer_id, card_id from silver.card_transaction where issuer_id = ${issuerId} and batch_id = ${batchId}
     union select customer_id, id from silver.card where issuer_id = ${issuerId} and batch_id = ${batchId}`,
  );
  for (const name of foldOrder) await unfoldRollup(tx, name, batch);
  await run(tx, `select app.erase_batch(${batchId})`);
  await recomputeSummaries(tx, "select customer_id, card_id from touched_card");
  await replaceCells(tx, batch.issuerId, TOUCHED);
  await replaceDrainedAtOnce(tx, batch.issuerId, TOUCHED);
  await run(tx, "drop table touched_card");
}

async function foldRollup(tx: Tx, name: RollupName, { issuerId, batchId }: Batch): Promise<void> {
  const keys = keysOf(name).join(", ");
  const finer = coarserOf[name];
  const columns = keysOf(name).map((key) => factColumn(name, key));
  const added = finer
    ? `select ${keys}, ${measures.map((m) => `sum(${m})`).join(", ")}
       from gold.${finer}_delta where issuer_id = ${id(issuerId)} and batch_id = ${id(batchId)} group by ${keys}`
    : `select ${columns.join(", ")}, ${measures.map((m) => pivot[m]).join(", ")}
       from (
         select ${columns.join(", ")}, counts_as, ${SUMS_BY_KIND}
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
