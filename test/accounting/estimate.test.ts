import { describe, expect, it } from "vitest";
import {
  chosenFor,
  type EscheatBasis,
  type Expected,
  type ForecastBasis,
  type TypeForecast,
} from "@/lib/accounting/basis";
import { NO_SUMS, type Sums } from "@/lib/accounting/cohort-facts";
import { cohortEstimate, isRemote, programmeEstimate, shareNumber } from "@/lib/accounting/estimate";
import type { MethodVersion } from "@/lib/accounting/method";
import { withReloads } from "@/lib/accounting/reloads";

const expected = (sold: bigint, settled: bigint, open: bigint): Expected => ({ sold, left: 0n, settled, open });
const forecast = (type: Partial<TypeForecast> = {}): ForecastBasis => ({
  id: 1,
  dataDate: "2024-06-30",
  ultimateAge: 60,
  types: new Map([
    [
      7,
      {
        hasHistory: true,
        // Of January 40.00 are left for good; of May 100.00 of 1,000.00 are expected to be.
        sales: new Map([
          ["2024-01-01", expected(50_000n, 4_000n, 0n)],
          ["2024-05-01", expected(100_000n, 0n, 10_000n)],
        ]),
        reloads: null,
        programme: { breakage: 10_000n, ranges: [{ level: 0.8, low: 6_000n, high: 13_000n }] },
        ...type,
      },
    ],
  ]),
});
const escheat: EscheatBasis = {
  id: 2,
  asOf: "2024-06-30",
  types: new Map([[7, { balance: 10_000n, claimed: 4_000n, presumed: 1_000n, needsCounsel: 0n }]]),
  whole: { balance: 50_000n, claimed: 10_000n, presumed: 0n, needsCounsel: 0n },
};
const method: MethodVersion = {
  method: "proportional",
  constraint: { kind: "lower-bound", level: 0.8 },
  from: "2024-01-01",
  to: null,
};
const programme = (change: Partial<Parameters<typeof programmeEstimate>[0]> = {}) =>
  programmeEstimate({ cardTypeId: 7, method, forecast: forecast(), escheat, ultimateAge: 60, ...change });
const sums = (some: Partial<Sums>): Sums => ({ ...NO_SUMS, ...some });
const at = (saleMonth: string, some: Partial<Sums>, more: { lapsed?: bigint; presumed?: bigint } = {}) => ({
  month: "2024-06-01",
  saleMonth,
  lastExpiry: "2026-01-01",
  sums: sums(some),
  lapsed: 0n,
  presumed: 0n,
  ...more,
});
const b = (estimate: ReturnType<typeof cohortEstimate>) =>
  estimate.unexercised === null ? null : shareNumber(estimate.unexercised);

describe("what a cohort is expected to leave", () => {
  it("is held back to the lower end of the programme: 60.00 of 100.00 count, so 10 % become 6 %", () => {
    expect(b(cohortEstimate(programme(), at("2024-05-01", { sold: 100_000n })))).toBeCloseTo(0.06, 12);
  });

  it("is not held back where the cards have ended: 40.00 of 500.00 are 8 %", () => {
    expect(b(cohortEstimate(programme(), at("2024-01-01", { sold: 50_000n })))).toBeCloseTo(0.08, 12);
  });

  it("of a month sold after the forecast is what the type is expected to leave, all of it held back: 140 of 1,500 times 0.6", () => {
    expect(b(cohortEstimate(programme(), at("2024-06-01", { sold: 30_000n })))).toBeCloseTo((14 / 150) * 0.6, 12);
  });

  it("is a share of what fees leave: 6 % of 900.00 are 54.00 of the 1,000.00 that were paid in", () => {
    expect(b(cohortEstimate(programme(), at("2024-05-01", { sold: 100_000n, fees: 10_000n })))).toBeCloseTo(0.054, 12);
  });

  it.each([
    ["no method", { method: null }, "no-method"],
    ["no escheat forecast", { escheat: null }, "no-escheat-forecast"],
    ["no forecast", { forecast: null }, "no-forecast"],
    ["no history", { forecast: forecast({ hasHistory: false }) }, "no-history"],
    ["no range", { forecast: forecast({ programme: { breakage: 10_000n, ranges: null } }) }, "no-range"],
  ] as const)("is nothing with %s", (_, change, reason) => {
    const estimate = programme(change);
    expect(estimate.unestimated).toBe(reason);
    expect(b(cohortEstimate(estimate, at("2024-05-01", { sold: 100_000n })))).toBeNull();
  });

  it("needs no forecast with the remote method", () => {
    const remote: MethodVersion = { ...method, method: "remote" };
    expect(programme({ method: remote, forecast: null }).unestimated).toBeNull();
  });
});

describe("what states have of it", () => {
  const e = (estimate: ReturnType<typeof cohortEstimate>) => shareNumber(estimate.escheatable);

  it("is what they claim of what is on cards and not presumed abandoned yet: 30.00 of 90.00", () => {
    expect(e(cohortEstimate(programme(), at("2024-05-01", { sold: 100_000n })))).toBeCloseTo(1 / 3, 12);
  });

  it("is all of what is presumed abandoned, and that share of the rest: (20.00 + 40.00 ÷ 3) of 60.00", () => {
    const estimate = cohortEstimate(programme(), at("2024-05-01", { sold: 100_000n }, { presumed: 2_000n }));
    expect(e(estimate)).toBeCloseTo((20 + 40 / 3) / 60, 12);
  });

  it("is nothing of what was booked as expired: of 60.00 lost 15.00 are on no card any more", () => {
    const estimate = cohortEstimate(
      programme(),
      at("2024-05-01", { sold: 100_000n, expired: 1_500n }, { lapsed: 1_500n }),
    );
    expect(e(estimate)).toBeCloseTo(45 / 3 / 60, 12);
  });

  it("is everything where there is no escheat forecast, booked as expired or not", () => {
    const estimate = cohortEstimate(
      programme({ escheat: null }),
      at("2024-05-01", { sold: 100_000n, expired: 1_500n }),
    );
    expect(e(estimate)).toBe(1);
  });

  it("is that of all types for one without open cards: 100 of 500", () => {
    const none = { ...escheat, types: new Map() };
    expect(shareNumber(programme({ escheat: none }).claimed)).toBeCloseTo(0.2, 12);
  });
});

describe("remote", () => {
  const cohort = { saleMonth: "2019-06-01", lastExpiry: "infinity" };
  it("is more redemption once five years have gone since the sale and the last card has expired, or never does", () => {
    expect(isRemote({ ...cohort, month: "2024-05-01" }, 60)).toBe(false);
    expect(isRemote({ ...cohort, month: "2024-06-01" }, 60)).toBe(true);
    expect(isRemote({ ...cohort, month: "2024-06-01", lastExpiry: "2024-07-01" }, 60)).toBe(false);
    expect(isRemote({ ...cohort, month: "2024-07-01", lastExpiry: "2024-07-01" }, 60)).toBe(true);
  });
});

describe("the forecast of a month", () => {
  const list = [
    { id: 1, currency: "USD", on: "2024-03-31" },
    { id: 2, currency: "USD", on: "2024-05-31" },
    { id: 3, currency: "USD", on: "2024-05-31" },
    { id: 4, currency: "EUR", on: "2024-01-31" },
  ];
  it("is the newest of data up to its end, and of one day the one made last", () => {
    expect(chosenFor(list, "USD", "2024-06-30")).toEqual({ id: 3, on: "2024-05-31", standsIn: false });
    expect(chosenFor(list, "USD", "2024-04-30")).toEqual({ id: 1, on: "2024-03-31", standsIn: false });
  });
  it("is before the first one the first, and says so; in another currency there is none", () => {
    expect(chosenFor(list, "USD", "2024-02-29")).toEqual({ id: 1, on: "2024-03-31", standsIn: true });
    expect(chosenFor(list, "JPY", "2024-06-30")).toBeNull();
  });
});

describe("reloads", () => {
  const type: TypeForecast = {
    hasHistory: true,
    // Of January's sales 100.00 are left and 20.00 expected to stay; February's have ended with 30.00.
    sales: new Map([
      ["2024-01-01", { sold: 100_000n, left: 10_000n, settled: 0n, open: 2_000n }],
      ["2024-02-01", { sold: 50_000n, left: 3_000n, settled: 3_000n, open: 0n }],
    ]),
    reloads: { sold: 40_000n, left: 12_000n, settled: 2_000n, open: 4_000n },
    programme: { breakage: 6_000n, ranges: null },
  };

  it("stand with the month in which their card was sold: what is left of it beyond its sales", () => {
    const then = new Map([
      // 200.00 left, of which 100.00 are reloads' of cards that have not ended; and 50.00, of which 20.00.
      ["2024-01-01", { sold: 130_000n, left: 20_000n }],
      ["2024-02-01", { sold: 60_000n, left: 5_000n }],
    ]);
    const combined = withReloads(type, then);
    // All 40.00 that are expected of reloads fall on January, the only month that waits; February's 20.00 are a fact.
    expect(combined.sales.get("2024-01-01")).toEqual({ sold: 130_000n, left: 20_000n, settled: 0n, open: 6_000n });
    expect(combined.sales.get("2024-02-01")).toEqual({ sold: 60_000n, left: 5_000n, settled: 5_000n, open: 0n });
    expect(combined.reloads).toBeNull();
  });

  it("never leave more than there is of them", () => {
    const combined = withReloads(type, new Map([["2024-01-01", { sold: 101_000n, left: 11_000n }]]));
    expect(combined.sales.get("2024-01-01")?.open).toBe(2_000n + 1_000n);
  });

  it("of a type without any change nothing", () => {
    const none = { ...type, reloads: null };
    expect(withReloads(none, new Map())).toBe(none);
  });
});
