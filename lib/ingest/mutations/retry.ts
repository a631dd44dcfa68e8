import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Entity } from "../constants";
import { definitionOf } from "../entities";
import { asRead, type FileMapping, fileMappingSchema } from "../mapping/schema";
import type { LoadPlan, LoadScope, Notice } from "../plan";
import { type RowParser, rowParser } from "../row/parse";
import type { RowContext } from "../row/values";
import { reasonsOf } from "./brought-again";
import { id, run, Stage } from "./staging";

const AT_ONCE = 2_000;
/** Rows kept aside have no file of their own in this load; those that a person has repaired go first. */
const WAITING = 0;
const REPAIRED = -1;

type Row = { id: string; entity: Entity; values: Record<string, string>; part: unknown };

/**
 * Stages rows that earlier batches kept aside: those that waited for something missing, and those a person has
 * repaired. Each is read by the mapping of its own batch.
 */
export async function stageRowsAside(
  tx: Tx,
  scope: LoadScope,
  repairedIds: readonly number[],
  context: RowContext,
): Promise<number> {
  const parsers = new Map<string, RowParser>();
  const stages = new Map<Entity, Stage>();
  const repaired = new Set(repairedIds);
  let after = 0;
  let count = 0;
  for (;;) {
    const rows = await tx.execute<Row>(sql`
      select r.id::text, r.entity, r."values",
        (select f -> 'part' from jsonb_array_elements(b.files) f where f ->> 'name' = r.file_name limit 1) as part
      from bronze.refused_row r join app.import_batch b on b.id = r.batch_id and b.issuer_id = r.issuer_id
      where r.issuer_id = ${id(scope.issuerId)} and r.loaded_by_batch_id is null and r.dismissed_at is null
        and (r.retry or r.id = any(${sql.param(`{${repairedIds.map(id).join(",")}}`)}::bigint[])) and r.id > ${after}
      order by r.id limit ${AT_ONCE}`);
    if (rows.length === 0) break;
    for (const row of rows) {
      after = Number(row.id);
      const key = `${row.entity} ${JSON.stringify(row.part)}`;
      const parser = parsers.get(key) ?? parserOf(row, context);
      parsers.set(key, parser);
      const stage = stages.get(row.entity) ?? new Stage(tx, row.entity);
      stages.set(row.entity, stage);
      const cells = parser.fields.map((field) => row.values[field.name] ?? "");
      count++;
      // One COPY at a time: a stage of another entity ends before the next begins.
      for (const [entity, other] of stages) if (entity !== row.entity) await other.end();
      const fileNo = repaired.has(after) ? REPAIRED : WAITING;
      await stage.add({ fileNo, line: count, refusedId: after }, parser.parse(cells, count));
    }
    for (const stage of stages.values()) await stage.end();
  }
  return count;
}

/** Values lie by field, so every field is a column of its own, whatever its place in the file was. */
export function parserOf(row: Pick<Row, "entity" | "part">, context: RowContext): RowParser {
  const { fields } = definitionOf(row.entity);
  const bare = {
    entity: row.entity,
    match: "*",
    columns: Object.fromEntries(fields.map((field, index) => [field.name, { column: index + 1 }])),
  };
  const known = fileMappingSchema.safeParse(row.part);
  const part: FileMapping = {
    ...(known.success ? known.data : {}),
    ...fileMappingSchema.parse(bare),
    ...styleOf(known.data),
  };
  const places = fields.map((field, index) => ({ field, index, column: "", constant: "" }));
  return rowParser(part, places, context);
}

const styleOf = (part: FileMapping | undefined): Partial<FileMapping> =>
  part
    ? {
        dateFormats: part.dateFormats,
        decimalMark: asRead(part).decimalMark,
        amountSign: part.amountSign,
        translations: part.translations,
      }
    : {};

/**
 * What says the same as a row kept aside fares like it: where that one is loaded, now or before, it is a repeat of it; where
 * that one waits on, it is refused for the same reason, because of this load, too, nothing has come of it.
 */
export async function settleWaiting(tx: Tx): Promise<void> {
  await run(
    tx,
    `insert into stage_repeated (entity, refused_id, n)
     select w.entity, w.refused_id, 1 from stage_twin w
     where not exists (select from stage_refused r where r.entity = w.entity and r.refused_id = w.first_id)`,
  );
  await run(
    tx,
    `insert into stage_refused (entity, file_no, line, refused_id, problems, retry)
     select w.entity, w.file_no, w.line, w.refused_id, r.problems, r.retry
     from stage_twin w join stage_refused r on r.entity = w.entity and r.refused_id = w.first_id`,
  );
}

/**
 * Problems found among rows know the field only. Where it stands in the row's own file, an earlier problem of the field or the
 * mapping of its batch still knows; the file itself is not read again.
 */
const placedIn = (row: string, found: string): SQL =>
  sql.raw(`(
    select jsonb_agg(p || jsonb_build_object(
      'column', coalesce(nullif(p ->> 'column', ''),
        (select o ->> 'column' from jsonb_array_elements(${row}.problems) o
          where o ->> 'field' = p ->> 'field' and o ->> 'column' <> '' limit 1),
        (select coalesce(f #>> array['part', 'columns', p ->> 'field', 'header'], f #>> array['part', 'columns', p ->> 'field', 'column'])
          from app.import_batch b cross join lateral jsonb_array_elements(b.files) f
          where b.id = ${row}.batch_id and b.issuer_id = ${row}.issuer_id and f ->> 'name' = ${row}.file_name limit 1), ''),
      'value', coalesce(nullif(p ->> 'value', ''), left(${row}."values" ->> (p ->> 'field'), 60), '')) order by place)
    from jsonb_array_elements(${found}.problems) with ordinality e(p, place))`);

/** Rows that have been loaded now, or turned out to be loaded already, are aside no longer. Returns how many. */
export async function settleRowsAside(tx: Tx, scope: LoadScope, batchId: number, tried: number): Promise<number> {
  if (tried === 0) return 0;
  const [row] = await tx.execute<{ n: number }>(sql`
    with still as (select refused_id from stage_refused where refused_id is not null),
    tried as (
      select refused_id from stage_merchant where refused_id is not null union select refused_id from stage_brand where refused_id is not null
      union select refused_id from stage_card_type where refused_id is not null union select refused_id from stage_customer where refused_id is not null
      union select refused_id from stage_card where refused_id is not null union select refused_id from stage_card_transaction where refused_id is not null
      union select refused_id from stage_repeated where refused_id is not null
      union select refused_id from stage_updated where refused_id is not null
    ),
    told as (
      update bronze.refused_row r set problems = ${placedIn("r", "s")}, retry = s.retry
      from stage_refused s where s.refused_id = r.id and r.issuer_id = ${id(scope.issuerId)}
        and (${reasonsOf("r")}, r.retry) is distinct from (${reasonsOf("s")}, s.retry) returning 1
    ),
    healed as (
      update bronze.refused_row r set loaded_by_batch_id = ${id(batchId)}
      from tried t where t.refused_id = r.id and r.issuer_id = ${id(scope.issuerId)}
        and t.refused_id not in (select refused_id from still) returning 1
    )
    select count(*)::int as n from healed`);
  return row?.n ?? 0;
}

type Replaced = { file_no: number; n: number };

/**
 * Rows in whose place the source has sent others are given up, each with the line that stands for it now. They keep what
 * was wrong with them: should the batch be withdrawn, they wait again (`restoreReplaced`).
 */
export async function giveUpReplaced(
  tx: Tx,
  scope: LoadScope,
  batchId: number,
  { files, label }: Pick<LoadPlan, "files" | "label">,
): Promise<Notice[]> {
  const names = JSON.stringify(files.map((file) => file.name));
  const rows = await tx.execute<Replaced>(sql`
    with gone as (
      update bronze.refused_row r set dismissed_at = now(), problems = r.problems || jsonb_build_array(jsonb_build_object(
        'field', '', 'column', '', 'value', '', 'code', 'replaced', 'batch', ${id(batchId)}::int,
        'reason', case when s.file_no > 0
          then format('Line %s of %s says something else under the same id and stands for it.', s.line, ${names}::text::jsonb ->> (s.file_no - 1))
          else 'Another row kept aside says something else under the same id and stands for it.' end))
      from stage_replaced s where s.refused_id = r.id and r.issuer_id = ${id(scope.issuerId)} returning s.file_no
    )
    select file_no, count(*)::int as n from gone group by file_no order by file_no`);
  return rows.map(({ file_no, n }) => ({
    file: files[file_no - 1]?.name ?? label,
    text: `${n === 1 ? "One row" : `${n} rows`} kept aside earlier ${n === 1 ? "has" : "have"} been given up: later rows with the same ids say something else.`,
  }));
}

/** What a withdrawn batch had replaced waits again. */
export async function restoreReplaced(tx: Tx, scope: LoadScope, batchId: number): Promise<void> {
  const mark = JSON.stringify([{ code: "replaced", batch: batchId }]);
  await tx.execute(sql`
    update bronze.refused_row r set dismissed_at = null,
      problems = (select coalesce(jsonb_agg(p order by place), '[]') from jsonb_array_elements(r.problems) with ordinality as e(p, place)
        where p ->> 'code' <> 'replaced')
    where r.issuer_id = ${id(scope.issuerId)} and r.problems @> ${mark}::text::jsonb`);
}
