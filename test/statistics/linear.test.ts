import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, invertSpd, solveSpd, standardErrors } from "@/lib/statistics/linear";
import { dot } from "@/lib/statistics/vector";

/** 4 12 −16 / 12 37 −43 / −16 −43 98: its factor has whole entries 2 / 6 1 / −8 5 3, as multiplying out shows. */
const MATRIX = [
  [4, 12, -16],
  [12, 37, -43],
  [-16, -43, 98],
];

describe("positive definite systems", () => {
  it("factors a matrix whose root is 2 / 6 1 / −8 5 3", () => {
    expect(cholesky(MATRIX)).toEqual([[2], [6, 1], [-8, 5, 3]]);
  });

  it("solves 4x + 2y = 10, 2x + 3y = 11 by x = 1, y = 3, and inverts to 3 −2 / −2 4 over 8", () => {
    const matrix = [
      [4, 2],
      [2, 3],
    ];
    const [x = 0, y = 0] = solveSpd(matrix, [10, 11]) ?? [];
    expect(x).toBeCloseTo(1, 14);
    expect(y).toBeCloseTo(3, 14);
    const inverse = invertSpd(matrix) ?? [];
    expect(inverse.flat().map((v) => Math.round(v * 8e12) / 1e12)).toEqual([3, -2, -2, 4]);
    expect(standardErrors(matrix)?.map((v) => v ** 2 * 8)[1]).toBeCloseTo(4, 12);
  });

  it("says with null that a matrix is not positive definite: singular, indefinite, or not a number", () => {
    const singular = [
      [1, 2],
      [2, 4],
    ];
    const indefinite = [
      [1, 2],
      [2, 1],
    ];
    for (const matrix of [singular, indefinite, [[0]], [[-1]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]]) {
      expect(cholesky(matrix)).toBeNull();
      expect(invertSpd(matrix)).toBeNull();
      expect(standardErrors(matrix)).toBeNull();
    }
    expect(solveSpd(singular, [1, 2])).toBeNull();
  });

  it("finds dependent columns whatever their units: a third column that is the sum of two, in thousandths", () => {
    const columns = [
      [1, 0, 2, 1],
      [0, 1, 1, 3],
      [0.001, 0.001, 0.003, 0.004],
    ];
    expect(cholesky(columns.map((a) => columns.map((b) => dot(a, b))))).toBeNull();
  });

  it("refuses shapes that do not fit", () => {
    expect(() => cholesky([[1, 2]])).toThrow(RangeError);
    expect(() => solveSpd([[1]], [1, 2])).toThrow(RangeError);
  });

  it("solves what it multiplied, for any BᵀB + I", () => {
    const entry = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(entry, entry, entry), { minLength: 1, maxLength: 6 }),
        fc.tuple(entry, entry, entry),
        (rows, x) => {
          const matrix = [0, 1, 2].map((i) =>
            [0, 1, 2].map(
              (j) =>
                dot(
                  rows.map((row) => row[i] ?? 0),
                  rows.map((row) => row[j] ?? 0),
                ) + (i === j ? 1 : 0),
            ),
          );
          const solved = solveSpd(
            matrix,
            matrix.map((row) => dot(row, x)),
          );
          expect(solved).not.toBeNull();
          for (const [i, value] of (solved ?? []).entries()) expect(value).toBeCloseTo(x[i] ?? Number.NaN, 8);
        },
      ),
    );
  });
});
