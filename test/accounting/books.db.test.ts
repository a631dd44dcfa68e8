import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { seedDemo } from "@/db/seed";
import { defaultAccounts } from "@/lib/accounting/account-map";
import type { Books } from "@/lib/accounting/books";
import { eventNames } from "@/lib/accounting/cohort-facts";
import { journalOf } from "@/lib/accounting/journal";
import { cohortDifferences } from "@/lib/accounting/ledger-check";
import { chooseRecognition } from "@/lib/accounting/mutations/method";
import { getBooks } from "@/lib/accounting/queries/books";
import { type Balances, missesBy } from "@/lib/accounting/roll-forward";
import { groupByMonth, spanOf } from "@/lib/accounting/roll-forward-groups";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { makeIssuer } from "../support/cards";
import { insertEscheatForecast } from "./escheat-forecast";
import { balances, cohortsFromCards, eventsByMonth } from "./facts-oracle";

const now = new Date("2026-11-02T08:00:00Z");
const asOf = "2026-10-31";
const whole = { asOf, from: "2021-11-01" };
let scope: Scope;
let stranger: Scope;
let books: Books;

beforeAll(async () => {
  await seedDemo({ cards: 8_000, seed: 5 });
  scope = await scopeForOperator("DEMO");
  stranger = await makeIssuer("ELSE");
  await makeForecasts(scope, { currency: "EUR" }, { now });
  for (const currency of ["EUR", "KWD"])
    await insertEscheatForecast(scope, { currency, asOf, shares: { escheats: 5, "not-yet": 15, exempt: 80 } });
  await insertEscheatForecast(scope, { currency: "USD", asOf, shares: { escheats: 0, "not-yet": 10, exempt: 90 } });
  await chooseRecognition(
    scope,
    {
      cardTypes: ["VP-OPERA", "PT-SUMMIT"],
      from: "2021-11-01",
      method: "proportional",
      constraintKind: "haircut",
      constraintValue: "0.25",
      reason: "Three in four of what is expected",
    },
    now,
  );
  books = await getBooks(scope, whole);
}, 240_000);

const noMiss = { liability: 0n, payable: 0n };

describe("the books of the demo issuer, five years of twelve brands in four currencies", () => {
  it("add up in every month, brand and currency, and each month opens with what the one before closed with", () => {
    expect(books.span).toEqual({ from: "2021-11-01", to: "2026-10-01" });
    for (const groupOf of [
      ({ cardType }: { cardType: string }) => cardType,
      ({ brand }: { brand: string }) => brand,
      () => "all",
    ]) {
      const groups = groupByMonth(books.rows, groupOf);
      expect(groups.length).toBeGreaterThan(100);
      for (const row of groups) expect(missesBy(row)).toEqual(noMiss);
      // Throws where a month does not open with what the one before closed with.
      for (const row of spanOf(groups)) expect(missesBy(row)).toEqual(noMiss);
    }
    expect(new Set(books.rows.map(({ currency }) => currency))).toEqual(new Set(["USD", "EUR", "JPY", "KWD"]));
  });

  it("have in every column of events what a GROUP BY over the facts finds, month by month and type by type", async () => {
    const facts = await eventsByMonth(scope);
    const rows = new Map(books.rows.map((row) => [`${row.cardType} ${row.month}`, row]));
    expect(facts.size).toBeGreaterThan(1_000);
    for (const [key, sums] of facts) {
      const moved = rows.get(key)?.movements;
      for (const name of eventNames)
        expect(`${key} ${name} ${moved?.[name] ?? 0n}`).toBe(`${key} ${name} ${sums[name]}`);
    }
  });

  it("owe, with what was recognised by estimate, exactly what is on the cards", async () => {
    for (const day of ["2023-12-31", asOf]) {
      const onCards = await balances(scope, day);
      const month = `${day.slice(0, 7)}-01`;
      for (const [code, balance] of onCards) {
        const own = books.rows.filter((row) => row.cardType === code && row.month <= month);
        const last = own.find((row) => row.month === month);
        const recognised = own.reduce(
          (sum, { movements }) => sum + movements.breakage - movements.claimedFromStates,
          0n,
        );
        expect(`${code} ${day} ${(last?.closing ?? 0n) + (last?.payableClosing ?? 0n) + recognised}`).toBe(
          `${code} ${day} ${balance}`,
        );
      }
    }
  });

  it("agree with their cohorts in every month", () => {
    expect(cohortDifferences(books.rows, books.cohorts)).toEqual([]);
  });

  it("are the same for a few months as for all, because no month depends on where one begins to look", async () => {
    const few = await getBooks(scope, { asOf, from: "2026-09-01" });
    expect(few.rows).toEqual(books.rows.filter(({ month }) => month >= "2026-09-01"));
    const brand = await getBooks(scope, { asOf, from: "2026-09-01", currency: "USD", brand: "PT" });
    expect(brand.rows.length).toBeGreaterThan(4);
    expect(brand.rows).toEqual(few.rows.filter((row) => row.brand === "PT" && row.currency === "USD"));
  });

  it("make a balanced journal", () => {
    const journal = journalOf(books.rows, defaultAccounts);
    if (!journal.ok) throw new Error(JSON.stringify(journal.problems.slice(0, 3)));
    for (const currency of ["USD", "EUR", "JPY", "KWD"]) {
      const own = journal.value.filter((line) => line.currency === currency);
      expect(own.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)).toBe(0n);
    }
  });

  it("put nothing of given cards into revenue", () => {
    const given = books.rows.filter(({ standing }) => standing === "given");
    expect(given.length).toBeGreaterThan(20);
    for (const { movements } of given) expect([movements.breakage, movements.toEscheatPayable]).toEqual([0n, 0n]);
  });
});

describe("recognised breakage", () => {
  it("is (1 − e)(L + (U − L) · min(1, R ÷ R*)) of each month of sale, by the cards themselves and the stored forecast", async () => {
    const code = "VP-OPERA";
    const found = await cohortsFromCards(scope, code, asOf);
    const expected = await expectedOf(code);
    const own = books.cohorts.filter(({ programme }) => programme.code === code);
    expect(found.length).toBeGreaterThan(20);
    let compared = 0;
    for (const { saleMonth, face, used, expired: booked, lapsed } of found) {
      const [settled, open] = expected.get(saleMonth) ?? [0, 0];
      const [f, r, l] = [face, used, lapsed].map(Number) as [number, number, number];
      if (f <= 0 || r >= f) continue;
      const lost = Math.max(settled + 0.75 * open, l);
      const progress = lost < f ? Math.min(1, r / (f - lost)) : 0;
      const position = own.find((one) => one.saleMonth === saleMonth)?.books.at(-1)?.position;
      const states = claimedOf(lost, Number(position?.presumed), Number(booked));
      const breakage = Math.min((1 - states / lost) * (l + (lost - l) * progress), f - r - states);
      expect(Math.abs(Number(position?.breakage) - (lost > 0 ? breakage : 0)), saleMonth).toBeLessThan(2);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(10);
  });

  it("is nothing where nobody has said what states claim: what is not redeemed is held for them", () => {
    const yen = books.rows.filter(({ currency }) => currency === "JPY");
    expect(yen.some(({ movements }) => movements.expired > 0n)).toBe(true);
    for (const { movements } of yen) expect(movements.breakage).toBe(-movements.expired);
    const estimates = books.programmes
      .filter(({ currency }) => currency === "JPY")
      .map(({ id }) => books.estimates.get(id));
    expect(estimates.map((one) => one?.unestimated)).toEqual(["no-escheat-forecast"]);
  });

  it("is without a method only what has lapsed, less what states have of it", async () => {
    let compared = 0;
    for (const code of ["NT-EURO", "NT-GULF"]) {
      const own = books.cohorts.filter(({ programme }) => programme.code === code);
      expect(books.estimates.get(own[0]?.programme.id ?? 0)?.unestimated).toBe("no-method");
      for (const { saleMonth, lapsed, expired } of await cohortsFromCards(scope, code, asOf)) {
        const position = own.find((one) => one.saleMonth === saleMonth)?.books.at(-1)?.position;
        const states = claimedOf(Number(lapsed), Number(position?.presumed), Number(expired));
        const breakage = Math.max(0, Number(lapsed) - states);
        expect(Math.abs(Number(position?.breakage) - breakage), saleMonth).toBeLessThanOrEqual(1);
        if (lapsed > 0n) compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(3);
  });

  it("moves what is presumed abandoned to the payable, oldest months of sale first", async () => {
    const last = (row: Balances & { month: string; cardType: string }) =>
      row.month === "2026-10-01" && row.cardType === "NT-EURO";
    const row = books.rows.find(last);
    const onCards = (await balances(scope, asOf)).get("NT-EURO") ?? 0n;
    expect(row?.payableClosing).toBe((onCards * 5n) / 100n);
    expect(row?.movements.toEscheatPayable).toBe(row?.payableClosing);
    const payable = books.cohorts
      .filter(({ programme }) => programme.code === "NT-EURO")
      .sort((a, b) => (a.saleMonth < b.saleMonth ? -1 : 1))
      .map(({ books: own }) => own.at(-1))
      .filter((book) => (book?.contractLiability ?? 0n) > 0n || (book?.escheatPayable ?? 0n) > 0n);
    const none = payable.findIndex((book) => book?.escheatPayable === 0n);
    expect(none).toBeGreaterThan(0);
    expect(payable.slice(none).every((book) => book?.escheatPayable === 0n)).toBe(true);
  });

  it("never comes with what is held for states to more than is there", () => {
    for (const { books: own } of books.cohorts) {
      for (const { contractLiability, heldForStates, escheatPayable, exceeded } of own) {
        expect(contractLiability >= heldForStates && heldForStates >= 0n && escheatPayable >= 0n).toBe(true);
        expect(exceeded).toBe(false);
      }
    }
  });
});

describe("another tenant", () => {
  it("has no books, and his asking for a card type of ours finds nothing", async () => {
    expect(await getBooks(stranger, whole)).toMatchObject({ span: null, rows: [], cohorts: [], methods: [] });
    await expect(
      chooseRecognition(
        stranger,
        {
          cardTypes: ["NT-EURO"],
          from: "2026-10-01",
          method: "remote",
          constraintKind: "haircut",
          constraintValue: "0",
          reason: "none of mine",
        },
        now,
      ),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

/** All that is presumed abandoned is a state's, and of the other 95 % that are on cards 15; of what is on none any more nothing. */
const claimedOf = (lost: number, presumed: number, booked: number) => {
  const gone = Math.min(lost, presumed);
  return gone + (Math.max(0, lost - gone - booked) * 15) / 95;
};

/** What the stored forecast expects of each month of sale: of cards that have ended, and of the others. */
function expectedOf(code: string) {
  return withScope(scope, async (tx) => {
    const rows = await tx.execute<{ sale_month: string; settled: number; open: number }>(sql`
      select c.sale_month::text, coalesce(sum(c.expected) filter (where c.expiry_month <= '2026-10-01'), 0) as settled,
        coalesce(sum(c.expected) filter (where c.expiry_month > '2026-10-01'), 0) as open
      from gold.forecast_cohort c join silver.card_type y on y.id = c.card_type_id
      where y.code = ${code} and c.issuer_id = ${scope.issuerId} group by 1`);
    return new Map(rows.map((row) => [row.sale_month, [Number(row.settled), Number(row.open)] as const]));
  });
}
