import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { refusedAgain, refusedRow } from "@/db/schema/import";
import type { LoadScope } from "../plan";
import { type RefusedListParams, refusedListInput } from "../schema";

/** Rows that a batch was the first to bring, or has brought again while they are kept from before. */
const broughtBy = (batchId: number) => sql`(${refusedRow.batchId} = ${batchId} or exists (select from ${refusedAgain} a
  where a.refused_id = ${refusedRow.id} and a.issuer_id = ${refusedRow.issuerId} and a.batch_id = ${batchId}))`;

type Wanted = Pick<ReturnType<typeof refusedListInput.parse>, "batchId" | "entity" | "state">;

const keptAside = (scope: LoadScope, { batchId, entity, state }: Wanted) =>
  and(
    eq(refusedRow.issuerId, scope.issuerId),
    batchId === undefined ? undefined : broughtBy(batchId),
    entity === undefined ? undefined : eq(refusedRow.entity, entity),
    state === "loaded" ? isNotNull(refusedRow.loadedByBatchId) : isNull(refusedRow.loadedByBatchId),
    state === "dismissed"
      ? isNotNull(refusedRow.dismissedAt)
      : state === "open"
        ? isNull(refusedRow.dismissedAt)
        : undefined,
  );

/** Rows kept aside, in the order of their files, a page at a time: pass the last id as `after` for the next. */
export async function listRefusedRows(scope: LoadScope, params: RefusedListParams = {}) {
  const { after, limit, ...wanted } = refusedListInput.parse(params);
  const where = keptAside(scope, wanted);
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx
        .select({
          id: refusedRow.id,
          batchId: refusedRow.batchId,
          file: refusedRow.fileName,
          line: refusedRow.line,
          entity: refusedRow.entity,
          cells: refusedRow.cells,
          values: refusedRow.values,
          problems: refusedRow.problems,
          retry: refusedRow.retry,
          loadedByBatchId: refusedRow.loadedByBatchId,
        })
        .from(refusedRow)
        .where(and(where, gt(refusedRow.id, after)))
        .orderBy(asc(refusedRow.id))
        .limit(limit);
      const [count] = await tx.select({ n: sql<number>`count(*)::int` }).from(refusedRow).where(where);
      return { rows, total: count?.n ?? 0, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
    },
    { readOnly: true },
  );
}

/** How many faults the same rows have in all, of which a file holds a line each; it reads the rows, so only an export asks. */
export async function countFaults(scope: LoadScope, params: RefusedListParams = {}): Promise<number> {
  const where = keptAside(scope, refusedListInput.parse(params));
  const faults = sql<number>`coalesce(sum(jsonb_array_length(${refusedRow.problems})), 0)::int`;
  const [count] = await withScope(scope, (tx) => tx.select({ n: faults }).from(refusedRow).where(where), {
    readOnly: true,
  });
  return count?.n ?? 0;
}

export type RefusedRowView = Awaited<ReturnType<typeof listRefusedRows>>["rows"][number];
