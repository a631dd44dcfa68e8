import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainLadder, factorsToUltimate } from "@/lib/breakage/triangle/chain-ladder";
import {
  granted,
  MERZ_WUTHRICH,
  MORTGAGE,
  problemsOf,
  RAA,
  reordered,
  scaled,
  TAYLOR_ASHE,
  triangleOf,
} from "./published-triangles";

const raa = granted(chainLadder(RAA, { reading: "amounts" }));
/** Of the mortgage triangle. */
const MACK_1999_TAIL = { factor: 1.05, standardError: 0.02, sigma: 71 };
const rounded = (values: readonly number[]) => values.map(Math.round);
const each = (values: readonly number[], expected: readonly number[], digits: number) => {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, digits);
};

describe("the chain ladder with Mack's errors", () => {
  it("RAA, Mack 1994 p. 130: reserve 52135, s.e. 26909, by origin 206 623 747 1469 2002 2209 5358 6333 24566", () => {
    expect(raa.total.reserve).toBeCloseTo(52135.228, 3);
    expect(raa.total.standardError).toBeCloseTo(26909.01, 2);
    expect(rounded(raa.origins.map(({ standardError }) => standardError))).toEqual([
      ...[0, 206, 623, 747, 1469, 2002, 2209, 5358, 6333, 24566],
    ]);
    expect(rounded(raa.origins.map(({ reserve }) => reserve))).toEqual([
      ...[0, 154, 617, 1636, 2747, 3649, 5435, 10907, 10650, 16339],
    ]);
  });

  it("RAA, Mack 1994: σ² 27883 1109 691 61.2 119 40.8 1.34 7.88, the last by his rule 1.34", () => {
    const printed = (value: number) => (value > 1000 ? Math.round(value) : Number(value.toPrecision(3)));
    const sigma = raa.steps.map(({ sigmaSquared }) => printed(sigmaSquared));
    expect(sigma).toEqual([27883, 1109, 691, 61.2, 119, 40.8, 1.34, 7.88, 1.34]);
    expect(raa.steps.map(({ ownSigma }) => ownSigma).lastIndexOf(true)).toBe(7);
  });

  it("RAA with σ of the last factor log-linear: s.e. 26880.74 (unit tests of the R package ChainLadder)", () => {
    const { total } = granted(chainLadder(RAA, { reading: "amounts", lastSigma: "log-linear" }));
    expect(total.standardError).toBeCloseTo(26880.74, 2);
  });

  it("RAA, the last five calendar years: ultimate 220207.63, s.e. 19859.00 (vignette of ChainLadder)", () => {
    const { total, origins } = granted(chainLadder(RAA, { reading: "amounts", latestDiagonals: 4 }));
    expect(total.ultimate).toBeCloseTo(220207.63, 2);
    expect(total.standardError).toBeCloseTo(19859.0, 2);
    expect(rounded(origins.map(({ standardError }) => standardError))).toEqual([
      ...[0, 206, 623, 747, 1469, 2039, 2144, 4043, 5931, 16779],
    ]);
  });

  it("Taylor and Ashe, England and Verrall 2002: reserves to the unit, total 18680856, Mack s.e. 2447095", () => {
    const { origins, total } = granted(chainLadder(TAYLOR_ASHE));
    expect(rounded(origins.map(({ reserve }) => reserve))).toEqual([
      ...[0, 94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811],
    ]);
    expect(rounded(origins.map(({ standardError }) => standardError))).toEqual([
      ...[0, 75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155],
    ]);
    expect(rounded([total.reserve, total.standardError])).toEqual([18680856, 2447095]);
  });

  it("mortgage, Mack 1999 tables 1 and 2: f, s.e. of f, σ, and s.e. in thousands 61 140 319 596 1038 1298 1806 2182", () => {
    const { steps, origins, total } = granted(chainLadder(MORTGAGE));
    // The tables print three decimals, and two in the first column.
    const printed = (values: readonly number[]) => values.map((value, k) => value.toFixed(k === 0 ? 2 : 3));
    expect(printed(steps.map(({ factor }) => factor))).toEqual([
      ...["11.10", "4.092", "1.708", "1.276", "1.139", "1.069", "1.026", "1.023"],
    ]);
    expect(printed(steps.map(({ standardError }) => standardError))).toEqual([
      ...["2.24", "0.517", "0.122", "0.051", "0.042", "0.023", "0.015", "0.012"],
    ]);
    const sigma = steps.map(({ sigmaSquared }) => Number(Math.sqrt(sigmaSquared).toPrecision(4)));
    expect(sigma).toEqual([1337, 988.5, 440.1, 207, 164.2, 74.6, 35.49, 16.89]);
    expect(rounded(origins.map(({ standardError }) => standardError / 1000))).toEqual([
      ...[0, 61, 140, 319, 596, 1038, 1298, 1806, 2182],
    ]);
    expect(total.standardError / total.reserve).toBeCloseTo(0.26, 2);
    // To more digits by an independent program.
    expect(total.reserve).toBeCloseTo(14546730.144, 3);
    expect(total.standardError).toBeCloseTo(3728870.24, 2);
    expect(total.processError).toBeCloseTo(3168803.64, 2);
    expect(total.parameterError).toBeCloseTo(1965491.48, 2);
  });

  it("mortgage with the tail of Mack 1999, 1.05 ± 0.02 and σ 71: an independent program gives 16875554.552 ± 4053667.67", () => {
    const { origins, total } = granted(chainLadder(MORTGAGE, { tail: MACK_1999_TAIL }));
    expect(total.reserve).toBeCloseTo(16875554.552, 3);
    expect(total.standardError).toBeCloseTo(4053667.67, 2);
    expect(total.processError).toBeCloseTo(3362341.97, 2);
    expect(total.parameterError).toBeCloseTo(2264261.03, 2);
    // The oldest origin has the tail alone before it: 71·√1950105 and 0.02·1950105.
    expect(origins[0]?.processError).toBeCloseTo(71 * Math.sqrt(1950105), 6);
    expect(origins[0]?.parameterError).toBeCloseTo(39002.1, 6);
  });

  it("Merz and Wüthrich 2008: reserve 2237826, Mack s.e. 108401", () => {
    const { total } = granted(chainLadder(MERZ_WUTHRICH));
    expect(rounded([total.reserve, total.standardError])).toEqual([2237826, 108401]);
  });

  it("shows the way: from 60 by factors 2 and 1.5 to 120 and 180", () => {
    const { origins, steps } = granted(chainLadder(triangleOf([[100, 200, 300], [50, 100], [60]])));
    expect(origins[2]?.path).toEqual([60, 120, 180]);
    expect(factorsToUltimate(steps, null)).toEqual([3, 1.5, 1]);
    expect(factorsToUltimate(steps, { factor: 1.1, standardError: 0, sigma: 0 })[2]).toBe(1.1);
  });
});

/** By an independent program that has nothing but the formulas of Mack 1993 and 1999. */
const RECOMPUTED = {
  RAA: {
    f: [2.99935865, 1.62352275, 1.27088812, 1.17167463, 1.11338489, 1.04193464, 1.03326355, 1.01693648, 1.00921659],
    factorError: [
      1.13020328, 0.13583612, 0.09049822, 0.02538993, 0.03537668, 0.02257781, 0.00488192, 0.01505585, 0.00848453,
    ],
    sigmaSquared: [
      27883.479394, 1108.526286, 691.442785, 61.229995, 119.439054, 40.819863, 1.343425, 7.883204, 1.343425,
    ],
    ultimate: [
      18834, 16857.954, 24083.371, 28703.142, 28926.736, 19501.103, 17749.303, 24019.193, 16044.984, 18402.443,
    ],
    processError: [0, 149.802, 469.544, 548.693, 1226.856, 1823.787, 2041.685, 4947.425, 6034.847, 23464.106],
    parameterError: [0, 141.726, 410.033, 507.155, 808.782, 825.367, 843.962, 2056.635, 1920.835, 7275.865],
    standardError: [0, 206.22, 623.377, 747.175, 1469.457, 2001.857, 2209.242, 5357.869, 6333.166, 24566.288],
  },
  mortgage: {
    f: [11.10425885, 4.09227348, 1.70791313, 1.27591994, 1.13891244, 1.06869675, 1.02633486, 1.02268294],
    factorError: [2.24376318, 0.51681801, 0.12200144, 0.05117008, 0.04207692, 0.02303354, 0.01465199, 0.01222874],
    sigmaSquared: [
      1787484.682207, 977085.645662, 193722.965183, 42842.835975, 26961.568936, 5565.423023, 1259.764172, 285.154563,
    ],
    ultimate: [
      1950105, 4209117.517, 5607658.153, 7688163.218, 7216271.975, 9562602.036, 5442090.754, 3240566.679, 1659912.815,
    ],
    processError: [0, 34258.251, 92751.135, 231987.935, 492077.373, 855032.285, 1192580.206, 1732320.147, 2140402.002],
    parameterError: [0, 50330.554, 104427.062, 218986.607, 336640.111, 588282.94, 513038.905, 510702.858, 425359.972],
    standardError: [0, 60883.433, 139670.27, 319019.648, 596210.286, 1037861.757, 1298251.311, 1806031.7, 2182258.426],
  },
  "mortgage with a tail": {
    f: [11.10425885, 4.09227348, 1.70791313, 1.27591994, 1.13891244, 1.06869675, 1.02633486, 1.02268294, 1.05],
    factorError: [2.24376318, 0.51681801, 0.12200144, 0.05117008, 0.04207692, 0.02303354, 0.01465199, 0.01222874, 0.02],
    sigmaSquared: [
      1787484.682207, 977085.645662, 193722.965183, 42842.835975, 26961.568936, 5565.423023, 1259.764172, 285.154563,
      5041,
    ],
    ultimate: [
      2047610.25, 4419573.392, 5888041.06, 8072571.379, 7577085.573, 10040732.137, 5714195.292, 3402595.013,
      1742908.455,
    ],
    processError: [
      99148.774, 150040.281, 194300.7, 313194.539, 550760.141, 924240.773, 1263115.791, 1823421.079, 2249282.936,
    ],
    parameterError: [
      39002.1, 99395.584, 156847.4, 276611.056, 381801.479, 646627.431, 549576.54, 540140.447, 447860.099,
    ],
    standardError: [
      106544.09, 179976.577, 249707.567, 417857.028, 670156.029, 1127984.061, 1377496.234, 1901740.291, 2293436.809,
    ],
  },
};

describe("every factor and every origin of the published triangles, recomputed independently", () => {
  it.each([
    ["RAA", raa],
    ["mortgage", granted(chainLadder(MORTGAGE))],
    ["mortgage with a tail", granted(chainLadder(MORTGAGE, { tail: MACK_1999_TAIL }))],
  ] as const)(
    "%s: f and its s.e. to 8 decimals, σ² to 6, ultimates and the three errors by origin to 3",
    (name, found) => {
      const expected = RECOMPUTED[name];
      const { steps, tail, origins } = found;
      const all = [...steps, ...(tail ? [{ ...tail, sigmaSquared: tail.sigma ** 2 }] : [])];
      each(
        all.map(({ factor }) => factor),
        expected.f,
        8,
      );
      each(
        all.map(({ standardError }) => standardError),
        expected.factorError,
        8,
      );
      each(
        all.map(({ sigmaSquared }) => sigmaSquared),
        expected.sigmaSquared,
        6,
      );
      for (const key of ["ultimate", "processError", "parameterError", "standardError"] as const) {
        each(
          origins.map((origin) => origin[key]),
          expected[key],
          3,
        );
      }
    },
  );
});

describe("which links count", () => {
  const rows = triangleOf([[100, 150, 165], [100, 250, 275], [100, 170], [100]]);

  it("without the outlier's link f is 320 ÷ 200 = 1.6, with it 570 ÷ 300 = 1.9", () => {
    const all = granted(chainLadder(rows));
    const without = granted(chainLadder(rows, { exclude: [{ origin: "2", age: 1 }] }));
    expect(all.steps[0]?.factor).toBeCloseTo(1.9, 12);
    expect(without.steps[0]).toMatchObject({ links: 2, volume: 200 });
    expect(without.steps[0]?.factor).toBeCloseTo(1.6, 12);
    // σ² = 100·0.1² + 100·0.1² over one degree of freedom.
    expect(without.steps[0]?.sigmaSquared).toBeCloseTo(2, 10);
  });

  it("refuses to leave out a link that is not there, or all of them", () => {
    const exclude = [{ origin: "7", age: 1 }];
    expect(problemsOf(chainLadder(rows, { exclude }))).toEqual(["unknown-link 7 1"]);
    const both = ["1", "2"].map((origin) => ({ origin, age: 2 }));
    expect(problemsOf(chainLadder(rows, { exclude: both }))).toEqual(["no-link 2"]);
    expect(problemsOf(chainLadder(rows, { latestDiagonals: 0 }))).toEqual(["option"]);
  });
});

describe("what a chain ladder cannot do", () => {
  it("refuses one row, two rows, one age, and an origin with nothing yet", () => {
    expect(problemsOf(chainLadder(triangleOf([[1, 2, 3]])))).toEqual(["too-few-origins"]);
    expect(problemsOf(chainLadder(triangleOf([[1, 2], [1]])))).toEqual(["too-few-origins"]);
    expect(problemsOf(chainLadder(triangleOf([[1], [2], [3]])))).toEqual(["too-few-ages"]);
    expect(problemsOf(chainLadder(triangleOf([[1, 2, 3], [1, 2], [0]])))).toEqual(["nothing-to-develop 3 1"]);
  });

  it("refuses an age at which nothing is there to grow, and a triangle in which no step has two links", () => {
    expect(problemsOf(chainLadder(triangleOf([[0, 2, 3], [0, 2], [1]])))).toEqual(["no-link 1"]);
    expect(problemsOf(chainLadder(triangleOf([[1, 2], [1], [1]])))).toEqual(["no-variance"]);
  });

  it("refuses a tail that is no factor", () => {
    const tail = { factor: 0, standardError: 0, sigma: 0 };
    expect(problemsOf(chainLadder(TAYLOR_ASHE, { tail }))).toEqual(["tail"]);
    expect(problemsOf(chainLadder(TAYLOR_ASHE, { tail: { ...tail, factor: 1, sigma: -1 } }))).toEqual(["tail"]);
  });

  it("keeps a cell of 0 in the factor and out of σ²: f = 60 ÷ 20 = 3, σ² from 10 → 20 and 10 → 30 alone", () => {
    const { steps } = granted(chainLadder(triangleOf([[10, 20, 20], [10, 30, 30], [0, 10], [5]])));
    expect(steps[0]?.factor).toBe(3);
    expect(steps[0]?.sigmaSquared).toBeCloseTo(10 * (2 - 3) ** 2 + 10 * (3 - 3) ** 2, 12);
  });
});

describe("the chain ladder does not depend on", () => {
  const same = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));

  it("the currency: by 1.37 factors stay, amounts and errors scale, σ² scales", () => {
    const other = granted(chainLadder(scaled(RAA, 1.37), { reading: "amounts" }));
    for (const [k, step] of raa.steps.entries()) {
      same(other.steps[k]?.factor ?? 0, step.factor);
      same(other.steps[k]?.sigmaSquared ?? 0, 1.37 * step.sigmaSquared);
    }
    for (const [i, origin] of raa.origins.entries()) {
      same(other.origins[i]?.ultimate ?? 0, 1.37 * origin.ultimate);
      same(other.origins[i]?.standardError ?? 0, 1.37 * origin.standardError);
    }
    same(other.total.standardError, 1.37 * raa.total.standardError);
  });

  it("the order of the rows, or the names of origins and ages", () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 });
    fc.assert(
      fc.property(order, (rows) => {
        const other = granted(chainLadder(reordered(RAA, rows), { reading: "amounts" }));
        same(other.total.standardError, raa.total.standardError);
        for (const { origin, standardError } of raa.origins) {
          same(other.origins.find((row) => row.origin === origin)?.standardError ?? -1, standardError);
        }
      }),
      { numRuns: 30 },
    );
    const shifted = {
      ...RAA,
      origins: RAA.origins.map((year) => String(Number(year) + 1)),
      ages: RAA.ages.map((a) => 7 * a),
    };
    same(granted(chainLadder(shifted, { reading: "amounts" })).total.standardError, raa.total.standardError);
  });

  it("rounding: the parts sum to the whole", () => {
    const total = raa.origins.reduce((sum, { reserve }) => sum + reserve, 0);
    same(total, raa.total.reserve);
    same(raa.total.latest + raa.total.reserve, raa.total.ultimate);
  });
});
