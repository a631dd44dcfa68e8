import { studentHalfWidth, studentTwoTails } from "@/lib/statistics/student";
import type { Moments } from "./arm";

export type Interval = { readonly low: number; readonly high: number };

/** An effect with its standard error, interval and two-sided p-value against no effect. */
export type Effect = Interval & {
  readonly effect: number;
  readonly se: number;
  readonly p: number;
  /** Of Student's t. */
  readonly degrees: number;
};

/** Welch–Satterthwaite degrees of freedom of a difference of two means (Welch, Biometrika 34, 1947). */
function welchDegrees(control: Moments, remind: Moments): number {
  const [a, b] = [control.variance / control.n, remind.variance / remind.n];
  return (a + b) ** 2 / (a ** 2 / (control.n - 1) + b ** 2 / (remind.n - 1));
}

function effectOf(effect: number, se: number, degrees: number, alpha: number): Effect {
  const half = studentHalfWidth(1 - alpha, degrees) * se;
  return { effect, se, low: effect - half, high: effect + half, p: studentTwoTails(effect / se, degrees), degrees };
}

/**
 * Mean of the reminded less mean of the control, in the outcome's units, with Welch's standard error √(s²_c/n_c + s²_t/n_t)
 * and a 1 − α interval of Student's t. Null when neither arm varies: then nothing can be said about chance.
 */
export function difference(control: Moments, remind: Moments, alpha = 0.05): Effect | null {
  const se = Math.sqrt(control.variance / control.n + remind.variance / remind.n);
  if (!(se > 0)) return null;
  return effectOf(remind.mean - control.mean, se, welchDegrees(control, remind), alpha);
}

/**
 * The difference as a part of the control's mean, (m_t − m_c)/m, with the standard error of the delta method:
 * s²_t/(n_t m²) + s²_c m_t²/(n_c m⁴) (Deng, Knoblich and Lu, KDD 2018). `base` is m: the control's own mean, or of adjusted
 * arms its mean before the adjustment. Null when m is 0 or neither arm varies. The interval is symmetric, and of little use
 * while m is itself within two errors of 0.
 */
export function relativeDifference(
  control: Moments,
  remind: Moments,
  { base = control.mean, alpha = 0.05 }: { readonly base?: number; readonly alpha?: number } = {},
): Effect | null {
  if (base === 0) return null;
  const ofRemind = remind.variance / (remind.n * base ** 2);
  const ofControl = (control.variance * remind.mean ** 2) / (control.n * base ** 4);
  const se = Math.sqrt(ofRemind + ofControl);
  if (!(se > 0)) return null;
  return effectOf((remind.mean - control.mean) / base, se, welchDegrees(control, remind), alpha);
}

/** Sums of a ratio's numerator and denominator over an arm's units, such as spend above the card per redemption. */
export type RatioSums = {
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly ofSum: number;
  readonly ofSumSquares: number;
  readonly productSum: number;
};

/**
 * A ratio of sums R = Σy/Σz whose units are the drawn ones: moments as if each unit had the value R with the variance
 * (s²_y − 2R s_yz + R² s²_z)/z̄² of the delta method, so that `difference` and `relativeDifference` take it as they take a
 * mean. Null when Σz is 0.
 */
export function ratioMoments({ n, sum, sumSquares, ofSum, ofSumSquares, productSum }: RatioSums): Moments | null {
  if (!(n >= 2) || ofSum === 0) return null;
  const spread = (products: number, u: number, v: number) => (products - (u * v) / n) / (n - 1);
  const ratio = sum / ofSum;
  const inner =
    spread(sumSquares, sum, sum) -
    2 * ratio * spread(productSum, sum, ofSum) +
    ratio ** 2 * spread(ofSumSquares, ofSum, ofSum);
  return { n, mean: ratio, variance: Math.max(0, inner) / (ofSum / n) ** 2 };
}
