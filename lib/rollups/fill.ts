import type { Tx } from "@/db/client";
import { cameWith, replaceCells } from "./aging";
import { factColumn, gatherCardChanges, gatherFacts, pivot, SUMS_BY_KIND } from "./batch-facts";
import { measures, type RollupName } from "./constants";
import { coarserOf, foldOrder, keysOf, measureList } from "./definitions";
import { replaceDrainedAtOnce } from "./drained-at-once";
import { id, run } from "./statement";
import { addNewCards, recomputeSummaries } from "./summaries";

/**
 * Rollups, twins and summaries of an issuer that has facts and none of these yet, from all its batches at once: what
 * folding them one after another would give, in a tenth of the time and without the rows that leaves dead.
 * @throws the database's unique violation when some are there already.
 */
export async function fillRollups(tx: Tx, issuerId: number): Promise<void> {
  await run(tx, "set local work_mem = '192MB'");
  await run(tx, "select app.refresh_statistics()");
  await gatherFacts(tx, { issuerId });
  for (const name of foldOrder) await fillRollup(tx, name, issuerId);
  await gatherCardChanges(tx);
  await addNewCards(tx, { issuerId });
  await recomputeSummaries(tx, "select customer_id, card_id from batch_fact where kind = 'void'");
  await run(
    tx,
    `create temp table touched_card on commit drop as
     select 0::bigint as customer_id, 0::bigint as card_id, 0 as card_type_id, ''::char(3) as currency, date 'today' as load_month,
       date 'today' as last_use_month, date 'today' as lapse_month, 0::bigint as cards, 0::bigint as redeemed, 0::bigint as balance where false`,
  );
  await replaceCells(tx, issuerId, cameWith({ issuerId }));
  await replaceDrainedAtOnce(tx, issuerId, cameWith({ issuerId }));
  await run(tx, "drop table batch_fact, card_change, touched_card");
  await run(tx, "select app.refresh_statistics('silver')");
}

async function fillRollup(tx: Tx, name: RollupName, issuerId: number): Promise<void> {
  const keys = keysOf(name).join(", ");
  const finer = coarserOf[name];
  const columns = keysOf(name).map((key) => factColumn(name, key));
  const sums = measures.map((m) => `sum(${m})`).join(", ");
  await run(
    tx,
    finer
      ? `insert into gold.${name}_delta (issuer_id, batch_id, ${keys}, ${measureList})
         select issuer_id, batch_id, ${keys}, ${sums} from gold.${finer}_delta
         where issuer_id = ${id(issuerId)} group by issuer_id, batch_id, ${keys} order by batch_id`
      : `insert into gold.${name}_delta (issuer_id, batch_id, ${keys}, ${measureList})
         select ${id(issuerId)}, batch_id, ${columns.join(", ")}, ${measures.map((m) => pivot[m]).join(", ")}
         from (
           select batch_id, ${columns.join(", ")}, counts_as, ${SUMS_BY_KIND}
           from batch_fact group by batch_id, ${columns.join(", ")}, counts_as
         ) g group by batch_id, ${columns.join(", ")} order by batch_id`,
  );
  await run(
    tx,
    `insert into gold.${name} (issuer_id, ${keys}, ${measureList})
     select issuer_id, ${keys}, ${sums} from gold.${name}_delta where issuer_id = ${id(issuerId)}
     group by issuer_id, ${keys} order by ${keys}`,
  );
}
