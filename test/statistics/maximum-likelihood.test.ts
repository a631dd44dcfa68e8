import { describe, expect, it } from "vitest";
import { maximiseLikelihood } from "@/lib/statistics/maximum-likelihood";

describe("a maximum of likelihood", () => {
  it("of 20 events in 541 days: rate 20/541 with the error rate/√20, ℓ = 20 ln(20/541) − 20", () => {
    const loss = ([log = 0]: readonly number[]) => 541 * Math.exp(log) - 20 * log;
    const found = maximiseLikelihood(loss, [[0], [-5]]);
    expect(Math.exp(found?.point[0] ?? 0)).toBeCloseTo(20 / 541, 8);
    expect(found?.covariance[0]?.[0]).toBeCloseTo(1 / 20, 6);
    expect(found?.logLikelihood).toBeCloseTo(20 * Math.log(20 / 541) - 20, 10);
  });

  it("is the higher one of two: of x⁴ − 8x² + x the one near −2, wherever a start lies", () => {
    const loss = ([x = 0]: readonly number[]) => x ** 4 - 8 * x ** 2 + x;
    expect(maximiseLikelihood(loss, [[3], [-3], [0.1]])?.point[0]).toBeCloseTo(-2.031, 2);
  });

  it("is null where there is none: a flat direction, a likelihood that rises for ever, no usable start", () => {
    expect(maximiseLikelihood(([x = 0]) => x ** 2, [[1, 1]])).toBeNull();
    expect(maximiseLikelihood(([x = 0]) => -x, [[1]])).toBeNull();
    expect(maximiseLikelihood(([x = 0]) => Math.exp(-x), [[1]])).toBeNull();
    expect(maximiseLikelihood(() => Number.NaN, [[1]])).toBeNull();
  });
});
