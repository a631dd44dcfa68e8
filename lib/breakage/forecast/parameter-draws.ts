import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import { seasonOf } from "./exposure";
import { type BandFit, type HazardModel, withTail } from "./hazard-model";
import { type CohortTable, openAt, redeemedAt } from "./table";
import { fitDecay } from "./tail";

/** Variance of the log of a hazard beyond the observed ages: of all types together, and of each type. */
export type TailSpread = { readonly shared: number; readonly own: number };

/** What the draws of a model have in common. */
export type DrawPlan = {
  readonly model: HazardModel;
  /** Σ −ln(1 − h) of the model itself, by type. */
  readonly sums: Hazards;
  /** What a type's own curve adds, by type and age: by how much it moves the hazard. */
  readonly mixed: readonly Float64Array[];
  /** Months of sale at risk at each age. */
  readonly vintages: readonly Weights[];
  /** Variance that months of sale have in common beyond what cards account for, by band. */
  readonly vintageVariance: readonly number[];
};

/** Σ −ln(1 − h) up to the beginning of each age, by type. */
export type Hazards = readonly Float64Array[];

/** Weights with their sum and the sum of their squares. */
type Weights = { readonly weights: Float64Array; readonly sum: number; readonly squares: number };

export const drawPlan = (model: HazardModel, table: CohortTable): DrawPlan => ({
  model,
  sums: model.hazards.map(cumulative),
  mixed: model.hazards.map((used, type) => {
    const credible = model.credible[type] ?? used;
    return used.map((hazard, age) => (at(credible, age) > 0 ? hazard / at(credible, age) : 1));
  }),
  vintages: model.exposure.byVintage.slice(0, model.ages).map(weighed),
  vintageVariance: vintageVariances(model, table),
});

/**
 * Nothing tells by what law hazards go on to fall beyond what anybody has seen. In half of the worlds they fall ever more slowly
 * (as stretched exponential times make them: ln h is linear in √age at the outmost), in the others ever faster.
 */
const [LEAST_BEND, MOST_BEND] = [0.5, 1.5];

/**
 * Hazards as they might as well have been estimated: Σ −ln(1 − h) up to the beginning of each age, by type. The portfolio's
 * hazards vary as the cards behind them and as their months of sale; a type's ratio as its posterior variance; the tail is
 * drawn again through what came out, and varies by `spread` beyond it.
 */
export function drawHazards(plan: DrawPlan, random: Random, spread: TailSpread): Hazards {
  const drawn: Float64Array[] = [];
  draw(plan, random, spread, (type, hazards) => {
    drawn[type] = cumulative(hazards);
  });
  return drawn;
}

/** Many draws, in one piece of memory and those of a type together: as lists of their own they would be thousands. */
export class DrawnHazards {
  private readonly sums: Float64Array;
  private readonly length: number;

  constructor(
    { model }: DrawPlan,
    readonly count: number,
  ) {
    this.length = model.horizon + 1;
    this.sums = new Float64Array(model.hazards.length * count * this.length);
  }

  set(type: number, b: number, hazards: Float64Array): void {
    accumulate(hazards, this.sums, this.placeOf(type, b));
  }

  /**
   * The share of what is open that each draw leaves between two ages, to the power that a cohort's seasons make of its type's. All
   * draws at once: a number that a function returns is an object, and there would be fifty million of them.
   */
  sharesLeft(type: number, from: number, to: number, exponent: number, into: Float64Array): void {
    for (let b = 0; b < this.count; b++) {
      const place = this.placeOf(type, b);
      const passed = at(this.sums, place + to) - at(this.sums, place + from);
      into[b] = Number.isFinite(passed) ? Math.exp(-exponent * passed) : 0;
    }
  }

  private placeOf(type: number, b: number): number {
    return (type * this.count + b) * this.length;
  }
}

export function drawMany(
  plan: DrawPlan,
  count: number,
  randomOf: (b: number) => Random,
  spread: TailSpread,
): DrawnHazards {
  const drawn = new DrawnHazards(plan, count);
  for (let b = 0; b < count; b++) draw(plan, randomOf(b), spread, (type, hazards) => drawn.set(type, b, hazards));
  return drawn;
}

/** `take` gets each type's hazards in a list that is used again for the next type. */
function draw(
  plan: DrawPlan,
  random: Random,
  spread: TailSpread,
  take: (type: number, hazards: Float64Array) => void,
): void {
  const { model, mixed, vintages, vintageVariance } = plan;
  const { ages, horizon, reference, bands, bandOf, exposure } = model;
  const shocks = Float64Array.from(exposure.byVintage[0] ?? [], () => random.normal());
  const observed = new Float64Array(ages);
  const drawn = new Float64Array(bands.length);
  const expected = new Float64Array(bands.length);
  for (let age = 0; age < ages; age++) {
    const b = bandOf[age] ?? 0;
    const cards = at(reference, age) * at(exposure.portfolio.atRisk, age);
    const noise = meanOne(random, (bands[b]?.ratios.within ?? 1) / Math.max(cards, 0.5));
    drawn[b] = at(drawn, b) + cards * noise;
    expected[b] = at(expected, b) + cards;
    observed[age] = at(reference, age) * noise * vintageFactor(vintages[age], shocks, vintageVariance[b] ?? 0);
  }
  const refitted = fitDecay(
    observed.map((hazard, age) => hazard * at(exposure.portfolio.atRisk, age)),
    exposure.portfolio.atRisk,
    model.tail.from,
    ages,
    LEAST_BEND + (MOST_BEND - LEAST_BEND) * random.uniform(),
  );
  const base = withTail(observed, refitted, horizon);
  const sharedTail = logNormal(random, spread.shared);
  const hazards = new Float64Array(horizon);
  const ratios = new Float64Array(bands.length);
  for (const [type, own] of mixed.entries()) {
    for (const [b, band] of bands.entries()) ratios[b] = drawRatio(band, type, at(expected, b), at(drawn, b), random);
    const tail = sharedTail * logNormal(random, spread.own);
    // What the type's own curve adds is kept as it is.
    for (let age = 0; age < horizon; age++) {
      hazards[age] = at(base, age) * (at(own, age) * at(ratios, bandOf[age] ?? 0) * (age < ages ? 1 : tail));
    }
    take(type, hazards);
  }
}

/**
 * How many times as fast as the portfolio a type redeems in a band. What the type's own cards say stands against the portfolio as
 * drawn, so that its level moves only by its own error. Where refunds outweigh redemptions it is none, as in the model itself.
 */
function drawRatio({ ratios }: BandFit, type: number, expected: number, drawn: number, random: Random): number {
  const group = ratios.groups[type];
  if (!group) return ratios.collective;
  const own = (group.own ?? 0) * (expected / Math.max(drawn, 1e-300));
  const centre = group.estimate + group.ownShare * (own - (group.own ?? 0));
  return Math.max(0, centre) * meanOne(random, group.variance / group.estimate ** 2);
}

/** Σ −ln(1 − h) before each age, of hazards up to 1; one entry more than hazards. Infinite once a hazard is 1. */
function cumulative(hazards: Float64Array): Float64Array {
  const sums = new Float64Array(hazards.length + 1);
  accumulate(hazards, sums, 0);
  return sums;
}

function accumulate(hazards: Float64Array, sums: Float64Array, start: number): void {
  let sum = 0;
  for (let age = 0; age < hazards.length; age++) {
    sum -= Math.log1p(-Math.min(1, at(hazards, age)));
    sums[start + age + 1] = sum;
  }
}

/** Positive, of mean 1 and this variance. */
function meanOne(random: Random, variance: number): number {
  return variance > 1e-12 && Number.isFinite(variance) ? random.gamma(1 / variance) * variance : 1;
}

const logNormal = (random: Random, variance: number) => Math.exp(Math.sqrt(variance) * random.normal() - variance / 2);

/** The part of the months' shocks that the months at risk at an age have, each by its share. */
function vintageFactor(vintages: Weights | undefined, shocks: Float64Array, variance: number): number {
  if (!vintages || !(variance > 0)) return 1;
  const { weights, sum, squares } = vintages;
  let product = 0;
  for (let v = 0; v < weights.length; v++) product += at(weights, v) * at(shocks, v);
  return Math.exp((Math.sqrt(variance) * product) / sum - (variance * squares) / (2 * sum * sum));
}

function weighed(weights: Float64Array): Weights {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return { weights, sum, squares };
}

/** By band: [Σ w(X − X̄)² − (n − 1)s²] ÷ [w − Σ w² ÷ w] over months of sale, X being redeemed ÷ expected in all types. */
function vintageVariances(model: HazardModel, table: CohortTable): number[] {
  return model.bands.map(({ band, ratios }) => {
    const months = new Map<number, { redeemed: number; expected: number }>();
    for (const line of table.lines) {
      if (!line.sound) continue;
      const { cardValue } = table.types[line.type] ?? { cardValue: 1 };
      const hazards = model.hazards[line.type];
      const season = seasonOf(model.refiner, line);
      const sums = months.get(line.cohort.vintage) ?? { redeemed: 0, expected: 0 };
      for (let age = band.from; age <= Math.min(band.to, line.observed - 1); age++) {
        if (model.refiner.leftOut(line, age)) continue;
        sums.redeemed += redeemedAt(line, age) / cardValue;
        sums.expected += ((hazards?.[age] ?? 0) * openAt(line, age) * (season ? at(season, age) : 1)) / cardValue;
      }
      months.set(line.cohort.vintage, sums);
    }
    const seen = [...months.values()].filter(({ expected }) => expected > 0);
    const weight = seen.reduce((sum, { expected }) => sum + expected, 0);
    const mean = seen.reduce((sum, { redeemed }) => sum + redeemed, 0) / weight;
    const squares = seen.reduce((sum, { redeemed, expected }) => sum + expected * (redeemed / expected - mean) ** 2, 0);
    const scale = weight - seen.reduce((sum, { expected }) => sum + expected ** 2, 0) / weight;
    return scale > 0 ? Math.max(0, (squares - (seen.length - 1) * ratios.within) / scale) : 0;
  });
}
