import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { APP_ROLE } from "@/db/role";
import type { TableClass } from "@/db/schema/schemas";

/**
 * The rules that let the same schema run on one PostgreSQL and on a cluster, read from the catalog: they fail here, on a
 * plain server, the day someone forgets. Classes: D distributed by customer_id, R reference, L local.
 */
type Classes = Readonly<Record<string, TableClass>>;

const SCHEMA = path.resolve(import.meta.dirname, "../db/schema");

async function declaredClasses(): Promise<Record<string, TableClass>> {
  const found: Record<string, TableClass> = {};
  for (const file of readdirSync(SCHEMA).filter((name) => name.endsWith(".ts"))) {
    const exported: Record<string, unknown> = await import(path.join(SCHEMA, file));
    for (const [name, value] of Object.entries(exported)) if (name.endsWith("Classes")) Object.assign(found, value);
  }
  return found;
}

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const declared = await declaredClasses();

const APPEND_ONLY = [
  "silver.customer",
  "silver.card",
  "silver.card_transaction",
  "app.audit_event",
  "app.message_event",
];

async function offences(db: postgres.Sql, classes: Classes): Promise<string[]> {
  const rows = await db<{ offence: string }[]>`
    with class as (
      select key as name, value as class from jsonb_each_text(${db.json(classes as never)})
    ), stored as (
      select c.oid, n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('bronze', 'silver', 'gold', 'app')
    ), t as (select stored.*, class.class from stored left join class using (name)),
    d as (
      select t.*, a.attnum as key, a.atttypid, a.attnotnull
      from t left join pg_attribute a on a.attrelid = t.oid and a.attname = 'customer_id' and not a.attisdropped
      where class = 'D'
    )
    select name || ' has no class' as offence from t where class is null
    union all select name || ' has a class but is no table' from class where name not in (select name from stored)
    union all select name || ' (1): customer_id must be bigint and not null' from d
      where key is null or atttypid <> 'bigint'::regtype or not attnotnull
    union all select name || ' (1): the primary key must begin with customer_id' from d
      where not exists (select from pg_index i where i.indrelid = d.oid and i.indisprimary and i.indkey[0] = d.key)
    union all select name || ' (2): unique without customer_id: ' || i.indexrelid::regclass from d
      join pg_index i on i.indrelid = d.oid
      where (i.indisunique or i.indisexclusion) and not coalesce(d.key = any (i.indkey), false)
    union all select f.name || ' (5): ' || f.class || ' must not refer to ' || p.class || ': ' || k.conname
      from pg_constraint k join t f on f.oid = k.conrelid join t p on p.oid = k.confrelid
      where k.contype = 'f' and (f.class, p.class) not in
        (('D', 'D'), ('D', 'R'), ('R', 'R'), ('L', 'L'), ('L', 'R'))
    union all select f.name || ' (5): not by customer_id in the same place: ' || k.conname
      from pg_constraint k join d f on f.oid = k.conrelid join d p on p.oid = k.confrelid
      where k.contype = 'f' and (array_position(k.conkey, f.key) is null
        or array_position(k.conkey, f.key) is distinct from array_position(k.confkey, p.key))
    union all select t.name || ' (6): on delete set null or default: ' || k.conname
      from pg_constraint k join t on t.oid = k.conrelid
      where k.contype = 'f' and (k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd'))
    union all select name || ' (9): trigger ' || g.tgname from d join pg_trigger g on g.tgrelid = d.oid where not g.tgisinternal
    union all select name || ' (10): the application may ' || privilege || ' what only grows'
      from t cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) privilege
      where name = any (${APPEND_ONLY}) and has_table_privilege(${APP_ROLE}, oid, privilege)
    order by 1`;
  return rows.map((row) => row.offence);
}

it("every table has a class, and the rules that follow from it hold", async () => {
  expect(Object.keys(declared).length).toBeGreaterThan(30);
  expect(await offences(owner, declared)).toEqual([]);
});

it("every table that is distributed or a reference is made so by a step after the one that makes it (rule 7)", () => {
  const folder = path.resolve(import.meta.dirname, "../db/migrations");
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  const steps = files.sort().map((name) => readFileSync(path.join(folder, name), "utf8"));
  const text = steps.join("\n");
  const left = Object.entries(declared).filter(([table, kind]) => {
    const [schema, name] = table.split(".");
    const made = text.lastIndexOf(`CREATE TABLE "${schema}"."${name}"`);
    return kind !== "L" && (made < 0 || text.indexOf(`app.shard('${table}', '${kind}')`, made) < 0);
  });
  expect(left).toEqual([]);
});

const forgotten: [rule: string, ddl: string, added: Classes, said: RegExp][] = [
  ["a table without a class", "create table app.note (id int primary key)", {}, /app\.note has no class/],
  [
    "rule 1: a key that does not begin with customer_id",
    "create table silver.note (id bigint, customer_id bigint not null, primary key (id, customer_id))",
    { "silver.note": "D" },
    /must begin with customer_id/,
  ],
  [
    "rule 1: a customer_id of another type",
    "create table silver.note (customer_id int primary key)",
    { "silver.note": "D" },
    /must be bigint/,
  ],
  [
    "rule 2: unique without customer_id",
    "create table silver.note (customer_id bigint primary key, code text unique)",
    { "silver.note": "D" },
    /unique without customer_id: silver\.note_code_key/,
  ],
  [
    "rule 5: a local table that refers to a distributed one",
    "create table app.note (customer_id bigint primary key references silver.customer)",
    { "app.note": "L" },
    /L must not refer to D/,
  ],
  [
    "rule 5: a distributed table that refers by another column",
    "create table silver.note (customer_id bigint primary key, other bigint references silver.customer)",
    { "silver.note": "D" },
    /not by customer_id in the same place/,
  ],
  [
    "rule 6: on delete set null",
    "create table app.note (id int primary key, issuer_id int references app.issuer on delete set null)",
    { "app.note": "L" },
    /on delete set null/,
  ],
  [
    "rule 9: a trigger on a distributed table",
    "create trigger note before insert on silver.card execute function suppress_redundant_updates_trigger()",
    {},
    /silver\.card \(9\): trigger note/,
  ],
  [
    "rule 10: the right to change facts",
    `grant update on silver.card_transaction to ${APP_ROLE}`,
    {},
    /card_transaction \(10\): the application may UPDATE/,
  ],
];

it.each(forgotten)("finds %s", async (_, ddl, added, said) => {
  const undo = new Error("undo");
  await owner
    .begin(async (tx) => {
      await tx.unsafe(ddl);
      const found = await offences(tx as unknown as postgres.Sql, { ...declared, ...added });
      expect(found.join("\n")).toMatch(said);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
});
