/** Families of growth curves (Clark 2003): the share of the ultimate that is reached by an age. */
export const growthCurves = ["loglogistic", "weibull"] as const;
export type GrowthCurve = (typeof growthCurves)[number];

/** ω > 0 is the shape, θ > 0 the scale in the unit of the ages. */
export type GrowthParameters = { readonly omega: number; readonly theta: number };

/**
 * G(x) for an age x ≥ 0 (∞ gives 1): loglogistic xʷ ÷ (xʷ + θʷ), of which half is reached at θ and the tail is long;
 * Weibull 1 − exp(−(x/θ)ʷ), of which 63.2 % is reached at θ and the tail is short. Throws RangeError outside the domain.
 */
export function growth(curve: GrowthCurve, { omega, theta }: GrowthParameters, x: number): number {
  if (!(omega > 0 && theta > 0 && x >= 0)) {
    throw new RangeError(`a growth curve is asked for ω = ${omega}, θ = ${theta} at the age ${x}`);
  }
  if (x === 0) return 0;
  const power = (x / theta) ** omega;
  return curve === "weibull" ? -Math.expm1(-power) : 1 / (1 + 1 / power);
}

/** 1 − G(x), with its own digits where G is close to 1. */
export function remaining(curve: GrowthCurve, parameters: GrowthParameters, x: number): number {
  if (!(x > 0)) return 1 - growth(curve, parameters, x);
  const power = (x / parameters.theta) ** parameters.omega;
  return curve === "weibull" ? Math.exp(-power) : 1 / (1 + power);
}
