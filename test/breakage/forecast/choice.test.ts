import { describe, expect, it } from "vitest";
import { chooseMethod } from "@/lib/breakage/forecast/choice";
import type { Candidate } from "@/lib/breakage/forecast/constants";
import type { Trial, WalkForward } from "@/lib/breakage/forecast/walk-forward";
import { JANUARY } from "./cohorts";

/** Two cohorts of 100 left each, one young and one old, with what a method expected of them. */
const trial = (expected: number, age: number): Trial => ({
  cut: JANUARY,
  vintage: JANUARY - age,
  type: "A",
  age,
  face: 1_000,
  expected,
  actual: 100,
});
const missing = (young: number, old = young): Trial[] => [trial(100 + young, 5), trial(100 + old, 15)];

/** The first baseline misses 50, the named methods what is said, all others 90. Every method is tried on the same cohorts. */
function walkOf(changes: Partial<Record<Candidate, Trial[]>>): WalkForward {
  const tried = Object.values(changes)[0] ?? missing(90);
  const expectedOf = (method: Candidate) => {
    const usual = tried.map(({ actual }) => actual + (method === "mature-rate" ? 50 : 90));
    return Float64Array.from(changes[method]?.map(({ expected }) => expected) ?? usual);
  };
  return { tried, expectedOf };
}

describe("the method", () => {
  it("is the headline where it is best, with its skill: 20 missed of 100 against 50 is 60 % better", () => {
    const choice = chooseMethod(walkOf({ "open-balance-credibility": missing(20) }), JANUARY);
    expect(choice).toMatchObject({
      method: "open-balance-credibility",
      verdict: "passed",
      skill: expect.closeTo(0.6, 12),
    });
  });

  it("stays the headline where another is better by less than a tenth", () => {
    const walk = walkOf({ "open-balance-credibility": missing(20), "open-balance": missing(18.5) });
    expect(chooseMethod(walk, JANUARY).method).toBe("open-balance-credibility");
  });

  it("is another one that is better by more", () => {
    const walk = walkOf({ "open-balance-credibility": missing(20), "open-balance": missing(15) });
    expect(chooseMethod(walk, JANUARY)).toMatchObject({ method: "open-balance", verdict: "passed" });
  });

  it("is the mean of mature vintages where the best misses less than a fifth less on ages 0 to 9: 41 against 50", () => {
    const choice = chooseMethod(walkOf({ "open-balance-credibility": missing(41, 5) }), JANUARY);
    expect(choice).toMatchObject({ method: "mature-rate", verdict: "average", skill: expect.closeTo(0.18, 12) });
  });

  it("is used at just a fifth less: 40 against 50", () => {
    expect(chooseMethod(walkOf({ "open-balance-credibility": missing(40) }), JANUARY).verdict).toBe("passed");
  });

  it("is the mean of mature vintages where that is simply the best", () => {
    const choice = chooseMethod(walkOf({ "open-balance-credibility": missing(60) }), JANUARY);
    expect(choice).toMatchObject({ method: "mature-rate", verdict: "average" });
  });

  it("is the average that has the least error, whichever of the three it is", () => {
    const walk = walkOf({ "open-balance-credibility": missing(60), "last-year-rate": missing(30) });
    expect(chooseMethod(walk, JANUARY)).toMatchObject({ method: "last-year-rate", verdict: "average" });
  });

  it("is an average that beats the headline by a tenth, though that beats the first average by a fifth", () => {
    const walk = walkOf({ "open-balance-credibility": missing(20), "last-year-rate": missing(15) });
    expect(chooseMethod(walk, JANUARY)).toMatchObject({ method: "last-year-rate", verdict: "average" });
    const close = walkOf({ "open-balance-credibility": missing(20), "last-year-rate": missing(19) });
    expect(chooseMethod(close, JANUARY).method).toBe("open-balance-credibility");
  });

  it("is the best average where none passes: 45 against the 50 of the mean of mature vintages", () => {
    const walk = walkOf({ "open-balance-credibility": missing(41, 5), "last-year-rate": missing(45) });
    expect(chooseMethod(walk, JANUARY)).toMatchObject({
      method: "last-year-rate",
      verdict: "average",
      skill: expect.closeTo(0.18, 12),
    });
  });

  it("is the headline where the one with the least error fails on young cohorts and the headline does not", () => {
    const walk = walkOf({ "open-balance-credibility": missing(20, 40), "open-balance": missing(45, 5) });
    expect(chooseMethod(walk, JANUARY)).toMatchObject({
      method: "open-balance-credibility",
      verdict: "passed",
      skill: expect.closeTo(0.6, 12),
    });
  });

  it("is another model that passes where the headline does not, though it is no tenth better", () => {
    const walk = walkOf({ "open-balance-credibility": missing(42, 10), "open-balance": missing(40, 11) });
    expect(chooseMethod(walk, JANUARY)).toMatchObject({ method: "open-balance", verdict: "passed" });
  });

  it("is the headline, and said to be untested, without a back-test", () => {
    const none = { tried: [], expectedOf: () => new Float64Array() };
    expect(chooseMethod(none, JANUARY)).toMatchObject({
      method: "open-balance-credibility",
      verdict: "untested",
      skill: null,
      outcomes: 0,
    });
  });

  it("is judged on sums by type: two cohorts missed by +30 and −30 are no miss of the type", () => {
    const opposite = [trial(130, 5), trial(70, 6), trial(105, 15)];
    const { scores } = chooseMethod(walkOf({ "open-balance-credibility": opposite }), JANUARY);
    const score = scores.find(({ method }) => method === "open-balance-credibility");
    expect(score).toMatchObject({ youngWape: 0.3, youngSumsWape: 0 });
  });
});
