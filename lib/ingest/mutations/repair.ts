import { createHash } from "node:crypto";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { refusedRow } from "@/db/schema/import";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Entity } from "../constants";
import { definitionOf, fieldOf } from "../entities";
import { contextOf, type LoadPlan, type LoadScope } from "../plan";
import type { Problem } from "../row/problem";
import { parserOf } from "./retry";

const open = and(isNull(refusedRow.loadedByBatchId), isNull(refusedRow.dismissedAt));

/** Changes values of rows kept aside, by field. They are loaded by `planRepaired`. @throws NotFound, Conflict. */
export function repairRows(
  scope: LoadScope,
  input: { rows: readonly { id: number; values: Readonly<Record<string, string>> }[] },
): Promise<{ repaired: number }> {
  return withScope(scope, async (tx) => {
    for (const { id, values } of input.rows) {
      const mine = and(eq(refusedRow.id, id), eq(refusedRow.issuerId, scope.issuerId));
      const [row] = await tx.select().from(refusedRow).where(mine).for("update");
      if (!row) throw new NotFound("This row");
      if (row.loadedByBatchId !== null || row.dismissedAt !== null)
        throw new Conflict("This row is not kept aside any more.");
      const known = new Set(definitionOf(row.entity).fields.map((field) => field.name));
      const changed = Object.fromEntries(Object.entries(values).filter(([field]) => known.has(field)));
      await tx
        .update(refusedRow)
        .set({ values: { ...row.values, ...changed } })
        .where(mine);
    }
    await writeAudit(tx, scope, {
      action: "import.repaired",
      subject: `${input.rows.length} rows`,
      detail: { rows: input.rows.map((row) => row.id) },
    });
    return { repaired: input.rows.length };
  });
}

/**
 * What is still wrong with a row once its values are changed, by the checks of its own mapping.
 * @throws NotFound, and Invalid for a field that such a row does not have.
 */
export async function checkRepair(
  scope: LoadScope,
  { id, values }: { id: number; values: Readonly<Record<string, string>> },
  now: Date,
): Promise<{ entity: Entity; problems: readonly Problem[] }> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select({
          entity: refusedRow.entity,
          values: refusedRow.values,
          part: sql<unknown>`(select f -> 'part' from app.import_batch b, jsonb_array_elements(b.files) f
            where b.id = ${refusedRow.batchId} and b.issuer_id = ${refusedRow.issuerId}
              and f ->> 'name' = ${refusedRow.fileName} limit 1)`,
        })
        .from(refusedRow)
        .where(and(eq(refusedRow.id, id), eq(refusedRow.issuerId, scope.issuerId), open)),
    { readOnly: true },
  );
  if (!row) throw new NotFound("This row");
  const unknown = Object.keys(values).filter((name) => !fieldOf(row.entity, name));
  if (unknown.length > 0) {
    const fields = Object.fromEntries(unknown.map((name) => [`values.${name}`, "is not known here"]));
    throw new Invalid("Some of what was entered cannot be used.", { fields });
  }
  const parser = parserOf(row, contextOf(scope, now));
  const next = { ...row.values, ...values };
  const cells = parser.fields.map((field) => next[field.name] ?? "");
  return { entity: row.entity, problems: parser.parse(cells, 1).problems };
}

/** Gives rows up: they stay to be seen, but are not tried again. */
export function dismissRows(scope: LoadScope, ids: readonly number[]): Promise<{ dismissed: number }> {
  return withScope(scope, async (tx) => {
    const gone = await tx
      .update(refusedRow)
      .set({ dismissedAt: sql`now()` })
      .where(and(eq(refusedRow.issuerId, scope.issuerId), inArray(refusedRow.id, [...ids]), open))
      .returning({ id: refusedRow.id });
    await record(tx, scope, "import.dismissed", gone);
    return { dismissed: gone.length };
  });
}

/** Takes the giving up back. */
export function recallRows(scope: LoadScope, ids: readonly number[]): Promise<{ recalled: number }> {
  return withScope(scope, async (tx) => {
    const back = await tx
      .update(refusedRow)
      .set({ dismissedAt: null })
      .where(
        and(
          eq(refusedRow.issuerId, scope.issuerId),
          inArray(refusedRow.id, [...ids]),
          isNull(refusedRow.loadedByBatchId),
          isNotNull(refusedRow.dismissedAt),
        ),
      )
      .returning({ id: refusedRow.id });
    await record(tx, scope, "import.recalled", back);
    return { recalled: back.length };
  });
}

async function record(
  tx: Tx,
  scope: LoadScope,
  action: "import.dismissed" | "import.recalled",
  rows: readonly { id: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await writeAudit(tx, scope, { action, subject: `${ids.length} rows`, detail: { rows: ids } });
}

/** A batch of rows kept aside instead of files. @throws NotFound when none of them is still aside. */
export async function planRepaired(
  scope: LoadScope,
  ids: readonly number[],
  jobRunId: number | null = null,
): Promise<LoadPlan> {
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select({ id: refusedRow.id, values: refusedRow.values })
        .from(refusedRow)
        .where(and(eq(refusedRow.issuerId, scope.issuerId), inArray(refusedRow.id, [...ids]), open))
        .orderBy(refusedRow.id),
    { readOnly: true },
  );
  if (rows.length === 0) throw new NotFound("A row of these that is kept aside");
  return {
    label: rows.length === 1 ? "One repaired row" : `${rows.length} repaired rows`,
    contentKey: createHash("sha256")
      .update(`repaired ${JSON.stringify(rows)}`)
      .digest("hex"),
    files: [],
    repairedIds: rows.map((row) => row.id),
    jobRunId,
  };
}
