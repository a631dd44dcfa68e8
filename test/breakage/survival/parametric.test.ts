import { describe, expect, it } from "vitest";
import { distributions } from "@/lib/breakage/survival/distribution";
import { fitParametric } from "@/lib/breakage/survival/parametric";
import { makeRandom } from "@/lib/statistics/random";
import { waltons } from "./data-rows";
import { GEHAN, granted, kindsOf, seen } from "./published";

describe("times of a distribution", () => {
  it("Weibull of 163 flies: λ 55.733 (1.3265), ρ 3.4505 (0.2433), −672.062 (lifelines, Survival analysis with lifelines.rst)", () => {
    const fit = granted(fitParametric(waltons(), "weibull"));
    expect([fit.cards, fit.events]).toEqual([163, 156]);
    expect(fit.parameters.scale).toBeCloseTo(55.7331, 4);
    expect(fit.parameters.shape).toBeCloseTo(3.4505, 4);
    expect(fit.standardErrors.scale).toBeCloseTo(1.3265, 4);
    expect(fit.standardErrors.shape).toBeCloseTo(0.2433, 4);
    expect(fit.logLikelihood).toBeCloseTo(-672.06219, 4);
  });

  it("exponential of children on 6-MP: 9 events in 359 weeks = 0.02507, s.e. ÷ √9, ℓ = 9 ln(9/359) − 9", () => {
    const fit = granted(fitParametric(GEHAN.mp6, "exponential"));
    expect(fit.parameters.rate).toBeCloseTo(9 / 359, 9);
    expect(fit.standardErrors.rate).toBeCloseTo(9 / 359 / 3, 7);
    expect(fit.logLikelihood).toBeCloseTo(9 * Math.log(9 / 359) - 9, 9);
    expect(granted(fitParametric(GEHAN.placebo, "exponential")).parameters.rate).toBeCloseTo(0.11538462, 8);
  });

  it("log-normal without censoring: mean and standard deviation of the logarithms, errors σ/√n and σ/√2n", () => {
    const logs = [1, 2, 2.5, 3, 4.5];
    const fit = granted(
      fitParametric(
        logs.map((log) => ({ time: Math.exp(log), event: true })),
        "lognormal",
      ),
    );
    const mean = logs.reduce((a, b) => a + b, 0) / 5;
    const sd = Math.sqrt(logs.reduce((a, b) => a + (b - mean) ** 2, 0) / 5);
    expect(fit.parameters.meanlog).toBeCloseTo(mean, 7);
    expect(fit.parameters.sdlog).toBeCloseTo(sd, 7);
    expect(fit.standardErrors.meanlog).toBeCloseTo(sd / Math.sqrt(5), 6);
    expect(fit.standardErrors.sdlog).toBeCloseTo(sd / Math.sqrt(10), 6);
  });

  it("late entry takes the time before it away: an exponential is events ÷ time under observation", () => {
    const late = GEHAN.placebo.map((child) => ({ time: child.time + 10, event: true, entry: 10 }));
    expect(granted(fitParametric(late, "exponential")).parameters.rate).toBeCloseTo(21 / 182, 8);
  });

  it.each(distributions)(
    "%s: order, the unit of time and a constant on all balances change nothing but the unit",
    (name) => {
      const cards = waltons().map((fly, i) => ({ ...fly, weight: 1 + (i % 5) }));
      const fit = granted(fitParametric(cards, name));
      const turned = [...cards].reverse().map((card) => ({ ...card, time: 7 * card.time, weight: 8 * card.weight }));
      const again = granted(fitParametric(turned, name));
      const inDays = { rate: 1 / 7, scale: 7, shape: 1, sdlog: 1 } as Record<string, number>;
      for (const [key, value] of Object.entries(fit.parameters)) {
        const expected = key === "meanlog" ? value + Math.log(7) : value * (inDays[key] ?? 0);
        expect((again.parameters[key] ?? 0) / expected).toBeCloseTo(1, 7);
        const error = (fit.standardErrors[key] ?? 0) * (key === "meanlog" ? 1 : (inDays[key] ?? 0));
        expect((again.standardErrors[key] ?? 0) / error).toBeCloseTo(1, 4);
      }
    },
  );

  it("finds the parameters of a made world: 4000 Weibull times, scale 60, shape 0.8, within 4 s.e.", () => {
    const random = makeRandom("weibull");
    const cards = Array.from({ length: 4000 }, () => {
      const time = 60 * (-Math.log(1 - random.uniform())) ** (1 / 0.8);
      return { time: Math.min(time, 180), event: time <= 180 };
    });
    const fit = granted(fitParametric(cards, "weibull"));
    expect(Math.abs((fit.parameters.scale ?? 0) - 60)).toBeLessThan(4 * (fit.standardErrors.scale ?? 0));
    expect(Math.abs((fit.parameters.shape ?? 0) - 0.8)).toBeLessThan(4 * (fit.standardErrors.shape ?? 0));
  });

  it("is refused without cards, without events, with an event at time 0, and for one time that all share", () => {
    expect(kindsOf(fitParametric([], "weibull"))).toEqual(["no-rows"]);
    expect(kindsOf(fitParametric(seen("3+ 8+"), "weibull"))).toEqual(["all-censored"]);
    expect(kindsOf(fitParametric(seen("0 8"), "weibull"))).toEqual(["time"]);
    expect(kindsOf(fitParametric(seen("5 5 5"), "weibull"))).toEqual(["no-maximum"]);
    expect(kindsOf(fitParametric(seen("5 5 5"), "lognormal"))).toEqual(["no-maximum"]);
  });
});
