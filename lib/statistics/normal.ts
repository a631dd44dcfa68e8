const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** The standard normal density φ(x). The square is taken in two parts, so that the far tail keeps its digits. */
export function normalDensity(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return (Math.exp((-coarse * coarse) / 2) * Math.exp((-(x - coarse) * (x + coarse)) / 2)) / ROOT_TWO_PI;
}

/** ∫₀ˣ φ = φ(x)(x + x³/3 + x⁵/15 + …), all terms of one sign (Abramowitz and Stegun 26.2.11). */
function fromCentre(x: number): number {
  let term = x;
  let total = x;
  for (let n = 3; Math.abs(term) > Math.abs(total) * Number.EPSILON * 0.1; n += 2) {
    term *= (x * x) / n;
    total += term;
  }
  return normalDensity(x) * total;
}

/** φ(x)/(1 − Φ(x)) for x ≥ 2 by Laplace's continued fraction (Abramowitz and Stegun 26.2.14), from its far end. */
function tailRatio(x: number): number {
  let fraction = x;
  for (let k = Math.ceil(20 + 400 / (x * x)); k >= 1; k--) fraction = x + k / fraction;
  return fraction;
}

const upperTail = (x: number) => normalDensity(x) / tailRatio(x);

/**
 * Φ(x), the standard normal distribution function, for any x. Relative error below 1e−14, in the lower tail too; use
 * `normalCdf(-x)` for 1 − Φ(x). NaN for NaN.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < -40) return 0;
  if (x < -2) return upperTail(-x);
  if (x > 2) return 1 - upperTail(Math.min(x, 40));
  return 0.5 + fromCentre(x);
}

/** ln Φ(x) for any finite x, also where Φ(x) is too small for a number. */
export function logNormalCdf(x: number): number {
  return x < -2 ? -(x * x) / 2 - Math.log(ROOT_TWO_PI * tailRatio(-x)) : Math.log(normalCdf(x));
}

/**
 * Φ⁻¹(p) for p in [0, 1]; −∞ at 0 and ∞ at 1. Starts from Abramowitz and Stegun 26.2.23 (error below 4.5e−4) and takes
 * Halley steps on Φ, each of which trebles the digits. Throws RangeError outside [0, 1].
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  // 1 − p is exact for p ≥ ½, so the lower half serves both.
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const excess = (normalCdf(x) - p) / normalDensity(x);
    x -= excess / (1 + (x * excess) / 2);
  }
  return x;
}
