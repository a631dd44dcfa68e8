/** Every number opens to its rows: what stands at the foot of the opened list is the number that was pressed. */
import { beforeAll, describe, expect, it } from "vitest";
import { crossRows } from "@/lib/breakage/cross";
import { withinYear } from "@/lib/breakage/period";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { purchaseOf } from "@/lib/cards/event";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, eventListParams, lapseParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { historyTable } from "@/lib/insights/history";
import { getHistoricalBreakage } from "@/lib/insights/queries/history";
import { getTopMerchants } from "@/lib/insights/queries/merchants";
import { getTopTypes } from "@/lib/insights/queries/types";
import { insightParams } from "@/lib/insights/schema";
import { ALL_OWED, cardsBehind } from "@/lib/overview/aging";
import { listAging } from "@/lib/overview/queries/aging";
import { getChange } from "@/lib/overview/queries/change";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer } from "../support/cards";

type Asked = Readonly<Record<string, string>>;

let random: Scope;
let plain: Scope;
let stranger: Scope;

beforeAll(async () => {
  random = await makeIssuer("RANDOM", { timeZone: "Asia/Tokyo" });
  plain = await makeIssuer("PLAIN");
  stranger = await makeIssuer("STRANGER");
  for (const batch of randomBatches(1_973, 200)) await loadBatch(random, batch);
  const card = (id: string, fundsExpireOn: string) => ({
    id,
    type: "T",
    soldOn: "2023-01-10",
    expiresOn: "2024-01-31",
    fundsExpireOn,
  });
  await loadBatch(plain, {
    types: [{ code: "T" }],
    cards: [
      card("ends", "2024-02-14"),
      card("before", "2024-01-30"),
      card("after", "2024-02-29"),
      card("booked", "2024-12-31"),
      card("twice", "2024-02-20"),
      card("mended", "2023-06-30"),
    ],
    events: [
      ...["ends", "before", "after", "booked", "twice", "mended"].map((id) => ({
        id: `s-${id}`,
        card: id,
        kind: "sale" as const,
        amount: 10_000,
        on: "2023-01-10",
      })),
      { id: "r", card: "ends", kind: "redemption", amount: -2_500, on: "2023-05-01" },
      { id: "b", card: "booked", kind: "expiry", amount: -4_000, on: "2024-02-10" },
      { id: "t", card: "twice", kind: "expiry", amount: -1_000, on: "2023-12-31" },
      { id: "m", card: "mended", kind: "adjustment", amount: -500, on: "2024-02-05" },
      { id: "late", card: "ends", kind: "adjustment", amount: 900, on: "2024-03-05" },
    ],
  });
});

const cardsOf = (scope: Scope, asked: Asked) => listCards(scope, cardListParams.parse({ limit: "500", ...asked }));
const eventsOf = (scope: Scope, asked: Asked) => listEvents(scope, eventListParams.parse({ limit: "500", ...asked }));

async function lapsedList(scope: Scope, asked: Asked): Promise<bigint> {
  const page = await cardsOf(scope, { of: "lapsed", ...asked });
  expect(page.nextCursor).toBeNull();
  const sum = page.items.reduce((total, card) => total + (card.lapsedInPeriod ?? 0n), 0n);
  expect(page.lapsedInPeriod, JSON.stringify(asked)).toBe(sum);
  return sum;
}

async function changedList(scope: Scope, asked: Asked): Promise<bigint> {
  const page = await cardsOf(scope, { of: "changed", ...asked });
  expect(page.nextCursor).toBeNull();
  const sum = page.items.reduce((total, card) => total + (card.changedInPeriod ?? 0n), 0n);
  expect(page.changedInPeriod, JSON.stringify(asked)).toBe(sum);
  expect(page.items.every((card) => card.changedInPeriod !== 0n)).toBe(true);
  return sum;
}

describe("what lapsed in February 2024", () => {
  const february = { asOf: "2024-03-31", from: "2024-02-01", to: "2024-02-29" };

  it("is 75.00 whose funds ended, 40.00 booked, 90.00 left after an earlier booking, less 5.00 put right on a lapsed card", async () => {
    const { current } = await getOverview(plain, overviewParams.parse(february));
    const page = await cardsOf(plain, { of: "lapsed", ...february });
    expect(Object.fromEntries(page.items.map((card) => [card.id, card.lapsedInPeriod]))).toEqual({
      ends: 7_500n,
      booked: 4_000n,
      twice: 9_000n,
      mended: -500n,
    });
    expect([current.lapsed, page.lapsedInPeriod]).toEqual([20_000n, 20_000n]);
  });

  it("is told as of the period's last day: what happened to its cards in March is not in the list", async () => {
    const page = await cardsOf(plain, { of: "lapsed", ...february });
    expect([page.asOf, page.period.to]).toEqual(["2024-02-29", "2024-02-29"]);
    expect(page.items.find((card) => card.id === "ends")?.unredeemed).toBe(7_500n);
  });

  it("ends with the as-of date, when that comes before the period's end", async () => {
    const asked = { ...february, asOf: "2024-02-12" };
    const { current } = await getOverview(plain, overviewParams.parse(asked));
    expect([current.lapsed, await lapsedList(plain, asked)]).toEqual([3_500n, 3_500n]);
  });

  it("is no other list's to say, and no other issuer's to see", async () => {
    const all = await cardsOf(plain, { of: "all", asOf: "2024-03-31" });
    expect([all.lapsedInPeriod, all.items[0]?.lapsedInPeriod]).toEqual([undefined, undefined]);
    expect((await cardsOf(stranger, { of: "lapsed", ...february })).items).toEqual([]);
  });
});

describe("the change of what was owed in February 2024", () => {
  const february = { asOf: "2024-03-31", from: "2024-02-01", to: "2024-02-29" };

  it("is a fall of 205.00 on three cards: a correction after the funds were gone changes nothing that is owed", async () => {
    const page = await cardsOf(plain, { of: "changed", ...february });
    expect(Object.fromEntries(page.items.map((card) => [card.id, card.changedInPeriod]))).toEqual({
      ends: -7_500n,
      booked: -4_000n,
      twice: -9_000n,
    });
    const { opening, closing, total } = await getChange(plain, overviewParams.parse(february));
    expect([page.changedInPeriod, closing - opening, total.change]).toEqual([-20_500n, -20_500n, -20_500n]);
    expect([page.asOf, page.lapsedInPeriod]).toEqual(["2024-02-29", undefined]);
  });

  it("is no other issuer's to see", async () => {
    expect((await cardsOf(stranger, { of: "changed", ...february })).items).toEqual([]);
  });
});

const questions: readonly Asked[] = [
  { asOf: "2023-10-17", from: "2023-03-05" },
  { asOf: "2023-10-17", from: "2023-03-05", to: "2023-08-31" },
  { asOf: "2024-02-29", from: "2024-02-01", to: "2024-12-31" },
  { asOf: "2023-12-31", currency: "JPY" },
  { asOf: "2026-12-31", from: "2022-01-01" },
  { asOf: "2023-10-17", knownAt: "2024-12-01T00:00:00Z" },
  { asOf: "2024-06-15", from: "2024-01-10", knownAt: "2025-12-01T00:00:00Z" },
];

describe("a figure of the overview", () => {
  it("of what lapsed opens to cards whose lapses are the figure, at any dates, in any currency, as known before", async () => {
    let moved = 0;
    for (const asked of questions) {
      const { current } = await getOverview(random, overviewParams.parse(asked));
      expect(await lapsedList(random, asked), JSON.stringify(asked)).toBe(current.lapsed);
      moved += current.lapsed === 0n ? 0 : 1;
    }
    expect(moved).toBeGreaterThan(4);
  });

  it("in a row of what changed opens to the rows of that card type or brand, part by part", async () => {
    const groups = { sales: "sold", redemptions: "redeemed", other: "other-and-escheated" } as const;
    for (const asked of questions) {
      for (const by of ["card-type", "brand"] as const) {
        const { rows, period, total } = await getChange(random, overviewParams.parse({ ...asked, by }));
        expect(rows.length).toBeGreaterThan(0);
        expect(await changedList(random, { ...asked, ...period })).toBe(total.change);
        for (const row of rows) {
          const cell = { ...asked, ...period, [by]: row.member.id };
          expect(-(await lapsedList(random, cell)), JSON.stringify(cell)).toBe(row.lapses);
          expect(await changedList(random, cell), JSON.stringify(cell)).toBe(row.change);
          for (const part of ["sales", "redemptions", "other"] as const) {
            const page = await eventsOf(random, { ...cell, group: groups[part] });
            expect(page.nextCursor).toBeNull();
            expect(page.total, `${part} of ${JSON.stringify(cell)}`).toBe(row[part]);
            expect(page.items.reduce((sum, event) => sum + event.amount, 0n)).toBe(row[part]);
          }
        }
      }
    }
  });

  it("counts as many sales and redemptions as the opened events do, voided ones taken off", async () => {
    for (const asked of questions) {
      const { current } = await getOverview(random, overviewParams.parse(asked));
      const [sold, redeemed, other] = await Promise.all(
        ["sold", "redeemed", "other"].map((group) => eventsOf(random, { ...asked, group })),
      );
      expect([sold?.cards, sold?.redemptions]).toEqual([current.cardsSold, 0]);
      expect([redeemed?.cards, redeemed?.redemptions]).toEqual([0, current.redemptions]);
      expect([other?.cards, other?.redemptions]).toEqual([0, 0]);
    }
  });
});

describe("a figure of the insights", () => {
  it("of a card type's sales opens to as many and as much, whatever was reloaded", async () => {
    for (const asOf of ["2023-10-17", "2024-02-29"]) {
      const top = await getTopTypes(random, insightParams.parse({ asOf, limit: "100" }), "volume");
      const all = await Promise.all(
        top.rows.map((row) => eventsOf(random, { asOf, ...top.period, group: "sales", "card-type": row.cardType.id })),
      );
      expect(all.map((page) => [page.cards, page.total])).toEqual(top.rows.map((row) => [row.sales, row.volume]));
      const reloads = await Promise.all(
        top.rows.map((row) => eventsOf(random, { asOf, ...top.period, group: "sold", "card-type": row.cardType.id })),
      );
      expect(reloads.some((page, i) => page.total !== all[i]?.total)).toBe(true);
    }
  });

  it("of a type's breakage by year opens to the same cards, of the as-of year those that have expired by then", async () => {
    const history = await getHistoricalBreakage(random, insightParams.parse({ asOf: "2023-10-17" }));
    expect(history.rows.some((row) => row.year === 2023)).toBe(true);
    for (const { cardType, year, ...figures } of history.rows) {
      const dates = { asOf: "2023-10-17", ...withinYear(history.period, year) };
      const page = await cardsOf(random, { ...dates, "card-type": cardType.id });
      expect(page.total).toEqual(figures);
    }
  });

  it("of breakage in all years of a type, of all types in a year, and of all opens to the same cards", async () => {
    const asOf = "2023-10-17";
    const history = await getHistoricalBreakage(random, insightParams.parse({ asOf }));
    const table = historyTable(history.rows);
    expect([table.lines.length, table.years.length].every((count) => count > 1)).toBe(true);
    for (const { cardType, total } of table.lines) {
      const page = await cardsOf(random, { asOf, ...history.period, "card-type": cardType.id });
      expect(page.total, cardType.id).toEqual(total);
    }
    for (const [at, year] of table.years.entries()) {
      const page = await cardsOf(random, { asOf, ...withinYear(history.period, year) });
      expect(page.total, String(year)).toEqual(table.totals[at]);
    }
    expect((await cardsOf(random, { asOf, ...history.period })).total).toEqual(table.total);
  });

  it("of all card types' sales opens to the sales of all", async () => {
    const top = await getTopTypes(random, insightParams.parse({ asOf: "2024-02-29", limit: "1" }), "count");
    const page = await eventsOf(random, { asOf: "2024-02-29", ...top.period, group: "sales" });
    expect([page.cards, page.total]).toEqual([top.total.sales, top.total.volume]);
    expect(top.total.sales).toBeGreaterThan(top.rows[0]?.sales ?? 0);
  });
});

describe("two dimensions crossed", () => {
  it("open at the end of each line and at the foot of each column to the cards of that group, and to all", async () => {
    const dates = { asOf: "2023-10-17", from: "2022-05-11", to: "2023-10-17" };
    for (const [down, across] of [
      ["brand", "state"],
      ["expiry-year", "merchant"],
    ] as const) {
      const report = await getBreakage(random, breakageParams.parse({ ...dates, by: `${down},${across}` }));
      const { lines, columns } = crossRows(report.rows, [down, across]);
      expect(lines.length).toBeGreaterThan(1);
      for (const { member, total } of lines)
        expect((await cardsOf(random, { ...dates, [down]: member.id })).total, member.id).toEqual(total);
      for (const { member, total } of columns)
        expect((await cardsOf(random, { ...dates, [across]: member.id })).total, member.id).toEqual(total);
      expect((await cardsOf(random, dates)).total).toEqual(report.total);
    }
  });
});

describe("what is about to lapse", () => {
  it("opens to its own cards: what lapses to those whose funds end, what stays owed to those whose funds do not", async () => {
    let both = 0;
    for (const asOf of ["2023-03-10", "2023-10-17", "2024-02-29"]) {
      const { total, period } = await getAboutToLapse(random, lapseParams.parse({ asOf, days: "180" }));
      const behind = async (funds: Asked) =>
        (await cardsOf(random, { asOf, ...period, of: "usable-until", owed: "only", ...funds })).total.owed;
      expect(await behind({})).toBe(total.atStake);
      expect(await behind({ funds: "gone" })).toBe(total.lapses);
      expect(await behind({ funds: "there" })).toBe(total.staysOwed);
      both += total.lapses > 0n && total.staysOwed > 0n ? 1 : 0;
    }
    expect(both).toBeGreaterThan(0);
  });

  it("leaves out in figure and list alike the card that owes nothing and the one on which 3.00 too much was spent", async () => {
    const debt = await makeIssuer("DEBT");
    const card = (id: string) => ({ id, type: "T", soldOn: "2024-01-10", expiresOn: "2024-07-20" });
    await loadBatch(debt, {
      types: [{ code: "T" }],
      cards: ["whole", "spent", "below"].map(card),
      events: [
        { id: "s1", card: "whole", kind: "sale", amount: 1_000, on: "2024-01-10" },
        { id: "s2", card: "spent", kind: "sale", amount: 1_000, on: "2024-01-10" },
        { id: "s3", card: "below", kind: "sale", amount: 1_000, on: "2024-01-10" },
        { id: "r2", card: "spent", kind: "redemption", amount: -1_000, on: "2024-02-01" },
        { id: "r3", card: "below", kind: "redemption", amount: -1_000, on: "2024-02-01" },
        { id: "f3", card: "below", kind: "fee", amount: -300, on: "2024-02-02" },
      ],
    });
    const { total, period } = await getAboutToLapse(debt, lapseParams.parse({ asOf: "2024-06-30" }));
    const list = await cardsOf(debt, { asOf: "2024-06-30", ...period, of: "usable-until", owed: "only" });
    expect([total.atStake, list.total.owed, list.items.map(({ id }) => id)]).toEqual([1_000n, 1_000n, ["whole"]]);
  });
});

describe("liability by age", () => {
  it.each(["2023-02-14", "2023-12-31", "2024-06-30", "2025-03-01"])(
    "as of %s opens to its cards, bucket by bucket",
    async (asOf) => {
      const agings = await listAging(random, overviewParams.parse({ asOf }));
      const { total: owed } = await cardsOf(random, { asOf, ...ALL_OWED });
      for (const { view, buckets, cards, total } of agings) {
        expect([view, owed.cards, owed.owed]).toEqual([view, cards, total]);
        for (const bucket of buckets) {
          const { total } = await cardsOf(random, { asOf, ...cardsBehind(view, bucket) });
          expect([view, bucket.id, total.cards, total.owed]).toEqual([view, bucket.id, bucket.cards, bucket.owed]);
        }
      }
      expect(agings.some(({ cards }) => cards > 0)).toBe(true);
    },
  );
});

describe("top merchants", () => {
  it.each([
    ["2023-12-31", "90"],
    ["2023-09-17", "180"],
    ["2024-06-17", "365"],
  ])("as of %s over %s days open to the events at each merchant, with sums and counts", async (asOf, days) => {
    const { rows, period, total } = await getTopMerchants(random, insightParams.parse({ asOf, days, limit: "100" }));
    expect(rows.length).toBeGreaterThan(0);
    for (const { merchant, sales, gross, redemptions, redeemed, spent } of rows) {
      const behind = (group: string) => eventsOf(random, { asOf, ...period, group, at: merchant.id });
      const bought = await eventsOf(random, {
        asOf,
        ...period,
        group: "redeemed",
        at: merchant.id,
        purchases: "total",
      });
      expect([merchant.id, bought.purchases]).toEqual([merchant.id, spent]);
      expect(bought.items.reduce((sum, event) => sum + (purchaseOf(event) ?? 0n), 0n)).toBe(spent);
      const [sold, used] = [await behind("sales"), await behind("redeemed")];
      expect([merchant.id, sold.cards, sold.total]).toEqual([merchant.id, sales, gross]);
      expect([merchant.id, used.redemptions, used.total]).toEqual([merchant.id, redemptions, -redeemed]);
      expect(used.items.reduce((sum, { amount }) => sum + amount, 0n)).toBe(used.total);
    }
    const [sold, bought] = await Promise.all([
      eventsOf(random, { asOf, ...period, group: "sales" }),
      eventsOf(random, { asOf, ...period, group: "redeemed" }),
    ]);
    expect([sold.cards, sold.total, sold.purchases]).toEqual([total.sales, total.gross, null]);
    expect([bought.redemptions, bought.total, bought.purchases]).toEqual([total.redemptions, -total.redeemed, null]);
    for (const { merchant } of rows)
      expect((await eventsOf(stranger, { asOf, ...period, at: merchant.id })).items).toEqual([]);
  });
});
