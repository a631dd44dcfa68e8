import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** A batch of facts and the issuer whose it is. */
export type Batch = { readonly issuerId: number; readonly batchId: number };
/** One batch, or all of the issuer's. */
export type SomeBatches = { readonly issuerId: number; readonly batchId?: number };

/** Runs generated SQL. Names in it come from the registry of rollups, values from `id`. */
export const run = (tx: Tx, text: string) => tx.execute(sql.raw(text));

/** Ids go into generated SQL as literals; nothing but a safe integer may. */
export function id(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an id`);
  return value;
}

/** The condition that keeps one batch of a table, or none. */
export const ofBatch = (table: string, batchId: number | undefined) =>
  batchId === undefined ? "" : `and ${table}.batch_id = ${id(batchId)}`;
