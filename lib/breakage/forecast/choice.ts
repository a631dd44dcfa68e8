import { at } from "@/lib/statistics/vector";
import {
  BASELINE_MARGIN,
  baselines,
  type Candidate,
  CHANGE_MARGIN,
  candidates,
  FIRST_BASELINE,
  HEADLINE,
} from "./constants";
import { groupsOf } from "./grouped";
import type { PastCut } from "./past-cuts";
import { type Fit, type Refinement, refinements, shows } from "./refinements";
import { type PointScore, Points, pointScore, skillOf } from "./scores";
import type { CohortTable } from "./table";
import { expectedBy, judgedOn, type Projections, type Tried, type WalkForward } from "./walk-forward";

/**
 * `passed`: the method beats the first baseline by the margin. `average`: none does, or a plain average has the least error, and
 * the best of the averages is used.
 * `untested`: history is too short for a back-test, and the headline is used for want of a judgement.
 */
export const verdicts = ["passed", "average", "untested"] as const;
export type Verdict = (typeof verdicts)[number];

export type MethodScore = {
  readonly method: Candidate;
  /** Over single cohorts of all ages. */
  readonly wape: number | null;
  readonly bias: number | null;
  /** On ages 0 to 9: over single cohorts, and over sums by type, cut and age group. */
  readonly youngWape: number | null;
  readonly youngSumsWape: number | null;
};

export type Choice = {
  readonly method: Candidate;
  readonly verdict: Verdict;
  /** 1 − error on the sums of ages 0 to 9 ÷ the first baseline's, of the method, or where an average is used of the model that came closest; null without a back-test. */
  readonly skill: number | null;
  readonly scores: readonly MethodScore[];
  readonly cuts: readonly number[];
  readonly outcomes: number;
};

const OLDEST_YOUNG = 9;

/**
 * The method with the least error at past cuts, of the models that clearly beat the mean of mature vintages on young cohorts and the
 * best of the averages. The headline gives way only to one that is clearly better, so that a method does not change with every
 * month. Young cohorts are judged on sums by type, cut and age group: of a single small one most is chance, which no method foretells.
 */
export function chooseMethod(walk: WalkForward, now: number): Choice {
  const places = judgedOn(walk.tried, now);
  const cuts = [...new Set(places.map((place) => walk.tried[place]?.cut ?? now))];
  const scores = scoresOf(walk, places);
  const outcomes = places.length;
  const errorOf = (method: Candidate) => scores.find((score) => score.method === method)?.wape ?? null;
  const headline = errorOf(HEADLINE);
  if (outcomes === 0 || headline === null) {
    return { method: HEADLINE, verdict: "untested", skill: null, scores, cuts, outcomes };
  }
  const errorIn = (method: Candidate) => errorOf(method) ?? Number.POSITIVE_INFINITY;
  const least = (among: readonly Candidate[]) =>
    among.reduce((found, method) => (errorIn(method) < errorIn(found) ? method : found));
  /** The headline, unless another of them is clearly better. */
  const usual = (among: readonly Candidate[]) => {
    const best = least(among);
    return among.includes(HEADLINE) && !(errorIn(best) < (1 - CHANGE_MARGIN) * headline) ? HEADLINE : best;
  };
  const youngOf = (method: Candidate) => scores.find((score) => score.method === method)?.youngSumsWape ?? null;
  const first = youngOf(FIRST_BASELINE);
  const passes = (method: Candidate) => {
    const own = youngOf(method);
    return own !== null && first !== null && own <= (1 - BASELINE_MARGIN) * first;
  };
  const models = candidates.filter((method) => !isBaseline(method));
  const method = usual([...models.filter(passes), least(baselines)]);
  const verdict = isBaseline(method) ? "average" : "passed";
  const skills = (verdict === "passed" ? [method] : models).map((one) => skillOf(youngOf(one), first));
  const skill = skills.reduce((best, one) => (one !== null && (best === null || one > best) ? one : best), null);
  return { method, verdict, skill, scores, cuts, outcomes };
}

const isBaseline = (method: Candidate) => baselines.some((baseline) => baseline === method);

function scoresOf({ tried, expectedOf }: WalkForward, places: readonly number[]): MethodScore[] {
  const actual = Float64Array.from(tried, (one) => one.actual);
  const young = places.filter((place) => (tried[place]?.age ?? 0) <= OLDEST_YOUNG);
  const groups = [...groupsOf(young, (place) => sumKey(tried, place)).values()];
  return candidates.map((method) => {
    const expected = expectedOf(method);
    const all = pointsAt(places, expected, actual);
    return {
      method,
      wape: all.wape,
      bias: all.bias,
      youngWape: pointsAt(young, expected, actual).wape,
      youngSumsWape: pointScore(
        groups.map((members) => ({ expected: sumAt(members, expected), actual: sumAt(members, actual) })),
      ).wape,
    };
  });
}

/** By cut, age group (0 to 3, 4 to 9) and type. */
function sumKey(tried: readonly Tried[], place: number): string {
  const one = tried[place];
  return one ? `${one.cut}/${one.age <= 3 ? "0-3" : "4-9"}/${one.type}` : "";
}

function pointsAt(places: readonly number[], expected: Float64Array, actual: Float64Array): PointScore {
  const points = new Points();
  for (const place of places) points.add(at(expected, place), at(actual, place));
  return points.score;
}

function sumAt(places: readonly number[], values: Float64Array): number {
  let sum = 0;
  for (const place of places) sum += at(values, place);
  return sum;
}

export type ChosenRefinements = {
  readonly refinements: readonly Refinement[];
  /** What the headline expected at past cuts with them. */
  readonly expected: Float64Array;
};

/** The refinements that the data ask for and that do the back-test no harm, taken on one after the other. */
export function chooseRefinements(
  table: CohortTable,
  past: readonly PastCut[],
  fit: Fit,
  projections: Projections,
): ChosenRefinements {
  const triedWith = (wanted: readonly Refinement[]) => {
    const expected = expectedBy(HEADLINE, past, wanted, projections);
    const points = new Points();
    let place = 0;
    for (const { followed } of past) for (const { actual } of followed) points.add(at(expected, place++), actual);
    return { refinements: wanted, expected, error: points.score.wape ?? 0 };
  };
  let chosen = triedWith([]);
  for (const refinement of refinements) {
    const wanted = [...chosen.refinements, refinement];
    if (!shows(fit(table, wanted), refinement)) continue;
    const tried = triedWith(wanted);
    if (!(tried.error > chosen.error)) chosen = tried;
  }
  return chosen;
}
