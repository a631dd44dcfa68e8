import { describe, expect, it } from "vitest";
import { factorRows } from "@/lib/breakage/forecast-view/factor-rows";
import { tellingWeights, weightsOf } from "@/lib/breakage/forecast-view/weights";
import { CUT, WORKED } from "./worked-example";

const factor = (age: number, credibility: number, cohorts = 1) => ({ age, credibility, cohorts });

describe("weights by age", () => {
  it("are taken together where they are the same, and end where the type's own cards do", () => {
    expect(weightsOf([factor(0, 0.8), factor(1, 0.5), factor(2, 0.5), factor(3, 0.5, 0)])).toEqual([
      { from: 0, to: 0, credibility: 0.8 },
      { from: 1, to: 2, credibility: 0.5 },
    ]);
    expect(weightsOf([factor(0, 0, 0)])).toEqual([]);
  });

  it("are told by three: the first, the middle one, the last, and each once", () => {
    const weights = [0.9, 0.7, 0.5, 0.3, 0.1].map((credibility, age) => ({ from: age, to: age, credibility }));
    expect(tellingWeights(weights).map(({ credibility }) => credibility)).toEqual([0.9, 0.5, 0.1]);
    expect(tellingWeights(weights.slice(0, 1))).toHaveLength(1);
    expect(tellingWeights(weights.slice(0, 2))).toHaveLength(2);
    expect(tellingWeights([])).toEqual([]);
  });
});

describe("rows of factors", () => {
  it("end with the cards and say what is left of 1: 0.775, 0.3875, 0.290625 in the README's example", () => {
    const factors = [0.775, 0.5, 0.75, 0.9].map((used, age) => ({
      age,
      cohorts: 1,
      atRisk: 1,
      redeemed: 0,
      raw: used,
      credibility: 1,
      used,
      extrapolated: false,
    }));
    const rows = factorRows({ factors, cohorts: WORKED, ultimateAge: CUT });
    expect(rows.map(({ age }) => age)).toEqual([0, 1, 2]);
    expect(rows.at(-1)?.left).toBeCloseTo(0.290625, 12);
  });
});
