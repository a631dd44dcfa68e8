import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import { isSevered, prepared } from "./prepared";
import { appUrl } from "./role";
import { SESSION_NAME } from "./session-name";

export type Database = PostgresJsDatabase;
/** A transaction in which a scope or a gate has been set; queries and mutations take nothing else. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What the database needs to know of a scope. `lib/identity/scope.ts` makes the real one. */
export type TenantScope = {
  readonly issuerId: number;
  readonly partnerId: number | null;
  readonly personId: number | null;
};

/** How a transaction begins: what it may do, and whether it sees one moment or what is committed as it goes. */
const modes = {
  write: "isolation level read committed read write",
  read: "isolation level read committed read only",
  "write-snapshot": "isolation level repeatable read read write",
  "read-snapshot": "isolation level repeatable read read only",
} as const;
type Mode = keyof typeof modes;

export type Connection = { sql: postgres.Sql; by: Readonly<Record<Mode, Database>> };
// Next reloads modules while developing; the pool must outlive that.
const globalConnection = globalThis as typeof globalThis & {
  breakwaterConnection?: Connection;
  breakwaterOutlivesCuts?: boolean;
};

/**
 * Of a connection that is cut off at certain moments the driver rejects a promise that nobody holds, beside the one that its user
 * has: that would end the process, although whoever asked is told and the next connection is made anew. Every other rejection that
 * nobody takes ends the process as before, unless somebody else listens too.
 */
function outliveCuts(): void {
  if (globalConnection.breakwaterOutlivesCuts) return;
  globalConnection.breakwaterOutlivesCuts = true;
  process.on("unhandledRejection", (error) => {
    if (!isSevered(error) && process.listenerCount("unhandledRejection") === 1) throw error;
  });
}

export function connect(url: string, max: number): Connection {
  outliveCuts();
  const client = postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    // The driver's own pause before it tries again grows to twenty seconds: so long would every page wait for its error while
    // the database is down, and for its figures once it is back.
    backoff: (failures) => Math.min(failures / 10, 1),
    onnotice: () => {},
    // Statements stay prepared, but each is planned with its own values: a year's cards are not a day's.
    connection: { application_name: SESSION_NAME, plan_cache_mode: "force_custom_plan" },
  });
  return connectionOf(client);
}

export function connectionOf(client: postgres.Sql): Connection {
  const by = (mode: Mode) => drizzle(prepared(client, modes[mode]));
  return {
    sql: client,
    by: {
      write: by("write"),
      read: by("read"),
      "write-snapshot": by("write-snapshot"),
      "read-snapshot": by("read-snapshot"),
    },
  };
}

/** The pool of this process, as the application's role. */
export function connection(): Connection {
  globalConnection.breakwaterConnection ??= connect(
    appUrl(env().DATABASE_URL, env().APP_DATABASE_URL),
    env().DATABASE_POOL,
  );
  return globalConnection.breakwaterConnection;
}

/** Lets everything in this process talk to another database until it is given back: benchmarks make their own. */
export function exchangeConnection(other: Connection | undefined): Connection | undefined {
  const before = globalConnection.breakwaterConnection;
  globalConnection.breakwaterConnection = other;
  return before;
}

export async function closeConnection(): Promise<void> {
  await globalConnection.breakwaterConnection?.sql.end({ timeout: 5 });
  globalConnection.breakwaterConnection = undefined;
}

type Options = {
  readOnly?: boolean;
  isolation?: "read committed" | "repeatable read";
  /** What another transaction sees, from its `pg_export_snapshot()`; needs repeatable read. */
  snapshot?: string;
};

/** Runs `work` in one transaction that sees and touches only the scope's tenant; row-level security holds it to that. */
export function withScope<T>(scope: TenantScope, work: (tx: Tx) => Promise<T>, options: Options = {}): Promise<T> {
  const does = options.readOnly ? "read" : "write";
  const mode: Mode = options.isolation === "repeatable read" ? `${does}-snapshot` : does;
  return connection().by[mode].transaction(async (tx) => {
    if (options.snapshot) await tx.execute(sql.raw(`set transaction snapshot '${snapshotId(options.snapshot)}'`));
    const { issuerId, partnerId, personId } = scope;
    await tx.execute(sql`select app.set_scope(${issuerId}::int, ${partnerId}::int, ${personId}::int)`);
    return work(tx);
  });
}

/** The statement takes no parameters. */
function snapshotId(snapshot: string): string {
  if (!/^[0-9A-F]+(-[0-9A-F]+)+$/.test(snapshot)) throw new RangeError(`${snapshot} is no snapshot`);
  return snapshot;
}

/**
 * Runs `work` through one of the two doors that need no tenant: 'identity' for signing in (lib/identity only),
 * 'system' for workers, health and the operator's command line.
 */
export function withGate<T>(gate: "identity" | "system", work: (tx: Tx) => Promise<T>): Promise<T> {
  return connection().by.write.transaction(async (tx) => {
    await tx.execute(sql`select app.open_gate(${gate})`);
    return work(tx);
  });
}
