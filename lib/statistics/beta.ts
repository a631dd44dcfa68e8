import { log1pMinus, logBeta, stirlingRemainder } from "./gamma";

/** xᵃ(1 − x)ᵇ/B(a, b) with y = 1 − x, taken around its peak when both shapes are large. */
function betaPower(a: number, b: number, x: number, y: number): number {
  if (Math.min(a, b) < 10) {
    // Of x and y the one near 1 has lost digits that the other still has.
    const [logX, logY] = x <= 0.5 ? [Math.log(x), Math.log1p(-x)] : [Math.log1p(-y), Math.log(y)];
    return Math.exp(a * logX + b * logY - logBeta(a, b));
  }
  const mean = a / (a + b);
  const off = x <= 0.5 ? x - mean : b / (a + b) - y;
  const corrections = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b);
  const exponent = a * log1pMinus(off / mean) + b * log1pMinus((-off * (a + b)) / b) + corrections;
  return Math.exp(exponent) * Math.sqrt((mean * b) / (2 * Math.PI));
}

/** The continued fraction DLMF 8.17.22, evaluated forwards by the method of Lentz. */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 1_000_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) break;
  }
  return result;
}

/** Both tails: [I, 1 − I], the one that is computed directly with its full relative precision. */
function tails(a: number, b: number, x: number, y: number): readonly [number, number] {
  if (x === 0) return [0, 1];
  if (y === 0) return [1, 0];
  if (x * (a + b + 2) <= a + 1) {
    const lower = (betaPower(a, b, x, y) * fraction(a, b, x)) / a;
    return [lower, 1 - lower];
  }
  const upper = (betaPower(b, a, y, x) * fraction(b, a, y)) / b;
  return [1 - upper, upper];
}

/** Beyond it x or 1 − x is below the smallest normal number. */
const LARGEST_LOGIT = 708;

function checkShapes(a: number, b: number): void {
  if (!(a > 0 && b > 0 && Number.isFinite(a + b))) throw new RangeError(`beta shapes ${a} and ${b} are not positive`);
}

/**
 * Iₓ(a, b), the distribution function of a beta variable of shapes a, b > 0, at x in [0, 1] (DLMF 8.17). Error
 * below 1e−13 for shapes up to 1e5. Throws RangeError outside the domain.
 */
export function betaCdf(x: number, a: number, b: number): number {
  checkShapes(a, b);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`${x} is not in [0, 1]`);
  return tails(a, b, x, 1 - x)[0];
}

/**
 * The x with Iₓ(a, b) = p, for p in [0, 1] and shapes a, b > 0. Newton steps on logit x kept inside a bracket, so that it
 * always ends; 0 where the quantile is below the smallest number. Throws RangeError outside the domain.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  checkShapes(a, b);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`);
  if (p === 0 || p === 1) return p;
  const xAt = (u: number) => 1 / (1 + Math.exp(-u));
  const yAt = (u: number) => 1 / (1 + Math.exp(u));
  // Positive above the quantile. The smaller tail is compared, because it has the digits.
  const excess = (u: number) => {
    const [lower, upper] = tails(a, b, xAt(u), yAt(u));
    return p <= 0.5 ? lower - p : 1 - p - upper;
  };
  let u = Math.log(a / b);
  let low = -LARGEST_LOGIT;
  let high = LARGEST_LOGIT;
  if (excess(low) >= 0) return 0;
  if (excess(high) <= 0) return 1;
  for (let step = 0; step < 200; step++) {
    const off = excess(u);
    if (off === 0) break;
    if (off > 0) high = u;
    else low = u;
    const slope = betaPower(a, b, xAt(u), yAt(u));
    const newton = u - off / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const moved = Math.abs(next - u);
    u = next;
    if (moved <= 2 * Number.EPSILON * Math.max(1, Math.abs(u))) break;
  }
  return xAt(u);
}
