import { at } from "@/lib/statistics/vector";
import { type Candidate, candidates, HEADLINE, MONTHS_JUDGED } from "./constants";
import { byHazardsOnce } from "./methods/by-hazards";
import { project } from "./methods/project";
import type { Projection } from "./methods/projection";
import type { PastCut } from "./past-cuts";
import type { Fit, Refinement } from "./refinements";
import { remembered } from "./remembered";
import type { CohortTable } from "./table";

/** A cohort at a past cut, and what is known of it now. */
export type Tried = {
  readonly cut: number;
  readonly vintage: number;
  readonly type: string;
  /** Months from the sale to the cut. */
  readonly age: number;
  readonly face: number;
  readonly actual: number;
};
/** With what one method expected of it. */
export type Trial = Tried & { readonly expected: number };

/** A method fitted to what a table knows, the headline with these refinements. */
export type Projections = (method: Candidate, table: CohortTable, refinements: readonly Refinement[]) => Projection;

/** Fits no method to the same table twice. The headline's model is remembered by `fit`, and its projection keeps nothing. */
export function rememberedProjections(fit: Fit): Projections {
  const others = remembered((_: CohortTable) => new Map<Candidate, Projection>());
  return (method, table, refinements) => {
    if (method === HEADLINE) return byHazardsOnce(fit(table, refinements).model);
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

/** Every method at past cuts, each time with what was known then alone. */
export type WalkForward = {
  /** In the order of the past cuts and of their cohorts. */
  readonly tried: readonly Tried[];
  /** What a method expected of each of them. */
  readonly expectedOf: (method: Candidate) => Float64Array;
};

/** `headline` is what the headline expected with the refinements chosen. */
export function walkForward(past: readonly PastCut[], headline: Float64Array, projections: Projections): WalkForward {
  const expected = new Map(
    candidates.map((method) => [method, method === HEADLINE ? headline : expectedBy(method, past, [], projections)]),
  );
  const tried = past.flatMap(({ cut, followed }) =>
    followed.map(
      ({ line: { cohort }, actual }): Tried => ({
        cut,
        vintage: cohort.vintage,
        type: cohort.type,
        age: cut - cohort.vintage,
        face: cohort.face,
        actual,
      }),
    ),
  );
  return { tried, expectedOf: (method) => expected.get(method) ?? new Float64Array() };
}

export function trialsOf({ tried, expectedOf }: WalkForward, method: Candidate): Trial[] {
  const expected = expectedOf(method);
  return tried.map(({ cut, vintage, type, age, face, actual }, place) => ({
    cut,
    vintage,
    type,
    age,
    face,
    actual,
    expected: at(expected, place),
  }));
}

/** Places of the cohorts followed for nine months or more; all of them where there are none. */
export function judgedOn(tried: readonly Tried[], now: number): number[] {
  const all = [...tried.keys()];
  const long = all.filter((place) => (tried[place]?.cut ?? now) <= now - MONTHS_JUDGED);
  return long.length > 0 ? long : all;
}
