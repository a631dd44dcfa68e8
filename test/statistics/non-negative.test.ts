import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nonNegativePair, pairSums } from "@/lib/statistics/non-negative";

type Row = [x1: number, x2: number, y: number, weight: number];
const squares = (rows: readonly Row[], a: number, b: number) =>
  rows.reduce((sum, [x1, x2, y, weight]) => sum + weight * (y - a * x1 - b * x2) ** 2, 0);

describe("non-negative least squares of two variables", () => {
  it("finds 2 and 3 where y is 2·x₁ + 3·x₂", () => {
    const rows: Row[] = [
      [1, 0, 2, 1],
      [0, 1, 3, 4],
      [2, 1, 7, 0.5],
    ];
    const [a, b] = nonNegativePair(pairSums(rows));
    expect([a, b]).toEqual([expect.closeTo(2, 12), expect.closeTo(3, 12)]);
  });

  it("takes the better edge where one would be negative: (1, 1) → 1 and (0, 1) → −1 leave 0 for the second, 1 for the first", () => {
    const rows: Row[] = [
      [1, 1, 1, 1],
      [0, 1, -1, 1],
    ];
    expect(nonNegativePair(pairSums(rows))).toEqual([1, 0]);
  });

  it("gives a variable that is always 0 nothing, and the other all: (0, 2) → 6 is 3", () => {
    expect(nonNegativePair(pairSums([[0, 2, 6, 1]]))).toEqual([0, 3]);
    expect(nonNegativePair(pairSums([[0, 0, 6, 1]]))).toEqual([0, 0]);
    expect(nonNegativePair(pairSums([]))).toEqual([0, 0]);
  });

  it("is never beaten by a pair nearby that is not negative", () => {
    const size = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const row = fc.tuple(size(0, 3), size(0, 3), size(-3, 3), size(0.1, 2));
    const steps = [-0.01, 0, 0.01].flatMap((da) => [-0.01, 0, 0.01].map((db) => [da, db] as const));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
        const [a, b] = nonNegativePair(pairSums(rows));
        const least = squares(rows, a, b);
        for (const [da, db] of steps) {
          if (a + da < 0 || b + db < 0) continue;
          expect(squares(rows, a + da, b + db)).toBeGreaterThanOrEqual(least - 1e-6 * (1 + least));
        }
      }),
    );
  });
});
