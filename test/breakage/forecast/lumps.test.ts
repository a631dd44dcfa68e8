import { describe, expect, it } from "vitest";
import { drawLumps, isWithinLumps, sideVariance } from "@/lib/breakage/forecast/lumps";
import { makeRandom } from "@/lib/statistics/random";

describe("a cohort's own noise", () => {
  it.each([0.002, 0.05, 0.5, 2])("has mean 1 and the variance %d", (variance) => {
    const random = makeRandom("lumps");
    const draws = Array.from({ length: 20_000 }, () => drawLumps(random, variance));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const squares = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    // Five standard errors of the mean; a tenth of the variance.
    expect(Math.abs(mean - 1)).toBeLessThan(5 * Math.sqrt(variance / draws.length));
    expect(Math.abs(squares / variance - 1)).toBeLessThan(0.1);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  });

  it("comes in whole lumps where they are few: halves at a variance of 1/2", () => {
    const random = makeRandom("halves");
    for (let i = 0; i < 100; i++) expect(Number.isInteger(2 * drawLumps(random, 0.5))).toBe(true);
  });

  it("is nothing, and within its range, at two lumps, where e⁻² = 14 % of worlds have none, but not at four with 2 %", () => {
    expect(isWithinLumps(0, 1 / 2)).toBe(true);
    expect(isWithinLumps(0, 1 / 4)).toBe(false);
  });

  it("of two lumps is within its range up to five, P(N < 5) = 94.7 %, and no more at six, P(N < 6) = 98.3 %", () => {
    expect(isWithinLumps(5 / 2, 1 / 2)).toBe(true);
    expect(isWithinLumps(6 / 2, 1 / 2)).toBe(false);
  });

  it("of many lumps is within a normal range: 1.6 but not 1.7 standard deviations from the mean at a variance of 1 in 10,000", () => {
    expect([1.016, 0.984].map((value) => isWithinLumps(value, 1e-4))).toEqual([true, true]);
    expect([1.017, 0.983].map((value) => isWithinLumps(value, 1e-4))).toEqual([false, false]);
  });

  it("is that of the smaller side: 90 % ± 3 % of a balance is 10 % ± 27 % redeemed", () => {
    expect(sideVariance(0.03 ** 2, 0.9)).toBeCloseTo(0.27 ** 2, 12);
    expect(sideVariance(0.03 ** 2, 0.4)).toBe(0.03 ** 2);
  });
});
