import { describe, expect, it } from "vitest";
import { curveSpread, type TypeTrial } from "@/lib/breakage/forecast/curve-spread";

const signs = [1, -1, 1, -1, -1, 1];
type Spread = { tail?: number; level?: number; variance?: number; oneSided?: boolean };
/** Six types at a cut, each with an error as large as variance + tail · unseen² + level · ahead²; `ahead` grows from type to type. */
const cutOf = (unseen: number, { tail = 0, level = 0, variance = 0.01, oneSided = false }: Spread): TypeTrial[] =>
  signs.map((sign, i) => {
    const ahead = 0.3 + 0.1 * i;
    const error = Math.sqrt(variance + tail * unseen ** 2 + level * ahead ** 2);
    return { error: oneSided ? error : sign * error, variance, ahead, unseen };
  });

describe("how far off hazards are beyond their estimates", () => {
  it("is assumed for the tail before there are six sums, 0.1 of all types together and 0.15 of each, and none for the level", () => {
    const assumed = { shared: 0.1, own: 0.15, level: 0 };
    expect(curveSpread([])).toEqual(assumed);
    expect(curveSpread([cutOf(0.3, { tail: 0.5, level: 0.1 }).slice(0, 5)])).toEqual(assumed);
  });

  it("is for the tail half what one past cut shows and half the assumption: 0.5 of each type gives 0.05 and 0.325", () => {
    const { shared, own, level } = curveSpread([cutOf(0.3, { tail: 0.5 })]);
    expect([shared, own, level]).toEqual([expect.closeTo(0.05, 9), expect.closeTo(0.325, 9), expect.closeTo(0, 9)]);
  });

  it("is three quarters what three cuts show: nothing beyond their estimates leaves 0.025 and 0.0375", () => {
    const { shared, own, level } = curveSpread([0.1, 0.2, 0.3].map((unseen) => cutOf(unseen, {})));
    expect([shared, own, level]).toEqual([expect.closeTo(0.025, 9), expect.closeTo(0.0375, 9), expect.closeTo(0, 9)]);
  });

  it("is shared where all types err to one side: a tail of 0.5 at one cut gives 0.3 and 0.075", () => {
    const { shared, own } = curveSpread([cutOf(0.3, { tail: 0.5, variance: 1e-9, oneSided: true })]);
    expect([shared, own]).toEqual([expect.closeTo(0.3, 6), expect.closeTo(0.075, 6)]);
  });

  it("is a type's own level where all ages were seen and types miss by more: 0.04", () => {
    expect(curveSpread([1, 2].map(() => cutOf(0, { level: 0.04 })))).toEqual({
      shared: 0.1,
      own: 0.15,
      level: expect.closeTo(0.04, 9),
    });
  });

  it("tells the tail from the level by how much lies beyond the ages seen: 0.5 and 0.04 at two cuts are two thirds of 0.5 and a third of 0.25, and 0.04", () => {
    const { shared, own, level } = curveSpread([0.1, 0.3].map((unseen) => cutOf(unseen, { tail: 0.5, level: 0.04 })));
    expect(shared + own).toBeCloseTo((2 / 3) * 0.5 + (1 / 3) * 0.25, 9);
    expect(level).toBeCloseTo(0.04, 9);
  });
});
