import type { TailSpread } from "./parameter-draws";

/** All cohorts of a type at a past cut. */
export type TypeTrial = {
  /** ln of what came ÷ what was expected. */
  readonly error: number;
  /** Of it, as far as cards, months of sale and the estimates of hazards account for it. */
  readonly variance: number;
  /** Σ h over the ages of the forecast that nobody had seen at the cut. */
  readonly unseen: number;
};

/** Before there are past cuts to learn from, a hazard never yet seen may be off by half, up or down. */
const UNLEARNT: TailSpread = { shared: 0.1, own: 0.15 };
const LEAST_SUMS = 6;
/** The assumption counts as much as so many past cuts: types err together at one, which tells little of the next. */
const ASSUMED_CUTS = 1;
const LARGEST = 1;

/**
 * How far off hazards were that nobody had seen at the past cuts: error² of a type's sum, less what else explains, is the
 * spread times the unseen hazard squared. Products of two types' errors at one cut tell the part that all types share. What
 * was assumed before gives way as cuts come.
 */
export function tailSpread(cuts: readonly (readonly TypeTrial[])[]): TailSpread {
  let [excess, scale, products, productScale, used, told] = [0, 0, 0, 0, 0, 0];
  for (const types of cuts) {
    let [e, ee, x, xx] = [0, 0, 0, 0];
    for (const { error, variance, unseen } of types) {
      if (!(unseen > 0)) continue;
      used++;
      excess += ((error ** 2 - variance) * unseen ** 2) / variance ** 2;
      scale += unseen ** 4 / variance ** 2;
      e += (error * unseen) / variance;
      ee += ((error * unseen) / variance) ** 2;
      x += unseen ** 2 / variance;
      xx += (unseen ** 2 / variance) ** 2;
    }
    products += e * e - ee;
    productScale += x * x - xx;
    if (x > 0) told++;
  }
  if (used < LEAST_SUMS || !(scale > 0)) return UNLEARNT;
  const total = Math.min(Math.max(excess / scale, 0), LARGEST);
  const shared = productScale > 0 ? Math.min(Math.max(products / productScale, 0), total) : 0;
  const learnt = told / (told + ASSUMED_CUTS);
  const mixed = (found: number, assumed: number) => learnt * found + (1 - learnt) * assumed;
  return { shared: mixed(shared, UNLEARNT.shared), own: mixed(total - shared, UNLEARNT.own) };
}
