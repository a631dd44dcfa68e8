import { describe, expect, it } from "vitest";
import { twoLevelCredibility } from "@/lib/breakage/forecast/two-level";

const cells = (...ratios: number[]) => ratios.map((ratio) => ({ ratio, weight: 1 }));

describe("credibility of numbered groups", () => {
  it("leaves a single group its own mean", () => {
    const { groups } = twoLevelCredibility([cells(0.8, 1.2)], [0]);
    expect(groups).toMatchObject([{ own: 1, estimate: 1 }]);
  });

  it("gives a group without cells its category's estimate", () => {
    const { groups, collective } = twoLevelCredibility([cells(0.9, 1.1), cells(1.9, 2.1), []], [0, 0, 0]);
    expect(groups[2]).toMatchObject({ own: null, credibility: 0 });
    expect(groups[2]?.estimate).toBeCloseTo(collective, 12);
  });

  it("believes groups that differ by chance alone nothing of their own: all take the common mean of 1", () => {
    const { groups, betweenGroups } = twoLevelCredibility([cells(0, 2), cells(2, 0), cells(1, 1)], [0, 0, 0]);
    expect(betweenGroups).toBe(0);
    expect(groups.map(({ estimate }) => estimate)).toEqual([1, 1, 1].map((value) => expect.closeTo(value, 12)));
  });

  it("works by hand: means 1 and 3 of two cells each with s² = 0.02 and a = 2 − 0.01 keep Z = a/(a + s²/2) = 0.995", () => {
    // s² = Σ (0.1² + 0.1²) ÷ 2 = 0.02; the means' variance is 2 = a + s²/2.
    const { within, betweenGroups, groups } = twoLevelCredibility([cells(0.9, 1.1), cells(2.9, 3.1)], [0, 0]);
    expect(within).toBeCloseTo(0.02, 12);
    expect(betweenGroups).toBeCloseTo(1.99, 9);
    expect(groups[0]?.credibility).toBeCloseTo(1.99 / 2, 9);
    expect(groups[0]?.estimate).toBeCloseTo(0.995 * 1 + 0.005 * 2, 9);
    // a⁺ = a + √(2 ÷ (2 − 1)) · (a + s²/2) = 1.99 + √2 · 2, of which 1 − Z stays open.
    expect(groups[0]?.variance).toBeCloseTo(0.005 * (1.99 + Math.SQRT2 * 2), 9);
  });

  it("takes every ratio for 1 where there is nothing to see", () => {
    const { groups, collective } = twoLevelCredibility([[], []], [0, 1]);
    expect(collective).toBe(1);
    expect(groups.map(({ estimate }) => estimate)).toEqual([1, 1]);
  });
});
