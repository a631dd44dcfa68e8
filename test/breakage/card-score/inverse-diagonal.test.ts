import { expect, it } from "vitest";
import { inverseDiagonal } from "@/lib/breakage/card-score/inverse-diagonal";
import { invertSpd } from "@/lib/statistics/linear";
import { makeRandom } from "@/lib/statistics/random";

it("of ((4, 2), (2, 3)), whose inverse is ((3, −2), (−2, 4)) ÷ 8, the diagonal is 0.375 and 0.5", () => {
  expect(
    inverseDiagonal([
      [4, 2],
      [2, 3],
    ]),
  ).toEqual([expect.closeTo(0.375, 12), expect.closeTo(0.5, 12)]);
});

it("is the diagonal of the whole inverse for a random matrix of 20 rows", () => {
  const random = makeRandom(1);
  const factor = Array.from({ length: 20 }, () => Array.from({ length: 20 }, () => random.normal()));
  const matrix = factor.map((a, i) =>
    factor.map((b, j) => a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0) + Number(i === j)),
  );
  const inverse = invertSpd(matrix) ?? [];
  for (const [i, value] of (inverseDiagonal(matrix) ?? []).entries())
    expect(value).toBeCloseTo(inverse[i]?.[i] ?? 0, 10);
  expect(inverse).toHaveLength(20);
});

it("a matrix that is not positive definite has none", () => {
  expect(
    inverseDiagonal([
      [1, 2],
      [2, 1],
    ]),
  ).toBeNull();
});
