import { sum } from "@/lib/statistics/vector";
import type { Tail } from "./chain-ladder";
import type { DevelopmentStep } from "./development-factors";
import { found, type Outcome, refused } from "./outcome";

export type HazardTail = Tail & {
  /** The period's share of the open balance that is redeemed, for each period after the last age. */
  readonly hazards: readonly number[];
  readonly toAges: readonly number[];
  /** Change of ln hazard from one period to the next; 0 where a rise was not carried on. */
  readonly slope: number;
  /** True when the hazards did not fall, so that their geometric mean is held instead of letting them grow. */
  readonly held: boolean;
  /** How many hazards the line was drawn through. */
  readonly points: number;
};

export type TailOptions = {
  /** The age at which the balance is settled: expiry of funds, escheat, or where redemptions are taken to end. */
  readonly ultimateAge: number;
  /** How many of the last periods to look at. */
  readonly window?: number;
};

/**
 * The hazard h = 1 − factor of an open-balance triangle, carried from the last age to the ultimate one by a straight line
 * through ln h over the last periods (by default 12) that have one above 0: h falls by the same share each period. Ordinary least
 * squares; the factor is Π(1 − h), its standard error comes from the line's by the delta method, and σ from the σ² of
 * the last step, held for each further period. Refused when the ultimate age is not a whole number of periods after
 * the last age, or fewer than three hazards are above 0.
 */
export function hazardTail(
  steps: readonly DevelopmentStep[],
  { ultimateAge, window = 12 }: TailOptions,
): Outcome<HazardTail> {
  const last = steps.at(-1);
  if (last === undefined) return refused({ kind: "too-few-ages", message: "There is no step to carry on from." });
  const period = last.toAge - last.fromAge;
  const periods = (ultimateAge - last.toAge) / period;
  if (!(periods >= 1 && Math.abs(periods - Math.round(periods)) < 1e-9)) {
    const message = `The ultimate age ${ultimateAge} must lie a whole number of periods of ${period} after the last age ${last.toAge}.`;
    return refused({ kind: "tail", message });
  }
  const points = steps
    .slice(-window)
    .map(({ fromAge, factor }) => ({ x: (fromAge - last.toAge) / period, y: Math.log(1 - factor) }))
    .filter(({ y }) => Number.isFinite(y));
  if (points.length < 3) {
    const message = `Only ${points.length} of the last ${Math.min(window, steps.length)} periods saw redemptions; a tail needs at least 3.`;
    return refused({ kind: "tail", message });
  }
  const line = fitLine(points);
  const numbers = Array.from({ length: Math.round(periods) }, (_, l) => l);
  const hazards = numbers.map((l) => Math.exp(line.level + line.slope * (l - line.centre)));
  const factor = hazards.reduce((product, hazard) => product * (1 - hazard), 1);
  // d ln Π(1 − h) along the level and along the slope of the line.
  const alongLevel = -sum(hazards.map((h) => h / (1 - h)));
  const alongSlope = -sum(hazards.map((h, l) => (h / (1 - h)) * (l - line.centre)));
  const variance = line.levelVariance * alongLevel ** 2 + line.slopeVariance * alongSlope ** 2;
  return found({
    factor,
    standardError: factor * Math.sqrt(variance),
    sigma: Math.sqrt(last.sigmaSquared * spread(hazards)),
    hazards,
    toAges: numbers.map((l) => last.toAge + (l + 1) * period),
    slope: line.slope,
    held: line.held,
    points: points.length,
  });
}

/** Level at the centre of the points and slope are uncorrelated there, so their variances add. */
function fitLine(points: readonly { x: number; y: number }[]) {
  const n = points.length;
  const centre = sum(points.map(({ x }) => x)) / n;
  const level = sum(points.map(({ y }) => y)) / n;
  const spreadOfX = sum(points.map(({ x }) => (x - centre) ** 2));
  const fitted = sum(points.map(({ x, y }) => (x - centre) * (y - level))) / spreadOfX;
  const held = fitted >= 0;
  const slope = held ? 0 : fitted;
  const residual = sum(points.map(({ x, y }) => (y - level - slope * (x - centre)) ** 2)) / (n - (held ? 1 : 2));
  return { centre, level, slope, held, levelVariance: residual / n, slopeVariance: held ? 0 : residual / spreadOfX };
}

/** Σ over the periods of Π factors before × Π factors² after: what Mack's recursion makes of the same σ² in each. */
function spread(hazards: readonly number[]): number {
  let open = 1;
  let variance = 0;
  for (const hazard of hazards) {
    variance = open + (1 - hazard) ** 2 * variance;
    open *= 1 - hazard;
  }
  return variance;
}
