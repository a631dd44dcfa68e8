import { describe, expect, it } from "vitest";
import { asKnownAt, monthIndex } from "@/lib/breakage/forecast/cohort";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { byQuarter, quarterOf } from "@/lib/breakage/forecast/quarters";
import { lastSale, simulate, standardWorld } from "./simulator";

const world = { ...standardWorld, types: 3, vintages: 30, endAge: 14, cards: 80 };
const cut = lastSale(world);
const forecast = forecastBreakage(asKnownAt(simulate("quarters", world), cut), { cut, seed: 1, replicates: 50 });
if (forecast.status !== "ok") throw new Error(forecast.status);
const quarters = byQuarter(forecast.cohorts);

describe("breakage by quarter", () => {
  it("falls in the quarter of the last month: sold in January 2022 with 14 months to go, in the first quarter of 2023", () => {
    expect(quarterOf(monthIndex(2022, 1) + 14)).toBe(2023 * 4);
    expect(quarterOf(monthIndex(2023, 12))).toBe(2023 * 4 + 3);
    expect(quarters[0]?.quarter).toBe(2023 * 4);
  });

  it("adds up to the whole over quarters and types", () => {
    const sum = quarters.reduce((total, { estimate }) => total + estimate.expectedBreakage, 0);
    expect(sum).toBeCloseTo(forecast.total.expectedBreakage, 4);
    expect(quarters.reduce((total, { estimate }) => total + estimate.cohorts, 0)).toBe(forecast.total.cohorts);
  });

  it("is realised as far as its quarter is over, and certain there", () => {
    for (const { quarter, realised, estimate } of quarters) {
      if (quarter < quarterOf(cut)) {
        expect(realised).toBeCloseTo(estimate.expectedBreakage, 6);
        expect(estimate.ranges?.every(({ low, high }) => low === high)).toBe(true);
      }
      if (quarter > quarterOf(cut)) {
        expect(realised).toBe(0);
        const ninety = estimate.ranges?.find(({ level }) => level === 0.9);
        expect(ninety?.high).toBeGreaterThan(ninety?.low ?? Number.NaN);
      }
    }
  });

  it("can be split by anything a cohort has", () => {
    const categories = new Set(byQuarter(forecast.cohorts, ({ category }) => category).map(({ group }) => group));
    expect(categories).toEqual(new Set(["C0", "C1", "C2"]));
  });
});
