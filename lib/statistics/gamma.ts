/** B₂ₖ/(2k(2k−1)) of Stirling's series (DLMF 5.11.1), for k = 1, 2, … */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
/** From here on eight terms of the series are exact to working precision. */
const LARGE = 10;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Δ(x) = ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10. */
export function stirlingRemainder(x: number): number {
  const inverseSquare = 1 / (x * x);
  return STIRLING.reduceRight((total, coefficient) => total * inverseSquare + coefficient, 0) / x;
}

/** ln(1 + u) − u for u > −1 without cancellation near 0: the exponent of a density close to its peak. */
export function log1pMinus(u: number): number {
  if (Math.abs(u) > 0.1) return Math.log1p(u) - u;
  let power = u;
  let total = 0;
  for (let k = 2; Math.abs(power) > Number.EPSILON * Math.abs(u) * 1e-2 && k < 40; k++) {
    power *= -u;
    total += power / k;
  }
  return total;
}

/**
 * ln Γ(x) for x > 0; ∞ at ∞. Stirling's series from x = 10 on, below it after x is raised by the recurrence Γ(x + 1) = xΓ(x).
 * Error below 1e−14 absolute or 1e−15 relative, whichever is larger. Throws RangeError for other x.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`ln Γ is asked for ${x}, and needs a positive number`);
  if (x === Number.POSITIVE_INFINITY) return x;
  let raised = x;
  let product = 1;
  while (raised < LARGE) product *= raised++;
  return (raised - 0.5) * Math.log(raised) - raised + HALF_LOG_TWO_PI + stirlingRemainder(raised) - Math.log(product);
}

/**
 * ln B(a, b) = ln Γ(a)Γ(b)/Γ(a + b) for a, b > 0. Where an argument is large the leading terms are cancelled on paper
 * rather than in rounding. Throws RangeError for other arguments.
 */
export function logBeta(a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`ln B is asked for ${a} and ${b}, and needs positive numbers`);
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < LARGE) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const both = small + large;
  const corrections = stirlingRemainder(large) - stirlingRemainder(both);
  if (small < LARGE) {
    const power = (large - 0.5) * Math.log1p(-small / both);
    return logGamma(small) + corrections + power + small - small * Math.log(both);
  }
  const share = small / both;
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    stirlingRemainder(small) +
    corrections +
    (small - 0.5) * Math.log(share) +
    large * Math.log1p(-share)
  );
}

/** xᵃe⁻ˣ/Γ(a + 1), taken around its peak for large a so that no digits are lost. */
function gammaPrefactor(a: number, x: number): number {
  if (a < LARGE) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  return Math.exp(a * log1pMinus((x - a) / a) - stirlingRemainder(a)) / Math.sqrt(2 * Math.PI * a);
}

/** More terms than any argument below 1e10 needs: the series and the fraction end after a few √a terms. */
const MAX_TERMS = 1_000_000;

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let total = 1;
  for (let n = 1; term > total * Number.EPSILON * 0.1 && n < MAX_TERMS; n++) {
    term *= x / (a + n);
    total += term;
  }
  return gammaPrefactor(a, x) * total;
}

/** Q by the continued fraction DLMF 8.9.2, evaluated forwards by the method of Lentz. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (Math.abs(b) < tiny ? tiny : b);
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = numerator * d + b;
    c = b + numerator / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) break;
  }
  return gammaPrefactor(a, x) * a * fraction;
}

function checkGamma(a: number, x: number): void {
  if (!(a > 0) || !Number.isFinite(a) || !(x >= 0)) {
    throw new RangeError(`the incomplete gamma function is asked for a = ${a}, x = ${x}`);
  }
}

/**
 * P(a, x) = γ(a, x)/Γ(a), the distribution function of a gamma variable of shape a > 0 and scale 1, at x ≥ 0 (DLMF 8.2.4).
 * Relative error about 1e−13. Throws RangeError outside the domain.
 */
export function lowerGamma(a: number, x: number): number {
  checkGamma(a, x);
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), with its own digits in the upper tail. Domain and errors as `lowerGamma`. */
export function upperGamma(a: number, x: number): number {
  checkGamma(a, x);
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** P(χ² > statistic) with `degrees` > 0 degrees of freedom: the p-value of a chi-square test. Statistic ≥ 0. */
export function chiSquareTail(statistic: number, degrees: number): number {
  return upperGamma(degrees / 2, statistic / 2);
}
