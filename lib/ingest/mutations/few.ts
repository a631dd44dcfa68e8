import type { Tx } from "@/db/client";
import { run } from "./staging";

/** Below this many rows looking each up beats reading whole tables, however small these are. */
const FEW = 5_000;
/** Looking a row up costs about as much as reading this many in passing. */
const LOOKUP = 20;

/** Whether so many rows are few beside the cards that are there, so that each is better looked up than all cards read. */
export async function areFew(tx: Tx, rows: number): Promise<boolean> {
  if (rows < FEW) return true;
  const [stored] = await run<{ cards: number }>(
    tx,
    "select reltuples::float8 as cards from pg_class where oid = 'silver.card_summary'::regclass",
  );
  return rows * LOOKUP < (stored?.cards ?? 0);
}

/**
 * A table `x` joined to the rows that name it: read once for many rows, looked up for each of a few. Where nothing is found the
 * row stays, with nulls.
 */
export const leftJoin = (few: boolean, table: string, x: string, on: string): string =>
  few
    ? `left join lateral (select ${x}.* from ${table} ${x} where ${on} offset 0) ${x} on true`
    : `left join ${table} ${x} on ${on}`;
