import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bringTo, sharesIn, takesEnds, turnEnds } from "@/lib/breakage/forecast/bring";

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function brought(values: readonly number[], mean: number, first = 0) {
  const moved = Float64Array.from(values);
  const known = sharesIn(moved);
  const ends = takesEnds(mean, known);
  if (ends) turnEnds(mean, moved, known, first);
  else bringTo(mean, moved, known);
  return { ends, moved };
}

/** None, all, and anything between. */
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }));
const shares = fc.array(share, { minLength: 2, maxLength: 60 });
const mean = fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true });

describe("shares brought to a mean", () => {
  it("have it, lie in 0 … 1, and keep their order unless ends are turned, whatever they were", () => {
    fc.assert(
      fc.property(shares, mean, fc.nat(), (values, wanted, first) => {
        const { ends, moved } = brought(values, wanted, first % values.length);
        expect(Math.abs(meanOf(moved) - wanted)).toBeLessThan(1e-8);
        expect(Math.min(...moved)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...moved)).toBeLessThanOrEqual(1);
        if (ends) return;
        const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
        const sorted = order.map((b) => moved[b] ?? Number.NaN);
        for (const [i, value] of sorted.entries()) expect(value).toBeGreaterThanOrEqual((sorted[i - 1] ?? 0) - 1e-12);
        for (const [b, value] of values.entries()) if (value === 0 || value === 1) expect(moved[b]).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it("have their odds multiplied: 1/5, 1/3 and 1/2 of mean 31/90 are 1/3, 1/2 and 2/3 at twice the odds, of mean 1/2", () => {
    const { ends, moved } = brought([1 / 5, 1 / 3, 1 / 2], 1 / 2);
    expect(ends).toBe(false);
    expect(Array.from(moved)).toEqual([1 / 3, 1 / 2, 2 / 3].map((value) => expect.closeTo(value, 9)));
  });

  it("turn as few from none to all as hold the mean, one of them in part: of ten, two have all, and 0.35 take another one and a half", () => {
    const { ends, moved } = brought([1, 0, 0, 1, 0, 0, 0, 0, 0, 0], 0.35, 2);
    expect(ends).toBe(true);
    expect(Array.from(moved)).toEqual([1, 0, 1, 1, expect.closeTo(0.5, 12), 0, 0, 0, 0, 0]);
  });

  it("turn as few from all to none, in turn from the place given and on from the start", () => {
    expect(Array.from(brought([1, 1, 1, 1], 0.25, 2).moved)).toEqual([0, 1, 0, 0]);
  });
});
