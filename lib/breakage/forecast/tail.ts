import { at } from "@/lib/statistics/vector";

/** The hazard exp(level + slope · age), fitted on the ages `from` to `to` − 1. */
export type Decay = { readonly from: number; readonly to: number; readonly level: number; readonly slope: number };

export const decayHazard = ({ level, slope }: Decay, age: number): number => Math.min(1, Math.exp(level + slope * age));

/** The line is drawn through the last 12 months, and more where they hold fewer redeemed cards than this. */
const WINDOW = 12;
const LEAST_REDEEMED = 300;
/** Of the observed ages this share at most: the first months fall by another law. */
const LARGEST_SHARE = 0.75;

/** First of the ages the tail is drawn through. */
export function tailStart(redeemed: Float64Array, ages: number): number {
  const earliest = Math.ceil(ages * (1 - LARGEST_SHARE));
  let start = ages;
  let cards = 0;
  while (start > earliest && (ages - start < WINDOW || cards < LEAST_REDEEMED)) {
    start--;
    cards += at(redeemed, start);
  }
  return start;
}

/**
 * Log-linear decay of the hazard by quasi-Poisson regression: the mean of what is redeemed is atRisk · exp(level + slope ·
 * age), so months without a redemption count as what they are. Newton's method. A hazard that would rise is held level;
 * where nothing at all was redeemed the level is that of half a card, because never is not known. `redeemed` and `atRisk`
 * are in cards.
 */
export function fitDecay(redeemed: Float64Array, atRisk: Float64Array, from: number, to: number): Decay {
  let [sumRedeemed, sumAtRisk, moment] = [0, 0, 0];
  for (let age = from; age < to; age++) {
    sumRedeemed += Math.max(0, at(redeemed, age));
    sumAtRisk += at(atRisk, age);
    moment += at(atRisk, age) * age;
  }
  if (!(sumAtRisk > 0)) return { from, to, level: Number.NEGATIVE_INFINITY, slope: 0 };
  const flat = Math.log(Math.max(sumRedeemed, 0.5) / sumAtRisk);
  const centre = moment / sumAtRisk;
  if (!(sumRedeemed > 0) || to - from < 3) return { from, to, level: flat, slope: 0 };

  let level = flat;
  let slope = 0;
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let age = from; age < to; age++) {
      const x = age - centre;
      const mean = at(atRisk, age) * Math.exp(level + slope * x);
      const excess = Math.max(0, at(redeemed, age)) - mean;
      g0 += excess;
      g1 += excess * x;
      h00 += mean;
      h01 += mean * x;
      h11 += mean * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-12 * h00 * h11)) break;
    const towards = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant] as const;
    // A step of more than a factor e² in the hazard is taken in parts.
    const damping = Math.min(1, 2 / Math.max(Math.abs(towards[0]), 5 * Math.abs(towards[1])));
    level += damping * towards[0];
    slope += damping * towards[1];
    if (Math.abs(towards[0]) + Math.abs(towards[1]) < 1e-12) break;
  }
  return slope > 0 ? { from, to, level: flat, slope: 0 } : { from, to, level: level - slope * centre, slope };
}
