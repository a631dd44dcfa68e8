import { describe, expect, it } from "vitest";
import { fitDiscreteHazard } from "@/lib/breakage/survival/discrete-hazard";
import { lifeTable } from "@/lib/breakage/survival/life-table";
import { waltons } from "./data-rows";
import { GEHAN, granted, kindsOf, seen } from "./published";

describe("the hazard by period", () => {
  it("of children on placebo in 4-week periods: 7/21, 6/14, 4/8, 1/4, 1/3, 2/2", () => {
    const { periods } = granted(lifeTable(GEHAN.placebo, { length: 4 }));
    expect(periods.map(({ atRisk, events }) => `${events}/${atRisk}`)).toEqual([
      "7/21",
      "6/14",
      "4/8",
      "1/4",
      "1/3",
      "2/2",
    ]);
  });

  it("has the coefficient ln(−ln(1 − 1/3)) = −0.903 and the error √(h/(n(1 − h)))/−ln(1 − h) = 0.388 for 7 of 21", () => {
    const [first] = granted(lifeTable(GEHAN.placebo, { length: 4 })).periods;
    const cumulative = -Math.log(2 / 3);
    expect(first?.coefficient).toBeCloseTo(Math.log(cumulative), 12);
    expect(first?.coefficient).toBeCloseTo(-0.903, 3);
    expect(first?.standardError).toBeCloseTo(Math.sqrt(1 / 3 / (21 * (2 / 3))) / cumulative, 12);
    const [logit] = granted(lifeTable(GEHAN.placebo, { length: 4, link: "logit" })).periods;
    expect(logit?.coefficient).toBeCloseTo(Math.log(0.5), 12);
    expect(logit?.standardError).toBeCloseTo(Math.sqrt(1 / 7 + 1 / 14), 12);
  });

  it("has no coefficient where the hazard is 0 or 1", () => {
    const none = granted(lifeTable(GEHAN.mp6, { length: 4 })).periods[0];
    const all = granted(lifeTable(GEHAN.placebo, { length: 4 })).periods.at(-1);
    expect(none).toMatchObject({ hazard: 0, coefficient: null, standardError: null });
    expect(all).toMatchObject({ hazard: 1, coefficient: null, standardError: null });
  });

  it("is what the regression finds with a coefficient per period, errors and likelihood too", () => {
    const flies = waltons();
    const table = granted(lifeTable(flies, { length: 10, link: "cloglog" }));
    const cards = flies.map((fly) => ({ ...fly, covariates: [] }));
    const finite = table.periods.filter(({ coefficient }) => coefficient !== null);
    const fit = granted(fitDiscreteHazard(cards, { names: [], baseline: "free", length: 10 }));
    expect(fit.coefficients.map(({ name }) => name)).toEqual(finite.map(({ period }) => `period ${period}`));
    for (const [i, { coefficient, standardError }] of fit.coefficients.entries()) {
      expect(coefficient).toBeCloseTo(finite[i]?.coefficient ?? 99, 8);
      expect(standardError).toBeCloseTo(finite[i]?.standardError ?? 99, 8);
    }
    expect(fit.logLikelihood).toBeCloseTo(table.logLikelihood, 8);
    expect([fit.rows, fit.events]).toEqual([table.rows, table.events]);
  });

  it("of money counts balances, and cards for the error: 10 of 100 in the first month, n = 100²/3000", () => {
    const balances = seen("1 2+ 3 4+").map((card, i) => ({ ...card, weight: 10 * (i + 1) }));
    const { periods, rows, events } = granted(lifeTable(balances, { link: "logit" }));
    expect(periods.map((row) => [row.atRisk, row.events])).toEqual([
      [100, 10],
      [90, 0],
      [70, 30],
      [40, 0],
    ]);
    expect(periods[0]?.standardError).toBeCloseTo(Math.sqrt(1 / (0.09 * (10_000 / 3000))), 12);
    expect([rows, events]).toEqual([10, 2]);
  });

  it("counts a late card after the period it came in", () => {
    const { periods } = granted(lifeTable([...seen("4 4+"), { time: 4, event: true, entry: 2 }]));
    expect(periods.map(({ atRisk }) => atRisk)).toEqual([2, 2, 3, 3]);
  });

  it("is refused where no card was redeemed, and where there is none", () => {
    expect(kindsOf(lifeTable(seen("3+ 5+")))).toEqual(["all-censored"]);
    expect(kindsOf(lifeTable([]))).toEqual(["no-rows"]);
    expect(kindsOf(lifeTable(seen("20000 3")))).toEqual(["too-many-periods"]);
  });
});
