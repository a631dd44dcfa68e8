import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOn, scaleFor } from "@/components/charts/range-scale";

describe("the scale of ranges", () => {
  it("begins at zero and ends at a round mark above the greatest: 0 to 150,000 by 50,000", () => {
    expect(scaleFor([73_000, 139_280])).toEqual({ from: 0, to: 150_000, ticks: [0, 50_000, 100_000, 150_000] });
    expect(scaleFor([-3, 7])).toEqual({ from: -4, to: 8, ticks: [-4, -2, 0, 2, 4, 6, 8] });
    expect(scaleFor([0]).ticks.length).toBeGreaterThan(1);
  });

  it("holds every value and zero, whatever their size, with few marks", () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (drawn) => {
        const scale = scaleFor(drawn);
        for (const value of [0, ...drawn]) {
          expect(placeOn(scale, value)).toBeGreaterThanOrEqual(-1e-9);
          expect(placeOn(scale, value)).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(scale.ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it("refuses what is not finite", () => {
    expect(() => scaleFor([Number.NaN])).toThrow(RangeError);
  });
});
