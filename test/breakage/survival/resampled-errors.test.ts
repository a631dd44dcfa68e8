import { describe, expect, it } from "vitest";
import { kaplanMeier, survivalAt } from "@/lib/breakage/survival/kaplan-meier";
import type { Observation } from "@/lib/breakage/survival/observation";
import { resampledErrors } from "@/lib/breakage/survival/resampled-errors";
import { makeRandom, type Random } from "@/lib/statistics/random";
import { AML, GEHAN, granted, kindsOf } from "./published";

describe("errors by resampling cards", () => {
  const times = [7, 13, 23];

  it("come near Greenwood's on 42 children, where cards weigh the same", () => {
    const cards = [...GEHAN.mp6, ...GEHAN.placebo];
    const errors = granted(resampledErrors(cards, times, { random: makeRandom("errors"), repeats: 800 }));
    const curve = granted(kaplanMeier(cards));
    for (const [i, time] of times.entries()) {
      const greenwood = curve.steps.filter((step) => step.time <= time).at(-1)?.standardError ?? 0;
      expect((errors[i] ?? 0) / greenwood).toBeGreaterThan(0.85);
      expect((errors[i] ?? 0) / greenwood).toBeLessThan(1.15);
    }
  });

  it("are the same for the same seed", () => {
    const once = () => resampledErrors(AML.maintained, times, { random: makeRandom(7), repeats: 50 });
    expect(once()).toEqual(once());
  });

  it("are refused without cards, and a single curve has none", () => {
    expect(kindsOf(resampledErrors([], times, { random: makeRandom(1) }))).toEqual(["no-rows"]);
    expect(() => resampledErrors(AML.maintained, times, { random: makeRandom(1), repeats: 1 })).toThrow(RangeError);
  });
});

describe("the effective number of cards", () => {
  /** 150 cards with balances from 5 to 500, half redeemed by 50 days, followed for 20 to 120. */
  function world(random: Random): Observation[] {
    return Array.from({ length: 150 }, () => {
      const redeemed = (-Math.log(1 - random.uniform()) * 50) / Math.LN2;
      const followed = 20 + 100 * random.uniform();
      const weight = 5 * 10 ** (2 * random.uniform());
      return { time: Math.min(redeemed, followed), event: redeemed <= followed, weight };
    });
  }

  it("gives the spread that value-weighted curves really have over 400 worlds; counting money as cards is ten times off", () => {
    const random = makeRandom("value-weighted");
    const found = Array.from({ length: 400 }, (_, i) => {
      const cards = world(random.split(i));
      const [curve, asCards] = [granted(kaplanMeier(cards)), granted(kaplanMeier(cards, { weighting: "frequency" }))];
      const errorAt = ({ steps }: typeof curve) => steps.filter(({ time }) => time <= 50).at(-1)?.standardError ?? 0;
      return { survival: survivalAt(curve, 50), error: errorAt(curve), asCards: errorAt(asCards) };
    });
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const centre = mean(found.map(({ survival }) => survival));
    const spread = Math.sqrt(mean(found.map(({ survival }) => (survival - centre) ** 2)));
    expect(Math.abs(centre - 0.5)).toBeLessThan((4 * spread) / Math.sqrt(400));
    expect(mean(found.map(({ error }) => error)) / spread).toBeGreaterThan(0.85);
    expect(mean(found.map(({ error }) => error)) / spread).toBeLessThan(1.15);
    expect(mean(found.map(({ asCards }) => asCards)) / spread).toBeLessThan(0.15);
  });
});
