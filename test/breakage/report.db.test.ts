import { beforeAll, describe, expect, it } from "vitest";
import { type Dimension, dimensions } from "@/lib/breakage/constants";
import { getBreakage } from "@/lib/breakage/queries/report";
import type { BreakageReport } from "@/lib/breakage/report";
import { breakageParams } from "@/lib/breakage/schema";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer, makeSegments } from "../support/cards";
import { type OracleQuestion, type OracleRow, oracle } from "./oracle";
import { dayAfter, randomBatches, randomFrom } from "./random-history";

let scope: Scope;
beforeAll(async () => {
  scope = await makeIssuer("RANDOM", { timeZone: "America/New_York" });
  await makeSegments(scope, [
    { name: "Young", from: 18, to: 35 },
    { name: "Old", from: 60, to: null },
  ]);
  for (const batch of randomBatches(20_260_101, 220)) await loadBatch(scope, batch);
});

const pairs: (readonly Dimension[])[] = [
  ...dimensions.map((dimension) => [dimension]),
  ...dimensions.flatMap((a, i) => dimensions.slice(i + 1).map((b) => [a, b])),
];

function rowsOf(report: BreakageReport): OracleRow[] {
  return report.rows
    .map(({ members, cards, sold, redeemed, other, lapsed, escheated }) => ({
      key: report.by.map((dimension) => members[dimension]?.id).join("|"),
      cards,
      sold,
      redeemed,
      other,
      lapsed,
      escheated,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function bothAnswers(question: OracleQuestion) {
  const { by, knownAt, ...rest } = question;
  const params = breakageParams.parse({ ...rest, by: by.join(","), ...(knownAt ? { knownAt } : {}) });
  const [fast, slow] = await Promise.all([getBreakage(scope, params), oracle(scope, question)]);
  return { fast, slow: [...slow].sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

function randomQuestion(seed: number): OracleQuestion {
  const random = randomFrom(seed);
  const asOf = random.pick([
    dayAfter(random.upTo(1200)),
    dayAfter(random.upTo(1200)),
    "2023-01-31",
    "2024-02-29",
    "2023-06-30",
    "2026-12-31",
  ]);
  const start = random.upTo(1100);
  const [from, to] = random.pick([
    [dayAfter(start), dayAfter(start + random.upTo(500))],
    ["2023-01-01", "2023-12-31"],
    ["2022-03-15", "2022-03-20"],
    ["2023-02-01", "2023-03-10"],
    ["2022-11-20", "2024-02-29"],
  ] as const);
  return {
    asOf,
    from,
    to,
    by: random.pick(pairs),
    currency: random.pick(["USD", "USD", "JPY"]),
    knownAt: random.pick([null, null, "2024-12-01T00:00:00Z", "2025-12-01T00:00:00Z", "2020-01-01T00:00:00Z"]),
  };
}

describe("breakage from rollups, summaries and tails", () => {
  it("equals a plain GROUP BY over the facts for every dimension and every two of them", async () => {
    for (const by of pairs) {
      const question = { asOf: "2023-10-17", from: "2022-05-11", to: "2023-10-17", by, currency: "USD", knownAt: null };
      const { fast, slow } = await bothAnswers(question);
      expect(rowsOf(fast), by.join()).toEqual(slow);
      expect(fast.rows.length).toBeGreaterThan(0);
    }
  });

  it("equals it for 150 random as-of dates, known-at instants, periods and currencies", async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const question = randomQuestion(seed * 7_919);
      const { fast, slow } = await bothAnswers(question);
      expect(rowsOf(fast), JSON.stringify(question)).toEqual(slow);
    }
  });

  it("adds up: rows to the total, and unredeemed = lapsed + escheated + owed in each", async () => {
    const { fast } = await bothAnswers({
      asOf: "2024-01-31",
      from: "2022-01-01",
      to: "2024-01-31",
      by: ["merchant", "segment"],
      currency: "USD",
      knownAt: null,
    });
    for (const field of ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"] as const) {
      expect(fast.rows.reduce((sum, row) => sum + row[field], 0n)).toBe(fast.total[field]);
    }
    for (const row of [...fast.rows, fast.total]) {
      expect(row.lapsed + row.escheated + row.owed).toBe(row.unredeemed);
      expect(row.sold - row.redeemed + row.other).toBe(row.unredeemed);
    }
  });
});

describe("a comparison", () => {
  it("is the report of its own dates: those of one's own, and those of the same weekdays", async () => {
    const dates = { asOf: "2023-10-31", from: "2023-09-01", to: "2023-09-30", by: "brand" };
    // 1 September 2023 is a Friday, as 28 July is, 35 days before.
    for (const [against, asOf, from, to] of [
      [
        { compare: "custom", compareFrom: "2023-01-01", compareTo: "2023-06-30" },
        "2023-07-31",
        "2023-01-01",
        "2023-06-30",
      ],
      [{ compare: "previous", match: "weekday" }, "2023-09-26", "2023-07-28", "2023-08-26"],
    ] as const) {
      const report = await getBreakage(scope, breakageParams.parse({ ...dates, ...against }));
      const own = await getBreakage(scope, breakageParams.parse({ asOf, from, to, by: "brand" }));
      expect(report.comparison).toEqual({ asOf, period: { from, to }, mode: against.compare, total: own.total });
      expect(own.total.cards).toBeGreaterThan(0);
      for (const { members, before: _, ...figures } of own.rows)
        expect(report.rows.find((row) => row.members.brand?.id === members.brand?.id)?.before).toEqual(figures);
    }
  });
});

describe("age segments", () => {
  it("moving a limit by a year moves exactly the cards of that year of birth", async () => {
    const own = await makeIssuer("AGES");
    const born = { young: 2004, edge: 1990, old: 1985, unknown: 0 };
    await loadBatch(own, {
      types: [{ code: "T" }],
      cards: Object.entries(born).map(([id, birthYear]) => ({
        id,
        type: "T",
        soldOn: "2023-01-01",
        expiresOn: "2023-06-30",
        birthYear,
      })),
      events: Object.keys(born).map((id) => ({
        id: `s-${id}`,
        card: id,
        kind: "sale" as const,
        amount: 100,
        on: "2023-01-01",
      })),
    });
    const cards = async (toAge: number) => {
      await makeSegments(own, [
        { name: "Under", from: 0, to: toAge },
        { name: "Over", from: toAge + 1, to: null },
      ]);
      const report = await getBreakage(own, breakageParams.parse({ asOf: "2023-12-31", by: "segment" }));
      return Object.fromEntries(report.rows.map((row) => [row.members.segment?.id, row.cards]));
    };
    expect(await cards(32)).toEqual({ Under: 1, Over: 2, unknown: 1 });
    expect(await cards(33)).toEqual({ Under: 2, Over: 1, unknown: 1 });
  });
});
