import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNormalCdf, normalCdf, normalDensity, normalQuantile } from "@/lib/statistics/normal";

describe("the normal distribution", () => {
  it.each([
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
  ])("Φ(%d) = %d (Abramowitz and Stegun, table 26.1)", (x, expected) => {
    expect(normalCdf(x)).toBeCloseTo(expected, 14);
    expect(normalCdf(-x)).toBeCloseTo(1 - expected, 14);
  });

  it.each([
    [5, 6.54265],
    [10, 23.11805],
    [20, 88.5601],
    [35, 267.94888],
  ])("−log₁₀(1 − Φ(%d)) = %d (Abramowitz and Stegun, table 26.2)", (x, expected) => {
    expect(-Math.log10(normalCdf(-x))).toBeCloseTo(expected, 4);
  });

  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])("Φ⁻¹(%d) = %d (Wichura, Applied Statistics 37, 1988, algorithm AS 241)", (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 13);
  });

  it("gives the 1.959963984540054 of every 95 % interval", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.025)).toBeCloseTo(-1.959963984540054, 14);
  });

  it("ends at infinity, and refuses what is no probability", () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect([normalCdf(-100), normalCdf(100), normalDensity(100)]).toEqual([0, 1, 0]);
    expect(normalCdf(Number.NaN)).toBeNaN();
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });

  it("has a logarithm where Φ itself has none: ln Φ(−100) = −100²/2 − ln(100√2π) − 1/100² to eight digits", () => {
    expect(logNormalCdf(-100)).toBeCloseTo(-5000 - Math.log(100 * Math.sqrt(2 * Math.PI)) - 1e-4, 7);
    for (const x of [-30, -2.5, -2, -1, 0, 3]) expect(logNormalCdf(x)).toBeCloseTo(Math.log(normalCdf(x)), 12);
  });

  it("returns every x between −37 and 5 from its probability, and rises", () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (x) => {
        const back = normalQuantile(normalCdf(x));
        // Near 1 a probability has 16 decimals, not 16 digits.
        expect(Math.abs(back - x)).toBeLessThan(1e-12 + (x > 0 ? 1e-15 / normalDensity(x) : 0));
        expect(normalCdf(x + 0.01)).toBeGreaterThan(normalCdf(x));
      }),
    );
  });
});
