import { describe, expect, it } from "vitest";
import { fitCox } from "@/lib/breakage/survival/cox";
import { rossi } from "./data-rows";
import { GEHAN, granted, kindsOf } from "./published";

const treated = [
  ...GEHAN.mp6.map((child) => ({ ...child, covariates: [1] })),
  ...GEHAN.placebo.map((child) => ({ ...child, covariates: [0] })),
];

describe("proportional hazards", () => {
  it("of re-arrest with Efron's ties: −0.379 −0.057 0.314 −0.150 −0.434 −0.085 0.091, −658.75 (lifelines; Allison 1995)", () => {
    const fit = granted(fitCox(rossi()));
    expect(fit.coefficients.map((value) => Number(value.toFixed(4)))).toEqual([
      -0.3794, -0.0574, 0.3139, -0.1498, -0.4337, -0.0849, 0.0915,
    ]);
    expect(fit.standardErrors.map((value) => Number(value.toFixed(4)))).toEqual([
      0.1914, 0.022, 0.308, 0.2122, 0.3819, 0.1958, 0.0286,
    ]);
    expect(fit.logLikelihood).toBeCloseTo(-658.74766, 5);
  });

  it("of 6-MP with Breslow's ties: 1.509 (0.410) for placebo (Kleinbaum and Klein, ch. 3), with Efron's 1.572", () => {
    const breslow = granted(fitCox(treated, "breslow"));
    expect(breslow.coefficients[0]).toBeCloseTo(-1.509, 3);
    expect(breslow.standardErrors[0]).toBeCloseTo(0.41, 3);
    expect(granted(fitCox(treated, "efron")).coefficients[0]).toBeCloseTo(-1.572, 3);
  });

  it("worked by hand: events at 1 (x = 1) and 2 (x = 0), one open (x = 1): likelihood eᵝ/(2eᵝ + 1)·1/(1 + eᵝ), β = −½ ln 2", () => {
    const rows = [
      { time: 1, event: true, covariates: [1] },
      { time: 2, event: true, covariates: [0] },
      { time: 3, event: false, covariates: [1] },
    ];
    const fit = granted(fitCox(rows));
    expect(fit.coefficients[0]).toBeCloseTo(-0.5 * Math.log(2), 9);
  });

  it("counts a presence of ½ twice as one row", () => {
    const halves = treated.flatMap((row) =>
      row.event ? [row] : [row, row].map((half) => ({ ...half, presence: 0.5 })),
    );
    expect(granted(fitCox(halves)).coefficients[0]).toBeCloseTo(granted(fitCox(treated)).coefficients[0] ?? 9, 10);
  });

  it("without covariates has no coefficients; where a covariate tells the order, or two are one, it is refused", () => {
    expect(granted(fitCox(GEHAN.mp6.map((child) => ({ ...child, covariates: [] })))).coefficients).toEqual([]);
    const ordered = [1, 2, 3, 4].map((time) => ({ time, event: true, covariates: [-time] }));
    expect(kindsOf(fitCox(ordered))).toEqual(["no-maximum"]);
    const twice = treated.map((row) => ({ ...row, covariates: [...row.covariates, ...row.covariates] }));
    expect(kindsOf(fitCox(twice))).toEqual(["collinear"]);
  });
});
