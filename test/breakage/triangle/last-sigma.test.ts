import { describe, expect, it } from "vitest";
import { completeSigmaSquared } from "@/lib/breakage/triangle/last-sigma";

describe("σ² of a step with a single link", () => {
  it("by Mack is min(2²/4, min(4, 2)) = 1 after 4 and 2, and min(4²/2, min(2, 4)) = 2 after 2 and 4", () => {
    expect(completeSigmaSquared([9, 4, 2, null])).toEqual([9, 4, 2, 1]);
    expect(completeSigmaSquared([9, 2, 4, null])).toEqual([9, 2, 4, 2]);
  });

  it("by Mack is 0 after 0 and 3, and after 0 and 0: nothing is divided by 0", () => {
    expect(completeSigmaSquared([0, 3, null])).toEqual([0, 3, 0]);
    expect(completeSigmaSquared([0, 0, null])).toEqual([0, 0, 0]);
  });

  it("is the one there is when only one step has its own", () => {
    expect(completeSigmaSquared([5, null])).toEqual([5, 5]);
  });

  it("goes on from itself when two steps lack it: 4, 2, then 1, then min(1²/2, 1) = 0.5", () => {
    expect(completeSigmaSquared([4, 2, null, null])).toEqual([4, 2, 1, 0.5]);
  });

  it("in a gap is the one before, at the start the first there is", () => {
    expect(completeSigmaSquared([4, null, 2, 1])).toEqual([4, 4, 2, 1]);
    expect(completeSigmaSquared([null, 3, 2])).toEqual([3, 3, 2]);
  });

  it("log-linear continues 64, 16, 4 with 1: σ halves at each step", () => {
    expect(completeSigmaSquared([64, 16, 4, null], "log-linear")?.[3]).toBeCloseTo(1, 12);
  });

  it("log-linear passes over steps without variance, and falls back on Mack's rule when fewer than two are left", () => {
    expect(completeSigmaSquared([64, 0, 4, null], "log-linear")?.[3]).toBeCloseTo(1, 12);
    expect(completeSigmaSquared([4, 0, null], "log-linear")).toEqual([4, 0, 0]);
  });

  it("is not known when no step has one", () => {
    expect(completeSigmaSquared([null, null])).toBeNull();
  });
});
