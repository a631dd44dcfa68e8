import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalFraction, NONE, whole } from "@/lib/accounting/fraction";
import { recognise, type Step } from "@/lib/accounting/periods";
import { estimates, facts } from "./arbitrary";

const step = (period: string, face: bigint, redeemed: bigint, rate: string, remote = false): Step => ({
  period,
  facts: { face, exercised: whole(redeemed), lapsed: NONE, presumed: 0n },
  estimate: {
    method: "proportional",
    unexercised: decimalFraction(rate) ?? NONE,
    escheatable: NONE,
    remote,
  },
});

describe("periods", () => {
  it("catch a higher estimate up in the period of the change: 100.00 × 450 ÷ 900 = 50.00, then 200.00 × 600 ÷ 800 = 150.00", () => {
    const [first, second] = recognise([step("1", 100_000n, 45_000n, "0.1"), step("2", 100_000n, 60_000n, "0.2")]);
    expect(first).toMatchObject({ revenue: 50_000n, breakageRevenue: 5_000n, catchUp: 0n });
    // At 450.00 the new rate gives 200.00 × 450 ÷ 800 = 112.50, of which 50.00 are there: 62.50 is of the first period.
    expect(second).toMatchObject({ revenue: 25_000n, breakageRevenue: 10_000n, catchUp: 6_250n, liability: 25_000n });
  });

  it("take breakage back when the estimate falls: 5 % of 1,000.00 × 450 ÷ 950 = 23.68 less 50.00 is −26.32", () => {
    const [, second] = recognise([step("1", 100_000n, 45_000n, "0.1"), step("2", 100_000n, 45_000n, "0.05")]);
    expect(second).toMatchObject({ revenue: -2_632n, breakageRevenue: -2_632n, catchUp: -2_632n, liability: 52_632n });
  });

  it("release the rest as a catch-up when redemption becomes remote", () => {
    const [, second] = recognise([step("1", 100_000n, 45_000n, "0.1"), step("2", 100_000n, 45_000n, "0.1", true)]);
    expect(second).toMatchObject({ breakageRevenue: 50_000n, catchUp: 50_000n, liability: 0n });
  });

  it("leave the remainder of a cent to the last: 1.00 of breakage over three equal periods is 0.33, 0.34, 0.33", () => {
    const of = (redeemed: bigint) => step(String(redeemed), 400n, redeemed, "0.25");
    const periods = recognise([of(100n), of(200n), of(300n)]);
    expect(periods.map(({ breakageRevenue }) => breakageRevenue)).toEqual([33n, 34n, 33n]);
  });

  it("reloads extend F and refunds reduce it, at the same rate", () => {
    const periods = recognise([
      step("sold 1,000.00", 100_000n, 45_000n, "0.1"),
      step("reloaded 500.00", 150_000n, 45_000n, "0.1"),
      step("refunded 300.00", 120_000n, 45_000n, "0.1"),
    ]);
    // 150.00 × 450 ÷ 1,350 and 120.00 × 450 ÷ 1,080 are 50.00 again: progress is slower in just the measure in which B grows.
    expect(periods.map(({ breakageRevenue }) => breakageRevenue)).toEqual([5_000n, 0n, 0n]);
    expect(periods.map(({ liability }) => liability)).toEqual([50_000n, 100_000n, 70_000n]);
    expect(periods.map(({ catchUp }) => catchUp)).toEqual([0n, 0n, 0n]);
  });

  it("continue from what was reported when a month was locked, and leave it alone: a late redemption moves the open period", () => {
    // Reported at the lock: 450.00 redeemed, 50.00 of breakage. Known now of the same months: 540.00 redeemed.
    const locked = step("1", 100_000n, 45_000n, "0.1");
    const reported = { facts: locked.facts, revenue: 50_000n, breakage: 5_000n };
    const [open] = recognise([step("2", 100_000n, 54_000n, "0.1")], reported);
    // 100.00 × 540 ÷ 900 = 60.00: 10.00 of breakage and 90.00 redeemed. No estimate changed.
    expect(open).toMatchObject({ revenue: 10_000n, breakageRevenue: 1_000n, catchUp: 0n });
  });

  it("add up to the cumulative amounts, whatever the estimates did on the way", () => {
    const steps = fc.array(
      fc.tuple(facts, estimates).map(([some, estimate]): Step => ({ period: "any", facts: some, estimate })),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const periods = recognise(list);
        const last = periods.at(-1)?.cumulative;
        expect(periods.reduce((sum, { revenue }) => sum + revenue, 0n)).toBe(last?.revenue);
        expect(periods.reduce((sum, { breakageRevenue }) => sum + breakageRevenue, 0n)).toBe(last?.breakage);
      }),
    );
  });

  it("have no catch-up while estimate, method and remoteness stay", () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 2, maxLength: 6 }), estimates, (list, estimate) => {
        const periods = recognise(list.map((some) => ({ period: "any", facts: some, estimate })));
        expect(periods.every(({ catchUp }) => catchUp === 0n)).toBe(true);
      }),
    );
  });
});
