import { type AdjustedSums, jointMoments, type Moments, pooled } from "./arm";

export type Adjustment = {
  /** Cov(Y, X)/Var(X) over both arms together. */
  readonly theta: number;
  /** The part of the outcome's variance that the covariate explains, in [0, 1]. */
  readonly rhoSquared: number;
  readonly control: Moments;
  readonly remind: Moments;
};

/** Below it the adjustment narrows an interval by less than 1 %, and a screen says that it is no help. */
export const SMALLEST_HELP = 0.02;

/**
 * Adjustment by a covariate that was fixed before the arms were drawn (CUPED; Deng, Xu, Kohavi and Walker, WSDM 2013):
 * Y* = Y − θ(X − X̄), with θ and X̄ of both arms together, so that the effect keeps its units and expectation. An arm's
 * variance becomes s²_y − 2θ s_xy + θ² s²_x. θ is 0 when X does not vary. Throws RangeError for arms of fewer than two.
 */
export function adjust(control: AdjustedSums, remind: AdjustedSums): Adjustment {
  const all = jointMoments(pooled(control, remind));
  const theta = all.covariateVariance > 0 ? all.covariance / all.covariateVariance : 0;
  const explained = all.covariance ** 2 / (all.variance * all.covariateVariance);
  const arm = (sums: AdjustedSums): Moments => {
    const { n, mean, variance, covariateMean, covariateVariance, covariance } = jointMoments(sums);
    return {
      n,
      mean: mean - theta * (covariateMean - all.covariateMean),
      variance: Math.max(0, variance - 2 * theta * covariance + theta ** 2 * covariateVariance),
    };
  };
  return {
    theta,
    rhoSquared: Number.isFinite(explained) ? Math.min(1, explained) : 0,
    control: arm(control),
    remind: arm(remind),
  };
}
