import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { asRead } from "../mapping/schema";
import type { LoadScope, Notice, PlannedFile, RefusedRow } from "../plan";
import { findFormat, readRows } from "../reader/table";
import type { RowParser } from "../row/parse";
import { type Problem, shown } from "../row/problem";
import { contentOf, findKnown, fingerprintOlder, knownNotices } from "./brought-again";
import { readingText } from "./plan";
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
  await tx.execute(sql`create temp table aside_in (file_no int, line int, cells jsonb, "values" jsonb, problems jsonb,
    retry boolean, content text) on commit drop`);
  for (const reading of readings) {
    const how = readingText(reading.file.part);
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
      await stage(tx, reading, how, kept);
      kept = [];
    }
    if (kept.length > 0) await stage(tx, reading, how, kept);
  }
  return { rows: shownRows, notices: passed > 0 ? await store(tx, batch, readings) : [] };
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

/** Sends some rows of one file to where those of all files are compared with what is kept. */
async function stage(tx: Tx, reading: FileReading, how: string, rows: readonly Kept[]): Promise<void> {
  const list = rows.map((row) => ({
    ...row,
    values: reading.parser.raw(row.cells),
    content: contentOf(how, row.cells),
  }));
  await tx.execute(sql`
    insert into aside_in select ${reading.fileNo}::int, r.*
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r(line int, cells jsonb, "values" jsonb, problems jsonb, retry boolean, content text)`);
}

/** Keeps those that are new, and notes of the others where they stood this time. */
async function store(tx: Tx, batch: Batch, readings: readonly FileReading[]): Promise<Notice[]> {
  const { scope, batchId } = batch;
  const list = readings.map(({ file: { name, part }, fileNo }) => ({
    file_no: fileNo,
    name,
    entity: part.entity,
    part: asRead(part),
  }));
  const files = sql`jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) as f(file_no int, name text, entity text, part jsonb)`;
  await fingerprintOlder(tx, scope);
  await findKnown(tx, batch, files);
  await tx.execute(sql`
    insert into bronze.refused_row (issuer_id, batch_id, file_name, line, entity, cells, "values", problems, retry, content)
    select ${id(scope.issuerId)}::int, ${id(batchId)}::int, f.name, r.line, f.entity,
      array(select jsonb_array_elements_text(r.cells)), r."values", r.problems, r.retry, r.content
    from aside_in r join ${files} on f.file_no = r.file_no
    left join aside_known k on k.file_no = r.file_no and k.line = r.line
    where k.id is null order by r.file_no, r.line`);
  await tx.execute(sql`
    insert into bronze.refused_again (issuer_id, refused_id, batch_id, file_name, line)
    select ${id(scope.issuerId)}::int, k.id, ${id(batchId)}::int, f.name, k.line
    from aside_known k join ${files} on f.file_no = k.file_no`);
  return knownNotices(tx, files, scope.issuer.timeZone);
}
