import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { civilDateIn } from "@/lib/dates";
import { t } from "@/lib/messages/ingest";
import { fileMappingSchema } from "../mapping/schema";
import type { LoadScope, Notice } from "../plan";
import { readingText } from "./plan";
import { id, run } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number };

/** Fingerprint of a row as it stands and of how it is read (`readingText`), whatever its file is called and wherever it stands there. */
export const contentOf = (reading: string, cells: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify([reading, cells]))
    .digest("hex");

/** Why a row was refused, in order. */
export const reasonsOf = (row: "o" | "r" | "s"): SQL =>
  sql`jsonb_path_query_array(${sql.raw(row)}.problems, '$[*].reason')`;

const AT_ONCE = 2_000;

type Older = { id: string; batch: number; file: string; cells: string[] };

/**
 * Rows that were kept before there were fingerprints get theirs when they are compared for the first time. All are found at
 * once, by a cursor: pages asked for one by one would walk again over what the pages before have changed.
 */
export async function fingerprintOlder(tx: Tx, { issuerId }: LoadScope): Promise<void> {
  const readings = new Map<number, ReadonlyMap<string, string>>();
  await run(
    tx,
    `declare older no scroll cursor for select id::text, batch_id as batch, file_name as file, to_jsonb(cells) as cells
     from bronze.refused_row where issuer_id = ${id(issuerId)} and content is null`,
  );
  for (;;) {
    const rows = await run<Older>(tx, `fetch ${AT_ONCE} from older`);
    if (rows.length === 0) break;
    const unread = [...new Set(rows.map(({ batch }) => batch))].filter((batch) => !readings.has(batch));
    for (const batch of unread) readings.set(batch, await readingsOf(tx, issuerId, batch));
    const told = rows.map(({ id, batch, file, cells }) => [
      id,
      contentOf(readings.get(batch)?.get(file) ?? "unknown", cells),
    ]);
    // Nothing is joined: a load forbids nested loops, and each page would read the whole table.
    await tx.execute(sql`
      update bronze.refused_row r
      set content = (select ${JSON.stringify(Object.fromEntries(told))}::text::jsonb) ->> r.id::text
      where r.issuer_id = ${issuerId} and r.id = any(${`{${rows.map((row) => row.id).join(",")}}`}::bigint[])`);
  }
  await run(tx, "close older");
}

/** How each file of a batch was read, by its name; the first of a name counts. */
async function readingsOf(tx: Tx, issuerId: number, batchId: number): Promise<ReadonlyMap<string, string>> {
  const files = await tx.execute<{ name: string; part: unknown }>(sql`
    select f ->> 'name' as name, f -> 'part' as part
    from app.import_batch b cross join lateral jsonb_array_elements(b.files) with ordinality e(f, place)
    where b.issuer_id = ${issuerId} and b.id = ${batchId} order by place desc`);
  return new Map(
    files.map(({ name, part }) => {
      const known = fileMappingSchema.safeParse(part);
      return [name, known.success ? readingText(known.data) : "unknown"];
    }),
  );
}

/**
 * Which of the rows in `aside_in` earlier batches keep already. First those of which this load has found that they say the
 * same as one that waits (`stage_twin`), read by the same mapping, in whatever way they are written. Then the same row, refused
 * for the same reasons: where it stands more than once, each stands for another one that is kept; one that still waits goes
 * before one that was given up by a person or, repaired, is loaded. What was given up because a later row stands for it is no
 * answer to a row that comes.
 */
export async function findKnown(tx: Tx, { scope, batchId }: Batch, files: SQL): Promise<void> {
  const issuer = id(scope.issuerId);
  await tx.execute(sql`create temp table aside_known on commit drop as
    with twin as (
      select r.file_no, r.line, o.id, o.batch_id
      from stage_twin w join aside_in r on r.file_no = w.file_no and r.line = w.line join ${files} on f.file_no = w.file_no
      cross join lateral (select * from bronze.refused_row o where o.issuer_id = ${issuer} and o.id = w.first_id offset 0) o
      join app.import_batch b on b.id = o.batch_id and b.issuer_id = ${issuer}
      where w.refused_id is null and exists (select from jsonb_array_elements(b.files) e
        where e ->> 'name' = o.file_name and (e -> 'part') - 'match' = f.part - 'match')
    ),
    come as (
      select r.file_no, r.line, r.content, ${reasonsOf("r")} as reasons,
        row_number() over (partition by r.content, ${reasonsOf("r")} order by r.file_no, r.line) as nth
      from aside_in r where (r.file_no, r.line) not in (select file_no, line from twin)
    ),
    kept as (
      select k.*, row_number() over (partition by k.content, k.reasons
        order by case k.state when 'waiting' then 1 when 'dismissed' then 2 else 3 end, k.id) as nth
      from (select distinct content from aside_in) i cross join lateral (
        select o.id, o.batch_id, o.content, ${reasonsOf("o")} as reasons,
          case when o.loaded_by_batch_id is not null then 'loaded' when o.dismissed_at is not null then 'dismissed' else 'waiting' end as state
        from bronze.refused_row o
        where o.issuer_id = ${issuer} and o.content = i.content and o.batch_id <> ${id(batchId)} offset 0
      ) k where k.id not in (select id from twin)
    ),
    known as (
      select file_no, line, id, 'waiting' as state, batch_id from twin
      union all
      select c.file_no, c.line, k.id, k.state, k.batch_id
      from come c join kept k on k.content = c.content and k.reasons = c.reasons and k.nth = c.nth
    )
    select k.*, b.recorded_at from known k join app.import_batch b on b.id = k.batch_id and b.issuer_id = ${issuer}`);
}

type KnownGroup = {
  name: string;
  state: "waiting" | "dismissed" | "loaded";
  n: number;
  batch: number;
  since: string;
};

/** Says of the rows that were known, file by file, how many there are and what has become of them. */
export async function knownNotices(tx: Tx, files: SQL, timeZone: string): Promise<Notice[]> {
  const groups = await tx.execute<KnownGroup>(sql`
    select f.name, k.state, count(*)::int as n, min(k.batch_id)::int as batch, min(k.recorded_at) as since
    from aside_known k join ${files} on f.file_no = k.file_no
    group by f.name, k.state order by min(k.file_no), k.state`);
  return groups.map(({ name, state, n, batch, since }) => ({
    file: name,
    text: t(`imports.again.${state}`, { n, since: civilDateIn(timeZone, new Date(since)), batch }),
  }));
}

/** Rows that later batches have brought again go on waiting there when the batch that kept them first is withdrawn. */
export async function handOver(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<void> {
  await tx.execute(sql`
    with heir as (
      select distinct on (a.refused_id) a.refused_id, a.batch_id, a.file_name, a.line
      from bronze.refused_again a join bronze.refused_row r on r.id = a.refused_id and r.issuer_id = a.issuer_id
      where r.issuer_id = ${issuerId} and r.batch_id = ${batchId}
      order by a.refused_id, a.batch_id, a.file_name, a.line
    ), moved as (
      update bronze.refused_row r set batch_id = h.batch_id, file_name = h.file_name, line = h.line
      from heir h where r.id = h.refused_id and r.issuer_id = ${issuerId}
    )
    delete from bronze.refused_again a using heir h
    where a.issuer_id = ${issuerId} and a.refused_id = h.refused_id and a.batch_id = h.batch_id
      and a.file_name = h.file_name and a.line = h.line`);
  await tx.execute(sql`delete from bronze.refused_again where issuer_id = ${issuerId} and batch_id = ${batchId}`);
}
