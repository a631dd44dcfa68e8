import { at } from "@/lib/statistics/vector";

/** The hazard exp(level + slope · x(age)), fitted on the ages `from` to `to` − 1; x is the age itself where `bend` is 1. */
export type Decay = {
  readonly from: number;
  readonly to: number;
  readonly level: number;
  readonly slope: number;
  readonly bend: number;
};

/** The age as the line counts it: the same at `to`, slower before and after where `bend` is below 1. */
const bent = (age: number, to: number, bend: number) => (bend === 1 ? age : to * (age / to) ** bend);

export const decayHazard = ({ to, level, slope, bend }: Decay, age: number): number =>
  Math.min(1, Math.exp(level + slope * bent(age, to, bend)));

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
export function fitDecay(redeemed: Float64Array, atRisk: Float64Array, from: number, to: number, bend = 1): Decay {
  const line = { from, to, bend };
  const ages = Float64Array.from({ length: Math.max(0, to - from) }, (_, i) => bent(from + i, to, bend));
  let [sumRedeemed, sumAtRisk, moment] = [0, 0, 0];
  for (let age = from; age < to; age++) {
    sumRedeemed += Math.max(0, at(redeemed, age));
    sumAtRisk += at(atRisk, age);
    moment += at(atRisk, age) * at(ages, age - from);
  }
  if (!(sumAtRisk > 0)) return { ...line, level: Number.NEGATIVE_INFINITY, slope: 0 };
  const flat = Math.log(Math.max(sumRedeemed, 0.5) / sumAtRisk);
  const centre = moment / sumAtRisk;
  if (!(sumRedeemed > 0) || to - from < 3) return { ...line, level: flat, slope: 0 };

  let level = flat;
  let slope = 0;
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let age = from; age < to; age++) {
      const x = at(ages, age - from) - centre;
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
  return slope > 0 ? { ...line, level: flat, slope: 0 } : { ...line, level: level - slope * centre, slope };
}
