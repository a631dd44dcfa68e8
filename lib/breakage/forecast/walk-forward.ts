import { type Candidate, candidates, MONTHS_JUDGED } from "./constants";
import { project } from "./methods/project";
import type { PastCut } from "./past-cuts";
import type { Fit, Refinement } from "./refinements";

/** What was expected of a cohort at a past cut by one method, and what is known now. */
export type Trial = {
  readonly cut: number;
  readonly vintage: number;
  readonly type: string;
  /** Months from the sale to the cut. */
  readonly age: number;
  readonly face: number;
  readonly expected: number;
  readonly actual: number;
};

/** A method at past cuts, each time with what was known then alone. */
export function trialsOf(
  method: Candidate,
  past: readonly PastCut[],
  refinements: readonly Refinement[],
  fit: Fit,
): Trial[] {
  return past.flatMap(({ cut, table, followed }) => {
    const projection = project(method, table, fit(table, refinements));
    return followed.map(({ line, to, actual }) => ({
      cut,
      vintage: line.cohort.vintage,
      type: line.cohort.type,
      age: cut - line.cohort.vintage,
      face: line.cohort.face,
      expected: projection(line, to),
      actual,
    }));
  });
}

/** The trials followed for nine months or more; all of them where there are none. */
export function judgedOn(trials: readonly Trial[], now: number): readonly Trial[] {
  const long = trials.filter(({ cut }) => cut <= now - MONTHS_JUDGED);
  return long.length > 0 ? long : trials;
}

export type TrialsByMethod = Readonly<Record<Candidate, readonly Trial[]>>;

export function trialsByMethod(past: readonly PastCut[], refinements: readonly Refinement[], fit: Fit): TrialsByMethod {
  const entries = candidates.map((method) => [method, trialsOf(method, past, refinements, fit)] as const);
  return Object.fromEntries(entries) as Record<Candidate, Trial[]>;
}
