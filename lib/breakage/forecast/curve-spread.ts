import { nonNegativePair, pairSums } from "@/lib/statistics/non-negative";
import type { CurveSpread } from "./parameter-draws";

/** All cohorts of a type at a past cut. */
export type TypeTrial = {
  /** ln of what came ÷ what was expected. */
  readonly error: number;
  /** Of it, as far as cards, months of sale and the estimates of hazards account for it. */
  readonly variance: number;
  /** Σ h over the ages of the forecast, and over those of them that nobody had seen at the cut. */
  readonly ahead: number;
  readonly unseen: number;
};

export const NO_SPREAD: CurveSpread = { shared: 0, own: 0, level: 0 };
/** Before there are past cuts to learn from, a hazard never yet seen may be off by half, up or down. */
const UNLEARNT: CurveSpread = { shared: 0.1, own: 0.15, level: 0 };
const LEAST_SUMS = 6;
/** The assumption counts as much as so many past cuts: types err together at one, which tells little of the next. */
const ASSUMED_CUTS = 1;
const LARGEST = 1;

/**
 * How far off hazards were at past cuts beyond what estimating them accounts for, told by sums over types: error² less what
 * else explains is `tail` times the unseen hazard squared and `level` times the whole hazard ahead squared. Products of two
 * types' errors at one cut tell how much of the tail all types share; its level is a type's own, and is what makes cohorts of a
 * type err together. What was assumed of the tail gives way as cuts come.
 */
export function curveSpread(cuts: readonly (readonly TypeTrial[])[]): CurveSpread {
  const all = cuts.flat();
  const told = cuts.filter((types) => types.some(({ unseen }) => unseen > 0)).length;
  const hasTail = all.filter(({ unseen }) => unseen > 0).length >= LEAST_SUMS;
  const [tail, level] = nonNegativePair(
    pairSums(
      all.map(({ error, variance, ahead, unseen }) => [
        hasTail ? unseen ** 2 : 0,
        ahead ** 2,
        error ** 2 - variance,
        1 / variance ** 2,
      ]),
    ),
  );
  const ofLevel = all.length >= LEAST_SUMS ? Math.min(level, LARGEST) : 0;
  if (!hasTail) return { ...UNLEARNT, level: ofLevel };
  const total = Math.min(tail, LARGEST);
  const shared = Math.min(sharedTail(cuts), total);
  const learnt = told / (told + ASSUMED_CUTS);
  const mixed = (found: number, assumed: number) => learnt * found + (1 - learnt) * assumed;
  return { shared: mixed(shared, UNLEARNT.shared), own: mixed(total - shared, UNLEARNT.own), level: ofLevel };
}

function sharedTail(cuts: readonly (readonly TypeTrial[])[]): number {
  let [products, scale] = [0, 0];
  for (const types of cuts) {
    let [e, ee, x, xx] = [0, 0, 0, 0];
    for (const { error, variance, unseen } of types) {
      if (!(unseen > 0)) continue;
      e += (error * unseen) / variance;
      ee += ((error * unseen) / variance) ** 2;
      x += unseen ** 2 / variance;
      xx += (unseen ** 2 / variance) ** 2;
    }
    products += e * e - ee;
    scale += x * x - xx;
  }
  return scale > 0 ? Math.max(products / scale, 0) : 0;
}
