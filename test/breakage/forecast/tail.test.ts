import { describe, expect, it } from "vitest";
import { decayHazard, fitDecay, tailStart } from "@/lib/breakage/forecast/tail";

const filled = (length: number, of: (age: number) => number) => Float64Array.from({ length }, (_, age) => of(age));

describe("the tail beyond the oldest cohort", () => {
  it("goes on with a decay it has seen: a hazard of 0.2 · 0.9^age gives 0.2 · 0.9^30 at age 30", () => {
    const atRisk = filled(20, (age) => 1_000 - 20 * age);
    const redeemed = filled(20, (age) => (1_000 - 20 * age) * 0.2 * 0.9 ** age);
    const decay = fitDecay(redeemed, atRisk, 8, 20);
    expect(decayHazard(decay, 30)).toBeCloseTo(0.2 * 0.9 ** 30, 10);
  });

  it("may be bent: a hazard that falls with √age goes on so with a bend of ½, and faster as a straight line has it", () => {
    const fall = (age: number) => 0.2 * Math.exp(-0.6 * Math.sqrt(age));
    const atRisk = filled(20, () => 1_000);
    const redeemed = filled(20, (age) => 1_000 * fall(age));
    expect(decayHazard(fitDecay(redeemed, atRisk, 8, 20, 0.5), 40)).toBeCloseTo(fall(40), 10);
    expect(decayHazard(fitDecay(redeemed, atRisk, 8, 20), 40)).toBeLessThan(0.8 * fall(40));
  });

  it("holds a hazard level that rose: 1 % and 3 % of equal balances stay at 2 %", () => {
    const decay = fitDecay(
      filled(4, (age) => (age < 2 ? 10 : 30)),
      filled(4, () => 1_000),
      0,
      4,
    );
    expect([4, 40].map((age) => decayHazard(decay, age))).toEqual([expect.closeTo(0.02, 12), expect.closeTo(0.02, 12)]);
  });

  it("takes half a card where nothing was redeemed: 0.5 of 12 · 100 at risk, and not never", () => {
    const decay = fitDecay(
      filled(12, () => 0),
      filled(12, () => 100),
      0,
      12,
    );
    expect(decayHazard(decay, 20)).toBeCloseTo(0.5 / 1_200, 12);
  });

  it("counts months without a redemption as what they are", () => {
    // Poisson means with a slope of 0: the level is Σ redeemed ÷ Σ at risk, which a line through logarithms could not take.
    const decay = fitDecay(
      filled(4, (age) => [4, 0, 0, 4][age] ?? 0),
      filled(4, () => 100),
      0,
      4,
    );
    expect(decayHazard(decay, 9)).toBeCloseTo(8 / 400, 10);
  });

  it("is drawn through 12 months that hold 300 redeemed cards, through 18 of 24 that do not", () => {
    expect(
      tailStart(
        filled(24, () => 25),
        24,
      ),
    ).toBe(12);
    expect(
      tailStart(
        filled(24, () => 1),
        24,
      ),
    ).toBe(6);
  });

  it("leaves the first quarter of a short history out", () => {
    expect(
      tailStart(
        filled(8, () => 1),
        8,
      ),
    ).toBe(2);
  });
});
