import path from "node:path";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { PgDialect, type PgSession } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { runMigrations as migrateQueue } from "graphile-worker";
import postgres from "postgres";
import { APP_ROLE, appPassword } from "./role";

const MIGRATIONS = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");
/** Any number that only migrations use: two processes that start at once take turns. */
const LOCK = 7_312_026;

/**
 * How long one step waits for what others are reading, in all its tries. It must be less than the server's
 * deadlock_timeout (1 s): whoever reads what the step wants and wants what it has goes on, and the step begins again. And
 * whoever comes after a step that waits, waits behind it: for no longer than this.
 */
const LOCK_WAIT_MS = 500;
const REST_MS = 250;
const TRIES = 400;

const NO_CAPITALS =
  "This database knows capitals of A to Z only: a search finds accented and Cyrillic names only where they were loaded in small letters. One that was created with a UTF-8 locale finds them all.";

type Server = { version: number; encoding: string };

/**
 * Brings the database to the present schema, as its owner. Safe to call at every start, from several processes, and while
 * people read. `steps` stops at an older schema: what a new version finds. Answers with what whoever set the server up
 * should be told, in sentences.
 * @throws Error when the server is older than PostgreSQL 15, the database is not in UTF8, or the owner may not create the
 * application's role.
 */
export async function migrate(ownerUrl: string, steps = Number.POSITIVE_INFINITY): Promise<readonly string[]> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [server] = await client<Server[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`;
    if (!server || server.version < 150_000) throw new Error("Breakwater needs PostgreSQL 15 or newer");
    if (server.encoding !== "UTF8")
      throw new Error(`Breakwater needs a database in UTF8, and this one is in ${server.encoding}`);
    const [letters] = await client<{ fold: boolean }[]>`select lower('Я') = 'я' as fold`;
    await client`select pg_advisory_lock(${LOCK})`;
    await createAppRole(client, ownerUrl);
    await runMigrations(client, steps);
    await migrateQueue({ connectionString: ownerUrl });
    await openQueue(client);
    return letters?.fold ? [] : [NO_CAPITALS];
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** One transaction each: what one step locks is free again before the next begins, so that readers never wait for all. */
async function runMigrations(client: postgres.Sql, steps: number): Promise<void> {
  const config = { migrationsFolder: MIGRATIONS, migrationsSchema: "app_migrations" };
  const session = drizzle(client)._.session as unknown as PgSession;
  const dialect = new PgDialect();
  await client.unsafe(`set lock_timeout = ${LOCK_WAIT_MS}`);
  for (const migration of readMigrationFiles(config).slice(0, steps)) {
    await whenFree(() => dialect.migrate([migration], session, config));
  }
  await client`reset lock_timeout`;
}

/** Tried again for some five minutes while others hold what it needs. */
async function whenFree(step: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await step();
    } catch (error) {
      if (!isHeldUp(error) || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }
}

/** PostgreSQL's codes for a lock that was not to be had, and for a deadlock; the driver wraps them as causes. */
function isHeldUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  return code === "55P03" || code === "40P01" || isHeldUp(error.cause);
}

async function createAppRole(client: postgres.Sql, ownerUrl: string): Promise<void> {
  if (process.env.APP_DATABASE_URL) return;
  const password = appPassword(ownerUrl);
  // DDL takes no parameters; the password is hexadecimal and the name a constant.
  await client.unsafe(`
    do $$ begin
      create role ${APP_ROLE} login password '${password}' nosuperuser nocreatedb nocreaterole nobypassrls;
    exception when duplicate_object or unique_violation then
      alter role ${APP_ROLE} password '${password}';
    end $$`);
  await client.unsafe(`
    do $$ begin
      execute format('grant connect, temporary on database %I to ${APP_ROLE}', current_database());
      alter role ${APP_ROLE} set citus.propagate_set_commands = 'local';
    exception when undefined_object or insufficient_privilege then null;
    end $$`);
}

/** The queue's own tables let only their owner in; the application's role needs them to add and to work off jobs. */
async function openQueue(client: postgres.Sql): Promise<void> {
  await client.unsafe(`
    do $$
    declare target regclass;
    begin
      -- So that the health page can tell whether the schema is the one this code was written for.
      grant usage on schema app_migrations to ${APP_ROLE};
      grant select on all tables in schema app_migrations to ${APP_ROLE};
      grant usage on schema graphile_worker to ${APP_ROLE};
      grant execute on all functions in schema graphile_worker to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
      grant usage, select, update on all sequences in schema graphile_worker to ${APP_ROLE};
      for target in select oid::regclass from pg_class where relkind = 'r' and relrowsecurity
          and relnamespace = 'graphile_worker'::regnamespace loop
        if not exists (select from pg_policy where polrelid = target and polname = '${APP_ROLE}') then
          execute format('create policy ${APP_ROLE} on %s to ${APP_ROLE} using (true) with check (true)', target);
        end if;
      end loop;
    end $$`);
}
