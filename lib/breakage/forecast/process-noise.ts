import { at } from "@/lib/statistics/vector";
import { groupsOf } from "./grouped";
import type { Line } from "./table";

/**
 * How much a cohort's open balance strays from U·G when the hazards are right. Its relative variance, for a share G left
 * of a balance with n cards open, is card · (1 − G) ÷ (n G) + (own + shared) · (1 − G)².
 */
export type ProcessNoise = {
  /** About 1 when each card decides for itself. */
  readonly card: number;
  /** Of a type and month of sale. */
  readonly own: number;
  /** Of a month of sale, in all types. */
  readonly shared: number;
  /** Residuals it was learnt from. */
  readonly residuals: number;
};

/** Taken until there are so many residuals to learn from: shocks of 10 % to what is never redeemed. */
const LEAST_RESIDUALS = 30;
const UNLEARNT = { card: 1, own: 0.005, shared: 0.005 };

/** How a cohort came out against what the model of a past cut expected of it. */
export type Residual = {
  /** The past cut and the month of sale. */
  readonly group: string;
  /** (actual − expected) ÷ expected. */
  readonly error: number;
  /** (1 − G) ÷ (n G). */
  readonly perCard: number;
  /** 1 − G. */
  readonly away: number;
  /** What was expected as the hazards might as well have been estimated then: relative deviations from the mean. */
  readonly drawn: Float64Array;
  /** The mean square of `drawn`. */
  readonly hazards: number;
};

/** Cards still open of a cohort, by value. */
export const cardsOpen = ({ cohort, open, observed }: Line): number =>
  Math.max(1, cohort.cards) * ((open[observed] ?? 0) / cohort.face);

/** (1 − G) ÷ (n G): the relative variance of a balance whose cards are redeemed one by one. */
export const cardVariance = (line: Line, share: number): number => (1 - share) / (cardsOpen(line) * share);

/** The relative variance of what is left of a cohort, when the hazards are right. */
export const noiseVariance = ({ perCard, away }: Residual, { card, own, shared }: ProcessNoise): number =>
  card * perCard + (own + shared) * away ** 2;

/**
 * Variance components by non-negative least squares on squared residuals of the models of past cuts, less what the errors of
 * their hazards account for; each weighted by the inverse square of its fitted variance. The shared part is the mean product
 * of residuals of different types of the same month of sale, less what their hazards have in common.
 */
export function processNoise(residuals: readonly Residual[]): ProcessNoise {
  if (residuals.length < LEAST_RESIDUALS) return { ...UNLEARNT, residuals: residuals.length };
  const { card, total } = components(residuals);
  const shared = Math.min(total, sharedVariance(residuals, card, total));
  return { card, own: total - shared, shared, residuals: residuals.length };
}

/** error² ≈ hazards + card · perCard + total · away², card and total at least 0. */
function components(residuals: readonly Residual[]): { card: number; total: number } {
  let card = UNLEARNT.card;
  let total = 0;
  for (let step = 0; step < 50; step++) {
    let [a11, a12, a22, b1, b2] = [0, 0, 0, 0, 0];
    for (const { error, perCard, away, hazards } of residuals) {
      const [x, y, rest] = [perCard, away * away, error * error - hazards];
      const weight = 1 / (hazards + card * x + total * y) ** 2;
      a11 += weight * x * x;
      a12 += weight * x * y;
      a22 += weight * y * y;
      b1 += weight * x * rest;
      b2 += weight * y * rest;
    }
    const determinant = a11 * a22 - a12 * a12;
    let next = [(a22 * b1 - a12 * b2) / determinant, (a11 * b2 - a12 * b1) / determinant] as const;
    if (!(determinant > 0) || next[1] < 0) next = [b1 / a11, 0];
    else if (next[0] < 0) next = [0, Math.max(0, b2 / a22)];
    // Cards are never wholly alike in what they do: the variance must not vanish for a small cohort.
    const moved = Math.abs(next[0] - card) + Math.abs(next[1] - total);
    card = Math.max(next[0], 0.05);
    total = next[1];
    if (moved < 1e-10) break;
  }
  return { card, total };
}

function sharedVariance(residuals: readonly Residual[], card: number, total: number): number {
  let products = 0;
  let scale = 0;
  for (const month of groupsOf(residuals, ({ group }) => group).values()) {
    let [e, ee, x, xx, squares] = [0, 0, 0, 0, 0];
    const drawn = new Float64Array(month[0]?.drawn.length ?? 0);
    for (const { error, perCard, away, drawn: own, hazards } of month) {
      const weight = away / (hazards + card * perCard + total * away * away);
      e += error * weight;
      ee += (error * weight) ** 2;
      x += away * weight;
      xx += (away * weight) ** 2;
      squares += hazards * weight ** 2;
      for (let b = 0; b < drawn.length; b++) drawn[b] = at(drawn, b) + weight * at(own, b);
    }
    products += e * e - ee - (meanSquare(drawn) - squares);
    scale += x * x - xx;
  }
  return scale > 0 ? Math.max(0, products / scale) : 0;
}

export function meanSquare(values: Float64Array): number {
  let sum = 0;
  for (let b = 0; b < values.length; b++) sum += at(values, b) ** 2;
  return sum / values.length;
}
