import { describe, expect, it } from "vitest";
import { piecewiseExponential } from "@/lib/breakage/survival/piecewise-exponential";
import { waltons } from "./data-rows";
import { GEHAN, granted, kindsOf, seen } from "./published";

describe("a hazard constant in pieces", () => {
  it("of 163 flies with breaks at 20, 40, 60: 14/3150, 22/2722, 75/1943, 45/272 (lifelines, waltons)", () => {
    const pieces = granted(piecewiseExponential(waltons(), [20, 40, 60]));
    expect(pieces.map(({ events, exposure }) => `${events}/${exposure}`)).toEqual([
      "14/3150",
      "22/2722",
      "75/1943",
      "45/272",
    ]);
    expect(pieces.map(({ standardError }) => standardError?.toFixed(6))).toEqual([
      "0.001188",
      "0.001723",
      "0.004457",
      "0.024663",
    ]);
  });

  it("in one piece is events ÷ time: 9/359 = 0.0250696 for children on 6-MP", () => {
    const [piece] = granted(piecewiseExponential(GEHAN.mp6, []));
    expect(piece).toMatchObject({ from: 0, to: Number.POSITIVE_INFINITY, events: 9, exposure: 359, hazard: 9 / 359 });
    expect(piece?.hazard).toBeCloseTo(0.02506964, 8);
  });

  it("of balances: 30 of value over 10·1 + 20·2 of value-time, errors by 2 cards of weight 10 and 20, (Σw)²/Σw² = 1.8", () => {
    const cards = seen("1 2").map((card, i) => ({ ...card, weight: 10 * (i + 1) }));
    const [piece] = granted(piecewiseExponential(cards, []));
    expect(piece?.hazard).toBeCloseTo(30 / 50, 12);
    expect(piece?.standardError).toBeCloseTo(0.6 / Math.sqrt(1.8), 12);
  });

  it("says with null what it does not know: no event has no error, no time no hazard; late entry has no time before it", () => {
    const late = [{ time: 30, event: false, entry: 20 }];
    const pieces = granted(piecewiseExponential(late, [10, 25, 40]));
    expect(pieces.map(({ exposure, hazard, standardError }) => [exposure, hazard, standardError])).toEqual([
      [0, null, null],
      [5, 0, null],
      [5, 0, null],
      [0, null, null],
    ]);
  });

  it("refuses no cards; breaks that do not rise are a mistake of the caller", () => {
    expect(kindsOf(piecewiseExponential([], [5]))).toEqual(["no-rows"]);
    for (const breaks of [[0], [5, 5], [5, 3], [Number.NaN]]) {
      expect(() => piecewiseExponential(GEHAN.mp6, breaks)).toThrow(RangeError);
    }
  });
});
