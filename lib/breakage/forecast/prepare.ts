import { makeRandom, type Random } from "@/lib/statistics/random";
import { type Calibration, calibrate } from "./calibration";
import { type Choice, chooseMethod, chooseRefinements } from "./choice";
import type { Cohort } from "./cohort";
import { cohortIssues, type Issue } from "./cohort-issues";
import { type Candidate, type Method, REPLICATES, type Status, ULTIMATE_AGE } from "./constants";
import { type Donors, donorDraws, donorsOf } from "./donors";
import { cutsOf, type History, pastCut } from "./past-cuts";
import { chainsHazards, type Fitted, fitRecipe, stateOf } from "./recipe";
import { rememberedFits } from "./refinements";
import { drawReplicates, type Target } from "./replicates";
import { type CohortTable, hasEnded, type Line, makeTable, openNow } from "./table";
import { type TrialsByMethod, trialsByMethod } from "./walk-forward";

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
  /** What was known at past month ends; without it, what happened by then. */
  readonly history?: History;
};

/** Everything a forecast needs before a balance is asked for. */
export type Prepared = {
  readonly table: CohortTable;
  readonly issues: readonly Issue[];
  readonly choice: Choice;
  readonly trials: TrialsByMethod;
  readonly fitted: Fitted;
  readonly calibration: Calibration;
  readonly options: ForecastOptions;
};

export type Refused = {
  readonly table: CohortTable;
  readonly issues: readonly Issue[];
  readonly refusal: Exclude<Status, "ok">;
};

export function prepare(cohorts: readonly Cohort[], options: ForecastOptions): Prepared | Refused {
  const { cut, ultimateAge = ULTIMATE_AGE, seed, methods = {}, history } = options;
  const issues = cohorts.flatMap((cohort) => cohortIssues(cohort, cut, ultimateAge));
  const leftOut = new Set(issues.filter((issue) => issue.leftOut).map(({ cohort }) => cohort));
  const table = makeTable(
    cohorts.filter(({ id }) => !leftOut.has(id)),
    cut,
    ultimateAge,
  );
  const state = stateOf(table.lines);
  if (state !== "ok") return { table, issues, refusal: state };
  const past = cutsOf(table).map((at) => pastCut(table, at, history));
  const fit = rememberedFits();
  const refinements = chooseRefinements(table, past, fit);
  const trials = trialsByMethod(past, refinements, fit);
  const choice = chooseMethod(trials, cut);
  const recipe = { method: choice.method, refinements, overrides: methods };
  const fitted = fitRecipe(table, recipe, fit(table, refinements));
  const modelOf = (known: CohortTable) => fit(known, refinements).model;
  const calibration = calibrate(table, modelOf, past, makeRandom(seed).split("calibration"));
  return { table, issues, choice, trials, fitted, calibration, options };
}

/** Where the draws of a cohort come from. */
export const rangeBases = ["known", "calibrated", "assumed", "resampled", "none"] as const;
export type RangeBasis = (typeof rangeBases)[number];

export type Draws = { readonly basis: RangeBasis; readonly values: Float64Array | null };

/** Balances at each target's age in as many worlds as were asked for. */
export function drawTargets(prepared: Prepared, targets: readonly Target[]): Draws[] {
  const { table, fitted, calibration, options } = prepared;
  const count = options.replicates ?? REPLICATES;
  const random = makeRandom(options.seed).split("replicates");
  const byModel = targets.filter(({ line }) => !isKnown(line) && isModelled(fitted.methodOf(line.type)));
  const modelled = drawReplicates(table, fitted.refined.model, calibration, byModel, count, random);
  const drawn = new Map(byModel.map(({ line }, i) => [line, modelled[i]]));
  const resample = resampler(prepared, count, random);
  return targets.map((target): Draws => {
    const { line } = target;
    if (isKnown(line)) return { basis: "known", values: new Float64Array(count).fill(openNow(line)) };
    const own = drawn.get(line);
    if (own) return { basis: calibration.coverage ? "calibrated" : "assumed", values: own };
    const values = resample(target);
    return { basis: values ? "resampled" : "none", values };
  });
}

const isKnown = (line: Line) => hasEnded(line) || openNow(line) === 0;
/** Whatever chains hazards has the headline model's uncertainty about its own expectation. */
const isModelled = (method: Method) => method === "category-blend" || chainsHazards(method);

function resampler({ table, fitted, trials }: Prepared, count: number, random: Random) {
  const pools = new Map<Candidate, Donors>();
  return ({ line, expected }: Target): Float64Array | null => {
    const method = fitted.methodOf(line.type);
    if (method === "category-blend") return null;
    const pool = pools.get(method) ?? donorsOf(trials[method]);
    pools.set(method, pool);
    return donorDraws(pool, line, table.cut - line.cohort.vintage, expected, count, random.split(method));
  };
}
