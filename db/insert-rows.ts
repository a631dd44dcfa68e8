import { getTableColumns, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client";

/** Rows in one statement, so that its text stays far below what a value may hold. */
const AT_ONCE = 2_000;

/**
 * Inserts many rows, each with the same keys, as one parameter for thousands of them: a parameter for every value takes longer to
 * put into a statement than all else. Numbers arrive as they are, for JSON says them to their last bit.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const given = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const names = given.map(([, { name }]) => sql.identifier(name));
  const keys = given.map(([key, column]) => sql`${sql.identifier(key)} ${sql.raw(column.getSQLType())}`);
  const values = given.map(([key]) => sql`r.${sql.identifier(key)}`);
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const json = JSON.stringify(rows.slice(at, at + AT_ONCE), asText);
    await tx.execute(sql`
      insert into ${table} (${sql.join(names, sql`, `)})
      select ${sql.join(values, sql`, `)} from json_to_recordset(${json}::text::json) as r (${sql.join(keys, sql`, `)})`);
  }
}

const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
