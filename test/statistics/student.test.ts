import { describe, expect, it } from "vitest";
import { normalQuantile } from "@/lib/statistics/normal";
import { studentHalfWidth, studentTwoTails } from "@/lib/statistics/student";

describe("Student's t", () => {
  it.each([
    [1, 12.7062],
    [2, 4.30265],
    [5, 2.57058],
    [10, 2.22814],
    [30, 2.04227],
    [120, 1.97993],
  ])("at %d degrees, %d holds 95 % (Abramowitz and Stegun, table 26.10)", (degrees, expected) => {
    expect(studentHalfWidth(0.95, degrees)).toBeCloseTo(expected, 4);
    expect(studentTwoTails(expected, degrees)).toBeCloseTo(0.05, 5);
  });

  it("at one degree is Cauchy's: half lies within 1, and P(|T| > t) = 1 − 2 atan(t)/π", () => {
    expect(studentHalfWidth(0.5, 1)).toBeCloseTo(1, 12);
    expect(studentTwoTails(3, 1)).toBeCloseTo(1 - (2 * Math.atan(3)) / Math.PI, 12);
  });

  it("becomes the normal", () => {
    expect(studentHalfWidth(0.95, Number.POSITIVE_INFINITY)).toBeCloseTo(normalQuantile(0.975), 14);
    // Around a million degrees one way of computing takes over from the other.
    expect(studentHalfWidth(0.95, 1e6)).toBeCloseTo(studentHalfWidth(0.95, 1e6 + 1), 10);
    expect(studentTwoTails(2, 1e6)).toBeCloseTo(studentTwoTails(2, 1e6 + 1), 10);
  });

  it("is certain of nothing at 0, and refuses what it has no answer to", () => {
    expect(studentTwoTails(0, 7)).toBe(1);
    expect(studentTwoTails(Number.POSITIVE_INFINITY, 7)).toBe(0);
    expect(() => studentTwoTails(1, 0)).toThrow(RangeError);
    expect(() => studentHalfWidth(1, 5)).toThrow(RangeError);
  });
});
