import { describe, expect, it } from "vitest";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { lastOf } from "@/lib/breakage/forecast/steps";
import { type SecondOpinion, secondOpinionInSteps } from "@/lib/breakage/forecast-view/second-opinion";
import { cohortOf, JANUARY } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

function opinionOf(cohorts: readonly Cohort[], cut: number): SecondOpinion {
  const found = lastOf(secondOpinionInSteps({ cohorts, cut, ultimateAge: 60 }));
  if (!found) throw new Error("no opinion");
  return found;
}

/** One month of sale of so many cards of 10.00, of which so many are redeemed by age, seen for so many months. */
function seenFor(ages: number, cards: number, redeemed: readonly number[]): [Cohort[], number] {
  const months = Array.from({ length: ages }, (_, age) => 1_000 * (redeemed[age] ?? 0));
  return [[cohortOf(months, { face: 1_000 * cards, cards })], JANUARY + ages - 1];
}
const kindsOf = ({ cures }: SecondOpinion) =>
  cures.map(({ refusal }) =>
    refusal?.kind === "judged" ? refusal.quote.reasons.map(({ kind }) => kind) : (refusal?.kind ?? "said"),
  );

/** 800 of 1000 cards are ever redeemed; a quarter of the rest is left after each month, half after the half of the first. */
const QUICK = [400, 300, 75, 18.75, 4.6875, 1.171875];

describe("a second opinion of one card type", () => {
  it("leaves 0.775 · 0.5 · 0.75 = 29 % open in the worked example, and expiry takes as much", () => {
    const { open, expired, cards, oldest } = opinionOf(WORKED, CUT);
    expect(open?.share).toBeCloseTo(0.290625, 12);
    expect(expired?.share).toBeCloseTo(0.290625, 12);
    expect(expired?.left).toBe(0);
    // Of the last step: January alone was seen so old, with four of its ten cards open.
    expect(open?.atRisk).toBeCloseTo(4, 12);
    expect([cards, oldest]).toEqual([40, 2]);
  });

  it("counts expiry as an end: 0.3 + 0.2 · 0.75 = 45 % expired, where no expiry would leave 0.7 · 0.5 · 0.75 = 26 %", () => {
    const cohorts = [
      cohortOf([4_000], { id: "short", endAge: 0 }),
      cohortOf([2_000, 4_000, 1_000], { id: "long", endAge: 2 }),
    ];
    const { open, expired } = opinionOf(cohorts, JANUARY + 2);
    expect(expired?.share).toBeCloseTo(0.45, 12);
    expect(expired?.left).toBeCloseTo(0, 12);
    expect(open?.share).toBeCloseTo(0.2625, 12);
  });

  it("has no word of expiry where none has expired, and takes what is open at the ultimate age for no end", () => {
    expect(opinionOf([cohortOf([2_000, 3_000])], JANUARY + 1).expired).toBeNull();
    expect(opinionOf([cohortOf([2_000, 3_000], { endAge: 5 })], JANUARY + 1).expired).toBeNull();
    const settled = { cohorts: [cohortOf([2_000, 3_000, 0, 0])], cut: JANUARY + 3, ultimateAge: 1 };
    expect(lastOf(secondOpinionInSteps(settled))).toMatchObject({ expired: null, oldest: 1, open: { share: 0.5 } });
  });

  it("says 20 % of a thousand cards of which a fifth was left for ten quiet months, by three distributions", () => {
    const found = opinionOf(...seenFor(16, 1_000, QUICK));
    expect(kindsOf(found)).toEqual(["said", "said", "said"]);
    const open = 1 - (400 + 300 + 75 + 18.75 + 4.6875 + 1.171875) / 1_000;
    expect(found.open?.share).toBeCloseTo(open, 12);
    for (const { said } of found.cures) {
      expect(said?.share).toBeGreaterThan(0.195);
      expect(said?.share).toBeLessThan(0.205);
      // ±1.96 √(0.2 · 0.8 ÷ 1000) = ±0.0248.
      expect((said?.high ?? 0) - (said?.low ?? 0)).toBeCloseTo(0.0496, 2);
    }
  });

  it("refuses while the last month seen still has redemptions", () => {
    const found = opinionOf(...seenFor(6, 1_000, QUICK));
    expect(found.cures.every(({ said }) => said === null)).toBe(true);
    for (const kinds of kindsOf(found)) expect(kinds).toContain("follow-up");
  });

  it("refuses what twelve cards leave open within 20 points and more", () => {
    expect(kindsOf(opinionOf(...seenFor(16, 12, [4, 2, 1])))).toEqual([
      ["wide-interval"],
      ["wide-interval"],
      ["wide-interval"],
    ]);
  });

  it("refuses what hangs on the distribution: half the rest each four months, lost from sight after two years", () => {
    const left = (age: number) => (age < 0 ? 1 : 0.5 ** ((age + 0.5) / 4));
    const slow = Array.from({ length: 24 }, (_, age) => 8_000 * (left(age - 1) - left(age)));
    const found = opinionOf(...seenFor(27, 10_000, slow));
    const [, weibull] = found.cures;
    expect(kindsOf(found)[1]).toEqual(["distributions-differ"]);
    if (weibull?.refusal?.kind !== "judged") throw new Error("not judged");
    const { fit, quote } = weibull.refusal;
    const rival = quote.others.find(({ distribution }) => distribution === "lognormal")?.cureFraction ?? 0;
    expect(rival).toBeLessThan(fit.interval.lower);
  });

  it("refuses where nothing was redeemed: all is open, with no range", () => {
    const found = opinionOf(...seenFor(5, 20, []));
    expect(kindsOf(found)).toEqual(["no-events", "no-events", "no-events"]);
    expect(found.open).toEqual({ share: 1, low: null, high: null, atRisk: 20 });
  });

  it("takes a refund from the redemptions before it, so that the cards still add up", () => {
    // 4.00 redeemed of 10 cards, 1.00 of it given back: three redeemed, seven open.
    const { open } = opinionOf([cohortOf([4_000, -1_000])], JANUARY + 1);
    expect(open?.share).toBeCloseTo(0.7, 12);
  });

  it("is none where nothing was sold", () => {
    expect(lastOf(secondOpinionInSteps({ cohorts: [], cut: JANUARY, ultimateAge: 60 }))).toBeNull();
  });

  it("does not depend on the order of cohorts", () => {
    expect(opinionOf([...WORKED].reverse(), CUT)).toEqual(opinionOf(WORKED, CUT));
  });
});
