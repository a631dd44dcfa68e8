import { describe, expect, it } from "vitest";
import { pacesOf } from "@/lib/escheat/forecast/pace";

describe("paces of a card type", () => {
  it("of 100 open and 25 expected to stay: a world that leaves 25 goes at pace 1, 50 at a half, 6.25 at two", () => {
    // ln 0.5 ÷ ln 0.25 = ½; ln 0.0625 ÷ ln 0.25 = 2.
    const paces = pacesOf({ open: 100, expected: 25, worlds: [25, 50, 6.25] }) ?? [];
    [1, 0.5, 2].forEach((pace, i) => {
      expect(paces[i]).toBeCloseTo(pace, 12);
    });
  });

  it("of which nothing is expected to be redeemed are all 1, and of nothing open too", () => {
    expect(pacesOf({ open: 100, expected: 100, worlds: [90, 100] })).toEqual([1, 1]);
    expect(pacesOf({ open: 0, expected: 0, worlds: [0] })).toEqual([1]);
  });

  it("without worlds are not known", () => {
    expect(pacesOf({ open: 100, expected: 25, worlds: null })).toBeNull();
  });
});
