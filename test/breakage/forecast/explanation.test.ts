import { describe, expect, it } from "vitest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { explain } from "@/lib/breakage/forecast/explanation";
import { fitRecipe, type Recipe } from "@/lib/breakage/forecast/recipe";
import { makeTable } from "@/lib/breakage/forecast/table";
import type { Version } from "@/lib/breakage/forecast/what-moved";
import { CUT, WORKED } from "../forecast-view/worked-example";
import { lastSale, simulate } from "./simulator";

const recipe: Recipe = { method: "open-balance-credibility", refinements: [], overrides: {} };
const version: Version = { cohorts: WORKED, cut: CUT, ultimateAge: 60, recipe };
const spread = { shared: 0.1, own: 0.1 };

function explained({ cohorts, cut, ultimateAge, recipe: how }: Version, seed = "seed") {
  const table = makeTable(cohorts, cut, ultimateAge);
  return explain(table, fitRecipe(table, how), spread, seed);
}

describe("what is kept beside a version's figures", () => {
  const own = explained(version).get("A");

  it("has what each method says: the README's 116.25, and 225.00 by what is unredeemed today", () => {
    expect(own?.byMethod["open-balance-credibility"]).toBeCloseTo(11_625, 6);
    expect(own?.byMethod["unredeemed-today"]).toBe(22_500);
  });

  it("has what each experience says alone: of one type, its category and the portfolio are itself", () => {
    for (const amount of Object.values(own?.byExperience ?? {})) expect(amount).toBeCloseTo(11_625, 6);
    expect(Object.keys(own?.byExperience ?? {})).toEqual(["own", "category", "portfolio"]);
  });

  it("has what each method says whichever of them is used", () => {
    expect(explained({ ...version, recipe: { ...recipe, overrides: { A: "unredeemed-today" } } }).get("A")).toEqual(
      own,
    );
  });

  it("knows no seasons in three months, and says how far ages were seen", () => {
    expect([own?.saleSpeeds, own?.calendar, own?.expiry]).toEqual([null, null, null]);
    expect(own?.tail.seen).toBe(3);
  });

  it("has its band as far as the type's cards live: ages 0, 1 and 2", () => {
    expect([own?.band.low.length, own?.band.high.length]).toEqual([3, 3]);
  });
});

describe("the experiences that the headline weighs", () => {
  const cut = lastSale();
  const explainedOf = (cards: number, refinements: Recipe["refinements"]) => {
    const cohorts = asKnownAt(simulate("levels", { types: 6, cards }), cut);
    return [...explained({ cohorts, cut, ultimateAge: 60, recipe: { ...recipe, refinements } }).values()];
  };
  /** How far the headline lies from one of them, as a share of itself, over all types. */
  const distance = (all: ReturnType<typeof explainedOf>, to: "own" | "category" | "portfolio") => {
    const used = (one: (typeof all)[number]) => one.byMethod["open-balance-credibility"];
    const missed = all.reduce((sum, one) => sum + Math.abs(used(one) - (one.byExperience?.[to] ?? Number.NaN)), 0);
    return missed / all.reduce((sum, one) => sum + used(one), 0);
  };

  it.each([[[]], [["sale-month"]]] as const)("are its own where cards are many, refined or not: %j", (refinements) => {
    const many = explainedOf(1_000, refinements);
    expect(distance(many, "own")).toBeLessThan(0.01);
    expect(distance(many, "category")).toBeGreaterThan(0.05);
    expect(distance(many, "portfolio")).toBeGreaterThan(0.05);
  });

  it("are further from its own where cards are few", () => {
    expect(distance(explainedOf(10, []), "own")).toBeGreaterThan(2 * distance(explainedOf(1_000, []), "own"));
  });
});

describe("the band of a curve", () => {
  const cut = lastSale();
  const cohorts = asKnownAt(simulate("curves", { types: 3, cards: 60 }), cut);
  const simulated = { cohorts, cut, ultimateAge: 60, recipe };
  const again = explained(simulated);

  it("rises with age within 0 and 1, and has a width wherever something was redeemed", () => {
    for (const { band } of again.values()) {
      for (const ends of [band.low, band.high]) {
        expect(ends.every((share, age) => share >= (ends[age - 1] ?? 0) && share <= 1)).toBe(true);
      }
      expect(band.low.every((low, age) => low < (band.high[age] ?? 0))).toBe(true);
    }
  });

  it("is the same for the same seed, in whatever order the cohorts come, and another for another seed", () => {
    expect(explained({ ...simulated, cohorts: cohorts.toReversed() })).toEqual(again);
    const other = explained(simulated, "another");
    for (const [code, { band, byMethod }] of again) {
      expect(other.get(code)?.band).not.toEqual(band);
      expect(other.get(code)?.byMethod).toEqual(byMethod);
    }
  });

  it("is wider where ten times fewer cards were seen", () => {
    const few = explained({
      ...simulated,
      cohorts: asKnownAt(simulate("curves", { types: 3, cards: 6 }), cut),
    });
    const widthAt = (types: typeof again) =>
      [...types.values()].reduce((sum, { band }) => sum + (band.high[12] ?? 0) - (band.low[12] ?? 0), 0);
    expect(widthAt(few)).toBeGreaterThan(widthAt(again));
  });
});
