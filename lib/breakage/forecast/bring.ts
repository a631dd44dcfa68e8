import { at } from "@/lib/statistics/vector";

/** Shares in 0 … 1 as far as it matters to whoever brings them to a mean, in whatever order they are. */
export type Shares = { readonly count: number; readonly sum: number; readonly none: number; readonly whole: number };

export function sharesIn(values: Float64Array): Shares {
  let sum = 0;
  let none = 0;
  let whole = 0;
  for (let b = 0; b < values.length; b++) {
    const value = at(values, b);
    sum += value;
    if (value <= 0) none++;
    else if (value >= 1) whole++;
  }
  return { count: values.length, sum, none, whole };
}

/** Whether such a mean takes more than to move the shares between none and all: some of those ends then change sides. */
export const takesEnds = (mean: number, { count, none, whole }: Shares): boolean =>
  !(mean * count > whole && mean * count < count - none);

/** Of the mean, as a share of its smaller side. */
const PRECISION = 1e-10;
const MOST_STEPS = 60;
/** No further in one step: the logistic curve is flat far out. */
const LONGEST_STEP = 4;

/**
 * Multiplies the odds of all shares by the one number that gives them a mean, in place (Newton's method on its logarithm). Their order
 * stays, none and all stay what they are, and nothing leaves 0 … 1; a small share is multiplied, as good as. They must not take ends.
 */
export function bringTo(mean: number, values: Float64Array, { count, sum }: Shares): void {
  // Numbers that a loop changes have lines of their own here: taken out of a list they would be objects, a gigabyte of them in a
  // forecast of a million cards.
  const close = PRECISION * Math.min(mean, 1 - mean) * count;
  let off = mean * count - sum;
  if (Math.abs(off) <= close) return;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let place = 0;
  let step = Math.log(mean / (1 - mean)) - Math.log(sum / (count - sum));
  for (let i = 0; i < MOST_STEPS; i++) {
    if (off > 0) low = place;
    else high = place;
    const next = place + Math.min(Math.max(step, -LONGEST_STEP), LONGEST_STEP);
    const inside = next > low && next < high ? next : (low + high) / 2;
    const odds = Math.exp(inside - place);
    place = inside;
    let moved = 0;
    let slope = 0;
    for (let b = 0; b < count; b++) {
      const share = at(values, b);
      const value = (odds * share) / (1 - share + odds * share);
      values[b] = value;
      moved += value;
      slope += value * (1 - value);
    }
    off = mean * count - moved;
    if (Math.abs(off) <= close) return;
    step = off / slope;
  }
}

/** Turns as few worlds as can hold the mean from none to all, or from all to none, in turn from `first` on; one of them in part. */
export function turnEnds(mean: number, values: Float64Array, shares: Shares, first: number): void {
  const { count } = shares;
  let off = mean * count - shares.sum;
  const [from, to] = off > 0 ? [0, 1] : [1, 0];
  for (let i = 0; i < count && off !== 0; i++) {
    const b = (first + i) % count;
    if (at(values, b) !== from) continue;
    const part = Math.min(1, Math.abs(off));
    values[b] = from + (to - from) * part;
    off -= (to - from) * part;
  }
  const turned = sharesIn(values);
  if (!takesEnds(mean, turned)) bringTo(mean, values, turned);
}
