import { describe, expect, it } from "vitest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { fitHazards, ownHazards, pooledHazards } from "@/lib/breakage/forecast/hazard-model";
import { byHazards } from "@/lib/breakage/forecast/methods/by-hazards";
import { makeTable } from "@/lib/breakage/forecast/table";
import { openBalanceForecast } from "@/lib/breakage/triangle/open-balance";
import { cohortOf, JANUARY } from "./cohorts";
import { lastSale, simulate, standardWorld } from "./simulator";

/** The worked example of the README: three months of one type that can be redeemed in the month of sale and two more. */
const example = [
  cohortOf([2_000, 4_000, 1_000], { endAge: 2 }),
  cohortOf([3_000, 3_500], { after: 1, endAge: 2 }),
  cohortOf([4_000], { after: 2, face: 20_000, cards: 20, endAge: 2 }),
];
const table = makeTable(example, JANUARY + 2, 60);

describe("one type alone", () => {
  it("has the factors 310/400, 75/150 and 30/40 and leaves 60.00 of March's 160.00, 26.25 of February's 35.00", () => {
    const model = fitHazards(table);
    expect(model.hazards[0]).toEqual(new Float64Array([90 / 400, 75 / 150, 10 / 40]));
    const expected = table.lines.map((line) => byHazards(model)(line, 3));
    expect(expected).toEqual([3_000, 2_625, 6_000]);
  });

  it("has the factors of the chain ladder on a triangle of open balances", () => {
    const cells = table.lines.map(({ open }) => Array.from({ length: 4 }, (_, age) => open[age] ?? null));
    const ladder = openBalanceForecast({ origins: ["1", "2", "3"], ages: [0, 1, 2, 3], cells });
    if (!ladder.ok) throw new Error("no chain ladder");
    const hazards = ladder.value.hazards.map(({ hazard }) => hazard);
    for (const [age, hazard] of hazards.entries()) expect(fitHazards(table).hazards[0]?.[age]).toBeCloseTo(hazard, 12);
  });

  it("does not change with the unit of money: a cohort in yen has the shares of one in cents", () => {
    const scaled = example.map((c) => ({
      ...c,
      face: c.face * 137,
      redeemed: c.redeemed.map((amount) => amount * 137),
    }));
    const [cents, yen] = [table, makeTable(scaled, JANUARY + 2, 60)].map((one) => fitHazards(one).hazards[0] ?? []);
    for (const [age, hazard] of (cents ?? []).entries()) expect(yen?.[age]).toBeCloseTo(hazard, 12);
  });
});

describe("several types", () => {
  const cohorts = simulate("types", { types: 6, cards: 400 });
  const cut = lastSale();
  const many = makeTable(asKnownAt(cohorts, cut), cut, 60);
  const model = fitHazards(many);

  it("stand between the portfolio and themselves at every age", () => {
    const [own, pooled] = [ownHazards(model), pooledHazards(model)];
    for (const [type] of many.types.entries()) {
      // Single-age bands: there the type's own factor and the portfolio's are the two ends.
      for (const age of [0, 1, 2, 3]) {
        const ends = [own, pooled].map(({ hazards }) => hazards[type]?.[age] ?? 0).sort((a, b) => a - b);
        const slack = 0.1 * (ends[1] ?? 0);
        expect(model.hazards[type]?.[age]).toBeGreaterThan((ends[0] ?? 0) - slack);
        expect(model.hazards[type]?.[age]).toBeLessThan((ends[1] ?? 0) + slack);
      }
    }
  });

  it("keep nearly their own where there is much to see: 400 cards a month, more than nine tenths in the first months", () => {
    const [first] = model.bands;
    for (const { credibility } of first?.ratios.groups ?? []) expect(credibility).toBeGreaterThan(0.9);
  });

  it("lend a type without history the hazards of its category", () => {
    const newcomer = cohortOf([0], { type: "new", category: "C1", vintage: cut, endAge: standardWorld.endAge });
    const withNew = makeTable([...asKnownAt(cohorts, cut), newcomer], cut, 60);
    const fitted = fitHazards(withNew);
    const type = withNew.types.findIndex(({ code }) => code === "new");
    for (const [b, { ratios }] of fitted.bands.entries()) {
      if (b > 0) expect(ratios.groups[type]).toMatchObject({ own: null, credibility: 0 });
    }
    const category = withNew.types.flatMap(({ code }, t) => (code === "T01" || code === "T04" ? [t] : []));
    const around = category.map((t) => fitted.hazards[t]?.[1] ?? 0);
    expect(fitted.hazards[type]?.[1]).toBeGreaterThan(Math.min(...around) * 0.8);
    expect(fitted.hazards[type]?.[1]).toBeLessThan(Math.max(...around) * 1.2);
  });
});
