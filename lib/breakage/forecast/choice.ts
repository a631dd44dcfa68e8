import {
  BASELINE_MARGIN,
  baselines,
  type Candidate,
  CHANGE_MARGIN,
  candidates,
  FIRST_BASELINE,
  HEADLINE,
} from "./constants";
import type { PastCut } from "./past-cuts";
import { type Fit, type Refinement, refinements, shows } from "./refinements";
import { type Outcome, pointScore, skillOf } from "./scores";
import type { CohortTable } from "./table";
import {
  expectedBy,
  judgedOn,
  type Projections,
  type Trial,
  type TrialsByMethod,
  type TrialsOf,
  trialsOf,
} from "./walk-forward";

/**
 * `passed`: the method beats the first baseline by the margin. `average`: none does, and the mean of mature vintages is used.
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
  /** 1 − the method's error on the sums of ages 0 to 9 ÷ the first baseline's; null without a back-test. */
  readonly skill: number | null;
  readonly scores: readonly MethodScore[];
  readonly cuts: readonly number[];
  readonly outcomes: number;
};

const OLDEST_YOUNG = 9;

/**
 * The method with the least error at past cuts. The headline gives way only to one that is clearly better, so that a method
 * does not change with every month; and what does not clearly beat the mean of mature vintages on young cohorts is not used.
 * That is judged on sums by type, cut and age group: of a single small cohort most is chance, which no method foretells.
 */
export const chooseMethod = (trials: TrialsByMethod, now: number): Choice => chooseBy((method) => trials[method], now);

/** The same of trials that are put together one method after the other. */
export function chooseBy(trialsOf: TrialsOf, now: number): Choice {
  const judged = judgedOn(trialsOf(HEADLINE), now);
  const cuts = [...new Set(judged.map(({ cut }) => cut))];
  const scores = candidates.map((method) => scoreOf(method, judgedOn(trialsOf(method), now)));
  const outcomes = judged.length;
  const errorOf = (method: Candidate) => scores.find((score) => score.method === method)?.wape ?? null;
  const headline = errorOf(HEADLINE);
  if (outcomes === 0 || headline === null) {
    return { method: HEADLINE, verdict: "untested", skill: null, scores, cuts, outcomes };
  }
  const best = candidates.reduce((found, method) =>
    (errorOf(method) ?? Number.POSITIVE_INFINITY) < (errorOf(found) ?? Number.POSITIVE_INFINITY) ? method : found,
  );
  const candidate = (errorOf(best) ?? headline) < (1 - CHANGE_MARGIN) * headline ? best : HEADLINE;
  const youngOf = (method: Candidate) => scores.find((score) => score.method === method)?.youngSumsWape ?? null;
  const [own, first] = [youngOf(candidate), youngOf(FIRST_BASELINE)];
  const skill = skillOf(own, first);
  const isBaseline = baselines.some((method) => method === candidate);
  const passed = !isBaseline && own !== null && first !== null && own <= (1 - BASELINE_MARGIN) * first;
  return {
    method: passed ? candidate : FIRST_BASELINE,
    verdict: passed ? "passed" : "average",
    skill,
    scores,
    cuts,
    outcomes,
  };
}

function scoreOf(method: Candidate, trials: readonly Trial[]): MethodScore {
  const all = pointScore(trials);
  const young = trials.filter(({ age }) => age <= OLDEST_YOUNG);
  return {
    method,
    wape: all.wape,
    bias: all.bias,
    youngWape: pointScore(young).wape,
    youngSumsWape: pointScore(sumsOf(young)).wape,
  };
}

/** By type, cut and age group (0 to 3, 4 to 9). */
function sumsOf(trials: readonly Trial[]): Outcome[] {
  const sums = new Map<string, { expected: number; actual: number }>();
  for (const { type, cut, age, expected, actual } of trials) {
    const key = `${cut}/${age <= 3 ? "0-3" : "4-9"}/${type}`;
    const own = sums.get(key) ?? { expected: 0, actual: 0 };
    sums.set(key, { expected: own.expected + expected, actual: own.actual + actual });
  }
  return [...sums.values()];
}

/** The refinements that the data ask for and that do the back-test no harm, taken on one after the other. */
export function chooseRefinements(
  table: CohortTable,
  past: readonly PastCut[],
  fit: Fit,
  projections: Projections,
): Refinement[] {
  const errorOf = (wanted: readonly Refinement[]) =>
    pointScore(trialsOf(past, expectedBy(HEADLINE, past, wanted, projections))).wape ?? 0;
  let chosen: Refinement[] = [];
  let error = errorOf(chosen);
  for (const refinement of refinements) {
    const tried = [...chosen, refinement];
    if (!shows(fit(table, tried), refinement)) continue;
    const triedError = errorOf(tried);
    if (triedError > error) continue;
    chosen = tried;
    error = triedError;
  }
  return chosen;
}
