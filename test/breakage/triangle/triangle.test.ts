import { describe, expect, it } from "vitest";
import { checkTriangle, latestOf, type Triangle } from "@/lib/breakage/triangle/triangle";
import { FACES, problemsOf, RAA, REDEEMED, triangleOf } from "./published-triangles";

const withCell = (triangle: Triangle, row: number, column: number, value: number | null): Triangle => ({
  ...triangle,
  cells: triangle.cells.map((cells, i) => cells.map((cell, j) => (i === row && j === column ? value : cell))),
});
const OPEN = triangleOf([[100, 60, 50], [100, 70], [100]], { firstAge: 0 });

describe("a triangle", () => {
  it("passes unchanged when every cell can be", () => {
    expect(checkTriangle(REDEEMED, "redeemed", FACES)).toEqual({ ok: true, value: REDEEMED });
    expect(checkTriangle(OPEN, "open").ok).toBe(true);
  });

  it("with a hole is refused at the origin and age of the hole", () => {
    expect(problemsOf(checkTriangle(withCell(REDEEMED, 1, 2, null), "redeemed"))).toEqual(["hole 2 3"]);
    expect(problemsOf(checkTriangle(withCell(REDEEMED, 0, 0, null), "redeemed"))).toEqual(["hole 1 1"]);
    expect(problemsOf(checkTriangle(withCell(REDEEMED, 4, 0, null), "redeemed"))).toEqual(["nothing-observed 5"]);
  });

  it("of redemptions may not decrease; of incurred losses it may, as RAA does in 1982 at age 7", () => {
    expect(problemsOf(checkTriangle(withCell(REDEEMED, 2, 1, 249), "redeemed"))).toEqual(["decreasing 3 2"]);
    expect(problemsOf(checkTriangle(RAA, "redeemed"))).toEqual(["decreasing 1982 7"]);
    expect(checkTriangle(RAA, "amounts").ok).toBe(true);
  });

  it("names every wrong cell at once", () => {
    const twice = withCell(withCell(REDEEMED, 0, 1, 200), 3, 1, -1);
    expect(problemsOf(checkTriangle(twice, "redeemed"))).toEqual(["decreasing 1 2", "negative 4 2"]);
  });

  it("without sales is refused, as face value or as first open balance", () => {
    const faces = FACES.with(3, 0);
    expect(problemsOf(checkTriangle(REDEEMED, "redeemed", faces))).toEqual(["zero-sales 4"]);
    expect(problemsOf(checkTriangle(withCell(OPEN, 1, 0, 0), "open"))).toEqual(["zero-sales 2"]);
  });

  it("redeemed above 100 % of face is refused, as are too few face values", () => {
    expect(problemsOf(checkTriangle(REDEEMED, "redeemed", FACES.with(4, 339)))).toEqual(["above-face 5 1"]);
    expect(problemsOf(checkTriangle(REDEEMED, "redeemed", [1000]))).toEqual(["exposure"]);
  });

  it("of open balances may not rise, pass its face value or fall below 0", () => {
    expect(problemsOf(checkTriangle(withCell(OPEN, 0, 2, 61), "open"))).toEqual(["negative-redemption 1 2"]);
    expect(problemsOf(checkTriangle(withCell(OPEN, 1, 1, 101), "open"))).toEqual(["above-face 2 1"]);
    expect(problemsOf(checkTriangle(withCell(OPEN, 0, 2, -1), "open"))).toEqual(["below-zero 1 2"]);
  });

  it("takes what binary rounding makes of equal decimals for equal: 0.1 + 0.2 against 0.3", () => {
    const row = triangleOf([[0.1 + 0.2, 0.3]]);
    expect(checkTriangle(row, "redeemed").ok).toBe(true);
    expect(checkTriangle(triangleOf([[0.3, 0.1 + 0.2]]), "open").ok).toBe(true);
  });

  it("with a cell that is no number is refused", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(problemsOf(checkTriangle(withCell(REDEEMED, 0, 1, value), "redeemed"))).toContain("not-a-number 1 2");
    }
  });

  it("must have rows, rising ages, one cell for each age and no origin twice", () => {
    expect(problemsOf(checkTriangle({ origins: [], ages: [1], cells: [] }, "amounts"))).toEqual(["shape"]);
    expect(problemsOf(checkTriangle({ ...REDEEMED, ages: [1, 2, 2, 3, 4] }, "redeemed"))).toEqual(["shape"]);
    expect(problemsOf(checkTriangle({ ...REDEEMED, ages: [-1, 2, 3, 4, 5] }, "redeemed"))).toEqual(["shape"]);
    expect(problemsOf(checkTriangle({ ...REDEEMED, ages: [1, 2] }, "redeemed"))).toHaveLength(5);
    expect(problemsOf(checkTriangle({ ...REDEEMED, origins: ["1", "1", "3", "4", "5"] }, "redeemed"))).toEqual([
      "shape",
    ]);
  });

  it("has its latest amount at the last observed age of each origin", () => {
    expect(latestOf(OPEN)).toEqual([
      { origin: "1", latestIndex: 2, latest: 50 },
      { origin: "2", latestIndex: 1, latest: 70 },
      { origin: "3", latestIndex: 0, latest: 100 },
    ]);
  });
});
