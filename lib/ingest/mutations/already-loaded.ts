import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { type Entity, entities } from "../constants";
import { countsOf, type LoadOutcome, type LoadPlan, type LoadScope } from "../plan";

/** Parts the fingerprint of files that are loaded once more from the batch after which they are. */
const AFTER = " after ";

type Found = { before: LoadOutcome | null; contentKey: string };

/**
 * The batch that these files are already, unless something has happened since that they would put right: a later batch has
 * replaced what they say of holders or merchants, or one before them was withdrawn, and with it what they had only repeated;
 * or somebody has added a brand while rows of theirs wait. Whatever else a row can wait for comes with a load, which tries it.
 */
export async function findLoaded(tx: Tx, scope: LoadScope, plan: LoadPlan): Promise<Found> {
  const [found] = await tx
    .select()
    .from(importBatch)
    .where(
      and(
        eq(importBatch.issuerId, scope.issuerId),
        sql`(${importBatch.contentKey} = ${plan.contentKey} or starts_with(${importBatch.contentKey}, ${`${plan.contentKey}${AFTER}`}))`,
        eq(importBatch.state, "loaded"),
      ),
    )
    .orderBy(desc(importBatch.id))
    .limit(1);
  if (!found) return { before: null, contentKey: plan.contentKey };
  const counts = countsOf(found.counts);
  const [since] = await tx.execute<{ overtaken: boolean }>(sql`
    select exists (select from bronze.customer_change d
        where ${counts.customer.read > 0} and d.issuer_id = ${scope.issuerId} and d.batch_id > ${found.id})
      or exists (select from bronze.merchant_change d
        where ${counts.merchant.read > 0} and d.issuer_id = ${scope.issuerId} and d.batch_id > ${found.id})
      or exists (select from app.import_batch w
        where w.issuer_id = ${scope.issuerId} and w.id < ${found.id} and w.withdrawn_at > ${found.recordedAt.toISOString()}::timestamptz)
      or exists (select ${keptOf(scope, found.id)} and r.retry and r.loaded_by_batch_id is null and r.dismissed_at is null)
        and exists (select from app.audit_event a where a.issuer_id = ${scope.issuerId} and a.action = 'brand.created'
          and a.occurred_at > ${found.recordedAt.toISOString()}::timestamptz)
      as overtaken`);
  if (since?.overtaken) return { before: null, contentKey: `${plan.contentKey}${AFTER}${found.id}` };
  return { before: await unchanged(tx, scope, found), contentKey: found.contentKey };
}

/** From the rows `r` that a batch kept aside, or brought again while an earlier one keeps them. */
const keptOf = ({ issuerId }: LoadScope, batchId: number): SQL => sql`
  from (
    select id from bronze.refused_row where issuer_id = ${issuerId} and batch_id = ${batchId}
    union all
    select refused_id from bronze.refused_again where issuer_id = ${issuerId} and batch_id = ${batchId}
  ) k join bronze.refused_row r on r.id = k.id
  where r.issuer_id = ${issuerId}`;

async function unchanged(tx: Tx, scope: LoadScope, found: typeof importBatch.$inferSelect): Promise<LoadOutcome> {
  const { counts: stored, notices, firstOn, lastOn } = found;
  const counts = countsOf(stored);
  const loaded = await tx.execute<{ entity: Entity; n: number }>(sql`
    select r.entity, count(*)::int as n ${keptOf(scope, found.id)} and r.loaded_by_batch_id is not null group by r.entity`);
  for (const { entity, n } of loaded) counts[entity].refused = Math.max(0, counts[entity].refused - n);
  // Of the same rows a second time nothing is new.
  for (const count of Object.values(counts)) {
    Object.assign(count, { new: 0, updated: 0, repeated: count.read - count.refused });
  }
  const refusedTotal = entities.reduce((sum, entity) => sum + counts[entity].refused, 0);
  return {
    batchId: found.id,
    state: "unchanged",
    counts,
    healed: 0,
    notices,
    refused: [],
    refusedTotal,
    firstOn,
    lastOn,
  };
}
