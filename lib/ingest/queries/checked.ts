import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { and, eq, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { jobRun } from "@/db/schema/job";
import { Conflict, NotFound } from "@/lib/errors";
import type { Entity } from "../constants";
import { hasMeanings, mayMeanNothing } from "../draft";
import { fieldOf } from "../entities";
import type { LoadScope, RefusedRow } from "../plan";
import { placeholders } from "../row/placeholders";
import { importJobInput } from "../schema";
import { getFiles, storedSource } from "./file";

/** What a finished check was told to read, and how. @throws NotFound, Conflict when the check has not ended well. */
export async function getCheckedInput(scope: LoadScope, runId: number) {
  const [run] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ input: jobRun.input, state: jobRun.state })
        .from(jobRun)
        .where(and(eq(jobRun.id, runId), eq(jobRun.issuerId, scope.issuerId), eq(jobRun.kind, "import.load"))),
    { readOnly: true },
  );
  const input = importJobInput.safeParse(run?.input);
  if (!run || !input.success || !input.data.dryRun) throw new NotFound("This check");
  if (run.state !== "done") throw new Conflict("This check has not ended yet. Wait for it, or start it again.");
  return input.data;
}

/** The files and the mapping a run was started with, for going back to them. Null when it is no import of files. */
export async function findRunInput(scope: LoadScope, runId: number) {
  const [run] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ input: jobRun.input })
        .from(jobRun)
        .where(and(eq(jobRun.id, runId), eq(jobRun.issuerId, scope.issuerId), eq(jobRun.kind, "import.load"))),
    { readOnly: true },
  );
  const input = importJobInput.safeParse(run?.input);
  return input.success ? input.data : null;
}

export type CheckedRows = { rows: RefusedRow[]; total: number; kinds: { code: string; count: number }[] };

/** The rows a check would keep aside, a page at a time, from the check's own result. */
export async function listCheckedRows(
  scope: LoadScope,
  { runId, offset, limit, code }: { runId: number; offset: number; limit: number; code?: string | undefined },
): Promise<CheckedRows> {
  const found = sql`from app.job_run r, jsonb_array_elements(r.result -> 'refused') with ordinality as f(row, place)
    where r.id = ${runId} and r.issuer_id = ${scope.issuerId} and r.kind = 'import.load'
      and jsonb_typeof(r.result -> 'refused') = 'array'`;
  const chosen =
    code === undefined ? sql`` : sql`and f.row -> 'problems' @> ${JSON.stringify([{ code }])}::text::jsonb`;
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx.execute<{ row: RefusedRow }>(
        sql`select f.row ${found} ${chosen} order by f.place offset ${offset} limit ${limit}`,
      );
      const [count] = await tx.execute<{ n: number }>(sql`select count(*)::int as n ${found} ${chosen}`);
      const kinds = await tx.execute<{ code: string; count: number }>(
        sql`select p.code, count(*)::int as count from (
              select distinct f.place, problem ->> 'code' as code
              from app.job_run r, jsonb_array_elements(r.result -> 'refused') with ordinality as f(row, place),
                jsonb_array_elements(f.row -> 'problems') problem
              where r.id = ${runId} and r.issuer_id = ${scope.issuerId} and r.kind = 'import.load'
                and jsonb_typeof(r.result -> 'refused') = 'array') p
            group by p.code order by count(*) desc, p.code`,
      );
      return { rows: rows.map((one) => one.row), total: count?.n ?? 0, kinds: [...kinds] };
    },
    { readOnly: true },
  );
}

const MORE_PORTION = 1_000;

/** The rows that a check has found beyond those of its result, in their order; none where the result holds all. */
export async function* moreCheckedRows(scope: LoadScope, runId: number): AsyncGenerator<RefusedRow[]> {
  const [run] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ fileId: sql<number | null>`(${jobRun.result} ->> 'moreFileId')::int` })
        .from(jobRun)
        .where(and(eq(jobRun.id, runId), eq(jobRun.issuerId, scope.issuerId), eq(jobRun.kind, "import.load"))),
    { readOnly: true },
  );
  if (!run || run.fileId === null) return;
  const [stored] = await getFiles(scope, [run.fileId]);
  if (!stored) return;
  let portion: RefusedRow[] = [];
  for await (const line of createInterface({ input: Readable.from(storedSource(scope, stored).open()) })) {
    // Only `MoreRows` writes such files.
    portion.push(JSON.parse(line) as RefusedRow);
    if (portion.length < MORE_PORTION) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** How many faults all bad rows of a check have, listed or not; it reads them, so only an export asks. */
export async function countCheckedFaults(scope: LoadScope, runId: number): Promise<number> {
  const [listed] = await withScope(
    scope,
    (tx) =>
      tx.execute<{ n: number }>(sql`
        select coalesce(sum(jsonb_array_length(f.row -> 'problems')), 0)::int as n
        from app.job_run r, jsonb_array_elements(r.result -> 'refused') as f(row)
        where r.id = ${runId} and r.issuer_id = ${scope.issuerId} and r.kind = 'import.load'
          and jsonb_typeof(r.result -> 'refused') = 'array'`),
    { readOnly: true },
  );
  let faults = listed?.n ?? 0;
  for await (const rows of moreCheckedRows(scope, runId)) for (const { problems } of rows) faults += problems.length;
  return faults;
}

type FoundValue = { file: string; entity: Entity; field: string; value: string; count: number };
export type UnknownValue = FoundValue & { label: string };

/** Values of choice columns, and words for nothing in any, that a check could not understand, most frequent first: each wants a translation. */
export async function listUnknownValues(scope: LoadScope, runId: number): Promise<UnknownValue[]> {
  const found = await withScope(
    scope,
    async (tx) => [
      ...(await tx.execute<FoundValue>(
        sql`select f.row ->> 'file' as file, f.row ->> 'entity' as entity, problem ->> 'field' as field,
              problem ->> 'value' as value, count(*)::int as count
            from app.job_run r, jsonb_array_elements(r.result -> 'refused') as f(row), jsonb_array_elements(f.row -> 'problems') problem
            where r.id = ${runId} and r.issuer_id = ${scope.issuerId} and r.kind = 'import.load'
              and jsonb_typeof(r.result -> 'refused') = 'array' and (problem ->> 'code' = 'choice-unknown' or lower(problem ->> 'value') in (${sql.join(
                placeholders.map((word) => sql`${word}`),
                sql`, `,
              )}))
            group by 1, 2, 3, 4 order by count(*) desc, 4 limit 100`,
      )),
    ],
    { readOnly: true },
  );
  const wanted = found.filter((one) => {
    const field = fieldOf(one.entity, one.field);
    return field !== undefined && (hasMeanings(field) || mayMeanNothing(field));
  });
  return wanted.map((one) => ({ ...one, label: fieldOf(one.entity, one.field)?.label ?? one.field }));
}
