import { describe, expect, it } from "vitest";
import { clark } from "@/lib/breakage/triangle/clark";
import { averageAge } from "@/lib/breakage/triangle/clark-likelihood";
import { growth, remaining } from "@/lib/breakage/triangle/growth-curve";
import { granted, problemsOf, RAA, reordered, scaled, triangleOf } from "./published-triangles";

const reading = "amounts" as const;
const loglogistic = granted(clark(RAA, { reading, curve: "loglogistic" }));
const weibull = granted(clark(RAA, { reading, curve: "weibull" }));
const premiums = RAA.origins.map(() => 40_000);

/** The vignette's search stops a little before the maximum: its figures and ours differ by up to two in a thousand. */
const near = (ours: number, published: number, share = 0.002) =>
  expect(Math.abs(ours - published)).toBeLessThanOrEqual(share * Math.abs(published) + 0.5);

describe("Clark's methods on RAA", () => {
  it("LDF, loglogistic: ultimate 272009, reserve 111022, s.e. 36102 (vignette of ChainLadder)", () => {
    near(loglogistic.total.ultimate, 272009, 0.001);
    near(loglogistic.total.reserve, 111022, 0.001);
    near(loglogistic.total.standardError, 36102);
    const errors = [2792, 2833, 4050, 5147, 5858, 4877, 5206, 7568, 7506, 17227];
    for (const [i, { standardError }] of loglogistic.origins.entries()) near(standardError, errors[i] ?? 0);
  });

  it("LDF, loglogistic: ω 1.346491 and θ 3.045891 years, ultimate 271994 of an independent program", () => {
    expect(loglogistic.parameters.omega).toBeCloseTo(1.346491, 5);
    expect(loglogistic.parameters.theta).toBeCloseTo(3.045891, 5);
    near(loglogistic.total.ultimate, 271994, 1e-5);
  });

  it("LDF, loglogistic cut off at 20 years: reserve 90382, s.e. 26375, of 1990 21566 ± 15899 (vignette)", () => {
    const cut = granted(clark(RAA, { reading, curve: "loglogistic", truncationAge: 20 }));
    near(cut.total.reserve, 90382, 0.001);
    near(cut.total.standardError, 26375);
    near(cut.origins[9]?.reserve ?? 0, 21566, 0.001);
    near(cut.origins[9]?.standardError ?? 0, 15899);
  });

  it("LDF, Weibull: reserve 59933, s.e. 19149 (vignette); ω 1.213012, θ 3.144918 (independent program)", () => {
    near(weibull.total.reserve, 59933, 0.001);
    near(weibull.total.standardError, 19149);
    expect(weibull.parameters.omega).toBeCloseTo(1.213012, 5);
    expect(weibull.parameters.theta).toBeCloseTo(3.144918, 5);
  });

  it("Cape Cod, Weibull, premium 40000: ratio 0.566, reserve 65536 (vignette), cv 0.1964 (independent program)", () => {
    const { ratio, total, origins } = granted(clark(RAA, { reading, curve: "weibull", exposures: premiums }));
    expect(ratio).toBeCloseTo(0.566307, 6);
    expect(Math.round(total.reserve)).toBe(65536);
    expect(total.standardError / total.reserve).toBeCloseTo(0.1964, 4);
    // With the observed information to 40 digits: 12868.5078 in all, 701.7333 for 1981, 4491.0989 for 1990. The
    // vignette prints 12713, 692 and 4491.
    expect(total.standardError).toBeCloseTo(12868.508, 1);
    expect(origins[0]?.standardError).toBeCloseTo(701.733, 2);
    expect(origins[9]?.standardError).toBeCloseTo(4491.099, 2);
  });
});

describe("Clark's methods do not depend on", () => {
  it("the unit of age: by 7 θ is 7 times, amounts and errors stay", () => {
    const weeks = { ...RAA, ages: RAA.ages.map((age) => 7 * age) };
    const other = granted(clark(weeks, { reading, curve: "weibull" }));
    expect(other.parameters.theta / weibull.parameters.theta).toBeCloseTo(7, 5);
    expect(other.parameters.omega).toBeCloseTo(weibull.parameters.omega, 6);
    near(other.total.reserve, weibull.total.reserve, 1e-5);
    near(other.total.standardError, weibull.total.standardError, 1e-4);
  });

  it("the currency: by 1.37 amounts, errors and σ² are 1.37 times", () => {
    const other = granted(clark(scaled(RAA, 1.37), { reading, curve: "weibull" }));
    near(other.total.reserve, 1.37 * weibull.total.reserve, 1e-5);
    near(other.total.standardError, 1.37 * weibull.total.standardError, 1e-4);
    near(other.dispersion, 1.37 * weibull.dispersion, 1e-5);
  });

  it("the order of the rows", () => {
    const other = granted(clark(reordered(RAA, [9, 1, 2, 3, 4, 5, 6, 7, 8, 0]), { reading, curve: "weibull" }));
    near(other.total.standardError, weibull.total.standardError, 1e-4);
    near(other.origins[0]?.reserve ?? 0, weibull.origins[9]?.reserve ?? -1, 1e-5);
  });
});

describe("what Clark's methods refuse", () => {
  const curve = "weibull" as const;

  it("one row, a first age of 0, an origin with nothing yet, a cut before the last age", () => {
    expect(problemsOf(clark(triangleOf([[1, 2, 3, 4, 5]]), { curve }))).toEqual(["too-few-origins"]);
    expect(problemsOf(clark({ ...RAA, ages: RAA.ages.map((age) => age - 1) }, { curve, reading }))).toEqual([
      "shape 0",
    ]);
    const empty = { ...RAA, cells: RAA.cells.with(9, [0, ...Array(9).fill(null)]) };
    expect(problemsOf(clark(empty, { curve, reading }))).toEqual(["nothing-to-develop 1990"]);
    expect(problemsOf(clark(RAA, { curve, reading, truncationAge: 9 }))).toEqual(["option"]);
    expect(problemsOf(clark(RAA, { curve, reading, originPeriod: 0 }))).toEqual(["option"]);
  });

  it("an origin with nothing yet has a forecast once exposures are given", () => {
    const empty = { ...RAA, cells: RAA.cells.with(9, [0, ...Array(9).fill(null)]) };
    const { origins } = granted(clark(empty, { curve, reading, exposures: premiums }));
    expect(origins[9]?.reserve).toBeGreaterThan(0);
  });

  it("no more amounts than parameters, no sales, and amounts that follow no curve", () => {
    expect(problemsOf(clark(triangleOf([[1, 2], [1], [1]]), { curve }))).toEqual(["fit"]);
    expect(problemsOf(clark(RAA, { curve, reading, exposures: premiums.with(0, 0) }))).toEqual(["zero-sales 1981"]);
    // Steps of 80, 40, 50, 20 against no pattern: 1414 to come, and a standard error of 7192.
    const scattered = clark(triangleOf([[10, 90, 180, 210], [60, 100, 170], [50, 100], [20]]), { curve });
    expect(scattered).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining("scatter too far") }] });
    // Squares: a power of the age without any bend, so that the ultimate could be anything.
    const squares = [100, 400, 900, 1600, 2500];
    const endless = triangleOf([5, 4, 3, 2, 1].map((ages) => squares.slice(0, ages)));
    for (const shape of ["weibull", "loglogistic"] as const) {
      expect(problemsOf(clark(endless, { curve: shape, originPeriod: 1e-9 }))).toEqual(["fit"]);
    }
  });
});

describe("a growth curve", () => {
  it("has reached half at θ when loglogistic, 1 − 1/e when Weibull, nothing at 0 and all in the end", () => {
    const parameters = { omega: 1.7, theta: 12 };
    expect(growth("loglogistic", parameters, 12)).toBeCloseTo(0.5, 12);
    expect(growth("weibull", parameters, 12)).toBeCloseTo(1 - Math.exp(-1), 12);
    for (const curve of ["loglogistic", "weibull"] as const) {
      expect(growth(curve, parameters, 0)).toBe(0);
      expect(growth(curve, parameters, Number.POSITIVE_INFINITY)).toBe(1);
      expect(remaining(curve, parameters, Number.POSITIVE_INFINITY)).toBe(0);
      expect(growth(curve, parameters, 5) + remaining(curve, parameters, 5)).toBeCloseTo(1, 12);
      expect(() => growth(curve, { omega: 0, theta: 1 }, 1)).toThrow(RangeError);
      expect(() => growth(curve, parameters, -1)).toThrow(RangeError);
    }
  });

  it("counts from the middle of the period: 12 months of a year are 6 on average, 3 months 1.5, 24 are 18", () => {
    expect([12, 3, 24].map((age) => averageAge(age, 12))).toEqual([6, 1.5, 18]);
  });
});
