import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Tx, withScope } from "@/db/client";
import { seedDemo } from "@/db/seed";
import { measures } from "@/lib/rollups/constants";
import { rollupNames } from "@/lib/rollups/definitions";
import { verifyIssuer, verifyRollups } from "@/lib/rollups/verify";

/** A verification that never fails proves nothing: each stored table is broken in turn, and must be named. */
let scope = { issuerId: 0, partnerId: null, personId: null };
beforeAll(async () => {
  scope = { ...scope, issuerId: (await seedDemo({ cards: 400, seed: 3 })).issuerId };
});

const UNDO = new Error("undo");
/** Breaks the table by `statement`, verifies, and takes it back. */
async function differencesAfter(statement: string): Promise<string[]> {
  let tables: string[] = [];
  await withScope(scope, async (tx) => {
    expect(await changedRows(tx, statement), statement).toBe(1);
    tables = (await verifyRollups(tx)).differences.map((difference) => difference.table);
    throw UNDO;
  }).catch((error: unknown) => {
    if (error !== UNDO) throw error;
  });
  return tables;
}

async function changedRows(tx: Tx, statement: string): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql.raw(`with changed as (${statement} returning 1) select count(*)::int as n from changed`),
  );
  return row?.n ?? 0;
}

/** One row of the table that has what is to be broken. */
const one = (table: string, where: string) =>
  `ctid = (select ctid from ${table} where ${where} order by events desc, ctid limit 1)`;

const breaks = {
  "a kind skipped": (table: string) =>
    `update ${table} set redeemed = 0, redemptions = 0, spent = 0 where ${one(table, "redeemed <> 0")}`,
  "a fact counted twice": (table: string) => `update ${table} set events = events + 1 where ${one(table, "true")}`,
  "a row doubled": (table: string) =>
    `update ${table} set ${measures.map((m) => `${m} = 2 * ${m}`).join(", ")} where ${one(table, "sold <> 0")}`,
  "a wrong sign": (table: string) => `update ${table} set sold = -sold where ${one(table, "sold <> 0")}`,
};

const summed = [...rollupNames.flatMap((name) => [`gold.${name}`, `gold.${name}_delta`]), "silver.card_summary"];

describe.each(summed)("%s", (table) => {
  it.each(Object.entries(breaks))("%s is found", async (_, statement) => {
    expect(await differencesAfter(statement(table))).toContain(table);
  });
});

describe("what is no sum over facts", () => {
  it.each([
    ["gold.last_use", "update gold.last_use set cards = cards + 1"],
    ["gold.last_use", "update gold.last_use set balance = -balance"],
    ["gold.aging", "update gold.aging set cards = cards + 1"],
    ["gold.aging", "update gold.aging set balance = -balance"],
    ["gold.partly_used", "update gold.partly_used set larger_cards = larger_cards + 1"],
    ["gold.partly_used", "update gold.partly_used set balance = -balance"],
  ])("%s: %s is found", async (table, statement) => {
    const where = `ctid = (select ctid from ${table} where balance <> 0 order by ctid limit 1)`;
    expect(await differencesAfter(`${statement} where ${where}`)).toContain(table);
  });

  it.each([
    "gold.last_use",
    "gold.aging",
    "gold.partly_used",
    "gold.drained_at_once",
    "gold.type_cohort",
    "gold.type_day_delta",
  ])("a row missing from %s is found", async (table) => {
    const statement = `delete from ${table} where ctid = (select ctid from ${table} order by ctid limit 1)`;
    expect(await differencesAfter(statement)).toContain(table);
  });

  it.each(["first_use_on", "last_use_on", "opened_on", "last_opened_on", "sold_on"])(
    "a card's %s moved by a day is found",
    async (column) => {
      const where =
        "ctid = (select ctid from silver.card_summary where opened_on is not null and first_use_on is not null limit 1)";
      const statement = `update silver.card_summary set ${column} = ${column} + 1 where ${where}`;
      expect(await differencesAfter(statement)).toContain("silver.card_summary");
    },
  );
});

it("two connections check together what one checks alone", async () => {
  const alone = await withScope(scope, (tx) => verifyRollups(tx));
  const together = await verifyIssuer(scope);
  expect([...together.checked].sort()).toEqual([...alone.checked].sort());
  expect(together).toMatchObject({ facts: alone.facts, differences: [] });
});

it("every event is in each rollup exactly once, and all agree on what is left", async () => {
  await withScope(scope, async (tx) => {
    const left = "sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated";
    const totals = [...summed.map((table) => [table, "events"] as const)].map(
      ([table]) => `select '${table}' as name, sum(events)::int as events, sum(${left})::bigint as left from ${table}`,
    );
    const facts = "select 'facts', count(*)::int, sum(amount)::bigint from silver.card_transaction";
    const rows = await tx.execute<{ name: string; events: number; left: string }>(
      sql.raw([...totals, facts].join(" union all ")),
    );
    const expected = rows.find((row) => row.name === "facts");
    expect(rows).toEqual(rows.map(({ name }) => ({ name, events: expected?.events, left: expected?.left })));
  });
});
