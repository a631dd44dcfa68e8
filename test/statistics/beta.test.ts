import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile } from "@/lib/statistics/beta";

describe("the beta distribution", () => {
  it("is a power for one shape 1, an arc sine for ½ and ½, and even about ½ for equal shapes", () => {
    for (const x of [0.001, 0.2, 0.5, 0.9, 0.9999]) {
      expect(betaCdf(x, 3.5, 1)).toBeCloseTo(x ** 3.5, 14);
      expect(betaCdf(x, 1, 0.7)).toBeCloseTo(1 - (1 - x) ** 0.7, 14);
      expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
    }
    for (const shape of [0.01, 1, 30, 5000, 1e6]) expect(betaCdf(0.5, shape, shape)).toBeCloseTo(0.5, 12);
  });

  it("counts binomial: P(at least 4 of 20 | 4 %) = Σ₄²⁰ C(20, k) 0.04ᵏ 0.96²⁰⁻ᵏ = I₀.₀₄(4, 17)", () => {
    let term = 0.96 ** 20;
    let fewer = 0;
    for (let k = 0; k < 4; k++) {
      fewer += term;
      term *= ((20 - k) / (k + 1)) * (0.04 / 0.96);
    }
    expect(betaCdf(0.04, 4, 17)).toBeCloseTo(1 - fewer, 14);
  });

  it.each([
    [2.22814, 10],
    [2.04227, 30],
    [1.97993, 120],
  ])(
    "gives Student's t: P(|t| > %d) is 5 %% with %d degrees of freedom (Abramowitz and Stegun, table 26.10)",
    (t, df) => {
      expect(betaCdf(df / (df + t * t), df / 2, 0.5)).toBeCloseTo(0.05, 5);
    },
  );

  it("inverts the closed forms: p^(1/a) for (a, 1), also where it is below 1e−100", () => {
    expect(betaQuantile(0.05, 4, 1) / 0.05 ** 0.25).toBeCloseTo(1, 13);
    expect(betaQuantile(0.5, 0.002, 1) / 0.5 ** 500).toBeCloseTo(1, 10);
    expect(betaQuantile(0.975, 1, 20) / (1 - 0.025 ** 0.05)).toBeCloseTo(1, 12);
    expect(betaQuantile(0.5, 1e-4, 1)).toBe(0);
  });

  it("gives the exact interval for 3 of 30: 2.11 % to 26.53 % (Clopper and Pearson, Biometrika 26, 1934)", () => {
    expect(betaQuantile(0.025, 3, 28)).toBeCloseTo(0.0211, 4);
    expect(betaQuantile(0.975, 4, 27)).toBeCloseTo(0.2653, 4);
  });

  it("finds the x of any probability and shapes", () => {
    const shape = fc.double({ min: -1, max: 4, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (a, b, p) => {
        const x = betaQuantile(p, a, b);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(1);
        if (x < 1 - 1e-9) expect(Math.abs(betaCdf(x, a, b) - p)).toBeLessThan(1e-8);
        expect(betaQuantile(Math.min(1, p * 1.01), a, b)).toBeGreaterThanOrEqual(x);
      }),
    );
  });

  it("keeps to its ends and refuses what lies outside", () => {
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1, 0, 1]);
    for (const [x, a, b] of [
      [-0.1, 1, 1],
      [1.1, 1, 1],
      [0.5, 0, 1],
      [0.5, 1, -1],
      [Number.NaN, 1, 1],
      [0.5, 1, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(() => betaCdf(x, a, b)).toThrow(RangeError);
      expect(() => betaQuantile(x, a, b)).toThrow(RangeError);
    }
  });
});
