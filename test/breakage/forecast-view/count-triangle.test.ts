import { describe, expect, it } from "vitest";
import {
  type CountMonth,
  countHeat,
  countTriangle,
  usualCountPeriod,
} from "@/lib/breakage/forecast-view/count-triangle";
import { JANUARY } from "../forecast/cohorts";

/** Cards sold `after` months after January, and redemptions month by month from the sale on. */
const cohort = (after: number, cards: number, redemptions: readonly number[]): CountMonth[] =>
  redemptions.map((count, age) => ({
    vintage: JANUARY + after,
    month: JANUARY + after + age,
    cards: age === 0 ? cards : 0,
    redemptions: count,
  }));

const rows = [...cohort(0, 10, [2, 4, 1]), ...cohort(1, 10, [3, 6]), ...cohort(2, 20, [5])];

describe("a triangle of numbers of redemptions", () => {
  it("adds them up by age: 2 6 7, 3 9, 5, whose factors are 15 ÷ 5 and 7 ÷ 6", () => {
    const of = countTriangle(rows, JANUARY + 2, "month");
    expect(of?.triangle).toEqual({
      origins: ["2000-01", "2000-02", "2000-03"],
      ages: [1, 2, 3],
      cells: [
        [2, 6, 7],
        [3, 9, null],
        [5, null, null],
      ],
    });
    expect(of?.origins.map(({ cards }) => cards)).toEqual([10, 10, 20]);
    const heat = of && countHeat(of);
    expect(heat?.steps?.map(({ factor }) => factor)).toEqual([3, 7 / 6]);
  });

  it("takes three months together so that the last ends with the cut, and knows nothing of what comes after it", () => {
    const later = [...rows, ...cohort(3, 7, [1])];
    const of = countTriangle(later, JANUARY + 2, "quarter");
    expect(of?.triangle).toEqual({ origins: ["2000-03"], ages: [1], cells: [[21]] });
    expect(of?.origins).toEqual([{ from: JANUARY, to: JANUARY + 2, cards: 40 }]);
    const next = countTriangle(later, JANUARY + 3, "quarter");
    // January stands alone, and is a whole quarter old.
    expect(next?.triangle.cells).toEqual([
      [2, 7],
      [15, null],
    ]);
  });

  it("has no factors where a number falls, and says where", () => {
    const of = countTriangle([...cohort(0, 10, [2, 4, -1]), ...rows.slice(3)], JANUARY + 2, "month");
    const heat = of && countHeat(of);
    expect(heat?.steps).toBeNull();
    expect(heat?.problems.map(({ message }) => message)).toEqual([
      "Origin 2000-01, age 3: the cumulative amount falls from 6 to 5: a redemption below zero.",
    ]);
  });

  it("is none where no card was sold", () => {
    expect(countTriangle([], JANUARY, "month")).toBeNull();
    expect(countTriangle(cohort(0, 0, [0]), JANUARY, "month")).toBeNull();
  });
});

describe("the usual period of numbers", () => {
  it("is the month up to 24 ages of the oldest cards, and beyond that the quarter, whatever else is known of them", () => {
    const sold = [...cohort(0, 10, [1]), ...cohort(20, 5, [0])];
    expect(usualCountPeriod(sold, JANUARY + 23)).toBe("month");
    expect(usualCountPeriod(sold, JANUARY + 24)).toBe("quarter");
    // Of January nothing but a void was told: its cards are not here.
    expect(usualCountPeriod([...cohort(0, 0, [-1]), ...cohort(20, 5, [0])], JANUARY + 24)).toBe("month");
  });
});
