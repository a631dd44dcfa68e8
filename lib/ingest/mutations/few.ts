import type { Tx } from "@/db/client";
import { run } from "./staging";

/** Below this many rows looking each up beats reading whole tables, however small these are. */
const FEW = 5_000;
/** Looking a row up costs about as much as reading this many in passing. */
const LOOKUP = 20;

/** Whether so many rows are few beside those of a table, so that each is better looked up there than all of it read. */
export async function areFew(
  tx: Tx,
  rows: number,
  table: "silver.card_summary" | "silver.card_transaction",
): Promise<boolean> {
  if (rows < FEW) return true;
  const [stored] = await run<{ rows: number }>(
    tx,
    `select reltuples::float8 as rows from pg_class where oid = '${table}'::regclass`,
  );
  return rows * LOOKUP < (stored?.rows ?? 0);
}

/**
 * A table `x` joined to the rows that name it: read once for many rows, looked up for each of a few. Where nothing is found the
 * row stays, with nulls.
 */
export const leftJoin = (few: boolean, table: string, x: string, on: string): string =>
  few
    ? `left join lateral (select ${x}.* from ${table} ${x} where ${on} offset 0) ${x} on true`
    : `left join ${table} ${x} on ${on}`;
