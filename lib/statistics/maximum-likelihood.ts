import { hessian } from "./derivatives";
import { invertSpd } from "./linear";
import { bfgs, nelderMead, type Objective } from "./minimise";
import { entry, type Vector } from "./vector";

export type Maximum = {
  readonly point: readonly number[];
  readonly logLikelihood: number;
  /** The inverse of the observed information. */
  readonly covariance: readonly (readonly number[])[];
};

/** So many of the most promising starts are followed to their end. */
const STARTS = 3;

/** A parameter of order 1 that has gone this far has run away, and stands still only because numbers are finite. */
const FARTHEST = 25;
/** A standard error of a parameter of order 1 beyond which its likelihood is flat. */
const LARGEST_ERROR = 1_000;

/**
 * The maximum of a likelihood, given its negative logarithm in unconstrained parameters of order 1: BFGS from the best of
 * the starts, by way of the simplex where that fails. Null when no search converges, a parameter of the best point is beyond
 * ±25, its standard error beyond 1000, or the information there not positive definite: then there is no clear maximum.
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
  if (best === undefined || best.point.some((value) => Math.abs(value) > FARTHEST)) return null;
  const covariance = invertSpd(hessian(loss, best.point));
  if (covariance?.some((line, i) => entry(line, i) > LARGEST_ERROR ** 2)) return null;
  return covariance && { point: best.point, logLikelihood: -best.value, covariance };
}

function descend(loss: Objective, start: Vector) {
  const direct = bfgs(loss, start);
  return direct.converged ? direct : bfgs(loss, nelderMead(loss, start).point);
}
