import { describe, expect, it } from "vitest";
import { distributions } from "@/lib/breakage/survival/distribution";
import { fitMixtureCure } from "@/lib/breakage/survival/mixture-cure";
import { fitParametric } from "@/lib/breakage/survival/parametric";
import { makeRandom } from "@/lib/statistics/random";
import { waltons } from "./data-rows";
import { E1684 } from "./e1684";
import { GEHAN, granted, kindsOf, seen } from "./published";

describe("a share that never redeems, worked by hand: redeemed after 2, 4, 6 and 8 days, six open after 400", () => {
  const fit = granted(fitMixtureCure(seen("2 4 6 8 400+ 400+ 400+ 400+ 400+ 400+"), "exponential"));

  it("is 6/10 with √(0.6·0.4/10) and the rate 4/20 with 0.2/√4, for e^(−80) of the rest is nobody", () => {
    expect(fit.cureFraction).toBeCloseTo(0.6, 6);
    expect(fit.cureFractionError).toBeCloseTo(Math.sqrt(0.024), 5);
    expect(fit.parameters.rate).toBeCloseTo(0.2, 6);
    expect(fit.standardErrors.rate).toBeCloseTo(0.1, 5);
    expect(fit.logLikelihood).toBeCloseTo(4 * Math.log(0.4) + 4 * Math.log(0.2) - 4 + 6 * Math.log(0.6), 8);
  });

  it("has the profile interval of 6 out of 10: where twice the binomial log-likelihood has fallen by 3.8415", () => {
    for (const end of [fit.interval.lower, fit.interval.upper]) {
      const fallen = 2 * (6 * Math.log(0.6 / end) + 4 * Math.log(0.4 / (1 - end)));
      expect(fallen).toBeCloseTo(3.841459, 4);
    }
    expect(fit.interval.lower).toBeLessThan(0.6);
    expect(fit.interval.upper).toBeGreaterThan(0.6);
  });
});

describe("the share without relapse in E1684, by an independent program (SciPy: Nelder–Mead, numerical information, brentq)", () => {
  it.each([
    ["exponential", 0.301251, 0.027695, [0.248887, 0.357113], -382.712656],
    ["weibull", 0.299015, 0.027887, [0.246202, 0.355207], -381.396282],
    ["lognormal", 0.281318, 0.029765, [0.223503, 0.340529], -369.241542],
  ] as const)("%s: %d (%d)", (distribution, share, error, [lower, upper], logLikelihood) => {
    const fit = granted(fitMixtureCure(E1684, distribution));
    expect(fit.cureFraction).toBeCloseTo(share, 5);
    expect(fit.cureFractionError).toBeCloseTo(error, 5);
    expect(fit.interval.lower).toBeCloseTo(lower, 5);
    expect(fit.interval.upper).toBeCloseTo(upper, 5);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 5);
  });

  it("Weibull times: scale e^0.073785 and shape e^−0.090757, errors on the log scale 0.087033 and 0.057793", () => {
    const { parameters, standardErrors } = granted(fitMixtureCure(E1684, "weibull"));
    expect(Math.log(parameters.scale ?? 0)).toBeCloseTo(0.073785, 5);
    expect(Math.log(parameters.shape ?? 0)).toBeCloseTo(-0.090757, 5);
    expect((standardErrors.scale ?? 0) / (parameters.scale ?? 1)).toBeCloseTo(0.087033, 5);
    expect((standardErrors.shape ?? 0) / (parameters.shape ?? 1)).toBeCloseTo(0.057793, 5);
  });
});

describe("at the boundary", () => {
  it("where all flies die the share is 0 without an error, and the times are those of the plain model", () => {
    const fit = granted(fitMixtureCure(waltons(), "weibull"));
    const plain = granted(fitParametric(waltons(), "weibull"));
    expect(fit).toMatchObject({ ...plain, cureFraction: 0, cureFractionError: null });
    expect(fit.interval.lower).toBe(0);
    expect(fit.interval.upper).toBeGreaterThan(0);
    expect(fit.interval.upper).toBeLessThan(0.03);
  });

  it("without any censoring an exponential leaves no room: the share could not be above 1 − e^(−1.92/n), n = 200", () => {
    // With π given, the likelihood falls by n·ln(1 − π) and the times do not change.
    const times = Array.from({ length: 200 }, (_, i) => ({ time: 1 + (i % 20), event: true }));
    const fit = granted(fitMixtureCure(times, "exponential"));
    expect(fit.cureFraction).toBe(0);
    expect(fit.interval.upper).toBeCloseTo(1 - Math.exp(-3.841459 / 2 / 200), 6);
  });
});

describe("whatever the data", () => {
  it.each(distributions)("%s: order, the unit of time and a constant on all balances leave the share alone", (name) => {
    const cards = E1684.map(({ time, event }, i) => ({ time, event, weight: 1 + (i % 3) }));
    const fit = granted(fitMixtureCure(cards, name));
    const turned = [...cards].reverse().map((card) => ({ ...card, time: 7 * card.time, weight: 8 * card.weight }));
    const again = granted(fitMixtureCure(turned, name));
    expect(again.cureFraction).toBeCloseTo(fit.cureFraction, 6);
    expect(again.cureFractionError).toBeCloseTo(fit.cureFractionError ?? 9, 6);
    expect(again.interval.lower).toBeCloseTo(fit.interval.lower, 5);
    expect(again.interval.upper).toBeCloseTo(fit.interval.upper, 5);
  });

  it("frequencies of 2 are twice the cards; balances of 2 are as many cards as before", () => {
    const doubled = GEHAN.mp6.map((child) => ({ ...child, weight: 2 }));
    const plain = granted(fitMixtureCure(GEHAN.mp6, "weibull"));
    const twice = granted(fitMixtureCure(doubled, "weibull", { weighting: "frequency" }));
    expect(granted(fitMixtureCure(doubled, "weibull")).logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
    expect(twice.logLikelihood).toBeCloseTo(2 * plain.logLikelihood, 8);
    expect([twice.cards, twice.events]).toEqual([42, 18]);
  });

  it("finds the share of a made world: 2000 cards, 12 % never, log-normal times, late entries, within 4 s.e.", () => {
    const random = makeRandom("cure");
    const cards = Array.from({ length: 2000 }, () => {
      const never = random.uniform() < 0.12;
      const time = never ? Number.POSITIVE_INFINITY : Math.exp(Math.log(60) + random.normal());
      const entry = 10 * random.integer(2);
      return { time: Math.ceil(Math.min(time, 900)), event: time <= 900, entry };
    }).filter(({ time, entry }) => time > entry);
    const fit = granted(fitMixtureCure(cards, "lognormal"));
    expect(Math.abs(fit.cureFraction - 0.12)).toBeLessThan(4 * (fit.cureFractionError ?? 0));
    expect(fit.cureFractionError).toBeLessThan(0.01);
  });

  it("is refused without cards, and where none was redeemed", () => {
    expect(kindsOf(fitMixtureCure([], "weibull"))).toEqual(["no-rows"]);
    expect(kindsOf(fitMixtureCure(seen("3+ 8+"), "weibull"))).toEqual(["all-censored"]);
    expect(kindsOf(fitMixtureCure(seen("5 5 5"), "lognormal"))).toEqual(["no-maximum"]);
  });
});
