import { describe, expect, it } from "vitest";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { triangleHeat } from "@/lib/breakage/forecast-view/triangle-heat-view";
import { typeHeat } from "@/lib/breakage/forecast-view/type-heat";
import { typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { cohortOf } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

/** January and March of the worked example, and a February of 100.00 that redeems otherwise. */
const withFebruary = (redeemed: readonly number[]): readonly Cohort[] =>
  WORKED.map((cohort) => (cohort.vintage === CUT - 1 ? cohortOf(redeemed, { after: 1, endAge: 2 }) : cohort));

function triangleOf(redeemed: readonly number[]) {
  const of = typeTriangle(withFebruary(redeemed), CUT, 60, "month");
  if (!of) throw new Error("something was sold");
  return of;
}

describe("the triangle of a card type with a row that cannot be", () => {
  it.each([
    [
      "100, 105, 70: a balance above what was sold",
      [-500, 3_500],
      "age 1: the open balance 105 is above the face value 100",
    ],
    ["100, 60, 70: a balance that rises", [4_000, -1_000], "age 2: the open balance rises from 60 to 70"],
    ["100, 40, −10: more redeemed than sold", [6_000, 5_000], "age 2: the open balance is -10"],
  ])("%s: no factors, and the cell that is wrong", (_, redeemed, words) => {
    const of = triangleOf(redeemed);
    const { steps, problems, links, isUsable } = typeHeat(of, [], "USD");
    expect(steps).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(`Origin 2000-02, ${words}`)]);
    // Ratios are facts and stay; nothing is held against a factor.
    expect(links[0]?.[1]).toEqual({ use: "used", ratio: 0.8, deviation: null });
    expect(isUsable).toBe(true);
    const heat = triangleHeat(of, {
      cells: "open",
      leftOut: [],
      tail: "carried",
      factors: [],
      currency: "USD",
      locale: "en",
    });
    expect(heat.foot.find(({ key }) => key === "factor")?.values).toEqual(["–", "–", "–", "–"]);
    expect(heat.problems).toHaveLength(1);
  });

  it("of balances that only fall has its factors: 0.775, 0.5 and 0.75 (README)", () => {
    const { steps, problems } = typeHeat(triangleOf([3_000, 3_500]), [], "USD");
    expect(steps?.map(({ factor }) => factor)).toEqual([0.775, 0.5, 0.75]);
    expect(problems).toEqual([]);
  });
});
