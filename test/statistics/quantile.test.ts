import { describe, expect, it } from "vitest";
import { sortedQuantile } from "@/lib/statistics/quantile";

describe("quantiles of type 7", () => {
  it("interpolates at (n − 1)p: of 1, 2, 4, 8 the 0.25, 0.5 and 0.9 quantiles are 1.75, 3 and 6.8", () => {
    expect(sortedQuantile([1, 2, 4, 8], 0.25)).toBe(1.75);
    expect(sortedQuantile([1, 2, 4, 8], 0.5)).toBe(3);
    expect(sortedQuantile([1, 2, 4, 8], 0.9)).toBeCloseTo(6.8, 14);
  });

  it("begins and ends with the data, and knows a single value", () => {
    expect([sortedQuantile([1, 2, 4], 0), sortedQuantile([1, 2, 4], 1), sortedQuantile([5], 0.3)]).toEqual([1, 4, 5]);
  });

  it("refuses no data and no probability", () => {
    expect(() => sortedQuantile([], 0.5)).toThrow(RangeError);
    expect(() => sortedQuantile([1], 1.5)).toThrow(RangeError);
    expect(() => sortedQuantile([1], Number.NaN)).toThrow(RangeError);
  });
});
