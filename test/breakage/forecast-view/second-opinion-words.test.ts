import { describe, expect, it } from "vitest";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { lastOf } from "@/lib/breakage/forecast/steps";
import { type SecondOpinion, type Share, secondOpinionInSteps } from "@/lib/breakage/forecast-view/second-opinion";
import {
  against,
  forecastShare,
  opinionRemarks,
  readingsOf,
  verdicts,
} from "@/lib/breakage/forecast-view/second-opinion-words";
import { cohortOf, JANUARY } from "../forecast/cohorts";

const says = (share: number, low: number | null = null, high: number | null = null): Share => ({ share, low, high });
const opinion = (changes: Partial<SecondOpinion> = {}): SecondOpinion => ({
  cards: 1_000,
  oldest: 16,
  open: { ...says(0.2, 0.18, 0.23), atRisk: 205 },
  expired: null,
  cures: [{ distribution: "weibull", said: says(0.2, 0.18, 0.23), refusal: null }],
  ...changes,
});
const expired = (share: number, left: number) => ({ ...says(share, share - 0.01, share + 0.01), left });

describe("a share against the forecast's", () => {
  it("is beyond it only when their ranges do not meet; ends that touch meet", () => {
    expect(against(says(0.2, 0.18, 0.22), says(0.25, 0.22, 0.3))).toBe("within");
    expect(against(says(0.2, 0.18, 0.22), says(0.25, 0.23, 0.3))).toBe("below");
    expect(against(says(0.4, 0.31, 0.5), says(0.25, 0.22, 0.3))).toBe("above");
  });

  it("is a point where it has no range", () => {
    expect(against(says(0.2), says(0.2))).toBe("within");
    expect(against(says(0.21), says(0.2, 0.19, 0.205))).toBe("above");
  });

  it("is held against breakage ÷ value sold and the 95 % range ÷ value sold: 290 of 1000, 250 to 340", () => {
    const ranges = [
      { level: 0.8, low: 27_000n, high: 31_000n },
      { level: 0.95, low: 25_000n, high: 34_000n },
    ];
    expect(forecastShare({ probability: 0.29, sold: 100_000n, ranges })).toEqual(says(0.29, 0.25, 0.34));
    expect(forecastShare({ probability: 0.29, sold: 100_000n, ranges: null })).toEqual(says(0.29));
    expect(forecastShare({ probability: null, sold: 0n, ranges: null })).toBeNull();
    expect(forecastShare(null)).toBeNull();
  });
});

describe("what the readings say of the forecast", () => {
  it("agrees, or lies above or below by more than the ranges", () => {
    expect(verdicts(opinion(), says(0.21, 0.19, 0.25), false)).toEqual([expect.stringContaining("agrees with")]);
    expect(verdicts(opinion(), says(0.1, 0.08, 0.12), false)).toEqual([expect.stringContaining("lies above")]);
    expect(verdicts(opinion(), says(0.4, 0.35, 0.5), false)).toEqual([
      expect.stringMatching(/lies below.*taken for none/),
    ]);
  });

  it("finds nothing odd in a share below the forecast where cards expire, and something in one above", () => {
    const [below] = verdicts(opinion(), says(0.4, 0.35, 0.5), true);
    expect(below).toContain("to be expected where cards expire");
    expect(verdicts(opinion(), says(0.1, 0.08, 0.12), true)).toEqual([expect.stringContaining("lies above")]);
  });

  it("is no contradiction while one quoted share meets the forecast", () => {
    const cures: SecondOpinion["cures"] = [
      { distribution: "weibull", said: says(0.2, 0.18, 0.22), refusal: null },
      { distribution: "lognormal", said: says(0.17, 0.15, 0.19), refusal: null },
    ];
    expect(verdicts(opinion({ cures }), says(0.24, 0.21, 0.3), false)).toEqual([expect.stringContaining("agrees")]);
  });

  it("is neither for nor against where no share is quoted, or the forecast has none", () => {
    const silent = opinion({
      cures: [{ distribution: "weibull", said: null, refusal: { kind: "no-maximum" } }],
    });
    expect(verdicts(silent, says(0.4, 0.35, 0.5), false)).toEqual([
      expect.stringContaining("neither for the forecast"),
    ]);
    expect(verdicts(opinion(), null, false)).toEqual([expect.stringContaining("has no share")]);
  });

  it("holds what expiry took against the forecast once nothing is left to come to an end", () => {
    const forecast = says(0.3, 0.28, 0.32);
    const of = (share: number, left: number) => verdicts(opinion({ expired: expired(share, left) }), forecast, true);
    expect(of(0.4, 0.2).join()).not.toContain("xpiry took");
    expect(of(0.4, 0.001)).toContainEqual(expect.stringContaining("Expiry took more"));
    expect(of(0.2, 0)).toContainEqual(expect.stringContaining("Expiry took less"));
    expect(of(0.29, 0)).toContainEqual(expect.stringContaining("What expiry took agrees"));
  });
});

describe("the lines of the comparison", () => {
  it("are the forecast, what was seen and each distribution; a share that is not quoted is in none of them", () => {
    const cures: SecondOpinion["cures"] = [
      { distribution: "exponential", said: null, refusal: { kind: "no-events" } },
      { distribution: "weibull", said: says(0.2), refusal: null },
    ];
    const readings = readingsOf(opinion({ cures, expired: expired(0.2, 0) }), null, "en");
    expect(readings.map(({ key, said }) => [key, said?.share ?? null])).toEqual([
      ["forecast", null],
      ["open", 0.2],
      ["expired", 0.2],
      ["exponential", null],
      ["weibull", 0.2],
    ]);
  });
});

describe("why a share is not quoted", () => {
  const remarksOf = (cohorts: readonly Cohort[], cut: number, expires = false) => {
    const found = lastOf(secondOpinionInSteps({ cohorts, cut, ultimateAge: 60 }));
    return found ? opinionRemarks(found, expires, "en") : [];
  };

  it("is said once for all distributions with the same reason, with the figures of the test", () => {
    // 400 and 300 of 1000 cards, the last of them in the last month that was seen.
    const remarks = remarksOf([cohortOf([400_000, 300_000], { face: 1_000_000, cards: 1_000 })], JANUARY + 1);
    const [first] = remarks;
    expect(first).toMatch(/^Not quoted by .*Weibull.* times\. The cards were not followed long enough/);
    expect(first).toContain("of 1,000, 0.0 were redeemed in the stretch");
    expect(first).toContain("α 1.000");
    expect(remarks.filter((remark) => remark.includes("long enough"))).toHaveLength(1);
  });

  it("is a range too wide, or nothing redeemed, or no clear maximum", () => {
    const wide = remarksOf([cohortOf([4_000, 2_000, 1_000, ...Array(13).fill(0)])], JANUARY + 15);
    expect(wide.some((remark) => /It could lie anywhere between \d+\.\d% and \d+\.\d%\./.test(remark))).toBe(true);
    expect(remarksOf([cohortOf([0, 0, 0])], JANUARY + 2)[0]).toBe(
      "Not quoted by exponential, Weibull, log-normal times. Nothing was redeemed, so nothing tells never from not yet.",
    );
    const vague = opinion({ cures: [{ distribution: "lognormal", said: null, refusal: { kind: "no-maximum" } }] });
    expect(opinionRemarks(vague, false, "en")[0]).toContain("no clear maximum");
  });

  it("names the distributions that put the share elsewhere, and what they say", () => {
    const left = (age: number) => (age < 0 ? 1 : 0.5 ** ((age + 0.5) / 4));
    const slow = Array.from({ length: 27 }, (_, age) => (age < 24 ? 8_000_000 * (left(age - 1) - left(age)) : 0));
    const remarks = remarksOf([cohortOf(slow, { face: 10_000_000, cards: 10_000 })], JANUARY + 26);
    const weibull = remarks.find((remark) => remark.startsWith("Not quoted by Weibull times. It hangs"));
    expect(weibull).toMatch(/outside its range of \d+\.\d% to \d+\.\d%, log-normal times say \d+\.\d%\.$/);
  });

  it("is followed by what the ranges do not know, and by the word that none has expired", () => {
    const cohorts = [cohortOf([4_000, 2_000], { endAge: 9 })];
    expect(remarksOf(cohorts, JANUARY + 1, true)).toContain("Its cards expire, and none has yet.");
    expect(remarksOf(cohorts, JANUARY + 1, true).at(-1)).toContain("the chance of 10 alike cards");
    expect(remarksOf(cohorts, JANUARY + 1, false).join()).not.toContain("none has yet");
  });
});
