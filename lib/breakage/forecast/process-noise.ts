import type { PastCut } from "./past-cuts";
import { openShare, type Survival } from "./survival";
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

type Residual = {
  readonly group: string;
  /** (actual − expected) ÷ expected. */
  readonly error: number;
  readonly perCard: number;
  readonly away: number;
};

/** Cards still open of a cohort, by value. */
export const cardsOpen = ({ cohort, open, observed }: Line): number =>
  Math.max(1, cohort.cards) * ((open[observed] ?? 0) / cohort.face);

/** (1 − G) ÷ (n G): the relative variance of a balance whose cards are redeemed one by one. */
export const cardVariance = (line: Line, share: number): number => (1 - share) / (cardsOpen(line) * share);

/**
 * Variance components by non-negative least squares on squared residuals of the present model, each weighted by the
 * inverse square of its fitted variance, over past cuts and all types. The shared part is the mean product of residuals
 * of different types of the same month of sale.
 */
export function processNoise(past: readonly PastCut[], survival: Survival): ProcessNoise {
  const residuals = past.flatMap((cut) => residualsOf(cut, survival));
  if (residuals.length < LEAST_RESIDUALS) return { ...UNLEARNT, residuals: residuals.length };
  const { card, total } = components(residuals);
  const shared = Math.min(total, sharedVariance(residuals, card, total));
  return { card, own: total - shared, shared, residuals: residuals.length };
}

function residualsOf({ cut, followed }: PastCut, survival: Survival): Residual[] {
  return followed.flatMap(({ line, later, to, actual }) => {
    if (!line.sound) return [];
    const share = openShare(survival(later), line.observed, to);
    if (!(share > 0 && share < 1)) return [];
    const expected = (line.open[line.observed] ?? 0) * share;
    const error = (actual - expected) / expected;
    const group = `${cut}/${line.cohort.vintage}`;
    return [{ group, error, perCard: cardVariance(line, share), away: 1 - share }];
  });
}

/** error² ≈ card · perCard + total · away², both at least 0. */
function components(residuals: readonly Residual[]): { card: number; total: number } {
  let card = UNLEARNT.card;
  let total = 0;
  for (let step = 0; step < 50; step++) {
    let [a11, a12, a22, b1, b2] = [0, 0, 0, 0, 0];
    for (const { error, perCard, away } of residuals) {
      const [x, y] = [perCard, away * away];
      const weight = 1 / (card * x + total * y) ** 2;
      a11 += weight * x * x;
      a12 += weight * x * y;
      a22 += weight * y * y;
      b1 += weight * x * error * error;
      b2 += weight * y * error * error;
    }
    const determinant = a11 * a22 - a12 * a12;
    let next = [(a22 * b1 - a12 * b2) / determinant, (a11 * b2 - a12 * b1) / determinant] as const;
    if (!(determinant > 0) || next[1] < 0) next = [b1 / a11, 0];
    else if (next[0] < 0) next = [0, b2 / a22];
    // Cards are never wholly alike in what they do: the variance must not vanish for a small cohort.
    const moved = Math.abs(next[0] - card) + Math.abs(next[1] - total);
    card = Math.max(next[0], 0.05);
    total = next[1];
    if (moved < 1e-10) break;
  }
  return { card, total };
}

function sharedVariance(residuals: readonly Residual[], card: number, total: number): number {
  const groups = new Map<string, { e: number; x: number; ee: number; xx: number }>();
  for (const { group, error, perCard, away } of residuals) {
    const weight = 1 / (card * perCard + total * away * away);
    const sums = groups.get(group) ?? { e: 0, x: 0, ee: 0, xx: 0 };
    const [e, x] = [error * away * weight, away * away * weight];
    groups.set(group, { e: sums.e + e, x: sums.x + x, ee: sums.ee + e * e, xx: sums.xx + x * x });
  }
  let products = 0;
  let scale = 0;
  for (const { e, x, ee, xx } of groups.values()) {
    products += e * e - ee;
    scale += x * x - xx;
  }
  return scale > 0 ? Math.max(0, products / scale) : 0;
}
