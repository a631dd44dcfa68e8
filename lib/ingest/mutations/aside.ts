import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { LoadScope, Notice, PlannedFile, RefusedRow } from "../plan";
import { findFormat, readRows } from "../reader/table";
import type { RowParser } from "../row/parse";
import { type Problem, shown } from "../row/problem";
import { contentOf, type KnownGroup, KnownRows, sameRow } from "./brought-again";
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
type Batch = { readonly scope: LoadScope; readonly batchId: number };

/** Which of the refused rows to give back, and what hears of those that come after them. */
export type Page = { offset: number; limit: number; beyond?: (row: RefusedRow) => Promise<void> };

const AT_ONCE = 2_000;

/**
 * Keeps the refused rows as they stand in the file, except those that are kept from before: a cumulative file brings them
 * every time, and they are only noted. Their cells were not carried along, because nearly all rows are good: the few lines
 * are fetched by reading the file once more. Gives back the page of them that was asked for; what lies beyond it is told,
 * row by row.
 */
export async function keepAside(
  tx: Tx,
  batch: Batch,
  readings: readonly FileReading[],
  page: Page,
): Promise<{ rows: RefusedRow[]; notices: Notice[] }> {
  const shownRows: RefusedRow[] = [];
  let passed = 0;
  const known = new KnownRows();
  for (const reading of readings) {
    let kept: Kept[] = [];
    for await (const row of asideRows(tx, reading)) {
      if (passed++ >= page.offset) {
        const { line, problems, cells } = row;
        const refused = { file: reading.file.name, entity: reading.file.part.entity, line, problems, cells };
        if (shownRows.length < page.limit) shownRows.push(refused);
        else await page.beyond?.(refused);
      }
      kept.push(row);
      if (kept.length < AT_ONCE) continue;
      await store(tx, batch, reading, kept, known);
      kept = [];
    }
    await store(tx, batch, reading, kept, known);
  }
  return { rows: shownRows, notices: known.notices(batch.scope.issuer.timeZone) };
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

/** Counts the rows that were known, by what has become of them. */
async function store(
  tx: Tx,
  batch: Batch,
  reading: FileReading,
  rows: readonly Kept[],
  known: KnownRows,
): Promise<void> {
  if (rows.length === 0) return;
  const { scope, batchId } = batch;
  const list = rows.map((row) => ({
    ...row,
    values: reading.parser.raw(row.cells),
    content: contentOf(reading, row.cells),
  }));
  await tx.execute(sql`create temp table aside_in on commit drop as
    select r.*, k.id as known_id, k.state, k.batch_id as known_batch, k.recorded_at as known_at
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r(line int, cells jsonb, "values" jsonb, problems jsonb, retry boolean, content text)
    left join lateral (${sameRow(scope.issuerId, batchId)} offset 0) k on true`);
  await tx.execute(sql`
    insert into bronze.refused_row (issuer_id, batch_id, file_name, line, entity, cells, "values", problems, retry, content)
    select ${id(scope.issuerId)}::int, ${id(batchId)}::int, ${reading.file.name}, r.line, ${reading.file.part.entity},
      array(select jsonb_array_elements_text(r.cells)), r."values", r.problems, r.retry, r.content
    from aside_in r where r.known_id is null order by r.line`);
  // Two files of one name are told as one.
  await tx.execute(sql`
    insert into bronze.refused_again (issuer_id, refused_id, batch_id, file_name, line)
    select ${id(scope.issuerId)}::int, known_id, ${id(batchId)}::int, ${reading.file.name}, line from aside_in where known_id is not null
    on conflict do nothing`);
  known.add(
    reading.file.name,
    await tx.execute<KnownGroup>(sql`
      select state, count(*)::int as n, min(known_batch)::int as "firstBatch", min(known_at) as since
      from aside_in where known_id is not null group by state`),
  );
  await tx.execute(sql`drop table aside_in`);
}
