import { describe, expect, it } from "vitest";
import { hazardsAt } from "@/lib/breakage/card-score/hazard-source";
import { expiryExtra } from "@/lib/breakage/forecast/expiry-rush";
import { unrefined } from "@/lib/breakage/forecast/exposure";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { fitHazards, ownHazards } from "@/lib/breakage/forecast/hazard-model";
import { inOneOrder, isSameJudgement, type Judgements, judgedRefiner } from "@/lib/breakage/forecast/judgement";
import { byHazards } from "@/lib/breakage/forecast/methods/by-hazards";
import { project } from "@/lib/breakage/forecast/methods/project";
import { parametersOf } from "@/lib/breakage/forecast/parameters";
import { fitRefined } from "@/lib/breakage/forecast/refinements";
import { makeTable } from "@/lib/breakage/forecast/table";
import { cohortOf, JANUARY } from "./cohorts";

/** January, February and March of one type, 100.00, 100.00 and 200.00 sold; the end of March is known. */
const sold = (endAge: number | null) => [
  cohortOf([2_000, 4_000, 1_000], { endAge }),
  cohortOf([3_000, 4_200], { after: 1, endAge }),
  cohortOf([4_000], { after: 2, face: 20_000, cards: 20, endAge }),
];
const eight = Array.from({ length: 8 }, (_, after) =>
  cohortOf([1_000, 2_000, 500, 400, 300, 200, 100, 50].slice(0, 8 - after), { after, endAge: null }),
);
const options = { cut: JANUARY + 7, seed: 1, replicates: 40 };
const tableOf = (cohorts = sold(2)) => makeTable(cohorts, JANUARY + 2, 60);
const table = tableOf();
const without = (...leftOut: { sold: string; age: number }[]): Judgements => ({ A: { leftOut, settledAge: null } });
const fit = (judgements: Judgements, of = table) => fitHazards(of, judgedRefiner(of, judgements));

describe("an outlier that is left out", () => {
  it("is in no factor of its type: 42.00 of February's 70.00 without January's 40.00 of 80.00 is 0.6, with it 82 ÷ 150", () => {
    const judged = without({ sold: "2000-01", age: 1 });
    expect([...(fit({}).hazards[0] ?? [])]).toEqual([90 / 400, 82 / 150, 10 / 40]);
    expect([...(fit(judged).hazards[0] ?? [])]).toEqual([90 / 400, 0.6, 10 / 40]);
    expect([...(ownHazards(fit(judged)).hazards[0] ?? [])]).toEqual([90 / 400, 0.6, 10 / 40]);
  });

  it("stays in its own cohort's balance: March leaves 160.00 · 0.4 · 0.75 = 48.00, and January the 30.00 it has", () => {
    const model = fit(without({ sold: "2000-01", age: 1 }));
    const [january, , march] = table.lines.map((line) => byHazards(model)(line, 3));
    expect(january).toBe(3_000);
    expect(march).toBeCloseTo(4_800, 9);
  });

  it("is in no factor on what was redeemed: March goes from 40.00 to 40.00 · 72 ÷ 30 = 96.00 by age 2", () => {
    const refined = fitRefined(table, [], without({ sold: "2000-01", age: 1 }));
    const [, , march] = table.lines;
    if (!march) throw new Error("no March");
    expect(project("redemption-chain-ladder", table, refined)(march, 2)).toBe(20_000 - 9_600);
    // With January: 40.00 · (60 + 72) ÷ (20 + 30).
    expect(project("redemption-chain-ladder", table, fitRefined(table, []))(march, 2)).toBe(20_000 - 10_560);
  });

  it("is no part of the portfolio's factor: with another type's 10.00 of 50.00, (42 + 10) ÷ (70 + 50)", () => {
    const two = tableOf([...sold(2), cohortOf([5_000, 1_000], { type: "B", endAge: 2 })]);
    const model = fit(without({ sold: "2000-01", age: 1 }), two);
    expect(model.reference[1]).toBeCloseTo(52 / 120, 12);
    expect(fit({}, two).reference[1]).toBeCloseTo(92 / 200, 12);
    // The same month of the other type is not meant.
    expect(model.exposure.types[1]?.cohorts[1]).toBe(1);
  });

  it("is kept where nothing else would be left of its age: a factor needs a cohort", () => {
    const judged = without({ sold: "2000-01", age: 2 }, { sold: "2000-01", age: 1 }, { sold: "2000-02", age: 1 });
    expect([...(fit(judged).hazards[0] ?? [])]).toEqual([90 / 400, 82 / 150, 10 / 40]);
  });
});

it("scores of single cards are told of what is left out: January's 60.00 of 90.00 at age 1 is in no hazard of theirs", () => {
  const odd = eight.map((cohort, i) => (i === 0 ? { ...cohort, redeemed: [1_000, 6_000, 500] } : cohort));
  const cut = JANUARY + 7;
  const hazardWith = (judgements: Judgements) =>
    hazardsAt(odd, cut, { ultimateAge: 60, refinements: [], judgements }, { A: 1 })?.hazard(
      { typeId: 1, saleMonth: cut, endAge: null },
      1,
    );
  // Six other months of sale redeem 20.00 of 90.00 each.
  expect(hazardWith({})).toBeCloseTo(-Math.log(1 - 18_000 / 63_000), 9);
  expect(hazardWith(without({ sold: "2000-01", age: 1 }))).toBeCloseTo(-Math.log(1 - 2_000 / 9_000), 9);
});

describe("a tail that somebody cut off", () => {
  const endless = tableOf(sold(null));
  const settledAt = (settledAge: number): Judgements => ({ A: { leftOut: [], settledAge } });

  it("leaves what is open at the age: 30.00, 28.00 · 0.75 = 21.00 and 160.00 · 68 ÷ 150 · 0.75 = 54.40", () => {
    const model = fit(settledAt(3), endless);
    const left = endless.lines.map((line) => byHazards(model)(line, 61));
    for (const [i, amount] of [3_000, 2_100, 5_440].entries()) expect(left[i]).toBeCloseTo(amount, 9);
    const carried = endless.lines.map((line) => byHazards(fit({}, endless))(line, 61));
    for (const [i, amount] of carried.entries()) expect(amount).toBeLessThan(left[i] ?? 0);
  });

  it("does not deny what was seen: cut at age 1, the redemptions of ages 1 and 2 still count", () => {
    const [early, late] = [fit(settledAt(1), endless), fit(settledAt(3), endless)];
    expect(early.hazards).toEqual(late.hazards);
    expect(ownHazards(early).hazards[0]?.slice(3)).toEqual(new Float64Array(58));
  });

  it("carries hazards on up to the age set, where that was not seen yet", () => {
    const model = fit(settledAt(5), endless);
    const [before, at] = [model.hazards[0]?.[4], model.hazards[0]?.[5]];
    expect(before).toBeGreaterThan(0);
    expect(at).toBe(0);
  });

  it("ends the rush before expiry too", () => {
    const [line] = table.lines;
    if (!line) throw new Error("no line");
    const extra = (from: number) => expiryExtra([[0.5], [0.4], [0.3]], () => from)(line, 2);
    expect([extra(3), extra(2)]).toEqual([0.5, 0]);
  });

  it("has ranges of nothing where nothing more is expected to happen", () => {
    const found = forecastBreakage(eight, { ...options, judgements: settledAt(8) });
    if (found.status !== "ok") throw new Error(found.status);
    const oldest = found.cohorts.find(({ vintage }) => vintage === JANUARY);
    expect(oldest?.expectedBreakage).toBeCloseTo(10_000 - 4_550, 9);
    expect([...new Set(oldest?.draws)]).toEqual([oldest?.expectedBreakage]);
    expect(found.recipe.judgements).toEqual(settledAt(8));
  });
});

describe("where nobody judged", () => {
  it("all is as it was: the same refiner, and no word of it in parameters and recipe", () => {
    expect(judgedRefiner(table, {})).toBe(unrefined);
    expect(judgedRefiner(table, { other: { leftOut: [], settledAge: 1 } })).toBe(unrefined);
    expect(parametersOf({ overrides: {}, judgements: {} }, [])).not.toHaveProperty("judgements");
    const found = forecastBreakage(eight, options);
    if (found.status !== "ok") throw new Error(found.status);
    expect(found.recipe).not.toHaveProperty("judgements");
  });
});

it("cells are kept in one order, each once, so that the same judgement is the same whoever pressed what first", () => {
  const [a, b, c] = [
    { sold: "2000-02", age: 0 },
    { sold: "2000-01", age: 10 },
    { sold: "2000-01", age: 9 },
  ] as const;
  expect(inOneOrder({ leftOut: [a, b, c, a], settledAge: 4 })).toEqual({ leftOut: [c, b, a], settledAge: 4 });
  expect(isSameJudgement({ leftOut: [a, b], settledAge: null }, { leftOut: [b, a], settledAge: null })).toBe(true);
  expect(isSameJudgement({ leftOut: [a], settledAge: null }, { leftOut: [a], settledAge: 4 })).toBe(false);
});
