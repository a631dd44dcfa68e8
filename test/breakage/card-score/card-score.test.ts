import { describe, expect, it } from "vitest";
import {
  type CardOutlook,
  type CardScore,
  chanceWithin,
  outlookAt,
  type UnscoredFacts,
  weeksOf,
  whyUnscored,
} from "@/lib/breakage/card-score/card-score";
import { outlookJson } from "@/lib/breakage/card-score/json";
import { weekPoints, weekSentence } from "@/lib/breakage/card-score/week-chart";

const score: CardScore = {
  scoredOn: "2026-10-31",
  modelId: 3,
  forecastId: 7,
  currency: "USD",
  balance: 5_000n,
  endsOn: "2026-11-20",
  endedBy: null,
  probabilityUntouched: 0.25,
  probabilityNever: 0.5,
  expectedUnredeemed: 1_750.5,
  hazardByWeek: [0.5, 0.2, 0.1, 0, 0],
  comingMonth: { own: 0.6, average: 0.1 },
  contributions: [{ reason: "use", effect: -0.2, sentence: "Never used." }],
};

describe("weeks of a card", () => {
  it("that ends on Friday 20 November are those from 1, 8 and 15 November: in the fourth it can no longer be used", () => {
    expect(weeksOf(score)).toEqual([
      { from: "2026-11-01", to: "2026-11-07", chance: 0.5 },
      { from: "2026-11-08", to: "2026-11-14", chance: 0.2 },
      { from: "2026-11-15", to: "2026-11-21", chance: 0.1 },
    ]);
    expect(weeksOf({ ...score, endsOn: null })).toHaveLength(5);
    expect(weeksOf({ ...score, endsOn: "2026-10-31" })).toEqual([]);
  });

  it("with chances of 50, 20 and 10 % come to 1 − 0.5 · 0.8 · 0.9 = 64 %; no week comes to nothing", () => {
    expect(chanceWithin(score.hazardByWeek, 3)).toBeCloseTo(0.64, 12);
    expect(chanceWithin(score.hazardByWeek, 1)).toBeCloseTo(0.5, 12);
    expect(chanceWithin(score.hazardByWeek, 0)).toBe(0);
  });

  it("are told in a sentence that names the first, the last and all of them", () => {
    expect(weekSentence(score, "en")).toBe(
      "50.0% in the week from 1 Nov 2026, 10.0% in that from 15 Nov 2026; 64.0% within 3 weeks in all.",
    );
    expect(weekSentence({ ...score, endsOn: "2026-11-03" }, "en")).toBe(
      "50.0% in the week from 1 Nov 2026, the last one before it ends.",
    );
    expect(weekPoints(score, "en").at(-1)).toEqual({
      key: "2026-11-15",
      label: "15 Nov 2026",
      values: { chance: 0.1 },
    });
  });
});

describe("a card without a score", () => {
  const facts: UnscoredFacts = {
    dataDate: "2026-10-31",
    versionStatus: "ok",
    soldOn: "2026-05-05",
    isTypeKnown: true,
    balance: 100n,
    lastRun: "ok",
  };
  it.each([
    ["no forecast was made at all", { dataDate: null, versionStatus: null }, "no-forecast"],
    ["none in its currency", { versionStatus: null }, "no-forecast"],
    ["sold after the last day that is known", { soldOn: "2026-11-01", balance: 0n }, "sold-later"],
    ["with nothing on it", { balance: 0n }, "nothing-left"],
    ["of a currency with too little history", { versionStatus: "too-little-history" }, "too-little-history"],
    ["of a type that the version has no figures of", { isTypeKnown: false }, "no-history"],
    ["where too few redemptions are known", { lastRun: "too-little-history" }, "few-redemptions"],
    ["with all that it takes", {}, "not-yet"],
  ] as const)("%s: %s is %s", (_, changes, why) => {
    expect(whyUnscored({ ...facts, ...changes })).toBe(why);
  });
});

describe("a score seen from a day", () => {
  const outlook: CardOutlook = { status: "scored", score };
  it("is shown on its own day and later, and not on an earlier one nor as known before", () => {
    expect(outlookAt(outlook, { asOf: "2026-10-31", knownAt: null })).toBe(outlook);
    expect(outlookAt(outlook, { asOf: "2026-11-25", knownAt: null })).toBe(outlook);
    const none = { status: "unscored", why: "earlier-day", dataDate: "2026-10-31" };
    expect(outlookAt(outlook, { asOf: "2026-10-30", knownAt: null })).toEqual(none);
    expect(outlookAt(outlook, { asOf: "2026-11-25", knownAt: "2026-11-01" })).toEqual(none);
  });

  it("goes out with 1,750.5 of 5,000 rounded once, half up, and its weeks with their dates", () => {
    expect(outlookJson(outlook)).toMatchObject({
      status: "scored",
      forecastVersion: 7,
      balance: 5_000n,
      expectedUnredeemed: 1_751n,
      weeks: [{ from: "2026-11-01" }, { from: "2026-11-08" }, { from: "2026-11-15" }],
      reasons: [{ reason: "use", effect: -0.2 }],
    });
    expect(outlookJson({ status: "unscored", why: "not-yet", dataDate: null })).toEqual({
      status: "unscored",
      reason: "not-yet",
      dataDate: null,
    });
  });
});
