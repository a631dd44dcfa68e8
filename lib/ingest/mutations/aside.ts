import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { LoadScope, PlannedFile, RefusedRow } from "../plan";
import { findFormat, readRows } from "../reader/table";
import type { RowParser } from "../row/parse";
import { type Problem, shown } from "../row/problem";
import { id } from "./staging";

export type FileReading = {
  readonly file: PlannedFile;
  readonly fileNo: number;
  readonly parser: RowParser;
  /** Field → the column's name and place in this file. */
  readonly columns: ReadonlyMap<string, string>;
};

type Aside = { line: number; problems: Problem[]; retry: boolean };
type Kept = Aside & { cells: readonly string[] };

const AT_ONCE = 2_000;

/**
 * Keeps the refused rows as they stand in the file. Their cells were not carried along, because nearly all rows are
 * good: the few lines are fetched by reading the file once more. Gives back the page of them that was asked for.
 */
export async function keepAside(
  tx: Tx,
  batch: { scope: LoadScope; batchId: number },
  readings: readonly FileReading[],
  page: { offset: number; limit: number },
): Promise<RefusedRow[]> {
  const shownRows: RefusedRow[] = [];
  let passed = 0;
  for (const reading of readings) {
    let kept: Kept[] = [];
    for await (const row of asideRows(tx, reading)) {
      if (passed++ >= page.offset && shownRows.length < page.limit) {
        const { line, problems, cells } = row;
        shownRows.push({ file: reading.file.name, entity: reading.file.part.entity, line, problems, cells });
      }
      kept.push(row);
      if (kept.length < AT_ONCE) continue;
      await store(tx, batch, reading, kept);
      kept = [];
    }
    await store(tx, batch, reading, kept);
  }
  return shownRows;
}

/** Both the refused lines and the file's rows come in order of line, so one pass joins them. */
async function* asideRows(tx: Tx, reading: FileReading): AsyncGenerator<Kept> {
  const lines = asideLines(tx, reading.fileNo);
  let next = await lines.next();
  if (next.done) return;
  const format = await findFormat(reading.file.source, reading.file.part);
  for await (const rows of readRows(reading.file.source, format)) {
    for (const { line, cells } of rows) {
      if (line !== next.value.line) continue;
      yield { ...next.value, problems: placed(next.value.problems, reading, cells), cells };
      next = await lines.next();
      if (next.done) return;
    }
  }
}

async function* asideLines(tx: Tx, fileNo: number): AsyncGenerator<Aside, undefined> {
  let after = 0;
  for (;;) {
    const rows = await tx.execute<Aside>(sql`
      select line, problems, retry from stage_refused
      where file_no = ${fileNo} and refused_id is null and line > ${after} order by line limit ${AT_ONCE}`);
    if (rows.length === 0) return undefined;
    yield* rows;
    after = rows[rows.length - 1]?.line ?? after;
  }
}

/** Problems found among rows know the field only; column and value are those of the file. */
function placed(problems: readonly Problem[], reading: FileReading, cells: readonly string[]): Problem[] {
  const raw = reading.parser.raw(cells);
  return problems.map((problem) => ({
    ...problem,
    column: problem.column || (reading.columns.get(problem.field) ?? ""),
    value: problem.value || shown(raw[problem.field] ?? ""),
  }));
}

async function store(
  tx: Tx,
  { scope, batchId }: { scope: LoadScope; batchId: number },
  reading: FileReading,
  rows: readonly Kept[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = rows.map((row) => ({ ...row, values: reading.parser.raw(row.cells) }));
  await tx.execute(sql`
    insert into bronze.refused_row (issuer_id, batch_id, file_name, line, entity, cells, "values", problems, retry)
    select ${id(scope.issuerId)}::int, ${id(batchId)}::int, ${reading.file.name}, r.line, ${reading.file.part.entity},
      array(select jsonb_array_elements_text(r.cells)), r."values", r.problems, r.retry
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r(line int, cells jsonb, "values" jsonb, problems jsonb, retry boolean)
    order by r.line`);
}
