import { and, desc, eq, lt, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { person } from "@/db/schema/identity";
import { importBatch, refusedAgain, refusedRow } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import { withoutAddresses } from "../notice";
import { countsOf, type LoadScope } from "../plan";
import { type BatchListParams, batchListInput } from "../schema";

const openRows = sql<number>`(select count(*)::int from ${refusedRow} r where r.issuer_id = ${importBatch.issuerId}
  and (r.batch_id = ${importBatch.id} or r.id in (select refused_id from ${refusedAgain} a where a.issuer_id = ${importBatch.issuerId} and a.batch_id = ${importBatch.id}))
  and r.loaded_by_batch_id is null and r.dismissed_at is null)`;

const columns = {
  id: importBatch.id,
  source: importBatch.source,
  state: importBatch.state,
  label: importBatch.label,
  files: importBatch.files,
  counts: importBatch.counts,
  notices: importBatch.notices,
  firstOn: importBatch.firstOn,
  lastOn: importBatch.lastOn,
  createdBy: importBatch.createdBy,
  createdByName: person.name,
  jobRunId: importBatch.jobRunId,
  recordedAt: importBatch.recordedAt,
  withdrawnAt: importBatch.withdrawnAt,
  /** Rows of this batch that are still kept aside, whichever batch has brought them first. */
  openRows,
};

/** The issuer's batches, newest first, with counts, who and when. */
export async function listBatches(scope: LoadScope, params: BatchListParams = {}) {
  const { state, before, limit } = batchListInput.parse(params);
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select(columns)
        .from(importBatch)
        .leftJoin(person, eq(person.id, importBatch.createdBy))
        .where(
          and(
            eq(importBatch.issuerId, scope.issuerId),
            state === undefined ? undefined : eq(importBatch.state, state),
            before === undefined ? undefined : lt(importBatch.id, before),
          ),
        )
        .orderBy(desc(importBatch.id))
        .limit(limit),
    { readOnly: true },
  );
  return rows.map(view);
}

export function countBatches(scope: LoadScope): Promise<number> {
  return withScope(scope, (tx) => tx.$count(importBatch, eq(importBatch.issuerId, scope.issuerId)), { readOnly: true });
}

/** @throws NotFound when there is no such batch or it is another issuer's. */
export async function getBatch(scope: LoadScope, batchId: number): Promise<BatchView> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select(columns)
        .from(importBatch)
        .leftJoin(person, eq(person.id, importBatch.createdBy))
        .where(and(eq(importBatch.id, batchId), eq(importBatch.issuerId, scope.issuerId))),
    { readOnly: true },
  );
  if (!row) throw new NotFound("This batch");
  return view(row);
}

type Stored = Omit<typeof importBatch.$inferSelect, "issuerId" | "contentKey" | "repeats" | "withdrawnBy"> & {
  openRows: number;
  createdByName: string | null;
};

function view(row: Stored) {
  const counts = countsOf(row.counts);
  const files = row.files.map(({ name, entity, fileId, sha256 }) => ({ name, entity, fileId, sha256 }));
  return { ...row, counts, files, notices: withoutAddresses(row.notices) };
}
export type BatchView = ReturnType<typeof view>;
