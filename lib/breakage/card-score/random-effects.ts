import { solveSpd } from "@/lib/statistics/linear";
import { inverseDiagonal } from "./inverse-diagonal";

/**
 * Trials of a regression in which each row has 1 in some columns and 0 in the others. Row i has 1 in the columns
 * `columns[starts[i]]` … `columns[starts[i + 1] − 1]`, rising.
 */
export type SparseRows = {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly offsets: Float64Array;
  readonly trials: Float64Array;
  readonly events: Float64Array;
  readonly width: number;
};

/** Columns `from` to `to` − 1 that are drawn from one distribution of mean 0. */
export type EffectGroup = { readonly from: number; readonly to: number };

export type EffectFit = {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  /** Of each group: how much its levels differ, estimated. */
  readonly variances: readonly number[];
  readonly logLikelihood: number;
  readonly rounds: number;
};

/** Levels can differ by no more than this: at 4, a factor of 50 either way. It is what separation runs into. */
const LARGEST_VARIANCE = 4;
const SMALLEST_VARIANCE = 1e-6;
const FIRST_VARIANCE = 0.25;
/** Variances have settled when no standard deviation changes by more, which moves a hazard by two percent. */
const SMALLEST_CHANGE = 0.02;
const MOST_ROUNDS = 25;
const MOST_STEPS = 40;
const SMALLEST_MOVE = 1e-8;

/**
 * A complementary log-log regression with random effects: P(event) = 1 − exp(−exp(η)), η = offset + Σ of the row's columns,
 * where each group's coefficients come from N(0, τ²) and columns of no group are free. Given τ² the coefficients are at the
 * maximum of the penalised likelihood (Newton with Fisher's information); τ² = Σβ² ÷ (levels − Σ Var(β) ÷ τ²) is solved by
 * turns (Schall, Biometrika 78, 1991). So a level leans on its group's mean as far as its own cards are few and levels are
 * alike, and one without an event cannot run away. Throws RangeError for rows that are none, or when the information is
 * singular, which groups with τ² above 0 do not allow.
 */
export function fitRandomEffects(
  rows: SparseRows,
  groups: readonly EffectGroup[],
  start?: readonly number[],
): EffectFit {
  if (rows.trials.length === 0) throw new RangeError("a regression of no rows");
  let variances = groups.map((_, g) => start?.[g] ?? FIRST_VARIANCE);
  let state = stateAt(rows, new Array<number>(rows.width).fill(0));
  for (let round = 1; ; round++) {
    // Until the variances have settled, one step towards the maximum is as good as many.
    const fitted = maximise(rows, penalties(rows.width, groups, variances), state, 1);
    state = fitted.state;
    const errors = variancesOf(fitted.information);
    const next = groups.map((group, g) =>
      varianceOf(group, fitted.state.coefficients, errors, variances[g] ?? FIRST_VARIANCE),
    );
    const settled = next.every((tau, g) => Math.abs(Math.sqrt(tau) - Math.sqrt(variances[g] ?? tau)) < SMALLEST_CHANGE);
    variances = next;
    if ((settled && fitted.move < 0.01) || round === MOST_ROUNDS) {
      const last = maximise(rows, penalties(rows.width, groups, variances), state, MOST_STEPS);
      return {
        coefficients: last.state.coefficients,
        standardErrors: variancesOf(last.information).map(Math.sqrt),
        variances,
        logLikelihood: last.state.logLikelihood,
        rounds: round,
      };
    }
  }
}

function variancesOf(information: readonly (readonly number[])[]): number[] {
  const variances = inverseDiagonal(information);
  if (variances === null) throw new RangeError("the information of the regression is singular");
  return variances;
}

function varianceOf(
  { from, to }: EffectGroup,
  coefficients: readonly number[],
  errors: readonly number[],
  tau: number,
): number {
  let [squares, known] = [0, 0];
  for (let j = from; j < to; j++) {
    squares += (coefficients[j] ?? 0) ** 2;
    known += 1 - (errors[j] ?? 0) / tau;
  }
  return Math.min(Math.max(known > 0 ? squares / known : 0, SMALLEST_VARIANCE), LARGEST_VARIANCE);
}

function penalties(width: number, groups: readonly EffectGroup[], variances: readonly number[]): number[] {
  const penalty = new Array<number>(width).fill(0);
  for (const [g, { from, to }] of groups.entries()) penalty.fill(1 / (variances[g] ?? FIRST_VARIANCE), from, to);
  return penalty;
}

/** Steps from where the rows were looked at last: another penalty does not ask for them again. */
function maximise(rows: SparseRows, penalty: readonly number[], start: State, steps: number) {
  let [state, current] = [start, penalised(start, penalty)];
  let move = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps && move > SMALLEST_MOVE; step++) {
    const direction = solveSpd(current.information, current.score);
    if (direction === null) throw new RangeError("the information of the regression is singular");
    const next = climb(rows, penalty, state.coefficients, direction, current.objective);
    if (next === null) break;
    [state, current] = [next, penalised(next, penalty)];
    move = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }
  return { state, information: current.information, move };
}

/** The longest of the steps 1, ½, ¼ … that does not lower the objective; null when none is left. */
function climb(
  rows: SparseRows,
  penalty: readonly number[],
  from: readonly number[],
  direction: readonly number[],
  before: number,
): State | null {
  for (let length = 1; length > 1e-6; length /= 2) {
    const state = stateAt(
      rows,
      from.map((value, j) => value + length * (direction[j] ?? 0)),
    );
    if (objectiveOf(state, penalty) >= before - 1e-12 * Math.abs(before)) return state;
  }
  return null;
}

/** What the rows say of some coefficients, without any penalty. */
type State = {
  readonly coefficients: readonly number[];
  readonly logLikelihood: number;
  readonly score: Float64Array;
  /** Line by line; only what lies on and below the diagonal. */
  readonly information: Float64Array;
};

/** η is kept where exp(η) is a number that can be worked with. */
const within = (eta: number) => Math.min(Math.max(eta, -40), 5);

function stateAt(rows: SparseRows, coefficients: readonly number[]): State {
  const { starts, columns, offsets, trials, events, width } = rows;
  const beta = Float64Array.from(coefficients);
  const score = new Float64Array(width);
  // Row by row in one array: the innermost loop of all.
  const information = new Float64Array(width * width);
  let logLikelihood = 0;
  for (let i = 0; i < trials.length; i++) {
    const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? 0];
    let eta = offsets[i] ?? 0;
    for (let k = from; k < to; k++) eta += beta[columns[k] ?? 0] ?? 0;
    const hazard = Math.exp(within(eta));
    const probability = -Math.expm1(-hazard);
    const [n, d] = [trials[i] ?? 0, events[i] ?? 0];
    logLikelihood += (d > 0 ? d * Math.log(probability) : 0) - (n - d) * hazard;
    const ratio = hazard / probability;
    const residual = (d - n * probability) * ratio;
    const weight = n * hazard * ratio * (1 - probability);
    for (let k = from; k < to; k++) {
      const column = columns[k] ?? 0;
      score[column] = (score[column] ?? 0) + residual;
      const line = column * width;
      for (let l = from; l <= k; l++) {
        const place = line + (columns[l] ?? 0);
        information[place] = (information[place] ?? 0) + weight;
      }
    }
  }
  return { coefficients, logLikelihood, score, information };
}

const pulls = ({ coefficients }: State, penalty: readonly number[]) =>
  penalty.map((lambda, j) => lambda * (coefficients[j] ?? 0));

const objectiveOf = (state: State, penalty: readonly number[]) =>
  state.logLikelihood -
  0.5 * pulls(state, penalty).reduce((sum, pull, j) => sum + pull * (state.coefficients[j] ?? 0), 0);

function penalised(state: State, penalty: readonly number[]) {
  const own = pulls(state, penalty);
  const width = penalty.length;
  return {
    objective: objectiveOf(state, penalty),
    score: Array.from(state.score, (value, j) => value - (own[j] ?? 0)),
    information: penalty.map((lambda, j) => {
      const line = Array.from(state.information.subarray(j * width, (j + 1) * width));
      line[j] = (line[j] ?? 0) + lambda;
      return line;
    }),
  };
}
