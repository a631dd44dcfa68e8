import { describe, expect, it } from "vitest";
import { benktander } from "@/lib/breakage/triangle/benktander";
import { bornhuetterFerguson, bornhuetterFergusonUltimate } from "@/lib/breakage/triangle/bornhuetter-ferguson";
import { capeCod } from "@/lib/breakage/triangle/cape-cod";
import { chainLadder } from "@/lib/breakage/triangle/chain-ladder";
import { breakageWithPrior } from "@/lib/breakage/triangle/prior-breakage";
import { FACES, granted, problemsOf, REDEEMED, scaled, triangleOf } from "./published-triangles";

/** Factors 2 and 1.5, so that a third is developed at age 1 and two thirds at age 2. */
const ROWS = triangleOf([[100, 200, 300], [50, 100], [60]]);
const exposures = [600, 300, 300];

describe("Bornhuetter–Ferguson", () => {
  it("XYZ Insurer, Friedland ch. 9 exhibit II: from reported 48309 … 42607, from paid 15977 … 41046, to the printed CDFs' 0.1 %", () => {
    const expected = [15670, 24680, 35256, 39174, 47935, 54197, 86528, 108241, 70769, 39841, 39429];
    const reported = {
      latest: [15822, 25107, 37246, 38798, 48169, 44373, 70288, 70655, 48804, 31732, 18632],
      cdf: [1, 1, 1, 1, 1.003, 1.013, 1.064, 1.085, 1.196, 1.512, 2.551],
      ultimate: [15822, 25107, 37246, 38798, 48309, 45066, 75462, 79123, 60378, 45229, 42607],
    };
    const paid = {
      latest: [15822, 24817, 36782, 38519, 44437, 39320, 52811, 40026, 22819, 11865, 3409],
      cdf: [1.01, 1.014, 1.031, 1.054, 1.116, 1.268, 1.525, 2.007, 3.16, 6.569, 21.999],
      ultimate: [15977, 25159, 37851, 40525, 49425, 50773, 82612, 94345, 71190, 45641, 41046],
    };
    for (const { latest, cdf, ultimate } of [reported, paid]) {
      for (const [i, published] of ultimate.entries()) {
        const ours = bornhuetterFergusonUltimate(latest[i] ?? 0, expected[i] ?? 0, 1 / (cdf[i] ?? 1));
        expect(Math.abs(ours / published - 1)).toBeLessThan(0.001);
      }
    }
  });

  it("60 so far, a third developed, 300 × 0.6 expected: 60 + 180 × 2/3 = 180", () => {
    const { origins, total } = granted(bornhuetterFerguson(ROWS, { exposures, prior: 0.6 }));
    expect(origins.map(({ developed }) => developed)).toEqual([1, 1 / 1.5, 1 / 3]);
    expect(origins[2]?.ultimate).toBeCloseTo(180, 10);
    expect(origins[1]?.ultimate).toBeCloseTo(100 + 180 / 3, 10);
    expect(origins[0]?.ultimate).toBe(300);
    expect(total.reserve).toBeCloseTo(120 + 60, 10);
  });

  it("forecasts an origin with nothing yet, of which the chain ladder could say only 0: 300 × 0.6 × 2/3", () => {
    const rows = triangleOf([[100, 200, 300], [50, 100], [0]]);
    const { origins } = granted(bornhuetterFerguson(rows, { exposures, prior: 0.6 }));
    expect(origins[2]?.ultimate).toBeCloseTo(120, 10);
    expect(problemsOf(chainLadder(rows))).toEqual(["nothing-to-develop 3 1"]);
  });

  it("with a tail has something left for the oldest origin: 360 × (1 − 1/1.2) = 60", () => {
    const tail = { factor: 1.2, standardError: 0, sigma: 0 };
    const { origins } = granted(bornhuetterFerguson(ROWS, { exposures, prior: 0.6, tail }));
    expect(origins[0]?.reserve).toBeCloseTo(60, 10);
  });

  it("refuses no sales, too few exposures, a prior of 0, one row and a hole", () => {
    expect(problemsOf(bornhuetterFerguson(ROWS, { exposures: [600, 0, 300], prior: 1 }))).toEqual(["zero-sales 2"]);
    expect(problemsOf(bornhuetterFerguson(ROWS, { exposures: [600], prior: 1 }))).toEqual(["exposure"]);
    expect(problemsOf(bornhuetterFerguson(ROWS, { exposures, prior: 0 }))).toEqual(["prior"]);
    const one = triangleOf([[1, 2]]);
    expect(problemsOf(bornhuetterFerguson(one, { exposures: [9], prior: 1 }))).toEqual(["too-few-origins"]);
    const hole = {
      ...ROWS,
      cells: [
        [100, null, 300],
        [50, 100, null],
        [60, null, null],
      ],
    };
    expect(problemsOf(bornhuetterFerguson(hole, { exposures, prior: 1 }))).toEqual(["hole 1 2"]);
  });
});

describe("Benktander", () => {
  it("takes 180 of Bornhuetter–Ferguson for its prior: 60 + 180 × 2/3 = 180, and 100 + 160 / 3", () => {
    const { origins } = granted(benktander(ROWS, { exposures, prior: 0.6 }));
    expect(origins[2]?.ultimate).toBeCloseTo(180, 10);
    expect(origins[1]?.ultimate).toBeCloseTo(100 + 160 / 3, 10);
  });

  it("is the chain ladder by 1 − (1 − G)² and the prior by (1 − G)² (Mack 2000)", () => {
    const exposed = { exposures: FACES, prior: 0.55 };
    const ladder = granted(chainLadder(REDEEMED));
    for (const [i, { ultimate, developed }] of granted(benktander(REDEEMED, exposed)).origins.entries()) {
      const rest = (1 - developed) ** 2;
      const mixed = (1 - rest) * (ladder.origins[i]?.ultimate ?? 0) + rest * 0.55 * (FACES[i] ?? 0);
      expect(ultimate).toBeCloseTo(mixed, 9);
    }
  });
});

describe("Cape Cod", () => {
  it("reads its ratio from all origins: (300 + 100 + 60) ÷ (600 + 300 × 2/3 + 300 × 1/3) = 460 ÷ 900", () => {
    const forecast = granted(capeCod(ROWS, { exposures }));
    expect(forecast.ratio).toBeCloseTo(460 / 900, 12);
    expect(forecast.origins[2]?.ultimate).toBeCloseTo(60 + ((300 * 460) / 900) * (2 / 3), 10);
  });

  it("scales with the currency, and its ratio with the exposures", () => {
    const one = granted(capeCod(REDEEMED, { exposures: FACES }));
    const both = granted(capeCod(scaled(REDEEMED, 1.37), { exposures: FACES.map((face) => 1.37 * face) }));
    expect(both.ratio).toBeCloseTo(one.ratio, 12);
    expect(both.total.ultimate / one.total.ultimate).toBeCloseTo(1.37, 10);
    const half = granted(capeCod(REDEEMED, { exposures: FACES.map((face) => face / 2) }));
    expect(half.ratio / one.ratio).toBeCloseTo(2, 10);
    expect(half.total.ultimate).toBeCloseTo(one.total.ultimate, 8);
  });
});

describe("breakage of a type without history", () => {
  const factors = [
    { fromAge: 0, factor: 0.5 },
    { fromAge: 1, factor: 0.8 },
    { fromAge: 2, factor: 0.5 },
  ];

  it("is the prior at age 0: 100 sold at 10 % are 10, whatever the pattern", () => {
    const { value } = breakageWithPrior({ face: 100, open: 100, latestAge: 0 }, factors, 0.1) as { value: object };
    expect(value).toEqual({ ultimateBreakage: 10, developed: 0 });
  });

  it("at age 1 half of 0.8 is developed: 5/8 × 60 × 0.4 + 3/8 × 10 = 18.75", () => {
    const mixed = granted(breakageWithPrior({ face: 100, open: 60, latestAge: 1 }, factors, 0.1));
    expect(mixed.developed).toBeCloseTo(5 / 8, 12);
    expect(mixed.ultimateBreakage).toBeCloseTo(18.75, 12);
  });

  it("is what is open at the ultimate age, and never more than what is open", () => {
    const end = granted(breakageWithPrior({ face: 100, open: 30, latestAge: 3 }, factors, 0.1));
    expect(end.developed).toBeCloseTo(1, 12);
    expect(end.ultimateBreakage).toBeCloseTo(30, 12);
    expect(granted(breakageWithPrior({ face: 100, open: 1, latestAge: 1 }, factors, 0.9)).ultimateBreakage).toBe(1);
  });

  it("refuses a rate that is none, no sales, a balance above face, and a pattern without redemptions", () => {
    const cohort = { face: 100, open: 60, latestAge: 1 };
    expect(problemsOf(breakageWithPrior(cohort, factors, 1.1))).toEqual(["prior"]);
    expect(problemsOf(breakageWithPrior({ ...cohort, face: 0 }, factors, 0.1))).toEqual(["zero-sales"]);
    expect(problemsOf(breakageWithPrior({ ...cohort, open: 101 }, factors, 0.1))).toEqual(["above-face"]);
    expect(problemsOf(breakageWithPrior(cohort, [{ fromAge: 0, factor: 1 }], 0.1))).toEqual(["nothing-to-develop"]);
  });
});
