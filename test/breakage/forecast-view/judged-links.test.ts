import { describe, expect, it } from "vitest";
import { isWhole, judgementOf, readingOf } from "@/lib/breakage/forecast-view/judged-links";
import { type TrianglePeriod, typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { cohortOf, JANUARY } from "../forecast/cohorts";

/** Sold in January, February and April of 2000; known to the end of June. */
const known = {
  cohorts: [
    cohortOf([100, 100, 100, 100, 100, 100]),
    cohortOf([100, 100, 100, 100, 100], { after: 1 }),
    cohortOf([100, 100, 100], { after: 3 }),
  ],
  cut: JANUARY + 5,
  ultimateAge: 60,
};
const triangleOf = (period: TrianglePeriod) => {
  const of = typeTriangle(known.cohorts, known.cut, known.ultimateAge, period);
  if (!of) throw new Error("nothing was sold");
  return of;
};
const cell = (sold: string, ...ages: number[]) => ages.map((age) => ({ sold, age }));

describe("a link that is left out", () => {
  it("by months is one month of sale in one month of age: from 2 to 3 the third month, which is age 2", () => {
    const reading = { leftOut: [{ origin: "2000-02", age: 2 }], tail: "carried" } as const;
    expect(judgementOf(triangleOf("month"), reading, known)).toEqual({ leftOut: cell("2000-02", 2), settledAge: null });
  });

  it("by quarters is every month between its two balances: to the end of March, then April to June, of what was sold", () => {
    const of = triangleOf("quarter");
    const cells = (age: number) =>
      judgementOf(of, { leftOut: [{ origin: "2000-03", age }], tail: "carried" }, known).leftOut;
    expect(cells(0)).toEqual([...cell("2000-01", 0, 1, 2), ...cell("2000-02", 0, 1)]);
    expect(cells(1)).toEqual([...cell("2000-01", 3, 4, 5), ...cell("2000-02", 2, 3, 4)]);
  });

  it("is found again in the triangle it was pressed in; a quarter's only as a whole", () => {
    for (const [period, origin, age] of [
      ["month", "2000-04", 1],
      ["quarter", "2000-03", 1],
    ] as const) {
      const reading = { leftOut: [{ origin, age }], tail: "none" } as const;
      const judged = judgementOf(triangleOf(period), reading, known);
      expect(readingOf(triangleOf(period), judged, known)).toEqual(reading);
    }
    const part = { leftOut: cell("2000-01", 3, 4, 5), settledAge: null };
    const [quarters, months] = [triangleOf("quarter"), triangleOf("month")];
    const [none, all] = [quarters, months].map((of) => readingOf(of, part, known));
    if (!none || !all) throw new Error("no reading");
    expect(none.leftOut).toEqual([]);
    expect(all.leftOut.map(({ age }) => age)).toEqual([3, 4, 5]);
    expect([isWhole(quarters, none, part, known), isWhole(months, all, part, known)]).toEqual([false, true]);
  });
});

it("a tail that is cut ends where the oldest cards are: January has been seen for six months, ages 0 to 5", () => {
  const reading = { leftOut: [], tail: "none" } as const;
  expect(judgementOf(triangleOf("month"), reading, known)).toEqual({ leftOut: [], settledAge: 6 });
  expect(judgementOf(triangleOf("quarter"), reading, known)).toEqual({ leftOut: [], settledAge: 6 });
});
