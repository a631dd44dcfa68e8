import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalFraction, type Fraction, fraction, NONE, rounded, times, whole } from "@/lib/accounting/fraction";
import { type Estimate, type Facts, splitOf } from "@/lib/accounting/recognition";
import { estimates, facts } from "./arbitrary";

const share = (text: string): Fraction => decimalFraction(text) ?? NONE;
const cohort = (face: bigint, exercised: bigint, lapsed = 0n, presumed = 0n): Facts => ({
  face,
  exercised: whole(exercised),
  lapsed: whole(lapsed),
  presumed,
});
const estimate = (unexercised: string | null, escheatable = "0", more: Partial<Estimate> = {}): Estimate => ({
  method: "proportional",
  unexercised: unexercised === null ? null : share(unexercised),
  escheatable: share(escheatable),
  remote: false,
  ...more,
});
const remoteMethod = { method: "remote" } as const;

describe("the proportional method", () => {
  it("recognises breakage of 50.00 when 450.00 of the 900.00 expected of a 1,000.00 card are redeemed", () => {
    const split = splitOf(cohort(100_000n, 45_000n), estimate("0.1"));
    expect(split).toEqual({ revenue: 50_000n, breakage: 5_000n, liability: 50_000n, states: 0n, exceeded: false });
  });

  it("keeps states' 40 % of the breakage out of revenue from the sale to the last redemption", () => {
    const of = (redeemed: bigint) => splitOf(cohort(100_000n, redeemed), estimate("0.1", "0.4"));
    expect(of(0n)).toMatchObject({ revenue: 0n, liability: 96_000n, states: 4_000n });
    expect(of(45_000n)).toMatchObject({ revenue: 48_000n, breakage: 3_000n, liability: 48_000n, states: 4_000n });
    expect(of(90_000n)).toMatchObject({ revenue: 96_000n, breakage: 6_000n, liability: 0n, states: 4_000n });
  });

  it("takes redemptions beyond the expected 900.00 out of breakage, then out of what is held for states: revenue stays at 960.00 until 960.00 are redeemed", () => {
    const of = (redeemed: bigint) => splitOf(cohort(100_000n, redeemed), estimate("0.1", "0.4"));
    expect(of(93_000n)).toEqual({ revenue: 96_000n, breakage: 3_000n, liability: 0n, states: 4_000n, exceeded: true });
    expect(of(96_000n)).toMatchObject({ revenue: 96_000n, breakage: 0n, states: 4_000n });
    expect(of(98_000n)).toMatchObject({ revenue: 98_000n, breakage: 0n, states: 2_000n });
    expect(of(100_000n)).toMatchObject({ revenue: 100_000n, breakage: 0n, states: 0n, exceeded: false });
  });

  it("recognises nothing without an estimate, and waits for remoteness when nothing is expected to be redeemed", () => {
    expect(splitOf(cohort(100_000n, 45_000n), estimate(null))).toMatchObject({ revenue: 45_000n, breakage: 0n });
    expect(splitOf(cohort(100_000n, 0n), estimate("1"))).toMatchObject({ breakage: 0n, liability: 100_000n });
    expect(splitOf(cohort(100_000n, 0n), estimate("1", "0", { remote: true }))).toMatchObject({ breakage: 100_000n });
  });

  it("recognises expired rights in full and the rest in proportion: 40.00 expired and 60.00 × 450 ÷ 900 = 30.00", () => {
    expect(splitOf(cohort(100_000n, 45_000n, 4_000n), estimate("0.1"))).toMatchObject({ breakage: 7_000n });
    // 150.00 expired are more than the 100.00 expected never to be redeemed: the fact wins.
    expect(splitOf(cohort(100_000n, 45_000n, 15_000n), estimate("0.1", "0.4"))).toMatchObject({
      breakage: 9_000n,
      states: 6_000n,
    });
  });
});

describe("what is presumed abandoned", () => {
  it("is no breakage even where less was expected for states: 70.00 presumed leave 30.00 of the 100.00, not 60.00", () => {
    expect(splitOf(cohort(100_000n, 90_000n, 0n, 7_000n), estimate("0.1", "0.4"))).toMatchObject({
      breakage: 3_000n,
      states: 7_000n,
      liability: 0n,
    });
    const remote = splitOf(
      cohort(100_000n, 90_000n, 0n, 7_000n),
      estimate(null, "0.4", { ...remoteMethod, remote: true }),
    );
    expect(remote).toMatchObject({ breakage: 3_000n, states: 7_000n });
  });

  it("changes nothing while more than that was held for states anyway", () => {
    const of = (presumed: bigint) => splitOf(cohort(100_000n, 45_000n, 0n, presumed), estimate("0.1", "0.4"));
    expect(of(4_000n)).toEqual(of(0n));
  });
});

describe("the remote method", () => {
  it("recognises nothing until it is remote, then all that states do not take", () => {
    expect(splitOf(cohort(100_000n, 85_000n), estimate(null, "0.4", remoteMethod))).toMatchObject({
      revenue: 85_000n,
      breakage: 0n,
      liability: 15_000n,
      states: 0n,
    });
    const remote = splitOf(cohort(100_000n, 85_000n), estimate(null, "0.4", { ...remoteMethod, remote: true }));
    expect(remote).toMatchObject({ revenue: 94_000n, breakage: 9_000n, liability: 0n, states: 6_000n });
  });

  it("recognises nothing before that even where a rate is stated, which holds 40.00 for states", () => {
    expect(splitOf(cohort(100_000n, 85_000n), estimate("0.1", "0.4", remoteMethod))).toMatchObject({
      breakage: 0n,
      liability: 11_000n,
      states: 4_000n,
    });
  });

  it("gives states their share of what is really left, whatever rate was stated before: 40 % of 150.00, not of 100.00", () => {
    const remote = splitOf(cohort(100_000n, 85_000n), estimate("0.1", "0.4", { ...remoteMethod, remote: true }));
    expect(remote.states).toBe(6_000n);
  });

  it("recognises funds that have expired without waiting", () => {
    const split = splitOf(cohort(100_000n, 45_000n, 5_000n), estimate(null, "0.4", remoteMethod));
    expect(split).toMatchObject({ breakage: 3_000n, states: 2_000n, liability: 50_000n });
  });
});

describe("F taken apart", () => {
  it("is whole again: revenue + liability + states = F, with none of the parts below 0 and revenue never above F − states", () => {
    fc.assert(
      fc.property(facts, estimates, (some, own) => {
        const { revenue, breakage, liability, states } = splitOf(some, own);
        expect(revenue + liability + states).toBe(some.face);
        expect(revenue).toBe(rounded(some.exercised) + breakage);
        for (const part of [breakage, liability, states]) expect(part >= 0n).toBe(true);
        expect(states >= some.presumed).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never books as revenue what is expected to go to states: revenue stays at or below F − Fbe while that much is left", () => {
    fc.assert(
      fc.property(facts, estimates, (some, own) => {
        const claimed = rounded(times(times(whole(some.face), own.unexercised ?? NONE), own.escheatable));
        fc.pre(!own.remote && rounded(some.exercised) + claimed <= some.face);
        expect(splitOf(some, own).revenue <= some.face - claimed).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("agrees within a cent with the formulas of the README in floating point", () => {
    const small = fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.nat(900), fc.nat(1000), fc.nat(1000));
    fc.assert(
      fc.property(small, ([face, rate, claimed, progress]) => {
        const [b, e] = [rate / 1000, claimed / 1000];
        const redeemed = Math.floor((face * (1 - b) * progress) / 1000);
        const split = splitOf(
          cohort(BigInt(face), BigInt(redeemed)),
          estimate((rate / 1000).toFixed(3), (claimed / 1000).toFixed(3)),
        );
        const expected = face * b * (1 - e) * Math.min(1, redeemed / (face * (1 - b)));
        expect(Math.abs(Number(split.breakage) - expected)).toBeLessThanOrEqual(1);
        expect(Math.abs(Number(split.states) - face * b * e)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it("has recognised all of F − E, to the cent, when what was expected has been redeemed", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.nat(999), fc.nat(1000), (thousands, rate, claimed) => {
        const face = thousands * 1000n;
        const redeemed = thousands * BigInt(1000 - rate);
        const split = splitOf(cohort(face, redeemed), estimate((rate / 1000).toFixed(3), (claimed / 1000).toFixed(3)));
        expect(split.liability).toBe(0n);
        expect(split.revenue).toBe(face - split.states);
      }),
    );
  });

  it("counts funds as gone that were redeemed after all only as far as something is left: 100.00 of 200.00", () => {
    expect(splitOf(cohort(100_000n, 90_000n, 20_000n), estimate(null, "0.4"))).toMatchObject({
      breakage: 6_000n,
      states: 4_000n,
      exceeded: false,
    });
  });

  it("has no part below 0 where points come to half a cent", () => {
    const half = { ...cohort(1n, 0n), exercised: fraction(1n, 2n) };
    expect(splitOf(half, estimate(null, "1", { remote: true }))).toMatchObject({
      revenue: 1n,
      breakage: 0n,
      states: 0n,
      liability: 0n,
    });
  });

  it("shows what cannot be in the liability, without breakage: more redeemed than paid in, or less than nothing", () => {
    expect(splitOf(cohort(10_000n, -500n), estimate("0.1", "0.4"))).toMatchObject({
      revenue: -500n,
      breakage: 0n,
      liability: 10_500n,
    });
    expect(splitOf(cohort(10_000n, 12_000n), estimate("0.1", "0.4"))).toEqual({
      revenue: 12_000n,
      breakage: 0n,
      liability: -2_000n,
      states: 0n,
      exceeded: true,
    });
  });

  it("refuses shares outside 0 to 1, and less than nothing lapsed or presumed abandoned", () => {
    expect(() => splitOf(cohort(100n, 0n), estimate("1.001"))).toThrow(RangeError);
    expect(() => splitOf(cohort(100n, 0n), estimate("0.1", "-0.1"))).toThrow(RangeError);
    expect(() => splitOf(cohort(100n, 0n, -1n), estimate("0.1"))).toThrow(RangeError);
    expect(() => splitOf(cohort(100n, 0n, 0n, -1n), estimate("0.1"))).toThrow(RangeError);
  });
});
