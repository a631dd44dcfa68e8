import { expect, it } from "vitest";
import { NO_CORRECTION } from "@/lib/breakage/card-score/model";
import { checkPast } from "@/lib/breakage/card-score/past-scores";
import { flatHeadline, typeFacts } from "./flat-headline";
import { FIRST_MONTH, simulateCards, truth } from "./world";

const SECOND = FIRST_MONTH + 35;
const cuts = { first: SECOND - 12, second: SECOND, horizon: 12 };
const types = [1, 2, 3].map((id) => typeFacts(id));
const headline = flatHeadline(truth.first, [1, 2, 3]);
const sources = { first: headline, second: headline };
const worldOf = (pace?: (month: number) => number) => ({
  ...simulateCards("past", 7_000, { from: SECOND, horizon: 12, ...(pace ? { pace } : {}) }),
  types,
});

/** A world that goes on as it was, and what its check finds. */
const steady = worldOf();
const steadyCheck = checkPast(steady, cuts, sources);

/** ln of what a correction makes of a usual hazard, e^−2.5. */
const atUsual = ({ shift, slope }: { shift: number; slope: number }) => shift + (slope - 1) * -2.5;

it("in a world that goes on as it was there is little to correct: a usual hazard moves by less than a tenth", () => {
  const found = steadyCheck;
  if (found.status !== "ok") throw new Error(found.status);
  expect(Math.abs(atUsual(found.found))).toBeLessThan(0.1);
  expect(Math.abs(found.found.slope - 1)).toBeLessThan(0.2);
  expect(Math.abs((found.shown.untouched?.predicted ?? 0) - (found.shown.untouched?.observed ?? 1))).toBeLessThan(0.03);
  expect(Math.abs(found.shown.leftBias ?? 1)).toBeLessThan(0.05);
});

it("where all became half as fast after the first cut, the correction is learnt, helps, and is used", () => {
  const found = checkPast(
    worldOf((month) => (month > cuts.first ? 0.5 : 1)),
    cuts,
    sources,
  );
  if (found.status !== "ok") throw new Error(found.status);
  expect(Math.abs(atUsual(found.found) - Math.log(0.5))).toBeLessThan(0.1);
  expect(found.correction).toEqual(found.found);
  expect(found.shown.corrected).toBe(true);
  expect(found.shown.untouched?.brier).toBeLessThan(found.other.untouched?.brier ?? 0);
});

it("where months were slow between the cuts only, the correction does harm afterwards, and is not used", () => {
  const slow = (month: number) => (month > cuts.first && month <= cuts.second ? 0.4 : 1);
  const found = checkPast(worldOf(slow), cuts, sources);
  if (found.status !== "ok") throw new Error(found.status);
  expect(found.found).not.toEqual(NO_CORRECTION);
  expect(found.correction).toEqual(NO_CORRECTION);
  expect(found.shown.corrected).toBe(false);
  expect(found.shown.untouched?.brier).toBeLessThan(found.other.untouched?.brier ?? 0);
});

it("where the headline would have refused at a past cut there is no check", () => {
  expect(checkPast(steady, cuts, { first: null, second: headline })).toEqual({ status: "too-little-history" });
});

it("types that nobody could have known of then are left out", () => {
  const found = checkPast(steady, cuts, {
    first: flatHeadline(truth.first, [1, 2]),
    second: flatHeadline(truth.first, [1, 2]),
  });
  if (found.status !== "ok") throw new Error(found.status);
  const all = steadyCheck;
  if (all.status !== "ok") throw new Error(all.status);
  expect(found.shown.untouched?.cards).toBeLessThan(0.8 * (all.shown.untouched?.cards ?? 0));
});
