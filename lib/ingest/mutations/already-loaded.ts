import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { entities } from "../constants";
import { countsOf, type LoadOutcome, type LoadPlan, type LoadScope } from "../plan";

/** Parts the fingerprint of files that are loaded once more from the batch after which they are. */
const AFTER = " after ";

type Found = { before: LoadOutcome | null; contentKey: string };

/**
 * The batch that these files are already, unless something has happened since that they would put right: a later batch has
 * replaced what they say of holders or merchants, or one before them was withdrawn, and with it what they had only repeated.
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
      as overtaken`);
  if (since?.overtaken) return { before: null, contentKey: `${plan.contentKey}${AFTER}${found.id}` };
  return { before: unchanged(found), contentKey: found.contentKey };
}

function unchanged(found: typeof importBatch.$inferSelect): LoadOutcome {
  const { counts: stored, notices, firstOn, lastOn } = found;
  const counts = countsOf(stored);
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
