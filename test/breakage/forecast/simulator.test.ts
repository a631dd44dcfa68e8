import { describe, expect, it } from "vitest";
import { breakageOf, simulate, standardWorld } from "./simulator";

describe("the simulated world", () => {
  const cohorts = simulate("world", { cards: 400 });
  const face = cohorts.reduce((sum, cohort) => sum + cohort.face, 0);

  it("has ten types, 24 months of sale and 36 months to follow, and is the same for the same seed", () => {
    expect(cohorts).toHaveLength(240);
    expect(new Set(cohorts.map(({ type }) => type)).size).toBe(10);
    for (const { redeemed, endAge } of cohorts) expect(redeemed).toHaveLength((endAge ?? 0) + 1);
    expect(simulate("world", { cards: 400 })).toEqual(cohorts);
  });

  it("leaves about 10 % never used, some late ones and small leftovers: 8 to 17 % in all", () => {
    const rate = cohorts.reduce((sum, cohort) => sum + breakageOf(cohort), 0) / face;
    expect(rate).toBeGreaterThan(0.08);
    expect(rate).toBeLessThan(0.17);
  });

  it("has redeemed half of what it ever redeems after about 60 days", () => {
    const by = (age: number) =>
      cohorts.reduce((sum, { redeemed }) => sum + redeemed.slice(0, age).reduce((a, b) => a + b, 0), 0);
    const share = by(2) / by(standardWorld.endAge + 1);
    // Ages 0 and 1 end 45 days after the sale on average, age 2 ends after 76.
    expect(share).toBeLessThan(0.5);
    expect(by(3) / by(standardWorld.endAge + 1)).toBeGreaterThan(0.4);
  });

  it("redeems nothing beyond what was sold, and nothing below zero", () => {
    for (const cohort of cohorts) {
      expect(breakageOf(cohort)).toBeGreaterThanOrEqual(0);
      expect(cohort.redeemed.every((amount) => amount >= 0)).toBe(true);
    }
  });
});
