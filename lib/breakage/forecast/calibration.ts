import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import type { HazardModel } from "./hazard-model";
import { isSmallSide, isWithinLumps, sideVariance } from "./lumps";
import { type DrawPlan, drawHazards, drawPlan, type Hazards, type TailSpread } from "./parameter-draws";
import type { Followed, PastCut } from "./past-cuts";
import { cardVariance, type ProcessNoise, processNoise } from "./process-noise";
import { drawnShare, shareExponent } from "./replicates";
import { openShare, survivalOf } from "./survival";
import { type CohortTable, openNow } from "./table";
import { type TypeTrial, tailSpread } from "./tail-spread";

/** What ranges are made of, learnt from how past forecasts would have erred. */
export type Calibration = {
  readonly noise: ProcessNoise;
  readonly spread: TailSpread;
  /** κ: what the standard deviation of the process noise was multiplied by so that 90 % of past outcomes lie in 90 % ranges. */
  readonly stretch: number;
  /** Share of past outcomes inside their 90 % range, before and after; null where there were too few. */
  readonly coverage: { readonly before: number; readonly after: number; readonly outcomes: number } | null;
};

const DRAWS = 60;
const NO_SPREAD: TailSpread = { shared: 0, own: 0 };
const LEAST_OUTCOMES = 50;
const LARGEST_STRETCH = 2;

/** A cohort at a past cut: what was expected, how sure the hazards were, and how much of it lay beyond observed ages. */
type Trial = {
  readonly followed: Followed;
  readonly expected: number;
  readonly share: number;
  readonly hazardVariance: number;
  /** Σ h over the ages of the forecast that nobody had seen at the cut. */
  readonly unseen: number;
};

/** The hazards of a past cut as they might as well have been estimated then. */
type Curves = { readonly plan: DrawPlan; readonly draws: readonly Hazards[] };
/** Drawn once for each model, whatever is held against it later. */
export type PastCurves = (model: HazardModel, table: CohortTable) => Curves;

export function pastCurves(random: Random): PastCurves {
  const known = new Map<HazardModel, Curves>();
  return (model, table) => {
    const found = known.get(model) ?? curvesOf(model, table, random.split(table.cut));
    known.set(model, found);
    return found;
  };
}

function curvesOf(model: HazardModel, table: CohortTable, random: Random): Curves {
  const plan = drawPlan(model, table);
  const draws = Array.from({ length: DRAWS }, (_, b) => drawHazards(plan, random.split(b), NO_SPREAD));
  return { plan, draws };
}

export const calibrate = (
  table: CohortTable,
  fit: (table: CohortTable) => HazardModel,
  past: readonly PastCut[],
  random: Random,
): Calibration => calibrateBy(table, fit, past, pastCurves(random));

export function calibrateBy(
  table: CohortTable,
  fit: (table: CohortTable) => HazardModel,
  past: readonly PastCut[],
  curves: PastCurves,
): Calibration {
  const model = fit(table);
  // Of the curves before a type's own is mixed in: those are bent less by the very cohorts whose residuals are taken.
  const noise = processNoise(past, survivalOf({ ...model, hazards: model.credible }));
  const trials = past.map((cut) => {
    const then = fit(cut.table);
    return trialsOf(cut, then, curves(then, cut.table), noise);
  });
  const spread = tailSpread(trials.map(({ types }) => types));
  return {
    noise,
    spread,
    ...stretched(
      trials.flatMap(({ cohorts }) => cohorts),
      noise,
      spread,
    ),
  };
}

function trialsOf({ table, followed }: PastCut, model: HazardModel, { plan, draws }: Curves, noise: ProcessNoise) {
  const sums = table.types.map(() => ({
    actual: 0,
    expected: 0,
    process: 0,
    unseen: 0,
    drawn: new Float64Array(DRAWS),
  }));
  const survival = survivalOf(model);
  const cohorts = followed.flatMap((one): Trial[] => {
    const { line, to, actual } = one;
    const share = openShare(survival(line), line.observed, to);
    const own = sums[line.type];
    if (!own || !(share > 0 && share < 1)) return [];
    const now = openNow(line);
    const expected = now * share;
    const exponent = shareExponent(plan, line, share, to);
    let mean = 0;
    let squares = 0;
    for (let b = 0; b < DRAWS; b++) {
      const drawn = now * drawnShare(draws[b]?.[line.type], line.observed, to, exponent);
      own.drawn[b] = at(own.drawn, b) + drawn;
      mean += drawn / DRAWS;
      squares += drawn ** 2 / DRAWS;
    }
    let unseen = 0;
    for (let age = Math.max(line.observed, model.ages); age < to; age++) unseen += model.hazards[line.type]?.[age] ?? 0;
    const relative = noise.card * cardVariance(line, share) + (noise.own + noise.shared) * (1 - share) ** 2;
    own.actual += actual;
    own.expected += expected;
    own.process += expected ** 2 * relative;
    own.unseen += expected * unseen;
    return [
      { followed: one, expected, share, hazardVariance: Math.max(0, squares - mean ** 2) / expected ** 2, unseen },
    ];
  });
  const types = sums.flatMap(({ actual, expected, process, unseen, drawn }): TypeTrial[] => {
    if (!(expected > 0)) return [];
    const mean = drawn.reduce((sum, value) => sum + value, 0) / DRAWS;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS;
    return [
      {
        error: Math.log(Math.max(actual, 1e-3 * expected) / expected),
        variance: (variance + process) / expected ** 2,
        unseen: unseen / expected,
      },
    ];
  });
  return { cohorts, types };
}

/** The smallest κ in steps of 0.05 for which 90 % of the past outcomes lie between the 5 % and the 95 % quantile. */
function stretched(trials: readonly Trial[], noise: ProcessNoise, spread: TailSpread) {
  if (trials.length < LEAST_OUTCOMES) return { stretch: 1, coverage: null };
  const coverageAt = (stretch: number) => {
    const inside = trials.filter((trial) => isInside(trial, noise, spread, stretch));
    return inside.length / trials.length;
  };
  const before = coverageAt(1);
  let stretch = 1;
  let after = before;
  while (after < 0.9 && stretch < LARGEST_STRETCH) {
    stretch += 0.05;
    after = coverageAt(stretch);
  }
  return { stretch, coverage: { before, after, outcomes: trials.length } };
}

function isInside(trial: Trial, noise: ProcessNoise, spread: TailSpread, stretch: number): boolean {
  const { followed, expected, share, hazardVariance, unseen } = trial;
  const process = noise.card * cardVariance(followed.line, share) + (noise.own + noise.shared) * (1 - share) ** 2;
  const variance = hazardVariance + (spread.shared + spread.own) * unseen ** 2 + stretch ** 2 * process;
  const now = openNow(followed.line);
  const side = isSmallSide(share) ? followed.actual / expected : (now - followed.actual) / (now - expected);
  return isWithinLumps(Math.max(0, side), sideVariance(variance, share));
}
