import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { type Files, load, makeIssuer, rows } from "../ingest/support/issuer";
import { holdTable } from "../support/held-table";

const LARGE = 8_000;
/** Less than a fifth of the large one: the tables do not grow by what has them analysed for their size. */
const SMALL = 1_200;

const csv = (header: string, count: number, line: (i: number) => string) =>
  `${header}\n${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`;
const soldOnly = (cards: number): Files => ({
  "merchants.csv": "code,name\nM1,One\n",
  "types.csv": "code,name,currency,fundsExpire,validityDays\nA,A,USD,no,365\n",
  "cards.csv": csv("id,cardType,customer,soldOn,expiresOn", cards, (i) => `C${i},A,,2024-01-05,`),
  "events.csv": csv(
    "id,card,kind,amount,occurredAt,merchant,corrects",
    cards,
    (i) => `S${i},C${i},sale,50,2024-01-05,M1,`,
  ),
});

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 2, onnotice: () => {} });
afterAll(() => owner.end());

/** How many rows of the table the planner takes this issuer to have. */
async function expected(scope: LoadScope, table: string): Promise<number> {
  const [plan] = await rows<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    scope,
    `explain (format json) select from ${table}`,
  );
  return plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? Number.NaN;
}

it("who has few rows does not have tables counted that are full of what another is about to commit", async () => {
  const [few, many] = [await makeIssuer("FEW"), await makeIssuer("MANY")];
  await load(few, soldOnly(5));
  const held = await holdTable(process.env.DATABASE_URL ?? "", "silver.card_transaction");
  const loading = load(many, soldOnly(LARGE));
  await held.awaited(1);
  await rows(few, "select app.refresh_statistics()");
  const [card] = await owner`select reltuples from pg_class where oid = 'silver.card'::regclass`;
  await held.letGo();
  await loading;
  // Never counted, so that the planner goes by the size, or counted with the 8,000.
  expect(card?.reltuples === -1 || card?.reltuples >= LARGE, `${card?.reltuples} rows`).toBe(true);
});

describe("what the planner knows when a load has ended", () => {
  beforeAll(async () => {
    await load(await makeIssuer("LARGE"), soldOnly(LARGE));
  });

  it("is how many rows the issuer has, also where they are few among another's", async () => {
    const scope = await makeIssuer("SMALL");
    await load(scope, soldOnly(SMALL));
    for (const table of ["silver.card", "silver.card_transaction", "silver.card_summary"]) {
      expect(await rows(scope, `select count(*)::int as n from ${table}`), table).toEqual([{ n: SMALL }]);
      expect(await expected(scope, table), table).toBeGreaterThan(SMALL / 2);
      expect(await expected(scope, table), table).toBeLessThan(SMALL * 2);
    }
  });

  it("a load goes on while somebody vacuums or analyses the tables that it would", async () => {
    const scope = await makeIssuer("BESIDE");
    const other = await owner.reserve();
    try {
      await other`begin`;
      await other`lock table silver.card, silver.card_transaction, silver.card_summary in share update exclusive mode`;
      expect(await load(scope, soldOnly(LARGE))).toMatchObject({ state: "loaded" });
      const { differences } = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
      expect(differences).toEqual([]);
    } finally {
      await other`rollback`;
      other.release();
    }
  });

  it("a foreign key to cards or holders is checked by its key, also where the planner takes these for empty", async () => {
    const keys = await owner<{ name: string; table: string; where: string }[]>`
      select c.conname as name, c.confrelid::regclass::text as table, string_agg(a.attname || ' = 1', ' and ') as where
      from pg_constraint c join pg_attribute a on a.attrelid = c.confrelid and a.attnum = any(c.confkey)
      where c.contype = 'f' and c.confrelid in ('silver.card'::regclass, 'silver.customer'::regclass)
      group by 1, 2`;
    expect(keys.map(({ name }) => name)).toContain("card_transaction_card_fk");
    expect(keys.map(({ name }) => name)).toContain("card_customer_fk");
    const plans: string[] = [];
    const tx = await owner.reserve();
    try {
      await tx`begin`;
      // As after a first load that was killed: the table has its pages, and no row that lives or was ever counted.
      await tx`delete from pg_statistic where starelid in ('silver.card'::regclass, 'silver.customer'::regclass)`;
      await tx`update pg_class set reltuples = 0, relpages = 5000 where oid in ('silver.card'::regclass, 'silver.customer'::regclass)`;
      for (const { table, where } of keys) {
        const lines = await tx.unsafe(`explain select from only ${table} where ${where} for key share`);
        plans.push(lines.map((line) => line["QUERY PLAN"]).join(" "));
      }
    } finally {
      await tx`rollback`;
      tx.release();
    }
    for (const [i, plan] of plans.entries())
      expect(plan.replace(/Filter:.*/, ""), keys[i]?.name).toMatch(/Index Cond: .*customer_id = 1/);
  });
});
