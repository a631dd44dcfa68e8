import { beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/identity/scope";
import { listAging } from "@/lib/overview/queries/aging";
import { getChange } from "@/lib/overview/queries/change";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { dayAfter, randomBatches, randomFrom } from "../breakage/random-history";
import { loadBatch, makeIssuer } from "../support/cards";
import { movedIn, owedOn } from "./oracle";

let scope: Scope;
beforeAll(async () => {
  scope = await makeIssuer("FLOWS", { timeZone: "Asia/Tokyo" });
  for (const batch of randomBatches(4_711, 200)) await loadBatch(scope, batch);
});

function question(seed: number) {
  const random = randomFrom(seed * 104_729);
  const asOf = random.pick([dayAfter(200 + random.upTo(1000)), "2023-01-31", "2024-02-29", "2023-12-31", "2023-06-15"]);
  const back = random.pick([30, 365, 100]);
  const from = random.pick([undefined, dayAfter((Date.parse(asOf) - Date.UTC(2022, 0, 1)) / 86_400_000 - back)]);
  const knownAt = random.pick([undefined, undefined, "2024-12-01T00:00:00Z"]);
  const currency = random.pick(["USD", "JPY"]);
  const compare = random.pick(["none", "previous", "year"]);
  return { asOf, currency, compare, ...(from ? { from } : {}), ...(knownAt ? { knownAt } : {}) };
}

describe("the liability", () => {
  it("equals balances on cards with living funds, summed from the facts, at 60 random dates", async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const asked = question(seed);
      const overview = await getOverview(scope, overviewParams.parse(asked));
      const slow = await owedOn(scope, asked.asOf, asked.currency, asked.knownAt ?? null);
      expect(overview.liability, JSON.stringify(asked)).toBe(slow);
    }
  });

  it("leads from month to month: opening + sold − redeemed − lapsed − escheated + other = closing, each closing the next opening", async () => {
    const { trend, liability } = await getOverview(scope, overviewParams.parse({ asOf: "2023-11-17" }));
    expect(trend).toHaveLength(23);
    for (const [i, point] of trend.entries()) {
      const closing = point.opening + point.sold - point.redeemed - point.lapsed - point.escheated + point.other;
      expect(closing).toBe(point.closing);
      expect(point.closing).toBe(await owedOn(scope, point.period.to, "USD", null));
      if (i > 0) expect(point.opening).toBe(trend[i - 1]?.closing);
    }
    expect(trend[0]?.opening).toBe(0n);
    expect(trend.at(-1)?.closing).toBe(liability);
  });

  it("counts sales, reloads and redemptions of the period as the facts do, and those of the period before", async () => {
    const asked = { asOf: "2023-10-17", from: "2023-03-05", compare: "previous" };
    const { current, before } = await getOverview(scope, overviewParams.parse(asked));
    expect(before?.period).toEqual({ from: "2022-07-21", to: "2023-03-04" });
    for (const part of [current, before]) {
      if (!part) throw new Error("nothing to compare with");
      const { from, to } = part.period;
      expect(part.sold).toBe(await movedIn(scope, from, to, ["sale", "reload"], "USD"));
      expect(-part.redeemed).toBe(await movedIn(scope, from, to, ["redemption"], "USD"));
      expect(-part.escheated).toBe(await movedIn(scope, from, to, ["escheat"], "USD"));
      expect(part.other).toBe(await movedIn(scope, from, to, ["refund", "fee", "transfer", "adjustment"], "USD"));
    }
  });

  it("of a period that has only begun is held against the same part of the one before: 1 to 17 October against 1 to 17 September", async () => {
    const october = { asOf: "2023-10-17", from: "2023-10-01", to: "2023-10-31" };
    const beside = async (against: object) =>
      (await getOverview(scope, overviewParams.parse({ ...october, ...against }))).before;
    const previous = await beside({ compare: "previous" });
    expect(previous?.period).toEqual({ from: "2023-09-01", to: "2023-09-17" });
    expect(previous?.sold).toBe(await movedIn(scope, "2023-09-01", "2023-09-17", ["sale", "reload"], "USD"));
    expect((await beside({ compare: "year" }))?.period).toEqual({ from: "2022-10-01", to: "2022-10-17" });
    // A Sunday, and 35 days earlier; of a month of one's own as many days.
    expect((await beside({ compare: "previous", match: "weekday" }))?.period).toEqual({
      from: "2023-08-27",
      to: "2023-09-12",
    });
    const own = { compare: "custom", compareFrom: "2023-02-01", compareTo: "2023-02-28" };
    expect((await beside(own))?.period).toEqual({ from: "2023-02-01", to: "2023-02-17" });
  });

  it("changed for reasons that add up to the change, by card type and by brand", async () => {
    for (const by of ["card-type", "brand"]) {
      const change = await getChange(scope, overviewParams.parse({ asOf: "2023-10-17", by }));
      expect(change.rows.length).toBeGreaterThan(1);
      expect(change.opening).toBe(await owedOn(scope, "2022-10-17", "USD", null));
      expect(change.closing).toBe(await owedOn(scope, "2023-10-17", "USD", null));
      for (const row of [...change.rows, change.total]) {
        expect(row.sales + row.redemptions + row.lapses + row.other).toBe(row.change);
      }
      expect(change.rows.reduce((sum, row) => sum + row.change, 0n)).toBe(change.closing - change.opening);
      expect(change.total.change).toBe(change.closing - change.opening);
      expect(change.sentences[0]).toMatch(/(added|took away) [\d,]+\.\d\d USD\.$/);
    }
  });
});

describe("the liability held against another day", () => {
  // 100.00 sold in May 2023, of which 10.00 was used in June 2024; 50.00 sold in August 2025; 40.00 used in October 2026.
  let shop: Scope;
  beforeAll(async () => {
    shop = await makeIssuer("STOCKS");
    await loadBatch(shop, {
      recordedAt: "2026-11-01T12:00:00Z",
      types: [{ code: "T" }],
      cards: [
        { id: "a", type: "T", soldOn: "2023-05-10" },
        { id: "b", type: "T", soldOn: "2025-08-20" },
      ],
      events: [
        { id: "s", card: "a", kind: "sale", amount: 10_000, on: "2023-05-10" },
        { id: "u", card: "a", kind: "redemption", amount: -1_000, on: "2024-06-03" },
        { id: "t", card: "b", kind: "sale", amount: 5_000, on: "2025-08-20" },
        { id: "v", card: "a", kind: "redemption", amount: -4_000, on: "2026-10-05" },
      ],
    });
    await loadBatch(shop, {
      recordedAt: "2026-11-05T12:00:00Z",
      events: [{ id: "w", card: "b", kind: "redemption", amount: -500, on: "2025-09-01" }],
    });
  });
  const held = async (asked: object) => {
    const { liability, liabilityBefore, before } = await getOverview(shop, overviewParams.parse(asked));
    return { liability, liabilityBefore, before: before?.closing };
  };

  it("is of the as-of date a year before, 31 October 2025, and not of the end of a period that was over long ago", async () => {
    const halfYear = { asOf: "2026-10-31", from: "2025-01-01", to: "2025-06-30" };
    expect(await held({ ...halfYear, compare: "year" })).toEqual({
      liability: 10_500n - 1_000n,
      liabilityBefore: { asOf: "2025-10-31", owed: 13_500n },
      before: 9_000n,
    });
    // Six months back, as the half year before is.
    expect((await held({ ...halfYear, compare: "previous" })).liabilityBefore).toEqual({
      asOf: "2026-04-30",
      owed: 13_500n,
    });
  });

  it("is as it was known then, too, and is nothing where nothing is compared", async () => {
    const asked = { asOf: "2026-10-31", from: "2025-01-01", to: "2025-06-30", knownAt: "2026-11-02" };
    expect(await held({ ...asked, compare: "year" })).toMatchObject({
      liability: 10_000n,
      liabilityBefore: { asOf: "2025-10-31", owed: 14_000n },
    });
    expect((await held({ ...asked, compare: "none" })).liabilityBefore).toBeNull();
  });

  it("of a period that ends on the as-of date is the end of the period before it", async () => {
    const { liabilityBefore, before } = await held({ asOf: "2026-10-31", compare: "year" });
    expect(liabilityBefore).toEqual({ asOf: "2025-10-31", owed: before });
  });
});

describe("aging", () => {
  it("has three views of one total, the liability, at present, in mid-month and at past dates", async () => {
    for (const asOf of ["2026-12-31", "2025-03-18", "2025-06-30", "2023-10-17", "2023-06-30"]) {
      for (const knownAt of [undefined, "2024-12-01T00:00:00Z"]) {
        const asked = { asOf, ...(knownAt ? { knownAt } : {}) };
        const views = await listAging(scope, overviewParams.parse(asked));
        const owed = await owedOn(scope, asOf, "USD", knownAt ?? null);
        expect(views.map((view) => view.view)).toEqual(["load", "last-use", "loss"]);
        for (const { total, cards, buckets } of views) {
          expect(total, JSON.stringify(asked)).toBe(owed);
          expect(buckets.reduce((sum, bucket) => sum + bucket.owed, 0n)).toBe(owed);
          expect(cards).toBe(views[0]?.cards);
        }
      }
    }
  });
});

describe("aging by load", () => {
  it("counts from a reload of 20.00 in May, not from the sale in January; from the sale before it, and once it is taken back", async () => {
    const shop = await makeIssuer("RELOAD");
    await loadBatch(shop, {
      types: [{ code: "T" }],
      cards: [{ id: "c", type: "T", soldOn: "2024-01-10" }],
      events: [{ id: "s", card: "c", kind: "sale", amount: 10_000, on: "2024-01-10" }],
    });
    const byLoad = async (asOf: string) => {
      const [load] = await listAging(shop, overviewParams.parse({ asOf }));
      return load?.buckets.filter(({ cards }) => cards > 0).map(({ id, owed }) => [id, owed]);
    };
    expect(await byLoad("2024-05-31")).toEqual([["3-5", 10_000n]]);
    await loadBatch(shop, { events: [{ id: "r", card: "c", kind: "reload", amount: 2_000, on: "2024-05-03" }] });
    expect(await byLoad("2024-05-31")).toEqual([["0-2", 12_000n]]);
    expect(await byLoad("2024-12-31")).toEqual([["6-11", 12_000n]]);
    expect(await byLoad("2024-05-02")).toEqual([["3-5", 10_000n]]);
    await loadBatch(shop, {
      events: [{ id: "v", card: "c", kind: "void", amount: -2_000, on: "2024-06-01", corrects: "r" }],
    });
    expect(await byLoad("2024-06-30")).toEqual([["3-5", 10_000n]]);
  });

  it("and by last use, a void counts from when it was known", async () => {
    const shop = await makeIssuer("VOIDED");
    await loadBatch(shop, {
      recordedAt: "2024-06-10T12:00:00Z",
      types: [{ code: "T" }],
      cards: [{ id: "c", type: "T", soldOn: "2023-01-10" }],
      events: [
        { id: "s", card: "c", kind: "sale", amount: 10_000, on: "2023-01-10" },
        { id: "u", card: "c", kind: "redemption", amount: -1_000, on: "2023-11-03" },
        { id: "r", card: "c", kind: "reload", amount: 2_000, on: "2024-05-03" },
        { id: "w", card: "c", kind: "redemption", amount: -3_000, on: "2024-05-04" },
      ],
    });
    await loadBatch(shop, {
      recordedAt: "2024-07-10T12:00:00Z",
      events: [
        { id: "vr", card: "c", kind: "void", amount: -2_000, on: "2024-06-01", corrects: "r" },
        { id: "vw", card: "c", kind: "void", amount: 3_000, on: "2024-06-01", corrects: "w" },
      ],
    });
    const buckets = async (asked: object) =>
      (await listAging(shop, overviewParams.parse(asked))).map(({ buckets }) =>
        buckets.filter(({ cards }) => cards > 0).map(({ id, owed }) => [id, owed]),
      );
    const standing = [[["0-2", 8_000n]], [["0-2", 8_000n]]];
    const undone = [[["12-23", 9_000n]], [["6-11", 9_000n]]];
    const loadAndUse = async (asked: object) => (await buckets(asked)).slice(0, 2);
    expect(await loadAndUse({ asOf: "2024-06-30" })).toEqual(undone);
    expect(await loadAndUse({ asOf: "2024-05-31" })).toEqual(undone);
    expect(await loadAndUse({ asOf: "2024-06-30", knownAt: "2024-06-30" })).toEqual(standing);
  });
});

describe("the liability as it was known", () => {
  it("does not move when a backdated redemption of 30.00 arrives; as known now it does", async () => {
    const late = await makeIssuer("LATE");
    const sale = { id: "s", card: "c", kind: "sale", amount: 10_000, on: "2024-01-10" } as const;
    await loadBatch(late, {
      recordedAt: "2024-02-01T12:00:00Z",
      types: [{ code: "T" }],
      cards: [{ id: "c", type: "T", soldOn: "2024-01-10", expiresOn: "2024-01-31", fundsExpireOn: "2024-12-31" }],
      events: [sale],
    });
    const on = async (extra: object) =>
      (await getOverview(late, overviewParams.parse({ asOf: "2024-01-31", ...extra }))).liability;
    const before = [await on({}), await on({ knownAt: "2024-02-01" })];
    const use = { id: "u", card: "c", kind: "redemption", amount: -3_000, on: "2024-01-20" } as const;
    await loadBatch(late, { recordedAt: "2024-02-02T00:30:00Z", events: [use] });
    expect(before).toEqual([10_000n, 10_000n]);
    expect(await on({})).toBe(7_000n);
    expect(await on({ knownAt: "2024-02-01" })).toBe(10_000n);
    expect(await on({ knownAt: "2024-02-02" })).toBe(7_000n);
    expect(await on({ knownAt: "2024-02-02T00:00:00Z" })).toBe(10_000n);
  });
});
