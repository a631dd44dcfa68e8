import { describe, expect, it } from "vitest";
import { chiSquareTail } from "@/lib/statistics/gamma";
import { makeRandom, type Random } from "@/lib/statistics/random";

const draws = (n: number, draw: () => number) => Array.from({ length: n }, draw);
const uniforms = (n: number, random: Random) => draws(n, () => random.uniform());
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
function variance(values: readonly number[]) {
  const centre = mean(values);
  return mean(values.map((v) => (v - centre) ** 2));
}

/** Within five standard errors of the mean, √(variance/n); a right generator fails once in two million seeds. */
function expectMoments(draw: () => number, expectedMean: number, expectedVariance: number) {
  const values = draws(20_000, draw);
  expect(Math.abs(mean(values) - expectedMean)).toBeLessThan(5 * Math.sqrt(expectedVariance / values.length));
  expect(variance(values) / expectedVariance).toBeGreaterThan(0.85);
  expect(variance(values) / expectedVariance).toBeLessThan(1.15);
}

describe("seeded random numbers", () => {
  it("are the same for the same seed, and others for another, also for 1 and “1”", () => {
    const first = (seed: number | string) => uniforms(5, makeRandom(seed));
    expect(first(7)).toEqual(first(7));
    expect(first("vintages")).toEqual(first("vintages"));
    expect(new Set([7, 8, "7", "vintages", "vintage"].map((seed) => first(seed).join())).size).toBe(5);
  });

  it("split by label into streams that do not depend on what was drawn before", () => {
    const random = makeRandom(1);
    const before = uniforms(3, random.split("may"));
    uniforms(100, random);
    expect(uniforms(3, random.split("may"))).toEqual(before);
    expect(uniforms(3, random.split("june"))).not.toEqual(before);
    expect(uniforms(3, random.split("may").split("may"))).not.toEqual(before);
  });

  it("are not related between neighbouring labels: |correlation| < 5/√n", () => {
    const a = uniforms(10_000, makeRandom(1).split(1));
    const b = uniforms(10_000, makeRandom(1).split(2));
    const correlation = 12 * mean(a.map((x, i) => (x - 0.5) * ((b[i] ?? 0) - 0.5)));
    expect(Math.abs(correlation)).toBeLessThan(0.05);
  });

  it("fill 100 bins evenly, in order and in steps of two (χ² with p > 1e−6)", () => {
    const values = uniforms(100_000, makeRandom("bins"));
    for (const sample of [values, values.filter((_, i) => i % 2 === 0)]) {
      const bins = new Array<number>(100).fill(0);
      for (const value of sample) bins[Math.floor(value * 100)] = (bins[Math.floor(value * 100)] ?? 0) + 1;
      const expected = sample.length / 100;
      const statistic = bins.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
      expect(chiSquareTail(statistic, 99)).toBeGreaterThan(1e-6);
    }
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  it.each([
    ["uniform: ½ and 1/12", (r: Random) => r.uniform(), 1 / 2, 1 / 12],
    ["normal: 0 and 1", (r: Random) => r.normal(), 0, 1],
    ["a die: 2.5 and 35/12", (r: Random) => r.integer(6), 2.5, 35 / 12],
    ["gamma(4): 4 and 4", (r: Random) => r.gamma(4), 4, 4],
    ["gamma(0.3): 0.3 and 0.3", (r: Random) => r.gamma(0.3), 0.3, 0.3],
    ["beta(4, 96): 0.04 and 0.0384/101", (r: Random) => r.beta(4, 96), 0.04, 0.0384 / 101],
    ["beta(½, ½): ½ and 1/8", (r: Random) => r.beta(0.5, 0.5), 0.5, 1 / 8],
    ["poisson(0.5): 0.5 and 0.5", (r: Random) => r.poisson(0.5), 0.5, 0.5],
    ["poisson(100): 100 and 100", (r: Random) => r.poisson(100), 100, 100],
  ])("have the mean and variance of the %s", (name, draw, expectedMean, expectedVariance) => {
    const random = makeRandom(name);
    expectMoments(() => draw(random), expectedMean, expectedVariance);
  });

  it("lie in (−1.96, 1.96) for 95 % of normals", () => {
    const random = makeRandom("tails");
    const inside = mean(draws(40_000, () => random.normal()).map((z) => (Math.abs(z) < 1.959964 ? 1 : 0)));
    expect(Math.abs(inside - 0.95)).toBeLessThan(5 * Math.sqrt(0.0475 / 40_000));
  });

  it("do not fail where a shape is tiny or a mean is zero, and refuse nonsense", () => {
    const random = makeRandom(3);
    expect(draws(100, () => random.beta(1e-4, 1e-4)).every((x) => x >= 0 && x <= 1)).toBe(true);
    expect(random.poisson(0)).toBe(0);
    expect(draws(100, () => random.integer(1))).toEqual(new Array(100).fill(0));
    for (const bad of [
      () => random.integer(0),
      () => random.integer(1.5),
      () => random.gamma(0),
      () => random.gamma(Number.NaN),
      () => random.poisson(-1),
      () => random.poisson(Number.POSITIVE_INFINITY),
    ]) {
      expect(bad).toThrow(RangeError);
    }
  });
});
