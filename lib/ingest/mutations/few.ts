import type { Tx } from "@/db/client";
import { run } from "./staging";

/** Below this many rows looking each up beats reading whole tables, however small these are. */
const FEW = 5_000;
/** Looking a row up costs about as much as reading this many in passing. */
const LOOKUP = 20;

/** Whether so many rows are few beside those that a join would read, so that each is better looked up than all are read. */
export async function areFew(
  tx: Tx,
  rows: number,
  table: "silver.card_summary" | "silver.card_transaction",
): Promise<boolean> {
  if (rows < FEW) return true;
  const stored = table === "silver.card_transaction" ? await expectedOfIssuer(tx, table) : await storedOfAll(tx, table);
  return rows * LOOKUP < stored;
}

/** Cards of all issuers stand in one another's way: no index finds those of one. */
async function storedOfAll(tx: Tx, table: string): Promise<number> {
  const [stored] = await run<{ rows: number }>(
    tx,
    `select reltuples::float8 as rows from pg_class where oid = '${table}'::regclass`,
  );
  return stored?.rows ?? 0;
}

/**
 * What the planner expects of the issuer at work. Of an issuer it knows nothing of, it takes any index that begins with the
 * issuer for as good as another: each lookup may then go through all that a killed load has left of him.
 */
async function expectedOfIssuer(tx: Tx, table: string): Promise<number> {
  type Plan = { "QUERY PLAN": readonly { Plan: { "Plan Rows": number } }[] };
  const [explained] = await run<Plan>(tx, `explain (format json) select from ${table}`);
  return explained?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}

/**
 * A table `x` joined to the rows that name it: read once for many rows, looked up for each of a few. Where nothing is found the
 * row stays, with nulls.
 */
export const leftJoin = (few: boolean, table: string, x: string, on: string): string =>
  few
    ? `left join lateral (select ${x}.* from ${table} ${x} where ${on} offset 0) ${x} on true`
    : `left join ${table} ${x} on ${on}`;
