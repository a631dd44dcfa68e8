import { describe, expect, it } from "vitest";
import { asKnownAt, calendarMonth, monthIndex } from "@/lib/breakage/forecast/cohort";
import { cohortIssues } from "@/lib/breakage/forecast/cohort-issues";
import { cohortOf, JANUARY } from "./cohorts";

describe("what was known at a month's end", () => {
  const january = cohortOf([100, 200, 300]);
  const february = cohortOf([400, 500], { after: 1 });

  it("has no sale and no redemption of a later month", () => {
    expect(asKnownAt([january, february], JANUARY)).toEqual([{ ...january, redeemed: [100] }]);
    expect(asKnownAt([january, february], JANUARY + 1)).toEqual([
      { ...january, redeemed: [100, 200] },
      { ...february, redeemed: [400] },
    ]);
  });

  it("is everything from the last month on", () => {
    expect(asKnownAt([january, february], JANUARY + 2)).toEqual([january, february]);
  });
});

describe("months", () => {
  it("count from the year 0: December 2023 and January 2024 are one apart", () => {
    expect(monthIndex(2024, 1) - monthIndex(2023, 12)).toBe(1);
    expect(monthIndex(2024, 1)).toBe(24_288);
  });

  it("know their place in the year", () => {
    expect([monthIndex(2023, 12), monthIndex(2024, 1), -1].map(calendarMonth)).toEqual([11, 0, 11]);
  });
});

describe("odd cohorts are named", () => {
  const kinds = (cohort: ReturnType<typeof cohortOf>, cut = JANUARY + 1) =>
    cohortIssues(cohort, cut, 60).map(({ kind, leftOut }) => (leftOut ? `${kind}, left out` : kind));

  it.each([
    ["a sound one", cohortOf([100, 200]), []],
    ["no sales", cohortOf([0, 0], { face: 0 }), ["zero-sales, left out"]],
    ["negative sales", cohortOf([0, 0], { face: -5 }), ["zero-sales, left out"]],
    ["a number that is none", cohortOf([Number.NaN, 0]), ["not-a-number, left out"]],
    ["an endless amount", cohortOf([0, 0], { face: Number.POSITIVE_INFINITY }), ["not-a-number, left out"]],
    ["half a month", cohortOf([0], { vintage: JANUARY + 0.5 }), ["not-a-number, left out"]],
    ["sold after the cut", cohortOf([], { after: 2 }), ["sold-after-cut, left out"]],
    ["nothing seen of it", cohortOf([]), ["nothing-observed, left out"]],
    ["101 % redeemed", cohortOf([10_000, 100]), ["over-redeemed"]],
    ["a refund above the month's redemptions", cohortOf([500, -200]), ["negative-redemption"]],
    ["more open than was sold", cohortOf([-200, 0]), ["negative-redemption", "above-face"]],
    ["redeemed after the funds were gone", cohortOf([500, 5], { endAge: 0 }), ["redeemed-after-end"]],
    ["seen for a month less than could be", cohortOf([500]), ["not-observed-to-cut"]],
  ])("%s", (_, cohort, expected) => {
    expect(kinds(cohort)).toEqual(expected);
  });
});
