import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APP_ROLE, appUrl } from "@/db/role";

/**
 * Every table of ours, from the catalog, so that a table added tomorrow is held to the same. One row of issuer 1 lies in
 * each; issuer 2 is the stranger. The owner puts the rows there, because he alone is above the policies.
 */
const url = process.env.DATABASE_URL ?? "";
const owner = postgres(url, { max: 1, onnotice: () => {} });
const application = postgres(appUrl(url), { max: 1, onnotice: () => {} });

type Column = { name: string; type: string; required: boolean; generated: boolean };
type Table = { name: string; columns: Column[]; hasIssuer: boolean };

const OURS = ["app", "bronze", "silver", "gold"];
const tables = await listTables();

async function listTables(): Promise<Table[]> {
  const rows = await owner<{ name: string; column: string; type: string; required: boolean; generated: boolean }[]>`
    select c.oid::regclass::text as name, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      (a.attnotnull and a.attidentity = '' and not a.atthasdef) as required, a.attidentity <> '' as generated
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ${owner(OURS)}
    order by c.oid::regclass::text, a.attnum`;
  return [...new Set(rows.map((row) => row.name))].map((name) => {
    const own = rows.filter((row) => row.name === name);
    const columns = own.map(({ column, ...rest }) => ({ ...rest, name: column }));
    return { name, columns, hasIssuer: own.some(({ column }) => column === "issuer_id") };
  });
}

/** A plain value of each type; the tests need rows to exist, not to mean anything. */
function sample({ name, type }: Column): string {
  if (name === "issuer_id") return "1";
  if (/\[\]$/.test(type)) return "'{}'";
  if (/^(smallint|integer|bigint|real|double|numeric)/.test(type)) return "1";
  if (/^(text|character)/.test(type)) return type.includes("(3)") ? "'USD'" : "'x'";
  if (type === "boolean") return "false";
  if (type === "date") return "'2026-01-01'";
  if (type.startsWith("timestamp")) return "'2026-01-01T00:00:00Z'";
  if (type.startsWith("json")) return "'{}'";
  if (type === "bytea") return "''";
  if (type === "uuid") return "'00000000-0000-0000-0000-000000000001'";
  throw new Error(`Say here what a ${type} looks like (${name})`);
}

function insertOf({ name, columns, hasIssuer }: Table): string {
  const given = columns.filter((column) => column.required || (hasIssuer && column.name === "issuer_id"));
  if (given.length === 0) return `insert into ${name} default values`;
  return `insert into ${name} (${given.map((c) => `"${c.name}"`).join(", ")}) values (${given.map(sample).join(", ")})`;
}

beforeAll(async () => {
  await owner.begin(async (tx) => {
    // Foreign keys are not checked while these rows are put in; everything else is.
    await tx.unsafe("set local session_replication_role = replica");
    await tx.unsafe(
      `insert into app.issuer (code, name, currency, time_zone) values ('ONE', 'One', 'USD', 'UTC'), ('TWO', 'Two', 'USD', 'UTC')`,
    );
    for (const table of tables.filter(({ name }) => name !== "app.issuer")) await tx.unsafe(insertOf(table));
  });
});

afterAll(async () => {
  await application.end();
  await owner.end();
});

type Scope = number | null;

/** Runs one statement as the application, in a transaction with or without a scope, and takes it back. */
async function asApplication(scope: Scope, statement: string): Promise<{ count: number; refused: boolean }> {
  const undo = new Error("undo");
  let count = 0;
  try {
    await application.begin(async (tx) => {
      if (scope !== null) await tx`select app.set_scope(${scope}::int, null::int, 1::int)`;
      count = (await tx.unsafe(statement)).count;
      throw undo;
    });
  } catch (error) {
    if (error === undo) return { count, refused: false };
    if (error instanceof postgres.PostgresError && error.code === "42501") return { count: 0, refused: true };
    throw error;
  }
  return { count, refused: false };
}

function setOne({ name, columns }: Table): string {
  const column = columns.find((one) => !one.generated)?.name;
  return `update ${name} set "${column}" = "${column}"`;
}

test("the catalog lists the tables this test is about", () => {
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter((table) => table.hasIssuer).length).toBeGreaterThan(25);
});

describe.each(tables.map((table) => [table.name, table] as const))("%s", (name, table) => {
  test("holds a row that the owner sees, so that seeing none below means something", async () => {
    const [row] = await owner.unsafe(`select count(*)::int as count from ${name}`);
    expect(row?.count).toBeGreaterThan(0);
  });

  test("has row-level security, forced also on its owner, and at least one policy", async () => {
    const [row] = await owner`
      select relrowsecurity as enabled, relforcerowsecurity as forced,
        (select count(*)::int from pg_policy where polrelid = c.oid) as policies
      from pg_class c where c.oid = ${name}::regclass`;
    expect(row).toMatchObject({ enabled: true, forced: true });
    expect(row?.policies).toBeGreaterThan(0);
  });

  test("shows a stranger and nobody at all no row", async () => {
    const visible = name === "app.issuer" ? `select from ${name} where code = 'ONE'` : `select from ${name}`;
    expect((await asApplication(2, visible)).count).toBe(0);
    expect((await asApplication(null, visible)).count).toBe(0);
  });

  test("lets a stranger and nobody at all change no row", async () => {
    const one = name === "app.issuer" ? " where code = 'ONE'" : "";
    for (const scope of [2, null]) {
      expect((await asApplication(scope, setOne(table) + one)).count).toBe(0);
      expect((await asApplication(scope, `delete from ${name}${one}`)).count).toBe(0);
    }
  });

  test("takes no row of issuer 1 from a stranger or from nobody", async () => {
    for (const scope of [2, null]) {
      const statement =
        name === "app.issuer"
          ? `insert into ${name} (code, name, currency, time_zone) values ('X', 'x', 'USD', 'UTC')`
          : insertOf(table);
      const outcome = await asApplication(scope, statement).catch((error: unknown) => error);
      // Refused by the policy or by a missing right; never taken. A key already there would be a leak of its own.
      expect(outcome).toMatchObject({ refused: true });
    }
  });
});

const readable = tables.filter((table) => table.hasIssuer).map((table) => table.name);

test.each(readable)(
  "%s shows its own issuer its row, and none once the transaction has ended on the same connection",
  async (name) => {
    const [allowed] = await owner`select has_table_privilege(${APP_ROLE}, ${name}, 'select') as yes`;
    if (!allowed?.yes) return;
    const within = await application.begin(async (tx) => {
      await tx`select app.set_scope(1, null::int, 1)`;
      return (await tx.unsafe(`select from ${name}`)).count;
    });
    expect(within).toBeGreaterThan(0);
    expect((await application.unsafe(`select from ${name}`)).count).toBe(0);
  },
);

describe("the application's role", () => {
  test("is no superuser, bypasses nothing, creates nothing, owns nothing and is nobody else's member", async () => {
    const [role] = await owner`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::int from pg_class where relowner = r.oid) as tables,
        (select count(*)::int from pg_proc where proowner = r.oid) as functions,
        (select count(*)::int from pg_namespace where nspowner = r.oid) as schemas,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = ${APP_ROLE}`;
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      tables: 0,
      functions: 0,
      schemas: 0,
      memberships: 0,
    });
  });

  test("may create no table in any schema of ours", async () => {
    for (const schema of [...OURS, "public"]) {
      const [right] = await owner`select has_schema_privilege(${APP_ROLE}, ${schema}, 'create') as may`;
      expect({ schema, may: right?.may }).toEqual({ schema, may: false });
    }
  });

  test("may add to the audit trail and to the facts, and neither change nor delete a line of them", async () => {
    for (const table of ["app.audit_event", "silver.card_transaction", "silver.card"]) {
      const [rights] = await owner`
        select has_table_privilege(${APP_ROLE}, ${table}, 'insert') as insert,
          has_table_privilege(${APP_ROLE}, ${table}, 'update') or has_any_column_privilege(${APP_ROLE}, ${table}, 'update') as update,
          has_table_privilege(${APP_ROLE}, ${table}, 'delete') as delete,
          has_table_privilege(${APP_ROLE}, ${table}, 'truncate') as truncate,
          has_table_privilege(${APP_ROLE}, ${table}, 'trigger') as trigger`;
      expect({ table, ...rights }).toEqual({
        table,
        insert: true,
        update: false,
        delete: false,
        truncate: false,
        trigger: false,
      });
    }
  });

  test("may change who a holder is, but not whose he is, by which id he goes and which batch brought him, nor delete him", async () => {
    const columns = await owner<{ name: string; may: boolean }[]>`
      select attname as name, has_column_privilege(${APP_ROLE}, attrelid, attnum, 'update') as may
      from pg_attribute where attrelid = 'silver.customer'::regclass and attnum > 0 and not attisdropped`;
    const fixed = columns.filter(({ may }) => !may).map(({ name }) => name);
    expect(fixed.sort()).toEqual(["batch_id", "customer_id", "issuer_id", "source_id"]);
    const [right] = await owner`select has_table_privilege(${APP_ROLE}, 'silver.customer', 'delete') as may`;
    expect(right?.may).toBe(false);
  });

  test("may truncate nothing: that would pass by every policy", async () => {
    for (const { name } of tables) {
      const [right] = await owner`select has_table_privilege(${APP_ROLE}, ${name}, 'truncate') as may`;
      expect({ name, may: right?.may }).toEqual({ name, may: false });
    }
  });
});

describe("what runs with the owner's rights", () => {
  test("no view but one that asks as its reader", async () => {
    const rows = await owner`
      select c.oid::regclass::text as name from pg_class c
      where c.relkind in ('v', 'm') and c.relnamespace::regnamespace::text in ${owner(OURS)}
        and not coalesce(c.reloptions::text, '') like '%security_invoker=true%'`;
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  test("every function with the owner's rights names its search_path and is not for everybody", async () => {
    const rows = await owner<{ name: string; path: boolean; everybody: boolean }[]>`
      select p.oid::regprocedure::text as name,
        coalesce(p.proconfig::text, '') like '%search_path=%' as path,
        has_function_privilege('public', p.oid, 'execute') as everybody
      from pg_proc p where p.prosecdef and p.pronamespace::regnamespace::text in ${owner(OURS)}`;
    expect(rows.filter((row) => !row.path || row.everybody)).toEqual([]);
  });

  test("no policy lets everything through", async () => {
    const rows = await owner<{ name: string }[]>`
      select polrelid::regclass::text as name from pg_policy
      where polrelid::regclass::text !~ '^graphile_worker' and
        (pg_get_expr(polqual, polrelid) = 'true' or pg_get_expr(polwithcheck, polrelid) = 'true')`;
    expect(rows.map((row) => row.name)).toEqual([]);
  });
});
