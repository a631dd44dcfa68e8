import { describe, expect, it } from "vitest";
import { momentsOf, shareMoments } from "@/lib/notifications/trial/arm";
import { adjust } from "@/lib/notifications/trial/cuped";
import { difference, ratioMoments, relativeDifference } from "@/lib/notifications/trial/difference";
import { alwaysValidInterval } from "@/lib/notifications/trial/sequential";

/**
 * Published vectors: growthbook/growthbook, packages/stats/tests/frequentist/test_tests.py (MIT), to the five digits
 * given there. `a` is the control.
 */
const a = { n: 3407, sum: 1396.87, sumSquares: 52377.9767 };
const shorter = { ...a, n: 3000 };
const b = { n: 3461, sum: 2422.7, sumSquares: 134698.29 };
const preA = { covariateSum: 16.87, covariateSumSquares: 527.9767, productSum: 1 };
const preB = { covariateSum: 22.7, covariateSumSquares: 1348.29, productSum: 1 };

type Expected = { effect: number; se: number; low: number; high: number; p?: number };
function expectEffect(actual: Partial<Expected> | null, expected: Expected) {
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs((actual?.[name as keyof Expected] ?? Number.NaN) - value), name).toBeLessThan(1e-5);
  }
}

describe("effects beside GrowthBook's own tests", () => {
  it("absolute: 0.29 [0.04538, 0.53462], p 0.02016", () => {
    const expected = { effect: 0.29, se: 0.12478, low: 0.04538, high: 0.53462, p: 0.02016 };
    expectEffect(difference(momentsOf(a), momentsOf(b)), expected);
  });

  it("relative: 0.70732 [−0.03526, 1.44989], p 0.06191", () => {
    const expected = { effect: 0.70732, se: 0.37879, low: -0.03526, high: 1.44989, p: 0.06191 };
    expectEffect(relativeDifference(momentsOf(a), momentsOf(b)), expected);
  });

  it("relative, of shares 14/28 and 16/30: 0.06667 [−0.47767, 0.61101], p 0.80707", () => {
    const expected = { effect: 0.06667, se: 0.2717, low: -0.47767, high: 0.61101, p: 0.80707 };
    expectEffect(relativeDifference(shareMoments(28, 14), shareMoments(30, 16)), expected);
  });

  const looked = (effect: ReturnType<typeof relativeDifference>, n: number, planned: number) =>
    effect && { effect: effect.effect, se: effect.se, ...alwaysValidInterval(effect.effect, effect.se, n, planned) };

  it("always valid at 1,000: 0.50336 [−0.55844, 1.56516]", () => {
    const expected = { effect: 0.50336, se: 0.33341, low: -0.55844, high: 1.56516 };
    expectEffect(looked(relativeDifference(momentsOf(shorter), momentsOf(b)), 6461, 1000), expected);
  });

  it("always valid at 5,000, of shares: 0.50386 [0.40098, 0.60675]", () => {
    const expected = { effect: 0.50386, se: 0.03386, low: 0.40098, high: 0.60675 };
    expectEffect(looked(relativeDifference(shareMoments(3000, 1396), shareMoments(3461, 2422)), 6461, 5000), expected);
  });

  it("adjusted by the pre-period, always valid at 5,000: 0.50338 [−0.50969, 1.51646]", () => {
    const { control, remind } = adjust({ ...shorter, ...preA }, { ...b, ...preB });
    const expected = { effect: 0.50338, se: 0.33341, low: -0.50969, high: 1.51646 };
    const base = shorter.sum / shorter.n;
    expectEffect(looked(relativeDifference(control, remind, { base }), 6461, 5000), expected);
  });
});

describe("an effect by hand", () => {
  it("of 1, 2, 3 against 4, 6, 8 is 4 with √(1/3 + 4/3) and 50/17 degrees", () => {
    const effect = difference(
      momentsOf({ n: 3, sum: 6, sumSquares: 14 }),
      momentsOf({ n: 3, sum: 18, sumSquares: 116 }),
    );
    expect(effect?.effect).toBeCloseTo(4, 12);
    expect(effect?.se).toBeCloseTo(Math.sqrt(5 / 3), 12);
    // (5/3)²/((1/3)²/2 + (4/3)²/2) = (25/9)/(17/18).
    expect(effect?.degrees).toBeCloseTo(50 / 17, 12);
  });

  it("is none where nothing varies, and of nothing no part is taken", () => {
    const none = momentsOf({ n: 5, sum: 0, sumSquares: 0 });
    expect(difference(none, none)).toBeNull();
    expect(relativeDifference(none, momentsOf({ n: 2, sum: 2, sumSquares: 4 }))).toBeNull();
    expect(() => momentsOf({ n: 1, sum: 1, sumSquares: 1 })).toThrow(RangeError);
  });

  it("of a ratio whose parts go together exactly has no variance: y = 2z", () => {
    // z = 1, 2, 3; y = 2, 4, 6.
    const sums = { n: 3, sum: 12, sumSquares: 56, ofSum: 6, ofSumSquares: 14, productSum: 28 };
    expect(ratioMoments(sums)).toEqual({ n: 3, mean: 2, variance: 0 });
    expect(ratioMoments({ ...sums, ofSum: 0 })).toBeNull();
  });

  it("of a ratio with z always 1 is that of a mean", () => {
    const sums = { n: 3, sum: 6, sumSquares: 14, ofSum: 3, ofSumSquares: 3, productSum: 6 };
    expect(ratioMoments(sums)).toEqual(momentsOf({ n: 3, sum: 6, sumSquares: 14 }));
  });

  it("adjusted by its own twin, y = 3x, has nothing left to vary: θ = 3, ρ² = 1", () => {
    // x = 1, 2, 3 and 2, 4; y = 3x.
    const control = { n: 3, sum: 18, sumSquares: 126, covariateSum: 6, covariateSumSquares: 14, productSum: 42 };
    const remind = { n: 2, sum: 18, sumSquares: 180, covariateSum: 6, covariateSumSquares: 20, productSum: 60 };
    const adjusted = adjust(control, remind);
    expect(adjusted.theta).toBeCloseTo(3, 12);
    expect(adjusted.rhoSquared).toBeCloseTo(1, 12);
    expect(adjusted.control.variance).toBeCloseTo(0, 10);
    expect(adjusted.remind.mean - adjusted.control.mean).toBeCloseTo(0, 12);
  });

  it("is left as it is by a covariate that is the same for everybody", () => {
    const control = { n: 3, sum: 6, sumSquares: 14, covariateSum: 3, covariateSumSquares: 3, productSum: 6 };
    const remind = { n: 3, sum: 18, sumSquares: 116, covariateSum: 3, covariateSumSquares: 3, productSum: 18 };
    const adjusted = adjust(control, remind);
    expect([adjusted.theta, adjusted.rhoSquared]).toEqual([0, 0]);
    expect(adjusted.remind).toEqual(momentsOf(remind));
  });
});
