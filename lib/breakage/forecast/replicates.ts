import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import type { Calibration } from "./calibration";
import type { HazardModel } from "./hazard-model";
import { drawLumps, isSmallSide, sideVariance } from "./lumps";
import { type DrawPlan, drawMany, drawPlan } from "./parameter-draws";
import { cardVariance, type ProcessNoise } from "./process-noise";
import { sharesOf } from "./survival";
import { type CohortTable, type Line, openNow } from "./table";

/** A cohort, the age at whose beginning its balance is meant, and the balance expected there. */
export type Target = { readonly line: Line; readonly to: number; readonly expected: number };

/**
 * The smaller side of a cohort's balance, what stays of it or what goes, in every world, before it is brought to what somebody
 * expects: the same for whoever expects it. Valid until `see` returns.
 */
export type DrawnSide = {
  readonly stays: boolean;
  readonly values: Float64Array;
  /** None is above 0: which will be is told by `bring`. */
  readonly isRare: boolean;
  /** Brings the values to a mean, in place; each by its own size alone, and in the same order, unless they are rare. */
  readonly bring: (values: Float64Array, mean: number) => void;
};

/** Gets every cohort's side; null where nothing is left to chance. */
export type SeeSide = (line: Line, side: DrawnSide | null) => void;

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
  see?: SeeSide,
): Float64Array[] {
  const plan = drawPlan(model, table);
  const hazards = drawMany(plan, count, (b) => random.split("hazards").split(b), spread);
  const shocks = new Map<number, Float64Array>();
  const shockOf = (vintage: number) => {
    const found = shocks.get(vintage) ?? normals(random.split("vintage").split(vintage), count);
    shocks.set(vintage, found);
    return found;
  };
  const streams = random.split("cohort");
  const shares = sharesOf(model);
  // One piece of memory for all: there are as many targets as cohorts.
  const all = new Float64Array(targets.length * count);
  return targets.map(({ line, to, expected }, i) => {
    const values = all.subarray(i * count, (i + 1) * count);
    const now = openNow(line);
    const share = to > line.observed ? shares(line, line.observed, to) : 1;
    const isChance = now > 0 && share > 0 && share < 1;
    if (!isChance) see?.(line, null);
    if (!isChance || !(expected > 0 || see)) return values.fill(expected);
    const exponent = shareExponent(plan, line, share, to);
    const shock = shockOf(line.cohort.vintage);
    const own = streams.split(line.cohort.id);
    const { shared, rest } = deviations(line, share, noise, stretch);
    const stays = isSmallSide(share);
    const variance = sideVariance(rest, share);
    for (let b = 0; b < count; b++) {
      const drawn = hazards.shareLeft(line.type, b, line.observed, to, exponent);
      const open = Math.min(1, drawn * Math.exp(shared * at(shock, b) - shared ** 2 / 2));
      values[b] = (stays ? open : 1 - open) * drawLumps(own, variance);
    }
    const side = sideOf(values, stays, now, own);
    see?.(line, side);
    if (!(expected > 0)) return values.fill(expected);
    side.bring(values, stays ? expected : now - expected);
    if (!stays) for (let b = 0; b < count; b++) values[b] = now - at(values, b);
    return values;
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

function sideOf(values: Float64Array, stays: boolean, now: number, random: Random): DrawnSide {
  const isRare = !values.some((value) => value > 0);
  if (!isRare) return { stays, values, isRare, bring: (moved, mean) => bringTo(mean, moved, now) };
  const first = random.integer(values.length);
  const bring = (moved: Float64Array, mean: number) => {
    makeRare(moved, now, mean, first);
    bringTo(mean, moved, now);
  };
  return { stays, values, isRare, bring };
}

/** Scales values to their expected mean and keeps them within what is open now; again where that cut some off. Nothing stays nothing. */
function bringTo(expected: number, values: Float64Array, now: number): void {
  for (let step = 0; step < 50; step++) {
    const mean = meanOf(values);
    if (Math.abs(mean - expected) <= 1e-9 * expected) break;
    for (let b = 0; b < values.length; b++) values[b] = Math.min(now, (at(values, b) * expected) / mean);
  }
}

/** What happened in no world, because its mean is a small part of a card, happens in as few as can hold it. */
function makeRare(values: Float64Array, now: number, mean: number, first: number): void {
  const count = values.length;
  const worlds = Math.min(count, Math.ceil((mean * count) / now));
  values.fill(0);
  for (let i = 0; i < worlds; i++) values[(first + i) % count] = (mean * count) / worlds;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let b = 0; b < values.length; b++) sum += at(values, b);
  return sum / values.length;
}

/** ln of the cohort's share by ln of its type's: what seasons and expiry dates make of the type's hazards. */
export function shareExponent({ sums }: DrawPlan, line: Line, share: number, to: number): number {
  const own = sums[line.type];
  const plain = own ? at(own, to) - at(own, line.observed) : 0;
  return plain > 0 && Number.isFinite(plain) ? -Math.log(share) / plain : 1;
}
