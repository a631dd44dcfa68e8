import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import { bringTo, sharesIn, takesEnds, turnEnds } from "./bring";
import type { Calibration } from "./calibration";
import type { HazardModel } from "./hazard-model";
import { drawShare } from "./lumps";
import { type DrawPlan, drawMany, drawPlan } from "./parameter-draws";
import { cardsOpen } from "./process-noise";
import { sharesOf } from "./survival";
import { type CohortTable, type Line, openNow } from "./table";

/** A cohort, the age at whose beginning its balance is meant, and the balance expected there. */
export type Target = { readonly line: Line; readonly to: number; readonly expected: number };

/**
 * The share of a cohort's balance that stays in every world, before it is brought to what somebody expects: the same for whoever
 * expects it. Valid until `see` returns.
 */
export type DrawnShares = {
  readonly values: Float64Array;
  /** Too few worlds lie between none and all for such a mean: which others change is told by `bring`. */
  readonly takesEnds: (mean: number) => boolean;
  /** Brings the values to a mean, in place; each by its own size alone, whatever their order, unless it takes ends. */
  readonly bring: (values: Float64Array, mean: number) => void;
};

/** Gets every cohort's shares; null where nothing is left to chance. */
export type SeeShares = (line: Line, shares: DrawnShares | null) => void;

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
  see?: SeeShares,
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
  const [shared, alone] = [stretch * Math.sqrt(noise.shared), stretch * Math.sqrt(noise.own)];
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
    const cards = Math.max(1, cardsOpen(line) / (noise.card * stretch ** 2));
    // What a shock to the odds adds to the mean of a small share, and takes from that of a large one.
    const drift = (0.5 - share) * (shared ** 2 + alone ** 2);
    hazards.sharesLeft(line.type, line.observed, to, exponent, values);
    for (let b = 0; b < count; b++) {
      const left = at(values, b);
      const moved = shared * at(shock, b) + (alone > 0 ? alone * own.normal() : 0) - drift;
      values[b] = drawShare(own, left / (left + (1 - left) * Math.exp(-moved)), cards);
    }
    const drawn = drawnShares(values, own);
    see?.(line, drawn);
    bringBalances(drawn, now, expected, values);
    return values;
  });
}

const normals = (random: Random, count: number) => Float64Array.from({ length: count }, () => random.normal());

function drawnShares(values: Float64Array, random: Random): DrawnShares {
  const known = sharesIn(values);
  const first = random.integer(values.length);
  return {
    values,
    takesEnds: (mean) => takesEnds(mean, known),
    bring: (moved, mean) => {
      if (!(mean > 0 && mean < 1)) moved.fill(mean);
      else if (takesEnds(mean, known)) turnEnds(mean, moved, known, first);
      else bringTo(mean, moved, known);
    },
  };
}

/** Turns shares into balances of which so much is expected, in place. */
function bringBalances(drawn: DrawnShares, open: number, expected: number, values: Float64Array): void {
  drawn.bring(values, expected / open);
  for (let b = 0; b < values.length; b++) values[b] = open * at(values, b);
}

/** Balances of which so much is expected, in the worlds that were drawn. */
export function balancesOf(drawn: DrawnShares | null, open: number, expected: number, count: number): Float64Array {
  if (!drawn) return new Float64Array(count).fill(expected);
  const values = Float64Array.from(drawn.values);
  bringBalances(drawn, open, expected, values);
  return values;
}

/** ln of the cohort's share by ln of its type's: what seasons and expiry dates make of the type's hazards. */
export function shareExponent({ sums }: DrawPlan, line: Line, share: number, to: number): number {
  const own = sums[line.type];
  const plain = own ? at(own, to) - at(own, line.observed) : 0;
  return plain > 0 && Number.isFinite(plain) ? -Math.log(share) / plain : 1;
}
