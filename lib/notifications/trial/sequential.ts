import type { Interval } from "./difference";

/**
 * An interval that holds at every look at once: effect ± √s²·√(2(nρ² + 1)·ln(√(nρ² + 1)/α)/(nρ)²) with s² = se²·n and
 * ρ = √((−2 ln α + ln(1 − 2 ln α))/N*), the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas 2021 (arXiv 2103.06476, eq. 9, ρ by eq. 161). n: units of both arms so far; `planned` N*: the number at which it
 * is to be tightest. Throws RangeError unless n, N* > 0, se ≥ 0 and 0 < α < 1.
 *
 * A trial with a fixed end date is not to be read by it: one method for one question.
 */
export function alwaysValidInterval(effect: number, se: number, n: number, planned: number, alpha = 0.05): Interval {
  if (!(n > 0 && planned > 0 && se >= 0 && alpha > 0 && alpha < 1)) {
    throw new RangeError(`no always-valid interval for n = ${n}, N* = ${planned}, α = ${alpha}`);
  }
  const rho = Math.sqrt((-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / planned);
  const grown = n * rho ** 2 + 1;
  const half = se * Math.sqrt(n) * Math.sqrt((2 * grown * Math.log(Math.sqrt(grown) / alpha)) / (n * rho) ** 2);
  return { low: effect - half, high: effect + half };
}
