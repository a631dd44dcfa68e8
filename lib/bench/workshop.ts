import postgres from "postgres";
import { type Connection, connect, exchangeConnection } from "@/db/client";
import { migrate } from "@/db/migrate";
import { appUrl } from "@/db/role";
import { seedDemo } from "@/db/seed";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";

const PREFIX = "breakwater_bench_";

export type BenchDatabase = {
  readonly name: string;
  /** As the owner, whom row-level security does not hold. */
  readonly url: string;
  readonly appUrl: string;
};

/** Throw-away databases on the same server, and which of them this process talks to. */
export class Workshop {
  private readonly databases = new Map<string, BenchDatabase>();
  private readonly connections = new Map<string, Connection>();
  private readonly before = exchangeConnection(undefined);

  constructor(
    private readonly serverUrl: string,
    readonly log: (message: string) => void,
  ) {}

  /** An empty, migrated one; or a copy of another. */
  async create(label: string, from?: BenchDatabase): Promise<BenchDatabase> {
    const name = `${PREFIX}${process.pid}_${label}`;
    await this.drop(label);
    if (from) await this.disconnect(from);
    await this.onServer((server) =>
      from
        ? server`create database ${server(name)} template ${server(from.name)} strategy file_copy`
        : server`create database ${server(name)}`,
    );
    const url = new URL(this.serverUrl);
    url.pathname = `/${name}`;
    const made = { name, url: url.href, appUrl: appUrl(url.href) };
    this.databases.set(label, made);
    if (!from) await migrate(made.url);
    return made;
  }

  /** The demo of that many cards, made once for all benchmarks that ask for it. */
  async seeded(cards: number): Promise<BenchDatabase> {
    const label = `demo_${cards}`;
    const known = this.databases.get(label);
    if (known) return known;
    this.log(`making ${cards.toLocaleString("en")} cards ...`);
    const made = await this.create(label);
    await this.use(made, () => seedDemo({ cards, ownerUrl: made.url }));
    return made;
  }

  /** Runs `work` with this process's connections leading to the database. */
  async use<T>(database: BenchDatabase, work: () => Promise<T>): Promise<T> {
    const known = this.connections.get(database.name);
    const connection = known ?? connect(database.appUrl, 4);
    if (!known) {
      this.connections.set(database.name, connection);
      await connection.sql`select 1`;
    }
    const before = exchangeConnection(connection);
    try {
      return await work();
    } finally {
      exchangeConnection(before);
    }
  }

  scope(database: BenchDatabase, code: string): Promise<Scope> {
    return this.use(database, () => scopeForOperator(code));
  }

  async drop(label: string): Promise<void> {
    const known = this.databases.get(label);
    if (!known) return;
    await this.disconnect(known);
    await this.onServer((server) => server`drop database if exists ${server(known.name)} with (force)`);
    this.databases.delete(label);
  }

  async close(): Promise<void> {
    for (const label of [...this.databases.keys()]) await this.drop(label);
    exchangeConnection(this.before);
  }

  private async disconnect(database: BenchDatabase): Promise<void> {
    await this.connections.get(database.name)?.sql.end({ timeout: 5 });
    this.connections.delete(database.name);
  }

  private async onServer(work: (server: postgres.Sql) => Promise<unknown>): Promise<void> {
    const server = postgres(this.serverUrl, { max: 1, onnotice: () => {} });
    try {
      await work(server);
    } finally {
      await server.end({ timeout: 5 });
    }
  }
}

/** Databases of benchmarks that were cut off, whose process is no more. */
export async function dropLeftovers(serverUrl: string): Promise<void> {
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await server<
      { datname: string }[]
    >`select datname from pg_database where datname like ${`${PREFIX}%`}`;
    for (const { datname } of found) {
      const pid = Number(datname.slice(PREFIX.length).split("_")[0]);
      if (!isRunning(pid)) await server`drop database if exists ${server(datname)} with (force)`;
    }
  } finally {
    await server.end({ timeout: 5 });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
