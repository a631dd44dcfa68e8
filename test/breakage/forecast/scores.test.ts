import { describe, expect, it } from "vitest";
import { pinballLoss, pointScore, rangeOf, rangeScore, skillOf } from "@/lib/breakage/forecast/scores";

describe("point scores", () => {
  it("of 90 for 100 and 60 for 50: error 20 of 150, bias 0", () => {
    const score = pointScore([
      { expected: 90, actual: 100 },
      { expected: 60, actual: 50 },
    ]);
    expect(score).toEqual({ outcomes: 2, actual: 150, expected: 150, wape: 20 / 150, bias: 0 });
  });

  it("of 120 for 100: a fifth too much", () => {
    expect(pointScore([{ expected: 120, actual: 100 }]).bias).toBeCloseTo(0.2, 12);
  });

  it("are unknown where nothing was left, and not 0", () => {
    expect(pointScore([{ expected: 5, actual: 0 }])).toMatchObject({ wape: null, bias: null });
    expect(pointScore([])).toMatchObject({ outcomes: 0, wape: null, bias: null });
  });

  it("make skill: an error of 6 % against 8 % is a quarter better", () => {
    expect(skillOf(0.06, 0.08)).toBeCloseTo(0.25, 12);
    expect([skillOf(null, 0.08), skillOf(0.06, null), skillOf(0.06, 0)]).toEqual([null, null, null]);
  });
});

describe("range scores", () => {
  const hundred = Array.from({ length: 101 }, (_, i) => i);

  it("read ranges off draws: the middle 90 % of 0 … 100 is 5 to 95", () => {
    expect(rangeOf(hundred, 0.9)).toEqual([expect.closeTo(5, 9), expect.closeTo(95, 9)]);
  });

  it("count what lies inside: 50 in all, 12 in the 80 % range but not the 50 % one, 120 in none", () => {
    const score = rangeScore([50, 12, 120].map((actual) => ({ actual, face: 200, draws: hundred })));
    expect(score?.coverage.map(({ share }) => share)).toEqual([1 / 3, 2 / 3, 2 / 3, 2 / 3]);
  });

  it("charge a miss twenty times at 90 %: (95 − 5) + 20 · (120 − 95) = 590 of 200 sold", () => {
    expect(rangeScore([{ actual: 120, face: 200, draws: hundred }])?.intervalScore).toBeCloseTo(590 / 200, 9);
  });

  it("have the pinball loss of 0.9 · 10 below and 0.1 · 10 above the 90 % quantile", () => {
    expect(pinballLoss(110, 100, 0.9)).toBeCloseTo(9, 12);
    expect(pinballLoss(90, 100, 0.9)).toBeCloseTo(1, 12);
  });

  it("have the absolute error for a forecast without a range", () => {
    // The mean pinball loss of a single value is half its absolute error, and the CRPS twice that.
    expect(rangeScore([{ actual: 130, face: 100, draws: [100, 100, 100] }])?.crps).toBeCloseTo(30 / 100, 9);
  });

  it("are unknown without outcomes", () => {
    expect(rangeScore([])).toBeNull();
  });
});
