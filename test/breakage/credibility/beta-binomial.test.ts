import { describe, expect, it } from "vitest";
import { type BetaPrior, type Count, fitBetaPrior, posteriorShare } from "@/lib/breakage/credibility/beta-binomial";
import { logGamma } from "@/lib/statistics/gamma";
import { makeRandom } from "@/lib/statistics/random";

const priorOf = (counts: readonly Count[]): BetaPrior => {
  const prior = fitBetaPrior(counts);
  if (typeof prior === "string") throw new Error(prior);
  return prior;
};
const counts = (...pairs: [hits: number, cards: number][]): Count[] =>
  pairs.map(([hits, cards], i) => ({ name: `type ${i + 1}`, hits, cards }));

/** Boys among the first 12 children of 6115 families in Saxony (Geissler 1889; Lindsey and Altham, Applied Statistics 47, 1998). */
const SAXONY = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7];

describe("the prior of a share over types", () => {
  it("of 6115 families: α 34.1, β 31.6, log-likelihood −12492.9 with the binomial coefficients (Lindsey and Altham 1998)", () => {
    const prior = priorOf(
      SAXONY.flatMap((families, boys) =>
        counts(...Array.from({ length: families }, () => [boys, 12] as [number, number])),
      ),
    );
    const choose = (k: number) => logGamma(13) - logGamma(k + 1) - logGamma(13 - k);
    const coefficients = SAXONY.reduce((total, families, boys) => total + families * choose(boys), 0);
    expect(prior.kind).toBe("estimated");
    expect((prior.mean * prior.strength).toFixed(1)).toBe("34.1");
    expect(((1 - prior.mean) * prior.strength).toFixed(1)).toBe("31.6");
    expect((prior.logLikelihood + coefficients).toFixed(1)).toBe("-12492.9");
  });

  it("is found again in a made world: 400 types of 50 cards from Beta(4, 96)", () => {
    const random = makeRandom("beta-binomial");
    const types = Array.from({ length: 400 }, (_, i) => {
      const share = random.beta(4, 96);
      const hits = Array.from({ length: 50 }, () => Number(random.uniform() < share)).reduce((a, b) => a + b, 0);
      return { name: `${i}`, hits, cards: 50 };
    });
    const prior = priorOf(types);
    expect(Math.abs(prior.mean - 0.04)).toBeLessThan(0.006);
    expect(prior.strength).toBeGreaterThan(50);
    expect(prior.strength).toBeLessThan(250);
  });

  it("types no further apart than coins have no difference: the common share, and infinite strength", () => {
    const prior = priorOf(counts([10, 100], [11, 100], [9, 100]));
    expect(prior).toMatchObject({ kind: "no-difference", mean: 0.1, strength: Number.POSITIVE_INFINITY });
    expect(prior.logLikelihood).toBeCloseTo(30 * Math.log(0.1) + 270 * Math.log(0.9), 10);
  });

  it("types that are all or nothing have a prior of strength 0", () => {
    expect(priorOf(counts([10, 10], [0, 10], [0, 20], [0, 5]))).toMatchObject({
      kind: "all-or-nothing",
      mean: 0.25,
      strength: 0,
    });
  });

  it("says why there is none: no cards, no hit, nothing but hits, one card each", () => {
    expect(fitBetaPrior([])).toBe("no-cards");
    expect(fitBetaPrior(counts([0, 0]))).toBe("no-cards");
    expect(fitBetaPrior(counts([0, 10], [0, 5]))).toBe("no-hits");
    expect(fitBetaPrior(counts([10, 10], [5, 5]))).toBe("all-hits");
    expect(fitBetaPrior(counts([1, 1], [0, 1]))).toBe("one-card-each");
    expect(() => fitBetaPrior(counts([3, 2]))).toThrow(RangeError);
    expect(() => fitBetaPrior(counts([0.5, 2]))).toThrow(RangeError);
  });

  it("does not depend on the order of types, and passes over those without cards", () => {
    const types = counts([1, 20], [5, 30], [2, 90], [9, 40]);
    const again = priorOf([...types, { name: "new", hits: 0, cards: 0 }].reverse());
    expect(again.strength / priorOf(types).strength).toBeCloseTo(1, 6);
  });
});

describe("the share of a type given its cards", () => {
  const prior = { mean: 0.04, strength: 100, hits: 0, cards: 0 };

  it("is (4 + 6)/(100 + 100) = 5 % for 6 of 100 with Beta(4, 96), and 4 % for a new type", () => {
    expect(posteriorShare(prior, { hits: 6, cards: 100 })?.mean).toBeCloseTo(0.05, 12);
    expect(posteriorShare(prior, { hits: 0, cards: 0 })?.mean).toBeCloseTo(0.04, 12);
  });

  it("lies with 95 % between the Beta quantiles: of Beta(1, b) they are 1 − 0.975^(1/b) and 1 − 0.025^(1/b)", () => {
    const share = posteriorShare({ mean: 0.5, strength: 2, hits: 0, cards: 0 }, { hits: 0, cards: 19 });
    expect(share?.lower).toBeCloseTo(1 - 0.975 ** (1 / 20), 10);
    expect(share?.upper).toBeCloseTo(1 - 0.025 ** (1 / 20), 10);
  });

  it("where types do not differ is the common share for all, with the interval of all cards: not a point", () => {
    const common = priorOf(counts([10, 100], [11, 100], [9, 100]));
    const [a, b] = [posteriorShare(common, { hits: 10, cards: 100 }), posteriorShare(common, { hits: 9, cards: 100 })];
    expect(a).toEqual(b);
    expect(a?.mean).toBe(0.1);
    expect(a?.lower).toBeGreaterThan(0.06);
    expect(a?.lower).toBeLessThan(0.1);
    expect(a?.upper).toBeLessThan(0.14);
  });

  it("with a prior of strength 0 is what the cards say, and null without cards", () => {
    const none = { mean: 0.25, strength: 0, hits: 10, cards: 45 };
    expect(posteriorShare(none, { hits: 10, cards: 10 })).toEqual({ mean: 1, lower: 1, upper: 1 });
    expect(posteriorShare(none, { hits: 0, cards: 10 })).toEqual({ mean: 0, lower: 0, upper: 0 });
    expect(posteriorShare(none, { hits: 0, cards: 0 })).toBeNull();
    expect(() => posteriorShare(none, { hits: 1, cards: 2 }, 1)).toThrow(RangeError);
  });
});
