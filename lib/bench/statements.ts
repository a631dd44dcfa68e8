import postgres from "postgres";
import { connectionOf, exchangeConnection } from "@/db/client";
import type { BenchDatabase } from "./workshop";

/** A statement as it went to the server, with its values. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** The SELECTs that `work` sends, in order. */
export async function recordStatements(database: BenchDatabase, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const client = postgres(database.appUrl, {
    max: 4,
    debug: (_, text, values) => statements.push({ text, values: values ?? [] }),
  });
  const before = exchangeConnection(connectionOf(client));
  try {
    await work();
  } finally {
    exchangeConnection(before);
    await client.end();
  }
  return statements.filter(({ text }) => /^\s*(select|with)\b/i.test(text) && !/app\.(set_scope|open_gate)/.test(text));
}

/** The same statements again by the bare driver, one after another in one transaction under the scope. */
export async function replay(client: postgres.Sql, issuerId: number, statements: readonly Statement[]): Promise<void> {
  await client.begin("read only", async (tx) => {
    await tx`select app.set_scope(${issuerId}::int, null, null)`;
    for (const { text, values } of statements) await tx.unsafe(text, values as never[], { prepare: true });
  });
}
