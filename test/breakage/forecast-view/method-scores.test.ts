import { describe, expect, it } from "vitest";
import type { Choice } from "@/lib/breakage/forecast/choice";
import { candidates } from "@/lib/breakage/forecast/constants";
import { bestModel, methodScoreRows } from "@/lib/breakage/forecast-view/method-scores";
import { verdictWords } from "@/lib/breakage/forecast-view/verdict-words";

/** Errors on young cards: the average 0.5, the headline 0.3 (40 % better), the pooled 0.45 (10 % better), others 1. */
const young: Partial<Record<Choice["method"], number>> = {
  "mature-rate": 0.5,
  "open-balance-credibility": 0.3,
  "open-balance-pooled": 0.45,
};
/** The same month of sale by month of sale: the headline 0.5 of 0.6, the pooled 0.9 of it. */
const cohorts: typeof young = {
  "mature-rate": 0.6,
  "open-balance-credibility": 0.5,
  "open-balance-pooled": 0.9,
};
const choice = (changes: Partial<Choice> = {}): Choice => ({
  method: "open-balance-credibility",
  verdict: "passed",
  skill: 0.4,
  scores: candidates.map((method) => ({
    method,
    wape: young[method] ?? 1,
    bias: 0,
    youngWape: cohorts[method] ?? null,
    youngSumsWape: young[method] ?? 1,
  })),
  cuts: [1, 2, 3],
  outcomes: 30,
  ...changes,
});

describe("the methods beside one another", () => {
  it("stand by their error, with the skill against the average: 1 − 0.3 ÷ 0.5 = 40 %", () => {
    const [first, second] = methodScoreRows(choice());
    expect(first).toMatchObject({ method: "open-balance-credibility", isChosen: true, isBaseline: false });
    expect(first?.skill).toBeCloseTo(0.4, 12);
    expect(second?.method).toBe("open-balance-pooled");
    expect(second?.skill).toBeCloseTo(0.1, 12);
  });

  it("the average is not held against itself, and without a back-test nothing is", () => {
    const rows = methodScoreRows(choice());
    expect(rows.find(({ method }) => method === "mature-rate")?.skill).toBeNull();
    const untested = choice({
      scores: choice().scores.map((score) => ({ ...score, youngSumsWape: null, wape: null })),
    });
    expect(methodScoreRows(untested).every(({ skill }) => skill === null)).toBe(true);
    expect(bestModel(untested)).toBeNull();
  });

  it("the best model is none of the baselines", () => {
    expect(bestModel(choice())?.method).toBe("open-balance-credibility");
  });
});

describe("the verdict in words", () => {
  it("says by how much the method beats the average, and where: in sums, and by 1 − 0.5 ÷ 0.6 over single months of sale", () => {
    expect(verdictWords(choice(), "en")).toEqual([
      "“Open balance, types weighed by credibility” beats the average of mature months of sale by 40.0% on cards up to nine months old, in sums by card type, month end and age group, at 3 past month ends. It is used.",
      "Over single months of sale, where chance weighs more and which do not decide, it was 16.7% better.",
    ]);
  });

  it("says that none beats the average, and how close the closest came", () => {
    const scores = choice().scores.map((score) =>
      score.method === "open-balance-credibility" ? { ...score, youngSumsWape: 0.46 } : score,
    );
    expect(verdictWords(choice({ method: "mature-rate", verdict: "average", scores }), "en")).toEqual([
      "An average is used, the one with the least error: “Mean of mature months of sale”. Either no model beats the mean of mature months by the 20 % that are asked for on cards up to nine months old, or none that does has less error over all ages.",
      "The closest, “Open balance, all types as one”, was 10.0% better.",
      "Over single months of sale, where chance weighs more and which do not decide, it was 50.0% worse.",
    ]);
  });

  it("says that nothing was tested", () => {
    expect(verdictWords(choice({ verdict: "untested", skill: null }), "en").join()).toContain(
      "too short for a judgement",
    );
  });
});
