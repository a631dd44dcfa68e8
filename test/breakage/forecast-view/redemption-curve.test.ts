import { describe, expect, it } from "vitest";
import { agesOf, bySaleYear, fittedShare, shareRedeemed } from "@/lib/breakage/forecast-view/redemption-curve";
import { cohortOf, JANUARY } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

describe("the share redeemed by age", () => {
  it("chains the README's hazards 0.225, 0.5 and 0.25: 22.5 %, 61.25 %, 70.9375 %", () => {
    const [first, second, third, ...more] = shareRedeemed(WORKED, CUT, 60);
    expect(first).toBeCloseTo(0.225, 12);
    expect(second).toBeCloseTo(0.6125, 12);
    expect(third).toBeCloseTo(0.709375, 12);
    expect(more).toEqual([]);
  });

  it("makes no step where young cohorts stop: one at half and one just sold are at 50 % after a month", () => {
    const sold = [cohortOf([0, 5_000], { after: 0 }), cohortOf([0], { after: 1 })];
    expect(shareRedeemed(sold, JANUARY + 1, 60)).toEqual([0, 0.5]);
  });

  it("from factors is 1 − Πg, as far as it is asked for", () => {
    expect(fittedShare([{ used: 0.5 }, { used: 0.5 }, { used: 0.9 }], 2)).toEqual([0.5, 0.75]);
  });

  it("goes to the last age of the cohort that ends last", () => {
    expect(agesOf(WORKED, 60)).toBe(3);
    expect(agesOf([...WORKED, cohortOf([0])], 60)).toBe(61);
  });

  it("by year of sale has the newest years, each with its own cards alone", () => {
    const sold = [
      cohortOf([1], { after: 0 }),
      cohortOf([2], { after: 11 }),
      cohortOf([3], { after: 12 }),
      cohortOf([4], { after: 24 }),
    ];
    const years = bySaleYear(sold, 2);
    expect(years.map(({ year }) => year)).toEqual([2001, 2002]);
    expect(years.map(({ cohorts }) => cohorts.map(({ redeemed }) => redeemed[0]))).toEqual([[3], [4]]);
  });
});
