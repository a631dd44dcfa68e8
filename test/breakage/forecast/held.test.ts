import { describe, expect, it } from "vitest";
import { heldAgainst, isBesideRange } from "@/lib/breakage/forecast/held";

const ranges = [
  { level: 0.5, low: 40n, high: 60n },
  { level: 0.9, low: 20n, high: 80n },
];

describe("what became of a past forecast", () => {
  it("is judged by the 90 % range, both of whose ends belong to it", () => {
    expect([20n, 50n, 80n].map((actual) => heldAgainst({ actual, ranges }))).toEqual(["within", "within", "within"]);
    expect([19n, 81n].map((actual) => heldAgainst({ actual, ranges }))).toEqual(["outside", "outside"]);
  });

  it("is no verdict where no range was known", () => {
    expect(heldAgainst({ actual: 50n, ranges: null })).toBe("unjudged");
    expect(heldAgainst({ actual: 50n, ranges: ranges.slice(0, 1) })).toBe("unjudged");
  });
});

describe("a figure outside of its own range", () => {
  const shown = [{ level: 0.8, low: 8_775n, high: 8_775n }];

  it("is told from one within: 85.51 beside 87.75 – 87.75, as 15 cards come to in nearly all worlds", () => {
    const of = (breakage: bigint) => isBesideRange({ breakage, isKnown: true, ranges: shown });
    expect([8_551n, 8_775n, 8_776n].map(of)).toEqual([true, false, true]);
  });

  it("is nothing where there is no figure or no range", () => {
    expect(isBesideRange({ breakage: 1n, isKnown: false, ranges: shown })).toBe(false);
    expect(isBesideRange({ breakage: 1n, isKnown: true, ranges: null })).toBe(false);
  });
});
