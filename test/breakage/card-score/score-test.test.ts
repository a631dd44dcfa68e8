import { describe, expect, it } from "vitest";
import { scoreTestJson } from "@/lib/breakage/card-score/json";
import type { Check, PastCheck } from "@/lib/breakage/card-score/past-scores";
import { type Judged, reliabilityOf } from "@/lib/breakage/card-score/reliability";
import {
  judgeSlope,
  reliabilityPoints,
  reliabilityRows,
  reliabilitySentence,
  reliabilityTicks,
} from "@/lib/breakage/card-score/score-test";
import { monthOf } from "@/lib/breakage/forecast/months";
import { backtestResponse } from "@/lib/openapi/operations/forecast-backtest";

/** 100 cards told 10 %, of which 10 came true, and 100 told 60 %, of which 60 did: kept to the letter. */
const kept: Judged[] = [
  { probability: 0.1, cards: 100, came: 10 },
  { probability: 0.6, cards: 100, came: 60 },
];
const reliability = (judged: readonly Judged[]) => {
  const found = reliabilityOf(judged);
  if (!found) throw new Error("no cards");
  return found;
};

describe("the test of scores on screen", () => {
  it("has a row for each group and one for all, first of what was not used again, then of what was not used up", () => {
    const check: Check = { corrected: false, untouched: reliability(kept), notFully: null, leftBias: null };
    expect(reliabilityRows(check)).toEqual([
      { outcome: "untouched", tenth: 1, cards: 100, told: expect.closeTo(0.1, 12), came: 0.1 },
      { outcome: "untouched", tenth: 2, cards: 100, told: expect.closeTo(0.6, 12), came: 0.6 },
      { outcome: "untouched", tenth: null, cards: 200, told: expect.closeTo(0.35, 12), came: 0.35 },
    ]);
    const both = reliabilityRows({ ...check, notFully: reliability(kept) });
    expect(both.map(({ outcome }) => outcome)).toEqual([
      "untouched",
      "untouched",
      "untouched",
      "never",
      "never",
      "never",
    ]);
  });

  it("is for machines what the screen says: each tenth as told and as it came, with what it was worth", () => {
    const shown: Check = { corrected: true, untouched: reliability(kept), notFully: null, leftBias: 0.1 };
    const past = {
      status: "ok",
      cuts: { first: monthOf("2023-06-30"), second: monthOf("2024-06-30"), horizon: 6 },
      shown,
    } as PastCheck;
    expect(backtestResponse.shape.cardScores.parse(scoreTestJson(past))).toEqual({
      status: "ok",
      dataTo: "2024-06-30",
      months: 6,
      corrected: true,
      leftBias: 0.1,
      outcomes: [
        {
          outcome: "untouched",
          ...{ cards: 200, told: expect.closeTo(0.35, 12), came: 0.35 },
          ...{ brier: expect.closeTo(0.165, 12), skill: expect.closeTo(0.2747, 4) },
          ...{ slope: expect.closeTo(1, 6), intercept: expect.closeTo(0, 6) },
          tenths: [
            { cards: 100, told: expect.closeTo(0.1, 12), came: 0.1 },
            { cards: 100, told: expect.closeTo(0.6, 12), came: 0.6 },
          ],
        },
      ],
    });
    expect(scoreTestJson({ status: "too-little-history" })).toEqual({ status: "too-little-history" });
  });

  it("draws what came over what was told, and beside it the line on which they would be the same", () => {
    const [first] = reliabilityPoints(reliability([{ probability: 0.25, cards: 10, came: 4 }]), "en");
    expect(first).toEqual({ key: "1", label: "25.0%", at: 0.25, values: { told: 0.25, came: 0.4 } });
  });

  it("marks every 20 % between the first tenth and the last, and every 5 % where they lie close together", () => {
    const ticks = (...told: number[]) =>
      reliabilityTicks(reliability(told.map((probability) => ({ probability, cards: 10, came: 5 }))), "en").map(
        ({ label }) => label,
      );
    expect(ticks(0.12, 0.5, 0.98)).toEqual(["20.0%", "40.0%", "60.0%", "80.0%"]);
    expect(ticks(0.02, 0.08, 0.12)).toEqual(["5.0%", "10.0%"]);
  });

  it("says 35 % of 200 as told, slope 1, and a Brier score of (9 + 24) ÷ 200 = 0.165, against 0.2275 of one share for all", () => {
    expect(reliabilitySentence(reliability(kept), "en")).toBe(
      "Nothing more was redeemed of 35.0% of 200 cards, and 35.0% were told; odds were neither too bold nor too timid (slope 1.00). The Brier score is 0.165, 27.5% better than telling the same of every card.",
    );
  });

  it("says where it was worth nothing: told 90 % and 10 %, and half came of both", () => {
    const wrong = reliability([
      { probability: 0.1, cards: 100, came: 50 },
      { probability: 0.9, cards: 100, came: 50 },
    ]);
    expect(reliabilitySentence(wrong, "en")).toMatch(/too bold \(slope 0\.00.*no better than telling the same/);
  });

  it.each([
    [1, "good"],
    [0.8, "good"],
    [1.2, "good"],
    [0.79, "bold"],
    [1.21, "timid"],
    [null, "unknown"],
  ] as const)("a slope of %s is %s", (slope, verdict) => {
    expect(judgeSlope(slope)).toBe(verdict);
  });
});
