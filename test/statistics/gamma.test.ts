import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTail, log1pMinus, logBeta, logGamma, lowerGamma, upperGamma } from "@/lib/statistics/gamma";
import { normalCdf } from "@/lib/statistics/normal";

const near = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));

describe("ln Γ", () => {
  it.each([
    ["1/2", 0.5, 1.772453850905516],
    ["1/3", 1 / 3, 2.678938534707747],
    ["1/4", 0.25, 3.625609908221908],
    ["3/4", 0.75, 1.225416702465177],
  ])("Γ(%s) = %d… (Abramowitz and Stegun 6.1.8 to 6.1.14)", (_name, x, expected) => {
    near(Math.exp(logGamma(x)), expected, 1e-14);
  });

  it("is the logarithm of the factorial: ln 99! = 359.134205369575… (Abramowitz and Stegun, table 6.4)", () => {
    near(logGamma(100), 359.1342053695754, 1e-15);
    for (let n = 1, logFactorial = 0; n <= 170; logFactorial += Math.log(n), n++)
      near(logGamma(n), logFactorial, 2e-14);
  });

  it("follows xΓ(x) = Γ(x + 1) from 1e−8 to 1e8", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (power) => {
        const x = 10 ** power;
        near(logGamma(x + 1) - logGamma(x), Math.log(x), 1e-13 * Math.max(1, logGamma(x + 1)));
      }),
    );
  });

  it("refuses zero, negative numbers and NaN", () => {
    for (const x of [0, -1, -0.5, Number.NaN]) expect(() => logGamma(x)).toThrow(RangeError);
  });
});

describe("ln B", () => {
  it("B(a, b) = (a − 1)!(b − 1)!/(a + b − 1)!: B(3, 4) = 1/60, B(1, b) = 1/b, B(½, ½) = π", () => {
    near(logBeta(3, 4), -Math.log(60), 1e-14);
    near(logBeta(1, 1e9), -Math.log(1e9), 1e-14);
    near(logBeta(0.5, 0.5), Math.log(Math.PI), 1e-14);
  });

  it("keeps its digits where the gammas are huge: B(a, b)(a + b)/a = B(a + 1, … ) by the recurrence", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 7, noNaN: true }), fc.double({ min: -2, max: 7, noNaN: true }), (i, j) => {
        const [a, b] = [10 ** i, 10 ** j];
        near(logBeta(a + 1, b) - logBeta(a, b), Math.log(a / (a + b)), 1e-12 * Math.max(1, -logBeta(a, b) / 1e3));
        expect(logBeta(a, b)).toBe(logBeta(b, a));
      }),
    );
  });
});

describe("the incomplete gamma function", () => {
  it("is 1 − e⁻ˣ for shape 1, and 2Φ(√2x) − 1 for shape ½", () => {
    for (const x of [1e-6, 0.1, 1, 2, 5, 30]) {
      near(lowerGamma(1, x), -Math.expm1(-x), 1e-14);
      near(upperGamma(0.5, x), 2 * normalCdf(-Math.sqrt(2 * x)), 1e-14);
    }
  });

  it("counts Poisson: Q(n, x) = e⁻ˣ Σ xᵏ/k! below n", () => {
    for (const [n, x] of [
      [3, 1.5],
      [10, 25],
      [40, 30],
    ] as const) {
      let term = Math.exp(-x);
      let total = 0;
      for (let k = 0; k < n; term *= x / ++k) total += term;
      near(upperGamma(n, x) / total, 1, 1e-12);
      near(lowerGamma(n, x), 1 - total, 1e-13);
    }
  });

  it.each([
    [3.84146, 1, 0.05],
    [18.307, 10, 0.05],
    [124.342, 100, 0.05],
    [10.8276, 1, 0.001],
    [29.5883, 10, 0.001],
  ])("P(χ² > %d) with %d degrees of freedom is %d (Abramowitz and Stegun, table 26.8)", (statistic, degrees, p) => {
    expect(chiSquareTail(statistic, degrees)).toBeCloseTo(p, 5);
  });

  it("has all of the mass between 0 and infinity, and refuses the rest", () => {
    expect([lowerGamma(2, 0), upperGamma(2, 0)]).toEqual([0, 1]);
    expect([lowerGamma(2, Number.POSITIVE_INFINITY), upperGamma(2, Number.POSITIVE_INFINITY)]).toEqual([1, 0]);
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [1, -1],
      [Number.NaN, 1],
      [1, Number.NaN],
    ] as const) {
      expect(() => lowerGamma(a, x)).toThrow(RangeError);
      expect(() => upperGamma(a, x)).toThrow(RangeError);
    }
  });

  it("splits into two tails that make 1, and follows P(a + 1, x) = P(a, x) − xᵃe⁻ˣ/Γ(a + 1) (DLMF 8.8.5)", () => {
    const shape = fc.double({ min: -2, max: 5, noNaN: true });
    fc.assert(
      fc.property(shape, fc.double({ min: -5, max: 5, noNaN: true }), (power, deviations) => {
        const a = 10 ** power;
        const x = Math.max(0.01, a + deviations * Math.sqrt(a));
        near(lowerGamma(a, x) + upperGamma(a, x), 1, 1e-13);
        const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        near(lowerGamma(a, x) - lowerGamma(a + 1, x), step, 1e-12 * Math.max(1, a / 10));
      }),
    );
  });
});

describe("ln(1 + u) − u", () => {
  it("is −u²/2 + u³/3 − … for small u: −4.99966669166…e−7 at 0.001", () => {
    near(log1pMinus(1e-3) / (-5e-7 + 1e-9 / 3 - 1e-12 / 4 + 1e-15 / 5 - 1e-18 / 6), 1, 1e-14);
    near(log1pMinus(0.5), Math.log(1.5) - 0.5, 1e-15);
    expect(log1pMinus(0) + 0).toBe(0);
    expect(log1pMinus(-1)).toBe(Number.NEGATIVE_INFINITY);
  });
});
