import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weeklyHazards } from "@/lib/breakage/card-score/weeks";
import { effectOf } from "@/lib/notifications/optimiser/effect";
import { chancesAt } from "@/lib/notifications/optimiser/gain";
import { fillChances, scratchFor } from "@/lib/notifications/optimiser/gain-row";
import { cumulativeHazard, dailyHazard, weibullHazard } from "@/lib/notifications/optimiser/hazard";
import { mixtureOf } from "@/lib/notifications/optimiser/mixture";

const SCORED = { scoredOn: "2025-12-31", asOf: "2025-12-31", endsOn: null } as const;

describe("a hazard by days", () => {
  it("spreads a month over its days: 0.31 over January, 0.28 over February, and February's goes on", () => {
    const steps = dailyHazard([0.31, 0.28], SCORED);
    expect(cumulativeHazard(steps, 10)).toBeCloseTo(0.1, 12);
    expect(cumulativeHazard(steps, 31)).toBeCloseTo(0.31, 12);
    expect(cumulativeHazard(steps, 59)).toBeCloseTo(0.59, 12);
    expect(cumulativeHazard(steps, 69)).toBeCloseTo(0.69, 12);
    expect(cumulativeHazard(steps, 0)).toBe(0);
  });

  it("drops what has passed since the score: on 10 January 21 days of January are left, each with 0.01", () => {
    const steps = dailyHazard([0.31, 0.28], { ...SCORED, asOf: "2026-01-10" });
    expect(steps.ends[0]).toBe(21);
    expect(cumulativeHazard(steps, 21)).toBeCloseTo(0.21, 12);
    expect(cumulativeHazard(steps, 22)).toBeCloseTo(0.22, 12);
  });

  it("goes on with the last month's daily hazard where all months have passed", () => {
    const steps = dailyHazard([0.31], { ...SCORED, asOf: "2026-06-30" });
    expect(cumulativeHazard(steps, 5)).toBeCloseTo(0.05, 12);
  });

  it("puts the last month's hazard on the days up to the card's end, and none after it", () => {
    const steps = dailyHazard([0.31, 0.28], { ...SCORED, endsOn: "2026-02-14" });
    expect(cumulativeHazard(steps, 45)).toBeCloseTo(0.59, 12);
    expect(cumulativeHazard(steps, 38)).toBeCloseTo(0.45, 12);
    expect(cumulativeHazard(steps, 400)).toBeCloseTo(0.59, 12);
  });

  it("gives the weeks that the card's score shows", () => {
    const months = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 });
    const end = fc.option(fc.integer({ min: 1, max: 250 }).map((days) => day("2025-12-31", days)));
    fc.assert(
      fc.property(months, end, (hazards, endsOn) => {
        const steps = dailyHazard(hazards, { ...SCORED, endsOn });
        const weeks = weeklyHazards(hazards, SCORED.asOf, endsOn);
        for (const [week, chance] of weeks.entries()) {
          const cumulative = cumulativeHazard(steps, week * 7 + 7) - cumulativeHazard(steps, week * 7);
          expect(-Math.expm1(-cumulative)).toBeCloseTo(chance, 10);
        }
      }),
    );
  });

  it("refuses no months, and a Weibull distribution without shape", () => {
    expect(() => dailyHazard([], SCORED)).toThrow(RangeError);
    expect(() => weibullHazard(0, 60, 10)).toThrow(RangeError);
  });
});

const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

describe("the forgotten and the others", () => {
  it("are open together as often as the hazard says: 0.2 + 0.8·S = e^(−0.5) on day 50 and e^(−1) on day 100", () => {
    const { forgotten, steps } = mixtureOf({ ends: [50, 100], perDay: [0.01, 0.01] }, 0.2, 100);
    expect(forgotten).toBe(0.2);
    expect(0.2 + 0.8 * Math.exp(-cumulativeHazard(steps, 50))).toBeCloseTo(Math.exp(-0.5), 12);
    expect(0.2 + 0.8 * Math.exp(-cumulativeHazard(steps, 100))).toBeCloseTo(Math.exp(-1), 12);
  });

  it("are never more than what is open at the end", () => {
    const { forgotten, steps } = mixtureOf({ ends: [1], perDay: [0.01] }, 1, 100);
    expect(forgotten).toBeCloseTo(Math.exp(-1), 5);
    expect(Number.isFinite(cumulativeHazard(steps, 100))).toBe(true);
  });

  it("has chances day by day in one pass that equal those of each day", () => {
    const cases = fc.record({
      forgotten: fc.double({ min: 0, max: 1, noNaN: true }),
      perDay: fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 8 }),
      days: fc.integer({ min: 1, max: 90 }),
      phi: fc.double({ min: 0.5, max: 10, noNaN: true }),
      delta: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ forgotten, perDay, days, phi, delta }) => {
        const card = { forgotten, steps: { ends: perDay.map((_, i) => (i + 1) * 9), perDay }, days };
        const effect = effectOf({ effectDays: phi, acceleration: delta });
        const response = { forgottenHazard: 0.1, reachLoss: 0.01 };
        const scratch = scratchFor(60);
        fillChances(card, response, effect, scratch);
        for (let d = 1; d <= 60; d++) {
          const { extra, open } = chancesAt(card, d, response, effect);
          expect(scratch.extra[d]).toBeCloseTo(extra, 10);
          if (d <= days) expect(scratch.open[d]).toBeCloseTo(open, 10);
        }
      }),
    );
  });
});
