import type { Writable } from "node:stream";
import type postgres from "postgres";
import type { Tx } from "./client";

/**
 * Drizzle has no COPY, the driver beneath it has. The cast is sound because a `Tx` of this project is always made by
 * `drizzle-orm/postgres-js`, whose session holds the driver's own transaction.
 */
function driverOf(tx: Tx): postgres.TransactionSql {
  const { session } = tx as unknown as { session?: { client?: postgres.TransactionSql } };
  if (!session?.client) throw new Error("This transaction does not come from postgres.js");
  return session.client;
}

/**
 * Sends text rows (tab-separated, `\N` for null) to a temporary table; row-level security does not allow COPY into
 * others. Nothing else may be asked of the transaction until `end` has resolved.
 */
export function copyInto(tx: Tx, table: string, columns: readonly string[]): Promise<Copy> {
  return beginCopy(tx, intoTable(table, columns));
}

/** The same of rows in the server's binary form, with its head and its end. */
export async function copyBytesInto(tx: Tx, table: string, columns: readonly string[], bytes: Buffer): Promise<void> {
  const copy = await beginCopy(tx, `${intoTable(table, columns)} (format binary)`);
  await copy.send(bytes);
  await copy.end();
}

const intoTable = (table: string, columns: readonly string[]) =>
  `copy ${table} (${columns.map((column) => `"${column}"`).join(", ")}) from stdin`;

async function beginCopy(tx: Tx, statement: string): Promise<Copy> {
  const driver = driverOf(tx);
  const query = driver.unsafe(statement);
  const refusal = hearRefusal(query);
  return new Copy(await query.writable(), async () => {
    try {
      await driver.unsafe("select 1");
    } catch (error) {
      // The server only says here that something went wrong before; what it was, it has told the COPY.
      throw refusal() ?? error;
    }
  });
}

/**
 * What the server says of a COPY whose stream was handed out already: the driver tells it to a promise that is settled, so
 * it is listened for there. The cast is sound for the driver's own queries, whose `reject` is a property; should that
 * change, nothing is heard.
 */
function hearRefusal(query: object): () => unknown {
  const told = query as { reject?: (reason: unknown) => void };
  const { reject } = told;
  let refusal: unknown;
  if (reject) {
    told.reject = (reason) => {
      refusal = reason;
      reject(reason);
    };
  }
  return () => refusal;
}

const AT_ONCE = 256 * 1024;

export class Copy {
  private pending = "";
  private failure: unknown;

  constructor(
    private readonly stream: Writable,
    private readonly probe: () => PromiseLike<unknown>,
  ) {
    stream.on("error", (error) => {
      this.failure = error;
    });
  }

  /** One row, its fields already escaped and joined by tabs. Resolves late when the server is slower than we are. */
  add(row: string): Promise<void> | undefined {
    this.pending += `${row}\n`;
    return this.pending.length < AT_ONCE ? undefined : this.flush();
  }

  private flush(): Promise<void> {
    const text = this.pending;
    this.pending = "";
    return this.send(text);
  }

  async send(piece: string | Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.stream.write(piece)) return;
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: unknown) => {
        this.stream.off("drain", settle);
        this.stream.off("error", settle);
        this.stream.off("close", closed);
        error ? reject(error) : resolve();
      };
      const closed = () => settle(this.failure ?? new Error("The connection to the database was lost"));
      this.stream.once("drain", settle);
      this.stream.once("error", settle);
      this.stream.once("close", closed);
    });
  }

  async end(): Promise<void> {
    if (this.pending !== "") await this.flush();
    if (this.failure) throw this.failure;
    await new Promise<unknown>((resolve, reject) => {
      // Once the last byte is sent, the driver no longer tells of an error (a cancelled statement, a full disk) and
      // "finish" never comes. A question asked behind the COPY is answered either way.
      const finish = this.stream._final.bind(this.stream);
      this.stream._final = (callback) => {
        finish(callback);
        this.probe().then(resolve, reject);
      };
      this.stream.once("error", reject);
      this.stream.end();
    });
  }

  abort(error: Error): void {
    this.stream.destroy(error);
  }
}

/** A value as COPY takes it. */
export function copyText(value: string | null): string {
  if (value === null) return "\\N";
  return SPECIAL.test(value) ? value.replace(SPECIALS, escapeChar) : value;
}

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const escapeChar = (char: string) => (char === "\\" ? "\\\\" : char === "\t" ? "\\t" : char === "\n" ? "\\n" : "\\r");
