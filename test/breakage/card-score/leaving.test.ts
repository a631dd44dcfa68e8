import { expect, it } from "vitest";
import { historyIndex, packCell } from "@/lib/breakage/card-score/cell";
import { fitLeaving, LEAVING_GROUPS, leavingGroup, leavingRates } from "@/lib/breakage/card-score/leaving";
import { typeFacts } from "./flat-headline";

const row = (typeId: number, age: number, history: number, trials: number, lost: number, events = 0) => ({
  key: packCell({ typeId, age, endAge: 60, traits: 1, history }),
  month: 24_000,
  trials,
  events,
  lost,
});
const idle = historyIndex({ used: true, again: false, balance: 1, idle: 12 });

it("groups: 8 ages of cards never used, then 6 idle bands × 5 balances", () => {
  expect(LEAVING_GROUPS).toBe(38);
  expect(leavingGroup(0, 1)).toBe(0);
  expect(leavingGroup(0, 40)).toBe(7);
  expect(leavingGroup(idle, 20)).toBe(8 + 5 * 5 + 1);
});

it("10 of 1,000 idle months' balances went, of 1,950 in all: (10 + 50·10/1950) ÷ (1000 + 50)", () => {
  const type = typeFacts(1);
  const model = fitLeaving([row(1, 20, idle, 1000, 10), row(1, 2, 0, 1000, 0, 50)], [type]);
  const rate = leavingRates(model, type)[leavingGroup(idle, 20)];
  // One type is its own portfolio: the ratio of seen to expected lifts what the prior pulled down.
  const [withPrior, prior] = [(10 + (50 * 10) / 1950) / 1050, (50 * (10 / 1950)) / 1000];
  const expected = 1000 * withPrior + 950 * prior;
  expect(model.rates[0]?.[leavingGroup(idle, 20)]).toBeCloseTo(withPrior, 12);
  expect(rate).toBeCloseTo(withPrior * (10 / expected), 10);
});

it("fees are taken from the types that have them, and change nothing for the others", () => {
  const [plain, withFees] = [typeFacts(1), typeFacts(2, { fees: true })];
  const model = fitLeaving([row(1, 20, idle, 1000, 0), row(2, 20, idle, 1000, 200)], [plain, withFees]);
  expect(leavingRates(model, plain)[leavingGroup(idle, 20)]).toBe(0);
  expect(leavingRates(model, withFees)[leavingGroup(idle, 20)]).toBeGreaterThan(0.15);
});

it("no rate is above one half, and without months nothing goes", () => {
  const type = typeFacts(1);
  expect(Math.max(...leavingRates(fitLeaving([row(1, 20, idle, 10, 10)], [type]), type))).toBeLessThanOrEqual(0.5);
  expect(Math.max(...leavingRates(fitLeaving([], [type]), type))).toBe(0);
});
