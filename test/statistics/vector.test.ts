import { describe, expect, it } from "vitest";
import { addScaled, dot, entry, sum } from "@/lib/statistics/vector";

describe("vectors", () => {
  it("multiplies and adds: (1, 2, 3)·(4, 5, 6) = 32, (1, 2) + 3·(4, 5) = (13, 17)", () => {
    expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
    expect(addScaled([1, 2], 3, [4, 5])).toEqual([13, 17]);
  });

  it("throws where an entry is missing instead of counting it as zero", () => {
    expect(() => entry([1], 1)).toThrow(RangeError);
    expect(() => dot([1, 2], [1])).toThrow(RangeError);
  });

  it("keeps what plain addition loses: 1 + 1e100 + 1 − 1e100 = 2, and a million tenths are 100 000", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum(new Array(1_000_000).fill(0.1))).toBe(100_000);
    expect(sum([])).toBe(0);
    expect(sum([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  });
});
