import type { Tx } from "@/db/client";
import type { Entity } from "../constants";
import type { LoadScope } from "../plan";
import { id, run } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number };

/** What later files bring up to date, where it stands, and where is kept what each batch has changed of it. */
export type Changeable = {
  readonly entity: Entity;
  readonly table: string;
  readonly key: string;
  readonly log: string;
  /** The key's name in the log and among the rows that come. */
  readonly ref: string;
  /** Columns that may change, each with its type. */
  readonly types: Readonly<Record<string, string>>;
  /** What of a change `c` no withdrawal gives back: a test of its field `f`. */
  readonly stays?: string;
};

/**
 * Rows of `incoming` say of what is there already what it is now, in every column. They replace it, `also` being set beside,
 * and are staged no more; what they have replaced stays with the batch, so that a withdrawal can give it back.
 */
export async function replaceChanged(
  tx: Tx,
  { entity, table, key, log, ref, types }: Changeable,
  { scope, batchId }: Batch,
  incoming: string,
  also: readonly string[] = [],
): Promise<number> {
  const issuer = id(scope.issuerId);
  const columns = Object.keys(types);
  const [found] = await run<{ n: number }>(tx, `select count(*)::int as n from ${incoming}`);
  if (!found || found.n === 0) return 0;
  const pairs = columns.map((column) => `('${column}', to_jsonb(x.${column}), to_jsonb(n.${column}))`);
  await run(
    tx,
    `insert into ${log} (issuer_id, batch_id, ${ref}, before, after)
     select ${issuer}, ${id(batchId)}, n.${ref}, d.before, d.after
     from ${incoming} n join ${table} x on x.${key} = n.${ref} and x.issuer_id = ${issuer}
     cross join lateral (select jsonb_object_agg(f, b) as before, jsonb_object_agg(f, a) as after
       from (values ${pairs.join(", ")}) v(f, b, a) where b is distinct from a) d`,
  );
  await run(
    tx,
    `update ${table} x set ${[...columns.map((column) => `${column} = n.${column}`), ...also].join(", ")}
     from ${incoming} n where x.${key} = n.${ref} and x.issuer_id = ${issuer}`,
  );
  await run(tx, `insert into stage_updated (entity, refused_id) select '${entity}', refused_id from ${incoming}`);
  await run(
    tx,
    `delete from stage_${entity} s using ${incoming} n
     where n.file_no = s.file_no and n.line = s.line and n.refused_id is not distinct from s.refused_id`,
  );
  return found.n;
}

/**
 * What a batch has replaced and a withdrawal gives back, column by column. Where a later batch has changed the same of the
 * same thing, the later word stays, and it is that batch which would now give the earlier one back.
 */
const givenBack = ({ log, ref, stays }: Changeable, { scope, batchId }: Batch): string =>
  `select c.${ref} as key, f.field, c.before -> f.field as value,
     (select min(l.batch_id) from ${log} l
      where l.${ref} = c.${ref} and l.issuer_id = c.issuer_id and l.batch_id > c.batch_id and l.before ? f.field) as later
   from ${log} c cross join lateral jsonb_object_keys(c.before) f(field)
   where c.issuer_id = ${id(scope.issuerId)} and c.batch_id = ${id(batchId)}${stays ? ` and not (${stays})` : ""}`;

/** Of how many things a withdrawal of the batch would give anything back. */
export async function countGivenBack(tx: Tx, kind: Changeable, batch: Batch): Promise<number> {
  const [row] = await run<{ n: number }>(
    tx,
    `select count(distinct key) filter (where later is null)::int as n from (${givenBack(kind, batch)}) b`,
  );
  return row?.n ?? 0;
}

/** Gives back what a batch has replaced, as if it had never come, and says to how many. Which they are stays in `given_back`. */
export async function giveBack(tx: Tx, kind: Changeable, batch: Batch): Promise<number> {
  const { table, key, log, ref, types } = kind;
  const issuer = id(batch.scope.issuerId);
  await run(tx, `drop table if exists pg_temp.given_back`);
  await run(tx, `create temp table given_back on commit drop as ${givenBack(kind, batch)}`);
  const [found] = await run<{ there: boolean; restored: number }>(
    tx,
    "select count(*) > 0 as there, count(distinct key) filter (where later is null)::int as restored from given_back",
  );
  if (!found?.there) return 0;
  await run(
    tx,
    `update ${log} l set before = l.before || b.fields
     from (select key, later, jsonb_object_agg(field, value) as fields from given_back where later is not null group by 1, 2) b
     where l.issuer_id = ${issuer} and l.${ref} = b.key and l.batch_id = b.later`,
  );
  const back = Object.entries(types).map(
    ([column, type]) =>
      `${column} = case when b.fields ? '${column}' then (b.fields ->> '${column}')::${type} else x.${column} end`,
  );
  await run(
    tx,
    `update ${table} x set ${back.join(", ")}
     from (select key, jsonb_object_agg(field, value) as fields from given_back where later is null group by 1) b
     where x.${key} = b.key and x.issuer_id = ${issuer}`,
  );
  return found.restored;
}
