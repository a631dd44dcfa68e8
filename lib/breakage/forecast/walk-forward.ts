import { at } from "@/lib/statistics/vector";
import { type Candidate, candidates, HEADLINE, MONTHS_JUDGED } from "./constants";
import { project } from "./methods/project";
import type { Projection } from "./methods/projection";
import type { PastCut } from "./past-cuts";
import type { Fit, Refinement } from "./refinements";
import { remembered } from "./remembered";
import type { CohortTable } from "./table";

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

/** A method fitted to what a table knows, the headline with these refinements. */
export type Projections = (method: Candidate, table: CohortTable, refinements: readonly Refinement[]) => Projection;

/**
 * Fits no method but the headline to the same table twice. The headline's model is remembered by `fit`; what its projection
 * would add is a curve for every cohort, which takes more room than time.
 */
export function rememberedProjections(fit: Fit): Projections {
  const others = remembered((_: CohortTable) => new Map<Candidate, Projection>());
  return (method, table, refinements) => {
    if (method === HEADLINE) return project(method, table, fit(table, refinements));
    const known = others(table);
    const projection = known.get(method) ?? project(method, table, fit(table, []));
    known.set(method, projection);
    return projection;
  };
}

/** What a method expected of every cohort that was followed, in the order of the past cuts and of their cohorts. */
export function expectedBy(
  method: Candidate,
  past: readonly PastCut[],
  refinements: readonly Refinement[],
  projections: Projections,
): Float64Array {
  const expected = new Float64Array(past.reduce((sum, { followed }) => sum + followed.length, 0));
  let place = 0;
  for (const { table, followed } of past) {
    const projection = projections(method, table, refinements);
    for (const { line, to } of followed) expected[place++] = projection(line, to);
  }
  return expected;
}

/** Beside what is known now. */
export function trialsOf(past: readonly PastCut[], expected: Float64Array): Trial[] {
  let place = 0;
  return past.flatMap(({ cut, followed }) =>
    followed.map(
      ({ line: { cohort }, actual }): Trial => ({
        cut,
        vintage: cohort.vintage,
        type: cohort.type,
        age: cut - cohort.vintage,
        face: cohort.face,
        expected: at(expected, place++),
        actual,
      }),
    ),
  );
}

/** The trials followed for nine months or more; all of them where there are none. */
export function judgedOn(trials: readonly Trial[], now: number): readonly Trial[] {
  const long = trials.filter(({ cut }) => cut <= now - MONTHS_JUDGED);
  return long.length > 0 ? long : trials;
}

export type TrialsByMethod = Readonly<Record<Candidate, readonly Trial[]>>;

/** The same, put together when it is asked for: trials are many, and most are asked for once. */
export type TrialsOf = (method: Candidate) => readonly Trial[];

/** Every method at past cuts, each time with what was known then alone. */
export function walkForward(
  past: readonly PastCut[],
  refinements: readonly Refinement[],
  projections: Projections,
): TrialsOf {
  const expected = new Map(candidates.map((method) => [method, expectedBy(method, past, refinements, projections)]));
  return (method) => trialsOf(past, expected.get(method) ?? new Float64Array());
}
