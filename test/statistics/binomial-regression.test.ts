import { describe, expect, it } from "vitest";
import { type BinomialOutcome, type BinomialRow, binomialRegression } from "@/lib/statistics/binomial-regression";

const fitOf = (outcome: BinomialOutcome) => {
  if (outcome.kind !== "fitted") throw new Error(outcome.kind);
  return outcome.fit;
};

/** Bliss (1935): beetles killed by carbon disulphide at eight doses; Dobson and Barnett, ch. 7, table 7.2. */
const BEETLES: BinomialRow[] = [
  [1.6907, 59, 6],
  [1.7242, 60, 13],
  [1.7552, 62, 18],
  [1.7842, 56, 28],
  [1.8113, 63, 52],
  [1.8369, 59, 53],
  [1.861, 62, 61],
  [1.8839, 60, 60],
].map(([dose = 0, trials = 0, successes = 0]) => ({ x: [1, dose], trials, successes }));

describe("binomial regression of Bliss's beetles", () => {
  it("logit: −60.72 (5.18) and 34.27 (2.91) (Dobson and Barnett, An Introduction to Generalized Linear Models, table 7.3)", () => {
    const fit = fitOf(binomialRegression(BEETLES, "logit"));
    expect(fit.coefficients.map((value) => value.toFixed(2))).toEqual(["-60.72", "34.27"]);
    expect(fit.standardErrors.map((value) => value.toFixed(2))).toEqual(["5.18", "2.91"]);
  });

  it("cloglog: −39.57 and 22.04 with the smaller deviance (same table)", () => {
    const fit = fitOf(binomialRegression(BEETLES, "cloglog"));
    expect(fit.coefficients.map((value) => value.toFixed(2))).toEqual(["-39.57", "22.04"]);
    const saturated = BEETLES.reduce((total, { trials, successes }) => {
      const part = (count: number) => (count === 0 ? 0 : count * Math.log(count / trials));
      return total + part(successes) + part(trials - successes);
    }, 0);
    expect(2 * (saturated - fit.logLikelihood)).toBeCloseTo(3.45, 2);
    expect(2 * (saturated - fitOf(binomialRegression(BEETLES, "logit")).logLikelihood)).toBeCloseTo(11.23, 2);
  });

  it("is the same trial by trial", () => {
    const single = BEETLES.flatMap(({ x, trials, successes }) =>
      Array.from({ length: trials }, (_, i) => ({ x, trials: 1, successes: i < successes ? 1 : 0 })),
    );
    const [one, all] = [fitOf(binomialRegression(single, "logit")), fitOf(binomialRegression(BEETLES, "logit"))];
    expect(one.coefficients[1]).toBeCloseTo(all.coefficients[1] ?? 0, 7);
    expect(one.logLikelihood).toBeCloseTo(all.logLikelihood, 8);
  });
});

describe("binomial regression by hand", () => {
  it("of a constant is the logit of the share, error 1/√(np(1 − p)), from trials that are fractions too", () => {
    const fit = fitOf(binomialRegression([{ x: [1], trials: 20.5, successes: 4.1 }], "logit"));
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(0.25), 10);
    expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(20.5 * 0.16), 10);
    expect(fit.logLikelihood).toBeCloseTo(4.1 * Math.log(0.2) + 16.4 * Math.log(0.8), 10);
  });

  it("leaves to the coefficient what the offset has not: logit ½ less 3", () => {
    const fit = fitOf(binomialRegression([{ x: [1], trials: 10, successes: 5, offset: 3 }], "logit"));
    expect(fit.coefficients[0]).toBeCloseTo(-3, 10);
  });

  it("passes over rows without trials", () => {
    const rows = [
      { x: [1], trials: 10, successes: 5 },
      { x: [1], trials: 0, successes: 0 },
    ];
    expect(fitOf(binomialRegression(rows, "cloglog")).coefficients[0]).toBeCloseTo(Math.log(Math.LN2), 10);
  });
});

describe("what has no maximum", () => {
  const row = (x: number, successes: number): BinomialRow => ({ x: [1, x], trials: 1, successes });

  it.each(["logit", "cloglog"] as const)("%s: complete and quasi-complete separation are told from a fit", (link) => {
    const complete = [row(1, 0), row(2, 0), row(3, 1), row(4, 1)];
    const quasi = [row(1, 0), row(2, 0), row(2, 1), row(3, 1)];
    const overlap = [row(1, 0), row(2, 1), row(2, 0), row(3, 1), row(1, 1)];
    expect(binomialRegression(complete, link).kind).toBe("separation");
    expect(binomialRegression(quasi, link).kind).toBe("separation");
    expect(binomialRegression(overlap, link).kind).toBe("fitted");
    expect(binomialRegression([row(0, 0), row(1, 0), row(2, 0)], link).kind).toBe("separation");
    expect(binomialRegression([row(0, 1), row(1, 1), row(2, 1)], link).kind).toBe("separation");
  });

  it("a nearly separated sample is fitted: one success among a thousand", () => {
    const rows = [
      { x: [1, 0], trials: 1000, successes: 1 },
      { x: [1, 1], trials: 1000, successes: 999 },
    ];
    expect(fitOf(binomialRegression(rows, "logit")).coefficients[1]).toBeCloseTo(2 * Math.log(999), 8);
  });

  it("columns that depend on one another are collinear", () => {
    const rows = BEETLES.map(({ x, ...rest }) => ({ ...rest, x: [...x, 2 * (x[1] ?? 0) - 1] }));
    expect(binomialRegression(rows, "logit").kind).toBe("collinear");
  });

  it("refuses what is no data", () => {
    expect(() => binomialRegression([], "logit")).toThrow(RangeError);
    expect(() => binomialRegression([row(1, 2)], "logit")).toThrow(RangeError);
    expect(() => binomialRegression([row(Number.NaN, 1)], "logit")).toThrow(RangeError);
    expect(() => binomialRegression([row(1, 1), { x: [1], trials: 1, successes: 0 }], "logit")).toThrow(RangeError);
  });
});
