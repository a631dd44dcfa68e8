import { describe, expect, it } from "vitest";
import { kaplanMeier } from "@/lib/breakage/survival/kaplan-meier";
import type { Observation } from "@/lib/breakage/survival/observation";
import { type CureRow, fitSemiparametricCure } from "@/lib/breakage/survival/semiparametric-cure";
import { E1684 } from "./e1684";
import { granted, kindsOf, seen } from "./published";

const rows: CureRow[] = E1684.map(({ time, event, treatment, sex, age }) => {
  const covariates = [treatment, sex, age];
  return { time, event, incidence: covariates, latency: covariates };
});
const plain = (cards: readonly Observation[]): CureRow[] =>
  cards.map(({ time, event }) => ({ time, event, incidence: [], latency: [] }));

describe("the proportional-hazards cure model of E1684 (Cai, Zou, Peng and Zhang 2012, smcure)", () => {
  it("1.3649 −0.5885 −0.0870 0.0203 and −0.1536 0.0995 −0.0077, where their EM stops (squares below 1e−7)", () => {
    const fit = granted(fitSemiparametricCure(rows, { settled: 1e-7 }));
    expect(fit.incidence.map((value) => Number(value.toFixed(4)))).toEqual([1.3649, -0.5885, -0.087, 0.0203]);
    expect(fit.latency.map((value) => Number(value.toFixed(4)))).toEqual([-0.1536, 0.0995, -0.0077]);
  });

  it("moves by less than 1e−3 from there when EM runs to its end", () => {
    const fit = granted(fitSemiparametricCure(rows));
    const published = [1.364933, -0.588477, -0.086965, 0.020339, -0.153595, 0.099458, -0.007664];
    for (const [i, value] of [...fit.incidence, ...fit.latency].entries()) {
      expect(Math.abs(value - (published[i] ?? 9))).toBeLessThan(1e-3);
    }
  });

  it("does not depend on the order of rows or the unit of time", () => {
    const turned = [...rows].reverse().map((row) => ({ ...row, time: 7 * row.time }));
    const [fit, again] = [rows, turned].map((some) => granted(fitSemiparametricCure(some, { settled: 1e-7 })));
    for (const [i, value] of (fit?.incidence ?? []).entries()) expect(again?.incidence[i]).toBeCloseTo(value, 7);
  });
});

describe("without covariates", () => {
  it("the cured share lies by the height at which the survival curve ends (Taylor 1995): within 0.01 in E1684", () => {
    const fit = granted(fitSemiparametricCure(plain(E1684)));
    const plateau = granted(kaplanMeier(E1684)).steps.at(-1)?.survival ?? 9;
    expect(Math.abs(fit.cureFraction - plateau)).toBeLessThan(0.01);
    expect(fit.latency).toEqual([]);
  });
});

describe("what cannot be fitted is said", () => {
  it("no card, none redeemed, dependent covariates, a covariate that tells who redeems", () => {
    expect(kindsOf(fitSemiparametricCure([]))).toEqual(["no-rows"]);
    expect(kindsOf(fitSemiparametricCure(plain(seen("3+ 5+"))))).toEqual(["all-censored"]);
    const twice = rows.map((row) => ({ ...row, incidence: [...row.incidence, ...row.incidence] }));
    expect(kindsOf(fitSemiparametricCure(twice))).toEqual(["collinear"]);
    const told = rows.map((row) => ({ ...row, incidence: [Number(row.event)] }));
    expect(kindsOf(fitSemiparametricCure(told))).toEqual(["separation"]);
  });
});
