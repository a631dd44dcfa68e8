import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { addDays } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { getHistoricalBreakage } from "@/lib/insights/queries/history";
import { getTopMerchants } from "@/lib/insights/queries/merchants";
import { getPercentile, getTopByModel, getTopTypes } from "@/lib/insights/queries/types";
import { insightParams } from "@/lib/insights/schema";
import { oracle } from "../breakage/oracle";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer, type TestEvent } from "../support/cards";

let scope: Scope;
let random: Scope;
const ask = (params: Record<string, string>) => insightParams.parse(params);

/** Sells a card of a type on a day. */
const sell = (id: string, amount: number, on: string, merchant = "M1"): TestEvent => ({
  id: `s-${id}`,
  card: id,
  kind: "sale",
  amount,
  on,
  merchant,
});

beforeAll(async () => {
  random = await makeIssuer("RANDOM");
  for (const batch of randomBatches(5, 150)) await loadBatch(random, batch);
  scope = await makeIssuer("TOP");
  const cards = [
    { id: "a1", type: "A", soldOn: "2024-06-30" },
    { id: "a2", type: "A", soldOn: "2023-07-02" },
    { id: "a3", type: "A", soldOn: "2023-07-01" },
    { id: "b1", type: "B", soldOn: "2024-01-01" },
    { id: "c1", type: "C", soldOn: "2024-02-01" },
    { id: "c2", type: "C", soldOn: "2024-02-02" },
    { id: "c3", type: "C", soldOn: "2024-02-03" },
    { id: "late", type: "B", soldOn: "2024-07-01" },
    { id: "yen", type: "J", soldOn: "2024-02-01" },
  ];
  await loadBatch(scope, {
    merchants: ["M1", "M2"],
    types: [
      { code: "A", brand: "X", model: "open" },
      { code: "B", model: "closed" },
      { code: "C", model: "semi-closed" },
      { code: "J", currency: "JPY" },
    ],
    cards,
    events: [
      sell("a1", 2_000, "2024-06-30"),
      sell("a2", 3_000, "2023-07-02"),
      sell("a3", 90_000, "2023-07-01"),
      sell("b1", 100_000, "2024-01-01", "M2"),
      sell("c1", 1_000, "2024-02-01"),
      sell("c2", 1_000, "2024-02-02"),
      sell("c3", 1_000, "2024-02-03"),
      sell("late", 500_000, "2024-07-01", "M2"),
      sell("yen", 777, "2024-02-01"),
      { id: "v", card: "c3", kind: "void", amount: -1_000, on: "2024-05-01", corrects: "s-c3" },
      { id: "reload", card: "b1", kind: "reload", amount: 7_000, on: "2024-02-05", merchant: "M1" },
      { id: "use", card: "b1", kind: "redemption", amount: -4_000, spent: 9_000, on: "2024-03-05", merchant: "M1" },
    ],
  });
});

describe("top card types", () => {
  it("by count: A and C sold 2 each in the 365 days to 2024-06-30, B 1; a voided sale is none, nor one a day too old", async () => {
    const top = await getTopTypes(scope, ask({ asOf: "2024-06-30" }), "count");
    expect(top.period).toEqual({ from: "2023-07-02", to: "2024-06-30" });
    expect(top.rows.map((row) => [row.rank, row.cardType.id, row.sales])).toEqual([
      [1, "A", 2],
      [1, "C", 2],
      [3, "B", 1],
    ]);
    expect(top.total).toEqual({ sales: 5, volume: 107_000n });
  });

  it("by gross volume: B 1,000.00 without its reload, A 50.00, C 20.00", async () => {
    const top = await getTopTypes(scope, ask({ asOf: "2024-06-30", limit: "2" }), "volume");
    expect(top.rows.map((row) => [row.cardType.id, row.volume])).toEqual([
      ["B", 100_000n],
      ["A", 5_000n],
    ]);
    expect(top.count).toBe(3);
  });

  it("with a day more in the window A gains the 900.00 of the day before it", async () => {
    const top = await getTopTypes(scope, ask({ asOf: "2024-06-30", days: "366" }), "volume");
    expect(top.rows.find((row) => row.cardType.id === "A")?.volume).toBe(95_000n);
  });

  it("in yen are those of yen only", async () => {
    const top = await getTopTypes(scope, ask({ asOf: "2024-06-30", currency: "JPY" }), "volume");
    expect(top.rows.map((row) => [row.cardType.id, row.volume])).toEqual([["J", 777n]]);
  });

  it("in the 90th percentile of 1,000.00, 50.00 and 20.00 begin at 810.00: B alone", async () => {
    const top = await getPercentile(scope, ask({ asOf: "2024-06-30" }));
    expect(top.threshold).toBe(81_000n);
    expect(top.rows.map((row) => row.cardType.id)).toEqual(["B"]);
  });

  it("of each business model come apart", async () => {
    const { rows, count, total } = await getTopByModel(scope, ask({ asOf: "2024-06-30" }));
    expect(rows.map(({ model, rank, cardType }) => [model.id, rank, cardType.id])).toEqual([
      ["open", 1, "A"],
      ["semi-closed", 1, "C"],
      ["closed", 1, "B"],
    ]);
    expect(total).toEqual({ sales: 5, volume: 107_000n });
    expect(count).toBe(3);
  });
});

describe("highest-grossing merchants", () => {
  it("in the 180 days to 2024-06-30: M1 with 40.00; M2's sale of 1 January is 182 days old", async () => {
    const top = await getTopMerchants(scope, ask({ asOf: "2024-06-30" }));
    expect(top.period).toEqual({ from: "2024-01-03", to: "2024-06-30" });
    expect(top.rows).toEqual([
      {
        rank: 1,
        merchant: { id: "M1", name: "Merchant M1" },
        sales: 3,
        gross: 4_000n,
        redemptions: 1,
        redeemed: 4_000n,
        spent: 9_000n,
      },
    ]);
    const year = await getTopMerchants(scope, ask({ asOf: "2024-06-30", days: "182" }));
    expect(year.rows.map((row) => row.merchant.id)).toEqual(["M2", "M1"]);
    const first = await getTopMerchants(scope, ask({ asOf: "2024-06-30", days: "182", limit: "1" }));
    expect([first.rows.length, first.count]).toEqual([1, 2]);
  });

  it("equal a plain GROUP BY over the facts at any date and length of the window", async () => {
    for (const [asOf, days] of [
      ["2023-10-17", 180],
      ["2023-06-30", 180],
      ["2023-02-28", 28],
      ["2023-05-20", 3],
      ["2023-05-02", 30],
      ["2024-02-29", 400],
    ] as const) {
      const top = await getTopMerchants(random, ask({ asOf, days: String(days), limit: "100" }));
      const slow = await withScope(random, (tx) =>
        tx.execute<{ redeemed: string; spent: string; redemptions: string }>(sql`
          select coalesce(-sum(t.amount), 0) as redeemed, coalesce(sum(case when t.kind = 'void' then -1 else 1 end * coalesce(t.purchase_total, abs(t.amount))), 0) as spent,
            coalesce(sum(case when t.kind = 'void' then -1 else 1 end), 0) as redemptions
          from silver.card_transaction t
          join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
          join silver.card_type y on y.id = c.card_type_id
          where y.currency = 'USD' and t.counts_as = 'redemption'
            and t.occurred_on between ${addDays(asOf, 1 - days)}::date and ${asOf}::date`),
      );
      expect(String(top.total.redeemed), asOf).toBe(slow[0]?.redeemed);
      expect(String(top.total.spent), asOf).toBe(slow[0]?.spent);
      expect(String(top.total.redemptions), asOf).toBe(slow[0]?.redemptions);
    }
  });
});

describe("about to lapse, by command", () => {
  const run = (...words: string[]) =>
    runCommandLine(["insight", "a-11", "--issuer", "LAPSING", "--as-of", "2024-06-30", ...words], {
      groups: GROUPS,
      openDatabase: async () => {},
      note: () => {},
    });
  type Page = { rows: { customer: { id: string } | null }[]; nextCursor: string | null };
  const page = async (...words: string[]) => JSON.parse((await run("--json", ...words)).stdout) as Page;

  beforeAll(async () => {
    const people = ["ann", "ben", "cem"];
    await loadBatch(await makeIssuer("LAPSING"), {
      customers: people.map((id) => ({ id, name: id })),
      types: [{ code: "T" }],
      cards: people.map((id) => ({ id, type: "T", soldOn: "2024-01-01", expiresOn: "2024-07-15", customer: id })),
      events: people.map((id, at) => sell(id, 1_000 * (at + 1), "2024-01-01")),
      merchants: ["M1"],
    });
  });

  it("goes on with --cursor where the page before ended, and tells it", async () => {
    const ids = ({ rows }: Page) => rows.map((row) => row.customer?.id);
    const first = await page("--limit", "2");
    expect(ids(first)).toEqual(["cem", "ben"]);
    const second = await page("--limit", "2", "--cursor", first.nextCursor ?? "");
    expect([ids(second), second.nextCursor]).toEqual([["ann"], null]);
    expect((await run("--limit", "2")).stdout).toContain(`More with --cursor ${first.nextCursor}`);
  });

  it("refuses more rows than it can print, and a cursor where there are no pages, rather than doing something else", async () => {
    expect(await run("--limit", "501")).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("at most 500") });
    const ranking = ["insight", "a-1", "--issuer", "RANDOM", "--cursor", "x"];
    const refused = await runCommandLine(ranking, { groups: GROUPS, openDatabase: async () => {}, note: () => {} });
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--cursor: is not known here") });
    const years = ["insight", "a-17", "--issuer", "RANDOM", "--limit", "5"];
    expect(await runCommandLine(years, { groups: GROUPS, openDatabase: async () => {}, note: () => {} })).toMatchObject(
      { exitCode: 1, stderr: expect.stringContaining("--limit: is not known here") },
    );
  });
});

describe("historical breakage", () => {
  it("equals a plain GROUP BY over the facts by card type and year of expiry", async () => {
    const asOf = "2023-10-17";
    const history = await getHistoricalBreakage(random, ask({ asOf }));
    const question = { asOf, from: "1900-01-01", to: asOf, by: ["card-type", "expiry-year"] as const, currency: "USD" };
    const slow = await oracle(random, { ...question, knownAt: null });
    const found = history.rows.map((row) => [`${row.cardType.id}|${row.year}`, row.sold, row.unredeemed] as const);
    expect(found.toSorted()).toEqual(
      slow.map((row) => [row.key, row.sold, row.sold - row.redeemed + row.other] as const).toSorted(),
    );
    expect(history.total.sold).toBe(slow.reduce((sum, row) => sum + row.sold, 0n));
    expect(found.length).toBeGreaterThan(5);
    expect(history.period).toEqual({ from: "2022-01-01", to: asOf });
  });
});
