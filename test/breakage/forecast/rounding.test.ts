import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedOut, toMinorUnits } from "@/lib/breakage/forecast/rounding";

describe("the one rounding", () => {
  it("gives 1.4 + 1.4 + 1.4 = 4.2 as 2 + 1 + 1, the earliest of equals raised", () => {
    expect(toMinorUnits([1.4, 1.4, 1.4])).toEqual([2n, 1n, 1n]);
  });

  it("raises the largest remainder: 0.2 + 0.7 + 0.6 = 1.5 is 0 + 1 + 1", () => {
    expect(toMinorUnits([0.2, 0.7, 0.6])).toEqual([0n, 1n, 1n]);
  });

  it("rounds half away from zero", () => {
    expect([toMinorUnits([2.5]), toMinorUnits([-2.5])]).toEqual([[3n], [-3n]]);
  });

  it("keeps parts within one unit and their sum the rounded sum", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 30 }), (amounts) => {
        const parts = toMinorUnits(amounts);
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        const whole = parts.reduce((sum, part) => sum + part, 0n);
        expect(Math.abs(Number(whole) - total)).toBeLessThanOrEqual(0.5 + 1e-6);
        for (const [i, part] of parts.entries())
          expect(Math.abs(Number(part) - (amounts[i] ?? 0))).toBeLessThanOrEqual(1.000001);
      }),
    );
  });

  it("shares out a whole that is not the parts' sum: 1.4 + 1.4 + 1.6 to 6 is 2 + 2 + 2, and to 1 is 0 + 0 + 1", () => {
    expect(sharedOut([1.4, 1.4, 1.6], 6)).toEqual([2n, 2n, 2n]);
    expect(sharedOut([1.4, 1.4, 1.6], 1)).toEqual([0n, 0n, 1n]);
    expect(sharedOut([], 0)).toEqual([]);
  });

  it("refuses what is no number", () => {
    expect(() => toMinorUnits([1, Number.NaN])).toThrow(RangeError);
  });
});
