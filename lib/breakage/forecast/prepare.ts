import { makeRandom } from "@/lib/statistics/random";
import { borrowedWorlds, coins } from "./borrowed-worlds";
import { type Calibration, calibrateBy, type PastCurves, pastCurves } from "./calibration";
import { type Choice, chooseMethod, chooseRefinements } from "./choice";
import type { Cohort } from "./cohort";
import { cohortIssues, type Issue } from "./cohort-issues";
import { type Candidate, COVERAGE, type Method, type Status, ULTIMATE_AGE } from "./constants";
import { asKept, type Judgements } from "./judgement";
import type { KnownAt } from "./load-dates";
import { byHazardsOnce } from "./methods/by-hazards";
import type { Projection } from "./methods/projection";
import { cutsOf, followedUntil, type History, usableTable } from "./past-cuts";
import { chainsHazards, type Fitted, fitRecipe, stateOf } from "./recipe";
import { type Fit, rememberedFits } from "./refinements";
import { balancesOf, drawReplicates, type SeeShares, type Target } from "./replicates";
import { type CohortTable, hasEnded, type Line, makeTable, openNow } from "./table";
import { type Projections, rememberedProjections, type WalkForward, walkForward } from "./walk-forward";

export type ForecastOptions = {
  /** The last month that is known to its end. */
  readonly cut: number;
  /** Where value that never expires is settled, in months of age. */
  readonly ultimateAge?: number;
  /** Equal seeds and equal cohorts give equal figures, to the last bit and in whatever order the cohorts come. */
  readonly seed: string | number;
  readonly replicates?: number;
  /** Types for which somebody chose the method. */
  readonly methods?: Readonly<Record<string, Method>>;
  /** Types whose triangle somebody read otherwise: at past cuts too, as the methods are. */
  readonly judgements?: Judgements;
  /** What was known at past month ends; without it, what happened by then. */
  readonly history?: History;
  /** How far `history` goes by when it was loaded: reports say so. Without it, not at all. */
  readonly known?: KnownAt;
};

/** Everything a forecast needs before a balance is asked for. */
export type Prepared = {
  readonly table: CohortTable;
  readonly issues: readonly Issue[];
  readonly choice: Choice;
  readonly walk: WalkForward;
  readonly fitted: Fitted;
  /** Any method fitted to what is known at the cut, the headline with the refinements chosen. */
  readonly projectionOf: (method: Candidate) => Projection;
  readonly calibration: Calibration;
  readonly seed: string | number;
};

export type Refused = {
  readonly table: CohortTable;
  readonly issues: readonly Issue[];
  readonly refusal: Exclude<Status, "ok">;
};

/** The forecast of the cut, and the forecasts that would have been made at month ends before it. */
export type Preparations = {
  /** What is known at the cut, laid out. */
  readonly table: CohortTable;
  /** Prepares the forecast of a month's end, and keeps none of it: it is done with once it was held against the truth. */
  readonly at: (cut: number) => Prepared | Refused;
  /** Lets go of what was laid out, fitted and drawn at month ends that none of these forecasts looks back on. */
  readonly keepFor: (cuts: readonly number[]) => void;
};

/**
 * A forecast looks back on a dozen month ends, and so do the forecasts of those month ends that it is tested by: mostly on the
 * same ones. What was known at a month's end is laid out, fitted and drawn once for all of them.
 */
export function preparations(cohorts: readonly Cohort[], options: ForecastOptions): Preparations {
  const { cut, ultimateAge = ULTIMATE_AGE, history } = options;
  const issues = cohorts.flatMap((cohort) => cohortIssues(cohort, cut, ultimateAge));
  const leftOut = new Set(issues.filter((issue) => issue.leftOut).map(({ cohort }) => cohort));
  const usable = cohorts.filter(({ id }) => !leftOut.has(id));
  const present = makeTable(usable, cut, ultimateAge);
  const fit = rememberedFits(options.judgements);
  const tables = new Map<number, CohortTable>();
  const tableAt = (at: number) => {
    if (at === cut) return present;
    const found = tables.get(at) ?? usableTable(history ? history(at) : usable, at, ultimateAge);
    tables.set(at, found);
    return found;
  };
  const shared = {
    tableAt,
    fit,
    projections: rememberedProjections(fit),
    curvesOf: pastCurves(makeRandom(options.seed).split("calibration")),
  };
  return {
    table: present,
    at: (at) => prepareAt(at, at === cut ? issues : [], shared, options),
    keepFor: (cuts) => {
      const kept = new Set(cuts.flatMap((at) => [at, ...cutsOf({ ...present, cut: at })]));
      for (const at of tables.keys()) if (!kept.has(at)) tables.delete(at);
    },
  };
}

type Shared = {
  readonly tableAt: (cut: number) => CohortTable;
  readonly fit: Fit;
  readonly projections: Projections;
  readonly curvesOf: PastCurves;
};

function prepareAt(
  cut: number,
  issues: readonly Issue[],
  { tableAt, fit, projections, curvesOf }: Shared,
  { methods = {}, judgements = {}, seed }: ForecastOptions,
): Prepared | Refused {
  const table = tableAt(cut);
  const state = stateOf(table.lines);
  if (state !== "ok") return { table, issues, refusal: state };
  const followed = followedUntil(table);
  const past = cutsOf(table).map((at) => followed(tableAt(at)));
  const { refinements, expected } = chooseRefinements(table, past, fit, projections);
  const walk = walkForward(past, expected, projections);
  const choice = chooseMethod(walk, cut);
  const recipe = { method: choice.method, refinements, overrides: methods, ...asKept(judgements) };
  const fitted = fitRecipe(table, recipe, fit(table, refinements));
  const modelOf = (known: CohortTable) => fit(known, refinements).model;
  const calibration = calibrateBy(modelOf, past, curvesOf);
  const projectionOf = (method: Candidate) => projections(method, table, refinements);
  return { table, issues, choice, walk, fitted, projectionOf, calibration, seed };
}

/** Where the draws of a cohort come from. */
export const rangeBases = ["known", "calibrated", "uncalibrated", "assumed", "borrowed", "none"] as const;
export type RangeBasis = (typeof rangeBases)[number];

export type Draws = { readonly basis: RangeBasis; readonly values: Float64Array | null };

/** In which worlds a method that borrows them has the headline's level. */
export const headlinesWorlds = (seed: string | number, count: number): boolean[] =>
  coins(makeRandom(seed).split("replicates").split("level"), count);

/** Balances at each target's age in `count` worlds. */
export function drawTargets(prepared: Prepared, targets: readonly Target[], count: number, see?: SeeShares): Draws[] {
  const { table, fitted, calibration, choice, seed } = prepared;
  const { model } = fitted.refined;
  const headline = byHazardsOnce(model);
  const open = targets.filter(({ line }) => !isKnown(line));
  const borrows = ({ line }: Target) => !isModelled(fitted.methodOf(line.type));
  const levels = new Map(open.filter(borrows).map(({ line, expected }) => [line, expected]));
  const atLevels = new Map<Line, Float64Array>();
  const seeLevels: SeeShares = (line, shares) => {
    const level = levels.get(line);
    if (level !== undefined) atLevels.set(line, balancesOf(shares, openNow(line), level, count));
    see?.(line, shares);
  };
  const drawn = drawReplicates(
    table,
    model,
    calibration,
    open.map((target) => (borrows(target) ? { ...target, expected: headline(target.line, target.to) } : target)),
    count,
    makeRandom(seed).split("replicates"),
    see || levels.size > 0 ? seeLevels : undefined,
  );
  const worlds = new Map(open.map(({ line }, i) => [line, drawn[i]]));
  const isHeadlines = headlinesWorlds(seed, count);
  return targets.map(({ line }): Draws => {
    const values = worlds.get(line);
    if (!values) return { basis: "known", values: new Float64Array(count).fill(openNow(line)) };
    const own = atLevels.get(line);
    if (!own) return { basis: basisOf(calibration), values };
    if (choice.outcomes === 0) return { basis: "none", values: null };
    return { basis: "borrowed", values: borrowedWorlds(values, own, isHeadlines) };
  });
}

const basisOf = ({ coverage }: Calibration): RangeBasis => {
  if (!coverage) return "assumed";
  return coverage.after >= COVERAGE ? "calibrated" : "uncalibrated";
};

const isKnown = (line: Line) => hasEnded(line) || openNow(line) === 0;
/** Whatever chains hazards has the headline model's uncertainty about its own expectation. */
export const isModelled = (method: Method) => method === "category-blend" || chainsHazards(method);
