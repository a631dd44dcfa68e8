import { type Candidate, LEAST_COHORTS, type Method, type Status } from "./constants";
import { fitHazards, type HazardModel } from "./hazard-model";
import type { Judgements } from "./judgement";
import { project } from "./methods/project";
import { type Projection, withinOpen } from "./methods/projection";
import { fitRefined, type Refined, type Refinement } from "./refinements";
import { openShare, type Survival, survivalOf } from "./survival";
import { type CohortTable, type Line, openNow } from "./table";

/** How a forecast is made: enough to make it again, and to make another one the same way. */
export type Recipe = {
  readonly method: Candidate;
  readonly refinements: readonly Refinement[];
  /** Types for which somebody chose otherwise. */
  readonly overrides: Readonly<Record<string, Method>>;
  /** Types whose triangle somebody read otherwise; absent where nobody did. */
  readonly judgements?: Judgements;
};

export type Fitted = {
  readonly recipe: Recipe;
  /** The headline model, which ranges and factor tables are made from. */
  readonly refined: Refined;
  readonly projection: Projection;
  readonly methodOf: (type: number) => Method;
  readonly statusOf: (type: number) => Status;
};

/** A cohort tells something about hazards once a month after its sale was seen. */
const hasHistory = ({ observed, sound }: Line) => sound && observed >= 2;

export const stateOf = (lines: readonly Line[]): Status => {
  const cohorts = lines.filter(hasHistory).length;
  return cohorts === 0 ? "no-history" : cohorts < LEAST_COHORTS ? "too-little-history" : "ok";
};

/** The recipe on what a table knows. The projection may be asked about lines of any table with the same universe. */
export function fitRecipe(
  table: CohortTable,
  recipe: Recipe,
  refined: Refined = fitRefined(table, recipe.refinements, recipe.judgements),
): Fitted {
  const states = table.types.map((_, type) => stateOf(table.lines.filter((line) => line.type === type)));
  const statusOf = (type: number) => states[type] ?? "no-history";
  const methodOf = (type: number): Method => {
    const chosen = recipe.overrides[table.types[type]?.code ?? ""];
    if (chosen) return chosen;
    return statusOf(type) === "ok" || !chainsHazards(recipe.method) ? recipe.method : "category-blend";
  };
  const projections = new Map<Method, Projection>();
  const projectionOf = (method: Method) => {
    const found = projections.get(method) ?? make(method, table, refined);
    projections.set(method, found);
    return found;
  };
  return {
    recipe,
    refined,
    methodOf,
    statusOf,
    projection: (line, age) => projectionOf(methodOf(line.type))(line, age),
  };
}

export const chainsHazards = (method: Method) =>
  method === "open-balance-credibility" || method === "open-balance" || method === "open-balance-pooled";

const make = (method: Method, table: CohortTable, refined: Refined): Projection =>
  method === "category-blend" ? categoryBlend(table, refined.model) : project(method, table, refined);

/**
 * Û = G·(U·Πg) + (1 − G)·F·q, where q is what the category leaves of a sale and G the share of all redemptions expected by
 * now: at the sale the category's rate, in the end the cohort's own balance. What the type itself did is in U and g, and must not
 * be in q once more: q is the category's as if the type had never been sold. Where nobody else has a history, there is no other q.
 */
export function categoryBlend(table: CohortTable, model: HazardModel): Projection {
  const survivals = survivalOf(model);
  const lent = new Map<number, Survival>();
  const lentTo = (type: number) => {
    const found = lent.get(type) ?? survivalWithout(type, table, model) ?? survivals;
    lent.set(type, found);
    return found;
  };
  return (line, age) => {
    const survival = survivals(line);
    const category = lentTo(line.type)(line);
    const to = Math.min(age, line.end + 1);
    const gone = 1 - (survival[line.end + 1] ?? 1);
    const trust = gone > 0 ? (1 - (survival[line.observed] ?? 1)) / gone : 1;
    const own = openNow(line) * openShare(survival, line.observed, to);
    const prior = line.cohort.face * (category[to] ?? 1);
    return withinOpen(line, trust * own + (1 - trust) * prior);
  };
}

function survivalWithout(type: number, table: CohortTable, { refiner }: HazardModel): Survival | null {
  const lines = table.lines.filter((line) => line.type !== type);
  return stateOf(lines) === "ok" ? survivalOf(fitHazards({ ...table, lines }, refiner)) : null;
}

/**
 * Balances expected at the cut and at the end of each month after it, up to the last: falling, and ending with the breakage. Up to
 * the beginning of the age `to`, where no more of it is asked for.
 */
export function pathOf(projection: Projection, line: Line, to: number = line.end + 1): number[] {
  const months = Math.max(0, line.end + 1 - line.observed);
  const path = [openNow(line)];
  const last = months > 0 ? projection(line, line.end + 1) : openNow(line);
  for (let month = 1; month <= Math.min(months, to - line.observed); month++) {
    const expected = month === months ? last : projection(line, line.observed + month);
    path.push(Math.min(path[month - 1] ?? 0, Math.max(expected, last)));
  }
  return path;
}
