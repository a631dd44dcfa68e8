import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOf } from "@/lib/notifications/optimiser/effect";
import { chancesAt, objectiveAt } from "@/lib/notifications/optimiser/gain";
import { cumulativeHazard, weibullHazard } from "@/lib/notifications/optimiser/hazard";
import type { CardMixture } from "@/lib/notifications/optimiser/mixture";

/** The example of the specification: 40.00 of which 90 % are used and 10.00 spent above, margin 35 %, cost 0.02 + 0.03. */
const card: CardMixture = { forgotten: 0.12, steps: weibullHazard(0.8, 60, 365), days: 365 };
const response = { forgottenHazard: 0.02, reachLoss: 0.003 };
const effect = effectOf({ effectDays: 3, acceleration: 0.4 });
const money = { value: 40 * 0.9 * 0.35 + 10 * 0.35, cost: 0.05 };
const objective = (day: number) => objectiveAt(card, day, money, response, effect);

describe("the gain of a moment", () => {
  it.each([
    [1, 0.090292],
    [7, 0.091749],
    [14, 0.093201],
    [30, 0.094361],
    [31, 0.094364],
    [60, 0.092432],
    [90, 0.088081],
    [120, 0.082727],
    [180, 0.071271],
    [300, 0.050565],
    [360, 0.035589],
  ])("on day %d of the worked example is %d", (day, expected) => {
    expect(money.value).toBeCloseTo(16.1, 12);
    expect(Math.abs(objective(day) - expected)).toBeLessThan(1e-6);
  });

  it("is highest on day 31, when 61.5503 % are still open", () => {
    const days = Array.from({ length: 365 }, (_, index) => index + 1);
    expect(days.reduce((best, day) => (objective(day) > objective(best) ? day : best))).toBe(31);
    expect(chancesAt(card, 31, response, effect).open).toBeCloseTo(0.615503, 6);
  });

  it("is nothing after the last day, and nothing where a reminder has no effect", () => {
    expect(chancesAt(card, 366, response, effect).extra).toBe(0);
    const without = effectOf({ effectDays: 3, acceleration: 0 });
    expect(chancesAt(card, 31, { forgottenHazard: 0, reachLoss: 0.003 }, without).extra).toBe(0);
  });

  it("counts nothing for bringing forward what comes anyway: nobody forgotten and all redeemed by then", () => {
    const sure: CardMixture = { forgotten: 0, steps: { ends: [60], perDay: [1] }, days: 60 };
    expect(chancesAt(sure, 1, response, effect).extra).toBeLessThan(1e-20);
  });

  it("equals the sums of its formula, term by term, for any steps and any day", () => {
    const cases = fc.record({
      forgotten: fc.double({ min: 0, max: 1, noNaN: true }),
      perDay: fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 5 }),
      width: fc.integer({ min: 1, max: 40 }),
      days: fc.integer({ min: 1, max: 200 }),
      day: fc.integer({ min: 1, max: 210 }),
      alpha: fc.double({ min: 0, max: 0.5, noNaN: true }),
      mu: fc.double({ min: 0, max: 0.05, noNaN: true }),
      delta: fc.double({ min: -0.5, max: 1, noNaN: true }),
      phi: fc.double({ min: 0.5, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ forgotten, perDay, width, days, day, alpha, mu, delta, phi }) => {
        const steps = { ends: perDay.map((_, i) => (i + 1) * width), perDay };
        const hazard = (d: number) => perDay[Math.min(Math.ceil(d / width), perDay.length) - 1] ?? 0;
        const sum = (from: number, to: number, of: (d: number) => number) => {
          let total = 0;
          for (let d = from; d <= to; d++) total += of(d);
          return total;
        };
        const kappa = (d: number) => Math.exp(-(d - day) / phi);
        const woken = 1 - Math.exp(-alpha * Math.exp(-mu * day) * sum(day, days, kappa));
        const faster = sum(day, days, (d) => hazard(d) * (Math.exp(delta * kappa(d)) - 1));
        const open = (until: number) => Math.exp(-sum(1, until, hazard));
        const extra = forgotten * woken + (1 - forgotten) * open(days) * (1 - Math.exp(-faster));
        const found = chancesAt(
          { forgotten, steps, days },
          day,
          { forgottenHazard: alpha, reachLoss: mu },
          effectOf({ effectDays: phi, acceleration: delta }),
        );
        expect(found.extra).toBeCloseTo(day > days ? 0 : extra, 9);
        expect(found.open).toBeCloseTo(forgotten + (1 - forgotten) * open(Math.min(day - 1, days)), 9);
        expect(cumulativeHazard(steps, days)).toBeCloseTo(sum(1, days, hazard), 9);
      }),
    );
  });

  it("refuses an effect that does not last", () => {
    expect(() => effectOf({ effectDays: 0, acceleration: 0.1 })).toThrow(RangeError);
  });
});
