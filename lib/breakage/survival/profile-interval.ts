import { bfgs } from "@/lib/statistics/minimise";
import { normalQuantile } from "@/lib/statistics/normal";
import type { Vector } from "@/lib/statistics/vector";

type Best = {
  /** Of the share at the maximum; −∞ for a share of 0. */
  readonly logit: number;
  readonly theta: Vector;
  readonly loss: number;
};

/** Half of the 95 % point of χ² with one degree of freedom. */
const ALLOWED = normalQuantile(0.975) ** 2 / 2;
/** Beyond it a share cannot be told from 0, or from 1. */
const FAR = 14;
const PRECISION = 1e-7;

const share = (logit: number) => 1 / (1 + Math.exp(-logit));

/**
 * The profile-likelihood interval, at 95 %, of a share given by its logit (Venzon and Moolgavkar 1988): the shares whose
 * negative log-likelihood, minimised over the other parameters θ, is at most 1.92 above the minimum. An end that is never
 * reached is 0 or 1.
 */
export function profileInterval(loss: (logit: number, theta: Vector) => number, best: Best) {
  const end = (direction: -1 | 1) => {
    let theta = best.theta;
    /** Negative inside the interval. */
    const excess = (logit: number) => {
      const fitted = bfgs((point) => loss(logit, point), theta);
      theta = fitted.point;
      return fitted.value - best.loss - ALLOWED;
    };
    let inside = { logit: Math.max(-FAR, Math.min(FAR, best.logit)), excess: -ALLOWED };
    for (let step = 0.25; ; step *= 1.5) {
      const logit = inside.logit + direction * step;
      if (Math.abs(logit) > FAR) return direction > 0 ? 1 : 0;
      const there = { logit, excess: excess(logit) };
      if (there.excess > 0) return share(crossing(excess, inside, there));
      inside = there;
    }
  };
  return { lower: best.logit === Number.NEGATIVE_INFINITY ? 0 : end(-1), upper: end(1) };
}

type Side = { readonly logit: number; readonly excess: number };

/** Between two sides of different sign by the Illinois method (Dowell and Jarratt 1971): a secant that cannot stick. */
function crossing(excess: (logit: number) => number, below: Side, above: Side): number {
  let [low, high] = [below, above];
  for (let step = 0; step < 100 && Math.abs(share(high.logit) - share(low.logit)) > PRECISION; step++) {
    const logit = low.logit - (low.excess * (high.logit - low.logit)) / (high.excess - low.excess);
    const there = { logit, excess: excess(logit) };
    if (Math.abs(there.excess) < PRECISION) return logit;
    if (there.excess > 0) {
      high = there;
      low = { ...low, excess: low.excess / 2 };
    } else {
      low = there;
      high = { ...high, excess: high.excess / 2 };
    }
  }
  return low.logit;
}
