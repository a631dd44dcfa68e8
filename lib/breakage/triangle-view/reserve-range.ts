import { normalQuantile } from "@/lib/statistics/normal";

export type Range = { readonly low: number; readonly high: number };

/** The range that is shown: in nine of ten cases the reserve lies in it, if the method's model holds. */
export const RANGE_SHARE = 0.9;

/**
 * The central range of a reserve from its mean R and standard error, in the unit of the amounts. A reserve above 0 is
 * taken as lognormal with σ² = ln(1 + se² ÷ R²) and μ = ln R − σ² ÷ 2 (Mack 1994, CAS Forum, the lognormal confidence
 * limits), because it is skew and stays above 0; any other as normal. It is the model's own uncertainty and not
 * calibrated on past forecasts. Null without a standard error. Throws RangeError for a share outside (0, 1).
 */
export function reserveRange(reserve: number, standardError: number | null, share = RANGE_SHARE): Range | null {
  if (!(share > 0 && share < 1)) throw new RangeError(`a range cannot hold a share of ${share}`);
  if (standardError === null) return null;
  if (standardError === 0) return { low: reserve, high: reserve };
  const z = normalQuantile(0.5 + share / 2);
  if (reserve <= 0) return { low: reserve - z * standardError, high: reserve + z * standardError };
  const variance = Math.log1p((standardError / reserve) ** 2);
  const middle = Math.log(reserve) - variance / 2;
  const half = z * Math.sqrt(variance);
  return { low: Math.exp(middle - half), high: Math.exp(middle + half) };
}
