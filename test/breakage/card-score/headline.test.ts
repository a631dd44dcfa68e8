import { expect, it } from "vitest";
import { together } from "@/lib/breakage/card-score/hazard-source";
import { headlineOf, pastHeadline } from "@/lib/breakage/card-score/headline";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { CohortBook } from "@/lib/breakage/forecast/cohort-book";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { factsOf } from "./facts-of";
import { flatHeadline } from "./flat-headline";

const FIRST = 2024 * 12;
const CUT = FIRST + 5;
const END = 8;

/** Six months of 1,000.00 each, of which a fifth of what is open is redeemed in every month. */
const cohorts = Array.from({ length: 6 }, (_, v): Cohort => {
  const ages = Math.min(CUT - FIRST - v, END) + 1;
  return {
    id: `A/${v}`,
    type: "A",
    category: "Books",
    vintage: FIRST + v,
    face: 100_000,
    cards: 100,
    redeemed: Array.from({ length: ages }, (_unused, age) => 100_000 * 0.2 * 0.8 ** age),
    endAge: END,
  };
});

function facts() {
  const forecast = forecastBreakage(cohorts, { cut: CUT, seed: 1, replicates: 20 });
  if (forecast.status !== "ok") throw new Error(forecast.status);
  return factsOf(forecast, { forecastId: 1, currency: "USD", cohorts, typeIdOf: () => 9 });
}
const headline = () => headlineOf(facts());

/** The same cohorts with what happened in each month. */
function book() {
  const all = new CohortBook();
  for (const { vintage, redeemed } of cohorts) {
    const key = { cardTypeId: 9, type: "A", category: "Books", lot: "sale" as const, vintage, endMonth: vintage + END };
    for (const [age, amount] of redeemed.entries()) {
      const sold = age === 0 ? 100_000 : 0;
      all.add(key, vintage + age, { cards: age === 0 ? 100 : 0, sold, other: 0, redeemed: amount });
    }
  }
  return all.all();
}

const lot = { typeId: 9, saleMonth: 3, endAge: END };

it("a fifth of what is open in every month is a cumulative hazard of −ln 0.8, at every age and for all types", () => {
  const { hazards } = headline();
  for (const age of [0, 1, 4]) {
    expect(hazards.hazard(lot, age)).toBeCloseTo(-Math.log(0.8), 6);
    expect(hazards.reference(9, age)).toBeCloseTo(-Math.log(0.8), 6);
  }
});

it("of the cards that end in a month the headline leaves 0.8 for each month to go", () => {
  const { shares } = headline();
  // Sold in the last month, seen at age 0; ages 1 to 8 are to come.
  const share = shares(9, CUT + END);
  expect((share?.expected ?? 0) / (share?.openNow ?? 1)).toBeCloseTo(0.8 ** 8, 4);
  expect(share?.openNow).toBeCloseTo(80_000, 6);
  expect(shares(9, CUT + END + 1)).toBeNull();
});

it("at a past cut it knows what was known then, and refuses where fewer than three cohorts had been seen", () => {
  const past = { ...facts(), entries: book() };
  expect(pastHeadline(past, CUT - 1)?.hazard(lot, 1)).toBeCloseTo(-Math.log(0.8), 6);
  expect(pastHeadline(past, FIRST + 2)).toBeNull();
});

it("a type that the headline does not know is an error", () => {
  expect(() => headline().hazards.hazard({ ...lot, typeId: 10 }, 1)).toThrow(RangeError);
});

it("several currencies' headlines answer each for its own types", () => {
  const both = together([flatHeadline(0.1, [1, 2]), flatHeadline(0.3, [3])]);
  expect([...both.typeIds]).toEqual([1, 2, 3]);
  expect(both.hazard({ ...lot, typeId: 2 }, 5)).toBe(0.1);
  expect(both.hazard({ ...lot, typeId: 3 }, 5)).toBe(0.3);
  expect(() => together([])).toThrow(RangeError);
});
