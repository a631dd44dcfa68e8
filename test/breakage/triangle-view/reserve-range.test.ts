import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reserveRange } from "@/lib/breakage/triangle-view/reserve-range";

describe("the range of a reserve", () => {
  it("is lognormal: R = 100, se = 100·√(e − 1) gives σ = 1, so 100·exp(−½ ∓ 1.644854) = 11.709 and 314.198", () => {
    const range = reserveRange(100, 100 * Math.sqrt(Math.E - 1));
    expect(range?.low).toBeCloseTo(11.709, 3);
    expect(range?.high).toBeCloseTo(314.198, 3);
  });

  it("is narrower for a smaller share: of half the cases exp(−½ ∓ 0.67449)·100 = 30.898 and 119.06", () => {
    const range = reserveRange(100, 100 * Math.sqrt(Math.E - 1), 0.5);
    expect(range?.low).toBeCloseTo(30.898, 3);
    expect(range?.high).toBeCloseTo(119.06, 2);
  });

  it("is normal where a reserve is not above 0, which has no logarithm: −10 ± 1.644854·10", () => {
    expect(reserveRange(-10, 10)).toEqual({ low: expect.closeTo(-26.44854, 5), high: expect.closeTo(6.44854, 5) });
    expect(reserveRange(0, 10)).toEqual({ low: expect.closeTo(-16.44854, 5), high: expect.closeTo(16.44854, 5) });
  });

  it("is a point without error, nothing where no error is defined, and refuses what is no share", () => {
    expect(reserveRange(100, 0)).toEqual({ low: 100, high: 100 });
    expect(reserveRange(100, null)).toBeNull();
    expect(() => reserveRange(100, 1, 1)).toThrow(RangeError);
  });

  it("of a positive reserve stays above 0, holds its median and scales with the currency", () => {
    const amounts = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amounts, fc.double({ min: 1e-3, max: 3, noNaN: true }), (reserve, cv) => {
        const range = reserveRange(reserve, cv * reserve) ?? { low: Number.NaN, high: Number.NaN };
        const median = reserve / Math.sqrt(1 + cv * cv);
        expect(range.low).toBeGreaterThan(0);
        expect(Math.sqrt(range.low * range.high) / median).toBeCloseTo(1, 9);
        const scaled = reserveRange(1.37 * reserve, 1.37 * cv * reserve);
        expect((scaled?.high ?? 0) / range.high).toBeCloseTo(1.37, 9);
      }),
    );
  });
});
