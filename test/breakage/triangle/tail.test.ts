import { describe, expect, it } from "vitest";
import type { DevelopmentStep } from "@/lib/breakage/triangle/development-factors";
import { hazardTail } from "@/lib/breakage/triangle/tail";
import { granted, problemsOf } from "./published-triangles";

const stepsWith = (hazards: readonly number[], sigmaSquared = 0): DevelopmentStep[] =>
  hazards.map((hazard, k) => ({
    fromAge: k,
    toAge: k + 1,
    factor: 1 - hazard,
    sigmaSquared,
    standardError: 0,
    volume: 1000,
    links: 5,
    ownSigma: true,
  }));

describe("the hazard carried on beyond the last age", () => {
  it("halves on after 0.4, 0.2, 0.1: 0.05, 0.025, factor 0.95 × 0.975, and no error on an exact line", () => {
    const tail = granted(hazardTail(stepsWith([0.4, 0.2, 0.1]), { ultimateAge: 5 }));
    expect(tail.hazards[0]).toBeCloseTo(0.05, 12);
    expect(tail.hazards[1]).toBeCloseTo(0.025, 12);
    expect(tail.toAges).toEqual([4, 5]);
    expect(tail.factor).toBeCloseTo(0.95 * 0.975, 12);
    expect(tail.slope).toBeCloseTo(-Math.LN2, 12);
    expect(tail.standardError).toBeCloseTo(0, 9);
  });

  it("looks at the last 12 periods only, and at as many as it is told", () => {
    const early = [0.9, 0.9, 0.9];
    const late = Array.from({ length: 12 }, (_, k) => 0.3 * 0.8 ** k);
    const tail = granted(hazardTail(stepsWith([...early, ...late]), { ultimateAge: 16 }));
    expect(tail.hazards[0]).toBeCloseTo(0.3 * 0.8 ** 12, 12);
    expect(granted(hazardTail(stepsWith([0.9, 0.4, 0.2, 0.1]), { ultimateAge: 5, window: 3 })).points).toBe(3);
  });

  it("holds the geometric mean where hazards do not fall: √(0.02 × 0.08) = 0.04, not a growing hazard", () => {
    const tail = granted(hazardTail(stepsWith([0.02, 0.04, 0.08]), { ultimateAge: 6 }));
    expect(tail).toMatchObject({ held: true, slope: 0 });
    for (const hazard of tail.hazards) expect(hazard).toBeCloseTo(0.04, 12);
  });

  it("passes over periods without redemptions, in which ln h does not exist", () => {
    const tail = granted(hazardTail(stepsWith([0.4, 0.2, 0, 0.05]), { ultimateAge: 5 }));
    expect(tail.hazards[0]).toBeCloseTo(0.025, 12);
    expect(tail.points).toBe(3);
  });

  it("has the standard error of the line: 0.4, 0.1, 0.1 one period on, by the textbook's formula of prediction", () => {
    const tail = granted(hazardTail(stepsWith([0.4, 0.1, 0.1]), { ultimateAge: 4 }));
    // ln h = ln 0.1 + (ln 4, 0, 0) at x = 0, 1, 2: slope −ln 4 ÷ 2, residuals ln 4·(1, −2, 1) ÷ 6, s² = (ln 4)² ÷ 6.
    const s = Math.log(4) / Math.sqrt(6);
    const hazard = 0.1 * Math.exp(Math.log(4) / 3 - Math.log(4));
    expect(tail.hazards[0]).toBeCloseTo(hazard, 12);
    // At x = 3, two from the centre: s·√(1/3 + 2²/2) on ln h, times the derivative h of 1 − h.
    expect(tail.standardError).toBeCloseTo(hazard * s * Math.sqrt(1 / 3 + 2), 12);
  });

  it("σ² of two further periods is σ²·(0.975² + 0.95): Mack's recursion with the last σ² in each", () => {
    const tail = granted(hazardTail(stepsWith([0.4, 0.2, 0.1], 9), { ultimateAge: 5 }));
    expect(tail.sigma ** 2).toBeCloseTo(9 * (0.975 ** 2 + 0.95), 9);
  });

  it("refuses an age that is not a whole number of periods ahead, and fewer than three hazards above 0", () => {
    const steps = stepsWith([0.4, 0.2, 0.1]);
    for (const ultimateAge of [3, 2, 4.5, Number.NaN])
      expect(problemsOf(hazardTail(steps, { ultimateAge }))).toEqual(["tail"]);
    expect(problemsOf(hazardTail(stepsWith([0.4, 0.2, 0]), { ultimateAge: 5 }))).toEqual(["tail"]);
    expect(problemsOf(hazardTail([], { ultimateAge: 5 }))).toEqual(["too-few-ages"]);
  });
});
