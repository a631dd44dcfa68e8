import { describe, expect, it } from "vitest";
import { asKnownAt, type Cohort } from "@/lib/breakage/forecast/cohort";
import { type Candidate, candidates } from "@/lib/breakage/forecast/constants";
import { project } from "@/lib/breakage/forecast/methods/project";
import { categoryBlend } from "@/lib/breakage/forecast/recipe";
import { fitRefined } from "@/lib/breakage/forecast/refinements";
import { makeTable, openNow } from "@/lib/breakage/forecast/table";
import { cohortOf, JANUARY } from "./cohorts";
import { lastSale, simulate } from "./simulator";

function expectedBy(method: Candidate, cohorts: readonly Cohort[], cut: number) {
  const table = makeTable(cohorts, cut, 60);
  const projection = project(method, table, fitRefined(table, []));
  return table.lines.map((line) => projection(line, line.end + 1));
}

describe("the mean of mature vintages", () => {
  it("takes what three cohorts had open at that age: 30, 50 and 40 of 100 make 40 % of a fresh 100.00", () => {
    const old = [7_000, 5_000, 6_000].map((amount, after) => cohortOf([amount, 0], { after, endAge: 1 }));
    const fresh = cohortOf([1_000], { after: 3, endAge: 1 });
    expect(expectedBy("mature-rate", [...old, fresh], JANUARY + 3).at(-1)).toBe(4_000);
  });

  it("beyond every age seen takes what those of a year's age have open now", () => {
    const year = Array.from({ length: 12 }, (_, age) => (age < 6 ? 1_500 : 0));
    const mature = [0, 1, 2].map((after) => cohortOf([...year, ...new Array<number>(3 - after).fill(0)], { after }));
    const fresh = cohortOf([500], { after: 14 });
    // 10.00 of each mature 100.00 is open, so 10.00 of the fresh 100.00.
    expect(expectedBy("mature-rate", [...mature, fresh], JANUARY + 14).at(-1)).toBe(1_000);
  });

  it("never expects more than is open", () => {
    const old = [0, 1, 2].map((after) => cohortOf([1_000, 0], { after, endAge: 1 }));
    const spent = cohortOf([9_500], { after: 3, endAge: 1 });
    expect(expectedBy("mature-rate", [...old, spent], JANUARY + 3).at(-1)).toBe(500);
  });
});

describe("last year's rate times this year's sales", () => {
  it("takes what is open now of the year before the last: 20 % of it, so 20.00 of a fresh 100.00", () => {
    const before = [0, 1, 2].map((after) => cohortOf([8_000, ...new Array<number>(23 - after).fill(0)], { after }));
    const fresh = cohortOf([0], { after: 23 });
    expect(expectedBy("last-year-rate", [...before, fresh], JANUARY + 23).at(-1)).toBe(2_000);
  });
});

describe("the chain ladder on redemptions", () => {
  const old = [0, 1, 2].map((after) => cohortOf([2_000, 4_000], { after, endAge: 1 }));

  it("develops what was redeemed: 10.00 after a month becomes 10.00 · 60/20 = 30.00, which leaves 70.00", () => {
    const fresh = cohortOf([1_000], { after: 3, endAge: 1 });
    expect(expectedBy("redemption-chain-ladder", [...old, fresh], JANUARY + 3).at(-1)).toBe(7_000);
  });

  it("passes the value sold where a young cohort was quick, and is cut there: 50.00 · 3 = 150.00 of 100.00", () => {
    const quick = cohortOf([5_000], { after: 3, endAge: 1 });
    expect(expectedBy("redemption-chain-ladder", [...old, quick], JANUARY + 3).at(-1)).toBe(0);
  });
});

describe("Bornhuetter–Ferguson", () => {
  it("expects of a fresh cohort the rest of the pattern at the portfolio's rate, whatever it did itself", () => {
    // Each old 100.00 redeemed 20.00, then 40.00: the rate is 60 %, of which 2/3 are still to come: 40.00 of what is open.
    const old = [0, 1, 2].map((after) => cohortOf([2_000, 4_000], { after, endAge: 1 }));
    const fresh = cohortOf([2_000], { after: 3, endAge: 1 });
    expect(expectedBy("bornhuetter-ferguson", [...old, fresh], JANUARY + 3).at(-1)).toBeCloseTo(8_000 - 4_000, 6);
  });
});

describe("the mix for a type with too little history", () => {
  const old = [0, 1, 2].map((after) => cohortOf([2_000, 4_000], { after, endAge: 1 }));
  const quick = cohortOf([9_000], { type: "B", after: 3, endAge: 1 });
  const blendOf = (cohorts: readonly Cohort[]) => {
    const table = makeTable(cohorts, JANUARY + 3, 60);
    const { model } = fitRefined(table, []);
    const line = table.lines.at(-1);
    if (!line) throw new Error("no line");
    const blend = categoryBlend(table, model);
    return { model, atSale: blend({ ...line, observed: 0, open: Float64Array.of(10_000) }, 2) };
  };

  it("leaves of a sale what the category leaves, 0.8 · 0.5 of 100.00, and does not count the type itself once more", () => {
    const { model, atSale } = blendOf([...old, quick]);
    // The type's own quick month is in its hazard: with it the category would leave less.
    expect(model.hazards[1]?.[0]).toBeGreaterThan(0.2);
    expect(atSale).toBeCloseTo(4_000, 6);
  });

  it("has nobody to lean on where the type is all there is: then the prior is its own", () => {
    expect(blendOf(old).atSale).toBeCloseTo(4_000, 6);
  });
});

describe("every method", () => {
  const cohorts = asKnownAt(simulate("methods", { types: 3, cards: 30 }), lastSale());

  it.each(candidates)("%s expects something between nothing and what is open", (method) => {
    const table = makeTable(cohorts, lastSale(), 60);
    const projection = project(method, table, fitRefined(table, []));
    for (const line of table.lines) {
      for (const age of [line.observed, line.observed + 1, line.end + 1]) {
        const expected = projection(line, age);
        expect(expected).toBeGreaterThanOrEqual(0);
        expect(expected).toBeLessThanOrEqual(openNow(line));
      }
    }
  });

  it("among them: what is unredeemed today is taken to stay", () => {
    const table = makeTable(cohorts, lastSale(), 60);
    expect(expectedBy("unredeemed-today", cohorts, lastSale())).toEqual(table.lines.map(openNow));
  });
});
