import { invertSpd, solveSpd } from "./linear";
import { inverseLink, type Link } from "./link";
import { addScaled, dot, entry, sum, type Vector } from "./vector";

/** A row of alike trials: x (with the constant, if there is to be one), how many trials, how many succeeded. */
export type BinomialRow = {
  readonly x: Vector;
  readonly trials: number;
  readonly successes: number;
  /** Added to the linear predictor with coefficient 1. */
  readonly offset?: number;
};

export type BinomialFit = {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** Σ successes·ln μ + failures·ln(1 − μ): of single trials, without the binomial coefficients. */
  readonly logLikelihood: number;
  readonly iterations: number;
};

/**
 * A fit, or why there is none. `collinear`: the columns depend on one another. `separation`: some combination of columns
 * tells successes from failures without error, so that the likelihood has no maximum; `direction` is that combination.
 */
export type BinomialOutcome =
  | { readonly kind: "fitted"; readonly fit: BinomialFit }
  | { readonly kind: "collinear" }
  | { readonly kind: "separation"; readonly direction: readonly number[] }
  | { readonly kind: "no-maximum" };

/** η is converged when no row's moves by more. */
const SMALLEST_MOVE = 1e-9;
const ROUNDING = 1e-14;
const MAX_ITERATIONS = 200;
/** So many steps in a row that gain nothing and yet move are no convergence. */
const MAX_IDLE = 8;

/**
 * Binomial regression with weights and offsets by iteratively reweighted least squares (Fisher scoring; McCullagh and
 * Nelder 1989, ch. 4), with halved steps where a full one would lower the likelihood. Trials may be fractions; rows
 * without trials count for nothing. Standard errors from the expected information.
 *
 * At a maximum the steps die out quadratically; under separation the likelihood settles while η goes on towards infinity,
 * and that is how it is told. Throws RangeError for no rows, rows of different length and successes outside 0 … trials.
 */
export function binomialRegression(rows: readonly BinomialRow[], link: Link): BinomialOutcome {
  check(rows);
  let coefficients: Vector = (rows[0]?.x ?? []).map(() => 0);
  let current = evaluate(rows, link, coefficients);
  let idle = 0;
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    const step = solveSpd(current.information, current.score);
    if (step === null) {
      // A nought-information direction at the first step lies in the columns; later, in the outcomes.
      return iterations === 1 ? { kind: "collinear" } : separated(coefficients);
    }
    const move = rows.reduce((most, { x }) => Math.max(most, Math.abs(dot(x, step))), 0);
    if (move <= SMALLEST_MOVE) return fitted(addScaled(coefficients, 1, step), current, iterations);
    const next = climb(rows, link, coefficients, step, current.logLikelihood);
    if (next === null) return move <= 1e-4 ? fitted(coefficients, current, iterations) : { kind: "no-maximum" };
    const gain = next.state.logLikelihood - current.logLikelihood;
    idle = gain <= ROUNDING * Math.abs(current.logLikelihood) + Number.MIN_VALUE ? idle + 1 : 0;
    if (idle > MAX_IDLE) return move <= 1e-4 ? fitted(coefficients, current, iterations) : separated(step);
    ({ coefficients, state: current } = next);
  }
  return { kind: "no-maximum" };
}

const separated = (direction: Vector): BinomialOutcome => ({ kind: "separation", direction: [...direction] });

type State = { readonly logLikelihood: number; readonly score: number[]; readonly information: number[][] };

function fitted(coefficients: Vector, state: State, iterations: number): BinomialOutcome {
  const covariance = invertSpd(state.information);
  if (covariance === null) return { kind: "no-maximum" };
  const standardErrors = covariance.map((line, i) => Math.sqrt(entry(line, i)));
  const { logLikelihood } = state;
  return {
    kind: "fitted",
    fit: { coefficients: [...coefficients], standardErrors, covariance, logLikelihood, iterations },
  };
}

/** The longest of the steps 1, ½, ¼ … that does not lower the likelihood beyond rounding; null when none is left. */
function climb(rows: readonly BinomialRow[], link: Link, from: Vector, step: Vector, before: number) {
  for (let length = 1; length > 1e-6; length /= 2) {
    const coefficients = addScaled(from, length, step);
    const state = evaluate(rows, link, coefficients);
    if (state.logLikelihood >= before - ROUNDING * Math.abs(before)) return { coefficients, state };
  }
  return null;
}

/** y·ln p, and 0 for y = 0 whatever p is. */
const weightedLog = (y: number, p: number) => (y === 0 ? 0 : y * Math.log(p));

function evaluate(rows: readonly BinomialRow[], link: Link, coefficients: Vector): State {
  const size = coefficients.length;
  const score = new Array<number>(size).fill(0);
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const terms: number[] = [];
  for (const { x, trials, successes, offset = 0 } of rows) {
    const { probability, complement, slope } = inverseLink(link, dot(x, coefficients) + offset);
    terms.push(weightedLog(successes, probability) + weightedLog(trials - successes, complement));
    const variance = probability * complement;
    if (variance === 0 || trials === 0) continue;
    const residual = ((successes * complement - (trials - successes) * probability) * slope) / variance;
    const weight = (trials * slope * slope) / variance;
    for (const [i, xi] of x.entries()) {
      if (xi === 0) continue;
      score[i] = entry(score, i) + residual * xi;
      const line = information[i];
      if (line === undefined) continue;
      for (let j = 0; j <= i; j++) line[j] = entry(line, j) + weight * xi * entry(x, j);
    }
  }
  // The lower triangle is all that is read of it.
  return { logLikelihood: sum(terms), score, information };
}

function check(rows: readonly BinomialRow[]): void {
  const width = rows[0]?.x.length ?? 0;
  if (width === 0) throw new RangeError("a regression needs rows, and columns in them");
  for (const { x, trials, successes, offset = 0 } of rows) {
    if (x.length !== width) throw new RangeError(`rows of ${width} and ${x.length} columns`);
    if (![...x, offset, trials].every(Number.isFinite)) throw new RangeError("a value of a regression is not finite");
    if (!(successes >= 0 && successes <= trials)) throw new RangeError(`${successes} of ${trials} trials succeeded`);
  }
}
