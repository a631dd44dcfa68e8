import { describe, expect, it } from "vitest";
import { fitDiscreteHazard, type HazardFit, hazardIn } from "@/lib/breakage/survival/discrete-hazard";
import type { CardRow } from "@/lib/breakage/survival/hazard-design";
import { ROSSI_COVARIATES, rossi } from "./data-rows";
import { GEHAN, granted, kindsOf } from "./published";

const numbers = (fit: HazardFit, key: "coefficient" | "standardError") => fit.coefficients.map((c) => c[key]);

function expectAll(actual: readonly number[], expected: readonly number[], within: number) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, number] of expected.entries())
    expect(Math.abs((actual[i] ?? Number.NaN) - number)).toBeLessThan(within);
}

/** lifelines, docs/Survival Regression.rst; Allison 1995: Cox with Efron's ties on the same data. */
const COX = [-0.3794, -0.0574, 0.3139, -0.1498, -0.4337, -0.0849, 0.0915];

describe("the hazard of re-arrest by week (Rossi, Berk and Lenihan 1980; 19 809 person-weeks and 114 events: Allison)", () => {
  const cards = rossi();
  const model = { names: ROSSI_COVARIATES, baseline: "linear" } as const;
  const plain = granted(fitDiscreteHazard(cards, model));

  it.each([
    [
      "logit",
      [-4.50904, 0.01822, -0.38235, -0.05752, 0.31447, -0.14957, -0.4363, -0.08307, 0.09195],
      [0.6154, 0.00634, 0.19208, 0.02205, 0.30895, 0.21305, 0.38274, 0.1966, 0.02883],
      -681.77302,
    ],
    [
      "cloglog",
      [-4.51038, 0.01813, -0.38098, -0.05746, 0.31245, -0.1476, -0.43461, -0.08314, 0.09162],
      [0.61347, 0.00632, 0.19135, 0.02199, 0.30782, 0.21228, 0.38182, 0.19579, 0.02864],
      -681.771,
    ],
  ] as const)(
    "with the %s link, to the digits of discrete-hazard-rossi",
    (link, coefficients, errors, logLikelihood) => {
      const fit = granted(fitDiscreteHazard(cards, { ...model, link }));
      expect([fit.rows, fit.events]).toEqual([19_809, 114]);
      expect(fit.coefficients.map(({ name }) => name)).toEqual(["intercept", "period", ...ROSSI_COVARIATES]);
      expectAll(numbers(fit, "coefficient"), coefficients, 1e-5);
      expectAll(numbers(fit, "standardError"), errors, 1e-5);
      expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 4);
    },
  );

  it.each(["linear", "free"] as const)("with cloglog and a %s baseline, within 0.3 s.e. of Cox", (baseline) => {
    const fit = granted(fitDiscreteHazard(cards, { ...model, baseline, link: "cloglog" }));
    for (const [i, expected] of COX.entries()) {
      const slope = fit.coefficients.slice(-COX.length)[i];
      expect(Math.abs((slope?.coefficient ?? 99) - expected)).toBeLessThan(0.3 * (slope?.standardError ?? 0));
    }
  });

  it("does not depend on the order of cards, a constant on all weights, or days for weeks", () => {
    const turned = [...cards].reverse().map((card) => ({ ...card, time: 7 * card.time, weight: 3 }));
    const again = granted(fitDiscreteHazard(turned, { ...model, length: 7 }));
    expectAll(numbers(again, "coefficient"), numbers(plain, "coefficient"), 1e-9);
    expectAll(numbers(again, "standardError"), numbers(plain, "standardError"), 1e-9);
  });

  it("with frequencies of 4 has half the error and four times the rows", () => {
    const four = granted(
      fitDiscreteHazard(
        cards.map((card) => ({ ...card, weight: 4 })),
        { ...model, weighting: "frequency" },
      ),
    );
    expectAll(
      numbers(four, "standardError"),
      numbers(plain, "standardError").map((error) => error / 2),
      1e-9,
    );
    expect([four.rows, four.events]).toEqual([4 * 19_809, 4 * 114]);
  });
});

/** Two groups followed for one period each: 10 of 40 and 20 of 40 are redeemed in it. */
const two = [
  { covariate: 0, redeemed: 10 },
  { covariate: 1, redeemed: 20 },
].flatMap(({ covariate, redeemed }) =>
  Array.from({ length: 40 }, (_, i): CardRow => ({ time: 1, event: i < redeemed, covariates: [covariate] })),
);

describe("a hazard worked by hand: 10 of 40 against 20 of 40 in one period", () => {
  it("is ln(−ln ¾) = −1.2459 and ln(−ln ½) − ln(−ln ¾) = 0.8794 on the cloglog scale", () => {
    const fit = granted(fitDiscreteHazard(two, { names: ["promo"], baseline: "free" }));
    expect(fit.coefficients.map(({ name }) => name)).toEqual(["period 1", "promo"]);
    expectAll(numbers(fit, "coefficient"), [-1.245899, 0.879386], 1e-6);
    expect(hazardIn(fit, 1, [0])).toBeCloseTo(0.25, 10);
    expect(hazardIn(fit, 1, [1])).toBeCloseTo(0.5, 10);
    expect(hazardIn(fit, 2, [1])).toBe(0);
  });

  it("is ln ⅓ and ln 3 on the logit scale, with the errors √(1/10 + 1/30) and √(1/10 + 1/30 + 1/20 + 1/20)", () => {
    const fit = granted(fitDiscreteHazard(two, { names: ["promo"], baseline: "free", link: "logit" }));
    expectAll(numbers(fit, "coefficient"), [-Math.log(3), Math.log(3)], 1e-9);
    expectAll(numbers(fit, "standardError"), [Math.sqrt(4 / 30), Math.sqrt(4 / 30 + 0.1)], 1e-9);
  });

  it("with an offset of ln 2 on the cloglog scale: half of each hazard's cumulative is left to the coefficients", () => {
    const offset = two.map((card) => ({ ...card, offset: Math.log(2) }));
    const fit = granted(fitDiscreteHazard(offset, { names: ["promo"], baseline: "free" }));
    expectAll(numbers(fit, "coefficient"), [-1.245899 - Math.log(2), 0.879386], 1e-6);
    expect(hazardIn(fit, 1, [1], Math.log(2))).toBeCloseTo(0.5, 10);
  });

  it("with a last period that nobody outlasts: its hazard is 1, and the rest is as it was", () => {
    const more = [...two, { time: 2, event: true, covariates: [0] }, { time: 2, event: true, covariates: [1] }];
    const fit = granted(fitDiscreteHazard(more, { names: ["promo"], baseline: "free" }));
    expect(fit.certain).toEqual([2]);
    expect(hazardIn(fit, 1, [1])).toBeCloseTo(20 / 41, 10);
    expect(hazardIn(fit, 2, [1])).toBe(1);
  });

  it("with a linear baseline predicts along its line", () => {
    const cards = GEHAN.placebo.map((card) => ({ ...card, covariates: [] }));
    const fit = granted(fitDiscreteHazard(cards, { names: [], baseline: "linear", link: "logit" }));
    const [a = 0, b = 0] = numbers(fit, "coefficient");
    expect(hazardIn(fit, 10, [])).toBeCloseTo(1 / (1 + Math.exp(-(a + 10 * b))), 12);
  });
});

describe("what cannot be fitted is said", () => {
  const separated = two.map((card, i) => ({ ...card, covariates: [card.event ? 1 : 0, i % 2] }));

  it.each(["cloglog", "logit"] as const)("perfect separation, with the column that separates (%s)", (link) => {
    const outcome = fitDiscreteHazard(separated, { names: ["used", "parity"], baseline: "free", link });
    expect(kindsOf(outcome)).toEqual(["separation"]);
    expect(outcome.ok ? "" : outcome.problems[0]?.message).toContain("“used”");
    expect(outcome.ok ? "" : outcome.problems[0]?.message).not.toContain("“parity”");
  });

  it("separation in one group only: nobody without the promotion ever redeems", () => {
    const half = two.map((card) => ({ ...card, event: card.event && card.covariates[0] === 1 }));
    expect(kindsOf(fitDiscreteHazard(half, { names: ["promo"], baseline: "free" }))).toEqual(["separation"]);
  });

  it("all cards censored, no card, dependent columns, a constant column, a value that is no number", () => {
    const open = two.map((card) => ({ ...card, event: false }));
    const fit = (cards: readonly CardRow[], names: readonly string[]) =>
      kindsOf(fitDiscreteHazard(cards, { names, baseline: "free" }));
    expect(fit(open, ["promo"])).toEqual(["all-censored"]);
    expect(fit([], ["promo"])).toEqual(["no-rows"]);
    const twice = two.map((card) => ({ ...card, covariates: [...card.covariates, 2 * (card.covariates[0] ?? 0)] }));
    expect(fit(twice, ["promo", "again"])).toEqual(["collinear"]);
    expect(
      fit(
        two.map((card) => ({ ...card, covariates: [1] })),
        ["constant"],
      ),
    ).toEqual(["collinear"]);
    expect(
      fit(
        two.map((card) => ({ ...card, covariates: [Number.NaN] })),
        ["promo"],
      ),
    ).toEqual(["covariate"]);
    expect(fit(two, ["promo", "missing"])).toEqual(["covariate"]);
  });

  it("periods in which all or none are redeemed, where nothing is left to fit", () => {
    const all = two.map((card) => ({ ...card, event: true }));
    expect(kindsOf(fitDiscreteHazard(all, { names: ["promo"], baseline: "free" }))).toEqual(["separation"]);
  });

  it("a free baseline over more than 200 periods with events", () => {
    const daily = Array.from({ length: 300 }, (_, i) => ({ time: i + 1, event: true, covariates: [i % 2] }));
    expect(kindsOf(fitDiscreteHazard(daily, { names: ["odd"], baseline: "free" }))).toEqual(["too-many-periods"]);
    expect(kindsOf(fitDiscreteHazard(daily, { names: ["odd"], baseline: "free", length: 7 }))).toEqual([]);
  });
});
