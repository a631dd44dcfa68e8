import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import { COVERAGE } from "./constants";
import { groupsOf } from "./grouped";
import type { HazardModel } from "./hazard-model";
import { isWithinRange } from "./lumps";
import { type DrawnHazards, type DrawPlan, drawMany, drawPlan, type TailSpread } from "./parameter-draws";
import type { Followed, PastCut } from "./past-cuts";
import {
  cardsOpen,
  cardVariance,
  meanSquare,
  noiseVariance,
  type ProcessNoise,
  processNoise,
  type Residual,
} from "./process-noise";
import { shareExponent } from "./replicates";
import { sharesOf } from "./survival";
import { type CohortTable, openNow } from "./table";
import { type TypeTrial, tailSpread } from "./tail-spread";

/** What ranges are made of, learnt from how past forecasts would have erred. */
export type Calibration = {
  readonly noise: ProcessNoise;
  readonly spread: TailSpread;
  /** κ: what the standard deviation of the process noise was multiplied by so that 90 % of past outcomes lie in 90 % ranges. */
  readonly stretch: number;
  /** Share of past outcomes inside their 90 % range, before and after, which is no less; null where there were too few. */
  readonly coverage: { readonly before: number; readonly after: number; readonly outcomes: number } | null;
};

const DRAWS = 60;
const NO_SPREAD: TailSpread = { shared: 0, own: 0 };
const LEAST_OUTCOMES = 50;
/** Up to twice the deviation. */
const STEPS = 20;

/** A cohort at a past cut: what was expected, how sure the hazards were, and how much of it lay beyond observed ages. */
type Trial = Residual & {
  readonly followed: Followed;
  readonly expected: number;
  readonly share: number;
  /** Σ h over the ages of the forecast that nobody had seen at the cut. */
  readonly unseen: number;
};

/** The hazards of a past cut as they might as well have been estimated then. */
type Curves = { readonly plan: DrawPlan; readonly draws: DrawnHazards };
/** Drawn once for each model, whatever is held against it later. */
export type PastCurves = (model: HazardModel, table: CohortTable) => Curves;

export function pastCurves(random: Random): PastCurves {
  const known = new WeakMap<HazardModel, Curves>();
  return (model, table) => {
    const found = known.get(model) ?? curvesOf(model, table, random.split(table.cut));
    known.set(model, found);
    return found;
  };
}

function curvesOf(model: HazardModel, table: CohortTable, random: Random): Curves {
  const plan = drawPlan(model, table);
  return { plan, draws: drawMany(plan, DRAWS, (b) => random.split(b), NO_SPREAD) };
}

export const calibrate = (
  fit: (table: CohortTable) => HazardModel,
  past: readonly PastCut[],
  random: Random,
): Calibration => calibrateBy(fit, past, pastCurves(random));

export function calibrateBy(
  fit: (table: CohortTable) => HazardModel,
  past: readonly PastCut[],
  curves: PastCurves,
): Calibration {
  const cuts = past.map((cut) => {
    const then = fit(cut.table);
    return trialsOf(cut, then, curves(then, cut.table));
  });
  const trials = cuts.flat();
  const noise = processNoise(trials.filter(({ followed }) => followed.line.sound));
  const spread = tailSpread(cuts.map((own) => typeTrials(own, noise)));
  return { noise, spread, ...stretched(trials, noise, spread) };
}

/** Of the model that would have been fitted then, which knew nothing of what it is held against. */
function trialsOf({ cut, followed }: PastCut, model: HazardModel, { plan, draws }: Curves): Trial[] {
  const shares = sharesOf(model);
  // One piece of memory for all: there are as many trials as cohorts and past cuts of past cuts.
  const all = new Float64Array(followed.length * DRAWS);
  return followed.flatMap((one, i): Trial[] => {
    const { line, to, actual } = one;
    const share = shares(line, line.observed, to);
    if (!(share > 0 && share < 1)) return [];
    const expected = openNow(line) * share;
    const exponent = shareExponent(plan, line, share, to);
    const drawn = all.subarray(i * DRAWS, (i + 1) * DRAWS);
    drawDeviations(drawn, draws, one, exponent, share);
    let unseen = 0;
    for (let age = Math.max(line.observed, model.ages); age < to; age++) unseen += model.hazards[line.type]?.[age] ?? 0;
    return [
      {
        followed: one,
        group: `${cut}/${line.cohort.vintage}`,
        expected,
        share,
        error: (actual - expected) / expected,
        perCard: cardVariance(line, share),
        away: 1 - share,
        drawn,
        hazards: meanSquare(drawn),
        unseen,
      },
    ];
  });
}

/** Of the share left as drawn from its mean over the draws, ÷ what is expected of it. */
function drawDeviations(
  drawn: Float64Array,
  draws: DrawnHazards,
  { line, to }: Followed,
  exponent: number,
  share: number,
): void {
  draws.sharesLeft(line.type, line.observed, to, exponent, drawn);
  let mean = 0;
  for (let b = 0; b < DRAWS; b++) mean += at(drawn, b) / DRAWS;
  for (let b = 0; b < DRAWS; b++) drawn[b] = (at(drawn, b) - mean) / share;
}

/** The trials of a past cut added up by type: what goes wrong in all cohorts of a type does not cancel. */
function typeTrials(trials: readonly Trial[], noise: ProcessNoise): TypeTrial[] {
  return [...groupsOf(trials, ({ followed }) => followed.line.cohort.type).values()].map((own) => {
    let [actual, expected, process, unseen] = [0, 0, 0, 0];
    const drawn = new Float64Array(DRAWS);
    for (const trial of own) {
      actual += trial.followed.actual;
      expected += trial.expected;
      process += trial.expected ** 2 * noiseVariance(trial, noise);
      unseen += trial.expected * trial.unseen;
      for (let b = 0; b < DRAWS; b++) drawn[b] = at(drawn, b) + trial.expected * at(trial.drawn, b);
    }
    return {
      error: Math.log(Math.max(actual, 1e-3 * expected) / expected),
      variance: meanSquare(drawn) / expected ** 2 + process / expected ** 2,
      unseen: unseen / expected,
    };
  });
}

function stretched(trials: readonly Trial[], noise: ProcessNoise, spread: TailSpread) {
  if (trials.length < LEAST_OUTCOMES) return { stretch: 1, coverage: null };
  const found = stretchOf((stretch) => {
    const inside = trials.filter((trial) => isInside(trial, noise, spread, stretch));
    return inside.length / trials.length;
  });
  const { stretch, before, after } = found;
  return { stretch, coverage: { before, after, outcomes: trials.length } };
}

/**
 * The smallest κ in steps of 0.05 at which 90 % of the past outcomes lie between the 5 % and the 95 % quantile; where none does, the
 * one at which most of them do. Wider is not always better: a range of a few cards that nearly all go may shrink to nothing.
 */
export function stretchOf(coverageAt: (stretch: number) => number) {
  const before = coverageAt(1);
  let [stretch, after] = [1, before];
  for (let step = 1; step <= STEPS && after < COVERAGE; step++) {
    const wider = 1 + step / 20;
    const coverage = coverageAt(wider);
    if (coverage > after) [stretch, after] = [wider, coverage];
  }
  return { stretch, before, after };
}

function isInside(trial: Trial, noise: ProcessNoise, spread: TailSpread, stretch: number): boolean {
  const { followed, share, hazards, unseen } = trial;
  const variance = hazards + (spread.shared + spread.own) * unseen ** 2 + stretch ** 2 * noiseVariance(trial, noise);
  const cards = Math.max(1, cardsOpen(followed.line) / (noise.card * stretch ** 2));
  return isWithinRange(Math.min(1, followed.actual / openNow(followed.line)), share, cards, variance);
}
