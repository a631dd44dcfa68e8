import { describe, expect, it } from "vitest";
import { heldAgainst } from "@/lib/breakage/forecast/held";

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
