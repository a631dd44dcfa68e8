import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import type { Calibration } from "./calibration";
import type { HazardModel } from "./hazard-model";
import { type DrawPlan, drawHazards, drawPlan } from "./parameter-draws";
import { cardVariance, type ProcessNoise } from "./process-noise";
import { openShare, survivalOf } from "./survival";
import { type CohortTable, type Line, openNow } from "./table";

/** Below so many cards' worth the balance comes in lumps, and may well be nothing. */
const LUMPS = 8;

/** A cohort, the age at whose beginning its balance is meant, and the balance expected there. */
export type Target = { readonly line: Line; readonly to: number; readonly expected: number };

/**
 * For each target the balance in `count` worlds, world b being the same one for every cohort: hazards as they might be, a
 * shock to each month of sale that all types feel, and each cohort's own noise. A cohort's mean over the worlds is what is
 * expected of it; no world is below 0 or above what is open now. Cohorts have streams of their own, so one does not move
 * another's noise.
 */
export function drawReplicates(
  table: CohortTable,
  model: HazardModel,
  { noise, spread, stretch }: Calibration,
  targets: readonly Target[],
  count: number,
  random: Random,
): Float64Array[] {
  const plan = drawPlan(model, table);
  const hazards = Array.from({ length: count }, (_, b) => drawHazards(plan, random.split("hazards").split(b), spread));
  const shocks = new Map<number, Float64Array>();
  const shockOf = (vintage: number) => {
    const found = shocks.get(vintage) ?? normals(random.split("vintage").split(vintage), count);
    shocks.set(vintage, found);
    return found;
  };
  const streams = random.split("cohort");
  const survival = survivalOf(model);
  return targets.map(({ line, to, expected }) => {
    const now = openNow(line);
    const share = to > line.observed ? openShare(survival(line), line.observed, to) : 1;
    if (!(now > 0 && expected > 0 && share > 0 && share < 1)) return new Float64Array(count).fill(expected);
    const exponent = shareExponent(plan, line, share, to);
    const shock = shockOf(line.cohort.vintage);
    const own = streams.split(line.cohort.id);
    const { shared, rest } = deviations(line, share, noise, stretch);
    const values = new Float64Array(count);
    for (let b = 0; b < count; b++) {
      const drawn = drawnShare(hazards[b]?.[line.type], line.observed, to, exponent);
      const together = Math.exp(shared * at(shock, b) - shared ** 2 / 2);
      values[b] = drawn * together * lumpy(own, rest);
    }
    return centred(values, now, expected);
  });
}

const normals = (random: Random, count: number) => Float64Array.from({ length: count }, () => random.normal());

/** Standard deviation of the part shared with other types, and relative variance of the rest. */
function deviations(line: Line, share: number, noise: ProcessNoise, stretch: number) {
  const away = 1 - share;
  return {
    shared: stretch * Math.sqrt(noise.shared) * away,
    rest: stretch ** 2 * (noise.card * cardVariance(line, share) + noise.own * away ** 2),
  };
}

/** Of mean 1 and this variance, never negative: gamma, or a number of lumps where there are few. */
function lumpy(random: Random, variance: number): number {
  if (!(variance > 1e-12)) return 1;
  const shape = 1 / variance;
  return (shape < LUMPS ? random.poisson(shape) : random.gamma(shape)) / shape;
}

/**
 * Kept between nothing and what is open now, and moved to their expected mean: scaled to it first; where that cuts some worlds
 * off at what is open, all are then drawn towards it by the share that is missing, which leaves none below nothing.
 */
function centred(values: Float64Array, now: number, expected: number): Float64Array {
  const mean = meanOf(values);
  const scaled = values.map((value) => Math.min(now, mean > 0 ? (value * expected) / mean : 0));
  const reached = meanOf(scaled);
  const away = now > reached ? (now - expected) / (now - reached) : 1;
  return scaled.map((value) => now - (now - value) * away);
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** ln of the cohort's share by ln of its type's: what seasons and expiry dates make of the type's hazards. */
export function shareExponent({ sums }: DrawPlan, line: Line, share: number, to: number): number {
  const own = sums[line.type];
  const plain = own ? at(own, to) - at(own, line.observed) : 0;
  return plain > 0 && Number.isFinite(plain) ? -Math.log(share) / plain : 1;
}

/** A share of what is open that drawn hazards leave between two ages. */
export function drawnShare(sums: readonly number[] | undefined, from: number, to: number, exponent: number): number {
  if (!sums) return 1;
  const passed = at(sums, to) - at(sums, from);
  return Number.isFinite(passed) ? Math.exp(-exponent * passed) : 0;
}
