import { hessian } from "./derivatives";
import { invertSpd } from "./linear";
import { bfgs, nelderMead, type Objective } from "./minimise";
import type { Vector } from "./vector";

export type Maximum = {
  readonly point: readonly number[];
  readonly logLikelihood: number;
  /** The inverse of the observed information. */
  readonly covariance: readonly (readonly number[])[];
};

/** So many of the most promising starts are followed to their end. */
const STARTS = 3;

/**
 * The maximum of a likelihood, given its negative logarithm in unconstrained parameters of order 1: BFGS from the best of
 * the starts, by way of the simplex where that fails. Null when no search converges, or the information at the best point
 * is not positive definite: then the likelihood has no clear maximum, and no standard error.
 */
export function maximiseLikelihood(loss: Objective, starts: readonly Vector[]): Maximum | null {
  const promising = starts
    .map((start) => ({ start, value: loss(start) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value)
    .slice(0, STARTS);
  const ends = promising
    .map(({ start }) => descend(loss, start))
    .filter(({ converged }) => converged)
    .sort((a, b) => a.value - b.value);
  const [best] = ends;
  if (best === undefined) return null;
  const covariance = invertSpd(hessian(loss, best.point));
  return covariance && { point: best.point, logLikelihood: -best.value, covariance };
}

function descend(loss: Objective, start: Vector) {
  const direct = bfgs(loss, start);
  return direct.converged ? direct : bfgs(loss, nelderMead(loss, start).point);
}
