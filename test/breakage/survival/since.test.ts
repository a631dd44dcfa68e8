import { describe, expect, it } from "vitest";
import { followUpTest } from "@/lib/breakage/survival/follow-up";
import { kaplanMeier } from "@/lib/breakage/survival/kaplan-meier";
import { fitMixtureCure } from "@/lib/breakage/survival/mixture-cure";
import type { Observation } from "@/lib/breakage/survival/observation";
import { fitParametric } from "@/lib/breakage/survival/parametric";
import { granted, kindsOf } from "./published";

const weighting = "frequency";

/** Of 1000 cards 200 are never redeemed; of the others `open(t)` are left at t, counted at the end of each month. */
function byMonth(open: (time: number) => number, months: number): Observation[] {
  const ends = Array.from({ length: months }, (_, month) => month);
  return [
    ...ends.map((since) => ({
      time: since + 1,
      since,
      event: true,
      weight: 800 * (open(since) - open(since + 1)),
    })),
    { time: months, event: false, weight: 200 + 800 * open(months) },
  ];
}

describe("events known by their month alone", () => {
  it("of half the rest each month give back the rate ln 2 and the 20 % that are never redeemed", () => {
    const cards = byMonth((time) => 0.5 ** time, 8);
    const fit = granted(fitMixtureCure(cards, "exponential", { weighting }));
    expect(fit.cureFraction).toBeCloseTo(0.2, 5);
    expect(fit.parameters.rate).toBeCloseTo(Math.LN2, 5);
    // Σ w ln p of 400, 200, … cards with chances 0.4, 0.2, …, whatever the unit of time.
    const likelihood = cards.reduce((sum, { weight = 0 }) => sum + weight * Math.log(weight / 1000), 0);
    expect(fit.logLikelihood).toBeCloseTo(likelihood, 5);
  });

  it("of a hazard that falls give back shape and scale, where the middle of the month would not", () => {
    const open = (time: number) => Math.exp(-((time / 3) ** 0.6));
    const exact = granted(fitMixtureCure(byMonth(open, 24), "weibull", { weighting }));
    expect(exact.cureFraction).toBeCloseTo(0.2, 4);
    expect(exact.parameters.shape).toBeCloseTo(0.6, 4);
    expect(exact.parameters.scale).toBeCloseTo(3, 3);
    const middle = byMonth(open, 24).map(({ since, ...card }) => ({
      ...card,
      time: since === undefined ? card.time : (since + card.time) / 2,
    }));
    expect(granted(fitMixtureCure(middle, "weibull", { weighting })).cureFraction).toBeGreaterThan(0.21);
  });

  it("fit a model without such a share too: half the rest each month, none left out", () => {
    const months = [0, 1, 2, 3, 4, 5];
    const cards: Observation[] = [
      ...months.map((since) => ({ since, time: since + 1, event: true, weight: 640 * 0.5 ** (since + 1) })),
      { time: 6, event: false, weight: 10 },
    ];
    expect(granted(fitParametric(cards, "exponential", { weighting })).parameters.rate).toBeCloseTo(Math.LN2, 5);
  });

  it("step at the end of their month in a curve: 1 − 400/1000, then 1 − 200/600 of it", () => {
    const { steps } = granted(
      kaplanMeier(
        byMonth((time) => 0.5 ** time, 8),
        { weighting },
      ),
    );
    expect(steps.slice(0, 2).map(({ time, survival }) => [time, Number(survival.toFixed(10))])).toEqual([
      [1, 0.6],
      [2, 0.4],
    ]);
  });

  it("are no proof of long follow-up while the last month still has some", () => {
    const cards = byMonth((time) => 0.5 ** time, 8);
    expect(granted(followUpTest(cards, { weighting }))).toMatchObject({ lateEvents: 0, alpha: 1, sufficient: false });
    // Two quiet months after the eighth: the seventh and the eighth count, 800 ÷ 128 + 800 ÷ 256.
    const longer = cards.map((card) => (card.event ? card : { ...card, time: 10 }));
    expect(granted(followUpTest(longer, { weighting }))).toMatchObject({ lateEvents: 9.375, sufficient: true });
  });

  it("are refused when the stretch is none, or begins before the card was seen", () => {
    for (const odd of [{ since: 3 }, { since: -1 }, { since: 1, entry: 2 }]) {
      expect(kindsOf(kaplanMeier([{ time: 3, event: true, ...odd }]))).toEqual(["time"]);
    }
  });
});
