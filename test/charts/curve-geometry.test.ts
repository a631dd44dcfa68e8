import { describe, expect, it } from "vitest";
import { areaPath, linePath, nearestIndex } from "@/components/charts/curve-geometry";

const at = (x: number, y: number) => ({ x, y });

describe("a line", () => {
  it("goes through its places in thousandths of the drawing, and begins anew after a gap", () => {
    expect(linePath([at(0, 1), at(0.5, 0.25), null, at(1, 0)])).toBe("M0 1000L500 250M1000 0");
    expect(linePath([])).toBe("");
  });
});

describe("an area", () => {
  it("goes there along the upper line and back along the lower", () => {
    expect(areaPath([at(0, 1), at(1, 0.8)], [at(0, 0.5), at(1, 0.4)])).toBe("M0 500L1000 400L1000 800L0 1000Z");
  });

  it("ends where either line does, and is none of less than two places", () => {
    expect(areaPath([at(0, 1), at(0.5, 1), null], [at(0, 0), at(0.5, 0), at(1, 0)])).toBe(
      "M0 0L500 0L500 1000L0 1000Z",
    );
    expect(areaPath([at(0, 1), null], [at(0, 0), at(1, 0)])).toBe("");
    expect(areaPath([null], [null])).toBe("");
  });
});

describe("the point under a pointer", () => {
  it("is the nearest one, the first of two equally near", () => {
    expect([0.4, 0.5, 0.6, 9].map((position) => nearestIndex([0, 1, 2], position))).toEqual([0, 0, 1, 2]);
    expect(nearestIndex([], 1)).toBeNull();
  });
});
