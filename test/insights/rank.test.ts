import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentile, ranked, roundFraction } from "@/lib/insights/rank";

describe("ranking", () => {
  it("gives equals one rank and counts on behind them: 1, 2, 2, 4", () => {
    const rows = [
      { id: "d", n: 1n },
      { id: "b", n: 5n },
      { id: "c", n: 5n },
      { id: "a", n: 9n },
    ];
    const order = ranked(
      rows,
      (row) => row.n,
      (row) => row.id,
    );
    expect(order.map((row) => [row.id, row.rank])).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 2],
      ["d", 4],
    ]);
  });
});

describe("percentile", () => {
  it("of 10, 20, 30, 40 and 50 at 90 is 46: six tenths of the way from the fourth to the fifth", () => {
    const at90 = percentile([50n, 10n, 40n, 20n, 30n], 90);
    expect(at90 && roundFraction(at90)).toBe(46n);
  });

  it("of 1 to 10 at 90 is 9.1, shown as 9", () => {
    const values = Array.from({ length: 10 }, (_, i) => BigInt(i + 1));
    expect(percentile(values, 90)).toEqual({ numerator: 910n, denominator: 100n });
    expect(roundFraction({ numerator: 910n, denominator: 100n })).toBe(9n);
  });

  it("of one value is that value, of none null", () => {
    expect(percentile([7n], 90)).toEqual({ numerator: 700n, denominator: 100n });
    expect(percentile([], 90)).toBeNull();
  });

  it("lies between the smallest and the largest and grows with the percentage", () => {
    const values = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 99 }), (list, percent) => {
        const [low, high] = [percentile(list, percent), percentile(list, percent + 1)];
        const sorted = [...list].sort((a, b) => (a < b ? -1 : 1));
        expect(low && low.numerator >= (sorted[0] ?? 0n) * 100n).toBe(true);
        expect(low && high && low.numerator <= high.numerator).toBe(true);
        expect(high && high.numerator <= (sorted.at(-1) ?? 0n) * 100n).toBe(true);
      }),
    );
  });
});
