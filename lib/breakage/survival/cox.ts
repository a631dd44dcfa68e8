import { solveSpd, standardErrors } from "@/lib/statistics/linear";
import { addScaled, dot, entry, type Vector } from "@/lib/statistics/vector";
import { found, type Outcome, refused } from "./outcome";

export type CoxRow = {
  readonly time: number;
  readonly event: boolean;
  readonly covariates: Vector;
  /** How much the row counts in the risk sets it stands in; 1 when not given. An event counts as one event whatever it is. */
  readonly presence?: number;
};

/** How events at one time are taken: `efron` averages over their orders, `breslow` lets each see all of them at risk. */
export type Ties = "efron" | "breslow";

export type CoxFit = {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly logLikelihood: number;
};

const MAX_ITERATIONS = 50;
const SMALLEST_MOVE = 1e-9;

/**
 * Proportional hazards by partial likelihood (Cox 1972), Newton's method with halved steps; ties by Efron (1977) or
 * Breslow (1974). The discrete hazard is held against it, and the semiparametric cure model needs it. Refused: covariates
 * that depend on one another, and a likelihood without a maximum (a covariate that tells the order of events).
 * Without covariates the fit is empty.
 */
export function fitCox(rows: readonly CoxRow[], ties: Ties = "efron"): Outcome<CoxFit> {
  const sorted = [...rows].sort((a, b) => b.time - a.time);
  let coefficients: Vector = (rows[0]?.covariates ?? []).map(() => 0);
  let current = evaluate(sorted, coefficients, ties);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const step = solveSpd(current.information, current.score);
    if (step === null) {
      return iteration === 0
        ? refused("collinear", "The covariates depend on one another, or one is constant: leave one of them out.")
        : runsAway();
    }
    const move = sorted.reduce((most, { covariates }) => Math.max(most, Math.abs(dot(covariates, step))), 0);
    if (move <= SMALLEST_MOVE) {
      const errors = standardErrors(current.information);
      if (errors === null) return runsAway();
      return found({ coefficients: [...coefficients], standardErrors: errors, logLikelihood: current.logLikelihood });
    }
    let length = 1;
    let next = evaluate(sorted, addScaled(coefficients, length, step), ties);
    while (!(next.logLikelihood >= current.logLikelihood - 1e-12 * Math.abs(current.logLikelihood)) && length > 1e-6) {
      length /= 2;
      next = evaluate(sorted, addScaled(coefficients, length, step), ties);
    }
    coefficients = addScaled(coefficients, length, step);
    current = next;
  }
  return runsAway();
}

const runsAway = () =>
  refused(
    "no-maximum",
    "The partial likelihood has no maximum: some covariate tells the order of events without error.",
  );

/** Over some rows with weights w = presence·e^η: Σw, Σwx and the lower triangle of Σwxxᵀ. */
type Sums = { weight: number; readonly first: number[]; readonly second: number[][] };

const nothing = (size: number): Sums => ({
  weight: 0,
  first: new Array<number>(size).fill(0),
  second: Array.from({ length: size }, () => new Array<number>(size).fill(0)),
});

function add(sums: Sums, x: Vector, weight: number): void {
  sums.weight += weight;
  for (const [i, xi] of x.entries()) {
    sums.first[i] = entry(sums.first, i) + weight * xi;
    const line = sums.second[i];
    if (line) for (let j = 0; j <= i; j++) line[j] = entry(line, j) + weight * xi * entry(x, j);
  }
}

/** From the latest time back, so that each row enters the risk set once. */
function evaluate(sorted: readonly CoxRow[], coefficients: Vector, ties: Ties) {
  const size = coefficients.length;
  const risk = nothing(size);
  const score = new Array<number>(size).fill(0);
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let logLikelihood = 0;
  for (let next = 0; next < sorted.length; ) {
    const time = sorted[next]?.time;
    const tied = nothing(size);
    let events = 0;
    for (let row = sorted[next]; row?.time === time && row; row = sorted[++next]) {
      const eta = dot(row.covariates, coefficients);
      const weight = (row.presence ?? 1) * Math.exp(eta);
      add(risk, row.covariates, weight);
      if (!row.event) continue;
      add(tied, row.covariates, weight);
      events++;
      logLikelihood += eta;
      for (const [i, xi] of row.covariates.entries()) score[i] = entry(score, i) + xi;
    }
    for (let k = 0; k < events; k++) {
      const gone = ties === "efron" ? k / events : 0;
      const total = risk.weight - gone * tied.weight;
      logLikelihood -= Math.log(total);
      const mean = risk.first.map((value, i) => (value - gone * entry(tied.first, i)) / total);
      for (const [i, m] of mean.entries()) {
        score[i] = entry(score, i) - m;
        const [line, all, some] = [information[i], risk.second[i], tied.second[i]];
        if (!line || !all || !some) continue;
        for (let j = 0; j <= i; j++)
          line[j] = entry(line, j) + (entry(all, j) - gone * entry(some, j)) / total - m * entry(mean, j);
      }
    }
  }
  return { logLikelihood, score, information };
}
