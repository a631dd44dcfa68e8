import { gradient } from "@/lib/statistics/derivatives";
import { dot, sum, type Vector } from "@/lib/statistics/vector";
import { growthBetween, type LevelGroup, levelOf } from "./clark-likelihood";
import type { GrowthCurve, GrowthParameters } from "./growth-curve";

export type ClarkErrors = {
  readonly processError: number;
  readonly parameterError: number;
  /** √(process² + parameter²). */
  readonly standardError: number;
};

/** A maximum of the likelihood in ln ω and ln θ, with their covariance over σ². */
export type ClarkFit = {
  readonly curve: GrowthCurve;
  readonly point: Vector;
  readonly covariance: readonly Vector[];
  readonly dispersion: number;
};

export const parametersAt = ([logOmega = 0, logTheta = 0]: Vector): GrowthParameters => ({
  omega: Math.exp(logOmega),
  theta: Math.exp(logTheta),
});

/** What each origin still expects up to the average age `end`: level·weight·[G(end) − G(latest age)]. */
function reservesAt(groups: readonly LevelGroup[], curve: GrowthCurve, point: Vector, end: number): number[] {
  const parameters = parametersAt(point);
  return groups.flatMap((group) => {
    const level = levelOf(group, curve, parameters);
    return group.map(({ weight, latestAge }) => level * weight * growthBetween(curve, parameters, latestAge, end));
  });
}

/**
 * Reserves with their errors. The levels are eliminated from the information matrix by hand: along the profile
 * ∇Rᵀ I⁻¹ ∇R = Σ over levels of R²/C, plus dRᵀ·V·dR with V the covariance of the two curve parameters and dR the
 * derivative of the reserve while the levels stay at their maximum.
 */
export function clarkReserves(groups: readonly LevelGroup[], fit: ClarkFit, end: number) {
  const { curve, point, covariance, dispersion } = fit;
  const reserves = reservesAt(groups, curve, point, end);
  const groupOf = groups.flatMap((group, g) => group.map(() => g));
  const amounts = groups.map((group) => sum(group.map(({ latest }) => latest)));
  const reserveWhere = (belongs: (i: number) => boolean, at: Vector) =>
    sum(reservesAt(groups, curve, at, end).filter((_, i) => belongs(i)));

  const errorsOf = (belongs: (i: number) => boolean): ClarkErrors => {
    const own = reserves.map((reserve, i) => (belongs(i) ? reserve : 0));
    const byLevel = amounts.map((amount, g) => sum(own.filter((_, i) => groupOf[i] === g)) ** 2 / amount);
    const slope = gradient((at) => reserveWhere(belongs, at), point);
    const byCurve = dot(
      slope,
      covariance.map((row) => dot(row, slope)),
    );
    const process = dispersion * sum(own);
    const parameter = dispersion * (sum(byLevel) + byCurve);
    return {
      processError: Math.sqrt(process),
      parameterError: Math.sqrt(parameter),
      standardError: Math.sqrt(process + parameter),
    };
  };
  const forecasts = reserves.map((reserve, i) => ({ reserve, ...errorsOf((other) => other === i) }));
  return { forecasts, total: { reserve: sum(reserves), ...errorsOf(() => true) } };
}
