import { describe, expect, it } from "vitest";
import { planReminders } from "@/lib/notifications/optimiser/plan";
import { rangesOf } from "@/lib/notifications/optimiser/range";
import { type ParameterRow, resolveParameters } from "@/lib/notifications/optimiser/resolve";
import { AS_OF, RULES, unit, VALUES } from "./plan-fixtures";

const set = (name: string, value: number, low: number, high: number): ParameterRow => ({
  id: 1,
  name,
  channel: null,
  reason: null,
  currency: null,
  value,
  low,
  high,
  origin: "set",
  source: "a test",
  date: AS_OF,
});

/** All known for certain but what is named. */
const rows = (...uncertain: ParameterRow[]) => {
  const certain = Object.entries({
    "forgotten-share": VALUES.forgottenShare,
    "forgotten-hazard": VALUES.forgottenHazard,
    acceleration: VALUES.acceleration,
    "effect-days": VALUES.effectDays,
    "reach-loss": VALUES.reachLoss,
    "share-used": VALUES.shareUsed,
    "share-spending-more": VALUES.shareSpendingMore,
    "spend-above": VALUES.spendAbove,
    margin: VALUES.margin,
    "message-cost": 0,
    "fatigue-cost": 0,
  }).map(([name, value]) => set(name, value, value, value));
  return [...certain, ...uncertain.map((row) => ({ ...row, id: 2 }))];
};

function ranges(count: number, ...uncertain: ParameterRow[]) {
  const units = Array.from({ length: count }, (_, id) => unit({ id: `${id}` }));
  const parameters = resolveParameters(rows(...uncertain));
  const plan = planReminders({ units, parameters, rules: RULES, asOf: AS_OF, horizonDays: 30 });
  return { plan, ...rangesOf(plan, plan.units) };
}

describe("the range of what messages bring", () => {
  it("has no width where everything is known for certain", () => {
    const { plan, gain, rescued } = ranges(3);
    expect(gain.expected).toBeCloseTo(plan.gain, 9);
    expect([gain.low, gain.high]).toEqual([gain.expected, gain.expected]);
    expect(rescued.low).toBe(rescued.expected);
  });

  it("goes with the margin from 0.4 ÷ 0.5 to 0.7 ÷ 0.5 of the gain, and leaves what is redeemed alone", () => {
    const { gain, rescued } = ranges(3, set("margin", 0.5, 0.4, 0.7));
    expect(gain.low / gain.expected).toBeCloseTo(0.8, 9);
    expect(gain.high / gain.expected).toBeCloseTo(1.4, 9);
    expect(rescued.high).toBe(rescued.expected);
  });

  it("adds two parameters as squares: 20 % and 10 % down are √500 %", () => {
    const { gain } = ranges(1, set("margin", 0.5, 0.4, 0.5), set("share-used", 1, 0.9, 1));
    expect(1 - gain.low / gain.expected).toBeCloseTo(Math.sqrt(0.2 ** 2 + 0.1 ** 2), 9);
  });

  it("is as wide for a thousand messages as for one: all err alike", () => {
    const [one, many] = [ranges(1, set("margin", 0.5, 0.4, 0.7)), ranges(1_000, set("margin", 0.5, 0.4, 0.7))];
    expect(many.gain.low / many.gain.expected).toBeCloseTo(one.gain.low / one.gain.expected, 9);
  });

  it("names first the parameter on which it leans most", () => {
    const { leans } = ranges(1, set("margin", 0.5, 0.49, 0.51), set("forgotten-hazard", 0.02, 0.001, 0.05));
    expect(leans.slice(0, 2).map(({ name }) => name)).toEqual(["forgotten-hazard", "margin"]);
  });
});
