import { beforeAll, describe, expect, it } from "vitest";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { getSecondOpinion } from "@/lib/breakage/forecast/queries/second-opinion";
import { getTypePage, type TypePage } from "@/lib/breakage/forecast/queries/type-page";
import { forecastShare } from "@/lib/breakage/forecast-view/second-opinion-words";
import type { Scope } from "@/lib/identity/scope";
import { makeIssuer } from "../../support/cards";
import { makeSmallProgramme, NOW } from "./small-programme";

const MONTHS = 30;
const END = 12;
let scope: Scope;
let page: TypePage;

beforeAll(async () => {
  scope = await makeSmallProgramme("OPINE");
  page = await getTypePage(scope, "YA", {});
  expect(await getSecondOpinion(scope, page)).toBeNull();
  await makeForecasts(scope, {}, { now: NOW });
  page = await getTypePage(scope, "YA", {});
}, 120_000);

/** The six cards of each month of sale, one by one: what each had left at each age, as `small-programme.ts` describes them. */
function shareOpen(): number {
  let share = 1;
  for (let age = 0; age <= END; age++) {
    let [before, redeemed] = [0, 0];
    for (let month = 0; month + age < MONTHS; month++) {
      for (let card = 0; card < 6; card++) {
        const used = card === 0 ? null : 1 + ((7 * month + 5 * card + 6) % 11);
        const amount = card === 1 ? (month % 2 === 0 ? 40 : 80) : 100;
        before += used !== null && used < age ? 100 - amount : 100;
        redeemed += used === age ? amount : 0;
      }
    }
    share *= 1 - redeemed / before;
  }
  return share;
}

describe("the second opinion of a type's page", () => {
  it("has the share open after twelve months that its 180 cards have, worked out card by card, and expiry took it", async () => {
    const opinion = await getSecondOpinion(scope, page);
    expect(opinion?.cards).toBeCloseTo(180, 9);
    expect(opinion?.oldest).toBe(END);
    const share = shareOpen();
    // One card of six is never used, one is left with 60 or 20 of 100: about (100 + 40) ÷ 600.
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.27);
    expect(opinion?.open?.share).toBeCloseTo(share, 9);
    expect(opinion?.expired?.share).toBeCloseTo(share, 9);
    expect(opinion?.expired?.left).toBeCloseTo(0, 9);
    expect(opinion?.cures.map(({ distribution }) => distribution)).toEqual(["exponential", "weibull", "lognormal"]);
  });

  it("stands beside the version's own probability", () => {
    const whole = page.own?.report.whole ?? null;
    expect(whole?.probability).not.toBeNull();
    expect(forecastShare(whole)?.share).toBe(whole?.probability);
  });

  it("is the same when asked again, and none without a version", async () => {
    expect(await getSecondOpinion(scope, page)).toEqual(await getSecondOpinion(scope, page));
    expect(await getSecondOpinion(scope, { ...page, version: null })).toBeNull();
    expect(await getSecondOpinion(await makeIssuer("OTHER"), { ...page, own: null })).toBeNull();
  });
});
