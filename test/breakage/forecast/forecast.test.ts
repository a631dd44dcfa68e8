import { describe, expect, it } from "vitest";
import { asKnownAt, type Cohort } from "@/lib/breakage/forecast/cohort";
import { estimateOf } from "@/lib/breakage/forecast/estimate";
import { expectedRedemptions, type Forecast, forecastBreakage } from "@/lib/breakage/forecast/forecast";
import type { ForecastOptions } from "@/lib/breakage/forecast/prepare";
import { cohortOf, JANUARY } from "./cohorts";
import { lastSale, simulate } from "./simulator";

const cut = lastSale();
const known = asKnownAt(simulate("forecast", { types: 4, cards: 150 }), cut);
const options = { cut, seed: "a seed", replicates: 100 };

function forecast(cohorts: readonly Cohort[], changes: Partial<ForecastOptions> = {}): Forecast {
  const result = forecastBreakage(cohorts, { ...options, ...changes });
  if (result.status !== "ok") throw new Error(result.status);
  return result;
}
const whole = forecast(known);

it("is made by the headline, or the tests below would test something else", () => {
  expect(whole.choice).toMatchObject({ method: "open-balance-credibility", verdict: "passed" });
});

describe("equal input", () => {
  it("gives equal figures to the last bit, in whatever order the cohorts come", () => {
    const shuffled = known
      .map((cohort, i) => ({ cohort, place: (i * 37) % known.length }))
      .sort((a, b) => a.place - b.place);
    const again = forecast(shuffled.map(({ cohort }) => cohort));
    expect(again.cohorts).toEqual(whole.cohorts);
    expect(again.total).toEqual(whole.total);
  });

  it("gives other draws, and the same points, with another seed", () => {
    const other = forecast(known, { seed: "another" });
    expect(other.total.expectedBreakage).toBe(whole.total.expectedBreakage);
    expect(other.total.ranges).not.toEqual(whole.total.ranges);
  });

  it("keeps a type's points when its money is counted in another unit: a hundred times the amounts, a hundred times the breakage", () => {
    const scaled = known.map((c) => ({ ...c, face: c.face * 100, redeemed: c.redeemed.map((amount) => amount * 100) }));
    expect(forecast(scaled).total.expectedBreakage / whole.total.expectedBreakage).toBeCloseTo(100, 8);
  });

  it("does not care in which year it happens", () => {
    const later = known.map((c) => ({ ...c, vintage: c.vintage + 12 }));
    expect(forecast(later, { cut: cut + 12 }).total.expectedBreakage).toBe(whole.total.expectedBreakage);
  });
});

describe("parts", () => {
  it("add up to the whole: cohorts to types to the total, in every world too", () => {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(whole.types.map(({ estimate }) => estimate.expectedBreakage))).toBeCloseTo(
      whole.total.expectedBreakage,
      4,
    );
    expect(sum(whole.cohorts.map(({ expectedBreakage }) => expectedBreakage))).toBeCloseTo(
      whole.total.expectedBreakage,
      4,
    );
    const world = (parts: readonly { draws: Float64Array | null }[]) =>
      sum(parts.map(({ draws }) => draws?.[7] ?? Number.NaN));
    const byType = whole.types.map(({ type }) => world(whole.cohorts.filter((cohort) => cohort.type === type)));
    expect(sum(byType)).toBeCloseTo(world(whole.cohorts), 4);
  });

  it("have wider ranges together than apart: chance partly cancels in a sum", () => {
    const width = (parts: Parameters<typeof estimateOf>[0]) => {
      const range = estimateOf(parts).ranges?.find(({ level }) => level === 0.9);
      return (range?.high ?? 0) - (range?.low ?? 0);
    };
    const apart = whole.cohorts.reduce((sum, cohort) => sum + width([cohort]), 0);
    expect(width(whole.cohorts)).toBeLessThan(apart / 2);
    expect(width(whole.cohorts)).toBeGreaterThan(0);
  });

  it("have ranges one inside the other, around the expected breakage", () => {
    for (const { estimate } of whole.types) {
      const [fifty, eighty, ninety, ninetyFive] = estimate.ranges ?? [];
      const lows = [ninetyFive, ninety, eighty, fifty].map((range) => range?.low ?? Number.NaN);
      expect(lows).toEqual([...lows].sort((a, b) => a - b));
      expect(estimate.expectedBreakage).toBeGreaterThan(ninety?.low ?? Number.NaN);
      expect(estimate.expectedBreakage).toBeLessThan(ninety?.high ?? Number.NaN);
    }
  });
});

describe("a cohort", () => {
  it("falls from what is open now to what is never redeemed, and every fall is a redemption", () => {
    for (const cohort of whole.cohorts) {
      expect(cohort.expectedOpen[0]).toBe(cohort.openNow);
      expect(cohort.expectedOpen.at(-1)).toBe(cohort.expectedBreakage);
      const redemptions = expectedRedemptions(cohort);
      expect(redemptions.every((amount) => amount >= 0)).toBe(true);
      const redeemed = redemptions.reduce((sum, amount) => sum + amount, 0);
      expect(cohort.openNow - redeemed).toBeCloseTo(cohort.expectedBreakage, 4);
      expect(cohort.expectedOpen).toHaveLength(cohort.endMonth - cut + 1);
      expect(cohort.probability).toBeGreaterThanOrEqual(0);
      expect(cohort.probability).toBeLessThanOrEqual(cohort.openNow / cohort.face);
    }
  });

  it("never has a world below nothing or above what is open, and their mean is what is expected", () => {
    for (const { draws, openNow, expectedBreakage } of whole.cohorts) {
      const values = Array.from(draws ?? []);
      expect(values).toHaveLength(100);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(openNow);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean - expectedBreakage)).toBeLessThanOrEqual(1e-6 * openNow);
    }
  });

  it("whose funds have ended leaves what is open, for certain", () => {
    const ended = cohortOf(new Array<number>(12).fill(500), { type: "T00", vintage: cut - 20, endAge: 11 });
    const result = forecast([...known, { ...ended, id: "ended" }]);
    const one = result.cohorts.find(({ id }) => id === "ended");
    expect(one).toMatchObject({ state: "ended", expectedBreakage: 4_000, basis: "known", probability: 0.4 });
    expect(new Set(one?.draws)).toEqual(new Set([4_000]));
  });
});

describe("what a forecast says of itself", () => {
  it("is its method, its back-test, the sample behind it and its factors", () => {
    expect(whole).toMatchObject({ cut, ultimateAge: 60, recipe: { method: whole.choice.method } });
    // Judged on what was followed for nine months or more: month ends 12 to 15 of 24.
    expect(whole.choice.cuts.map((one) => cut - one)).toEqual([12, 11, 10, 9]);
    expect(whole.errors.map(({ ages }) => ages)).toEqual(["0-3", "4-9", "10-24", "25+"]);
    for (const type of whole.types) {
      expect(type).toMatchObject({ status: "ok", estimate: { cohorts: 24 } });
      expect(type.error?.wape).toBeGreaterThan(0);
      const [first, ...rest] = type.factors;
      expect(first).toMatchObject({ age: 0, cohorts: 24, extrapolated: false });
      expect(first?.raw).toBeCloseTo(1 - (first?.redeemed ?? 0) / (first?.atRisk ?? 1), 12);
      expect(rest.at(-1)).toMatchObject({ cohorts: 0, raw: null, extrapolated: true });
    }
  });
});

describe("too little to go by", () => {
  it("is said of one cohort, and no number is given", () => {
    expect(forecastBreakage([cohortOf([500, 500, 500])], { ...options, cut: JANUARY + 2 })).toMatchObject({
      status: "too-little-history",
      cohorts: 1,
      face: 10_000,
      openNow: 8_500,
    });
  });

  it("is no history at all without a cohort, or with none seen beyond its month of sale", () => {
    expect(forecastBreakage([], options).status).toBe("no-history");
    expect(forecastBreakage([cohortOf([500])], { ...options, cut: JANUARY }).status).toBe("no-history");
  });

  it("still names breakage that has come: what expired cards have left is a fact", () => {
    const ended = cohortOf([500, 500], { endAge: 1 });
    expect(forecastBreakage([ended], { ...options, cut: JANUARY + 4 })).toMatchObject({
      status: "too-little-history",
      ended: { cohorts: 1, breakage: 9_000 },
    });
  });

  it("in a new type leans on its category, and says so", () => {
    const newcomer = cohortOf([0], { type: "new", category: "C1", vintage: cut, endAge: 36 });
    const result = forecast([...known, newcomer]);
    const type = result.types.find((one) => one.type === "new");
    expect(type).toMatchObject({ status: "no-history", method: "category-blend", error: null });
    const around = result.types
      .filter(({ category }) => category === "C1")
      .map(({ estimate }) => estimate.probability ?? 0);
    expect(type?.estimate.probability).toBeGreaterThan(Math.min(...around) / 2);
    expect(type?.estimate.probability).toBeLessThan(Math.max(...around) * 2);
  });

  it("for a back-test is said too: the method is untested and its ranges assumed", () => {
    const early = cut - 10;
    const result = forecast(asKnownAt(known, early), { cut: early });
    expect(result.choice).toMatchObject({ verdict: "untested", skill: null, outcomes: 0 });
    expect(result.cohorts.every(({ basis }) => basis === "assumed")).toBe(true);
    expect(result.errors.every(({ score }) => score.wape === null)).toBe(true);
  });

  it("for ranges of a method chosen by hand means no ranges, not ranges of nothing", () => {
    const early = cut - 10;
    const result = forecast(asKnownAt(known, early), { cut: early, methods: { T00: "mature-rate" } });
    const own = result.types.find(({ type }) => type === "T00");
    expect(own).toMatchObject({ method: "mature-rate", estimate: { ranges: null, median: null } });
    expect(own?.estimate.expectedBreakage).toBeGreaterThan(0);
    expect(result.total.ranges).toBeNull();
  });
});

describe("a method chosen for one type", () => {
  it("is used for it alone, with ranges of its own level and the headline's", () => {
    const result = forecast(known, { methods: { T01: "mature-rate" } });
    expect(result.types.map(({ method }) => method)).toEqual([
      whole.recipe.method,
      "mature-rate",
      whole.recipe.method,
      whole.recipe.method,
    ]);
    for (const [i, cohort] of result.cohorts.entries()) {
      if (cohort.type !== "T01") expect(cohort.expectedBreakage).toBe(whole.cohorts[i]?.expectedBreakage);
      else expect(cohort.basis).toBe("borrowed");
    }
    expect(result.total.ranges).not.toBeNull();
  });
});
