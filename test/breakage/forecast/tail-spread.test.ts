import { describe, expect, it } from "vitest";
import { type TypeTrial, tailSpread } from "@/lib/breakage/forecast/tail-spread";

const signs = [1, -1, 1, -1, -1, 1];
/** Six types at a cut whose errors are as large as variance + spread · unseen², all to one side or half of them to each. */
const cutOf = (unseen: number, spread: number, variance: number, oneSided = false): TypeTrial[] =>
  signs.map((sign) => ({
    error: (oneSided ? 1 : sign) * Math.sqrt(variance + spread * unseen ** 2),
    variance,
    unseen,
  }));

describe("how far off hazards are that nobody has seen", () => {
  it("is assumed before there are six sums: 0.1 of all types together, 0.15 of each", () => {
    expect(tailSpread([])).toEqual({ shared: 0.1, own: 0.15 });
    expect(tailSpread([cutOf(0.3, 0.5, 0.01).slice(0, 5)])).toEqual({ shared: 0.1, own: 0.15 });
    expect(tailSpread([cutOf(0, 0, 0.01)])).toEqual({ shared: 0.1, own: 0.15 });
  });

  it("is half what one past cut shows and half the assumption: 0.5 of each type gives 0.05 and 0.325", () => {
    const { shared, own } = tailSpread([cutOf(0.3, 0.5, 0.01)]);
    expect(shared).toBeCloseTo(0.5 * 0 + 0.5 * 0.1, 10);
    expect(own).toBeCloseTo(0.5 * 0.5 + 0.5 * 0.15, 10);
  });

  it("is three quarters what three cuts show: nothing beyond their estimates leaves 0.025 and 0.0375", () => {
    const { shared, own } = tailSpread([0.1, 0.2, 0.3].map((unseen) => cutOf(unseen, 0, 0.01)));
    expect(shared).toBeCloseTo(0.025, 10);
    expect(own).toBeCloseTo(0.0375, 10);
  });

  it("is shared where all types err to one side: 0.5 at one cut gives 0.3 and 0.075", () => {
    const { shared, own } = tailSpread([cutOf(0.3, 0.5, 1e-9, true)]);
    expect(shared).toBeCloseTo(0.5 * 0.5 + 0.5 * 0.1, 6);
    expect(own).toBeCloseTo(0.5 * 0.15, 6);
  });
});
