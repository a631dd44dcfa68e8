import { binomialRegression } from "@/lib/statistics/binomial-regression";
import { dot, entry, sum, type Vector } from "@/lib/statistics/vector";
import { fitCox } from "./cox";
import { allCensored, checkObservations } from "./observation";
import { found, type Outcome, refused } from "./outcome";

export type CureRow = {
  readonly time: number;
  readonly event: boolean;
  /** For the chance of ever having the event, without the constant. */
  readonly incidence: Vector;
  /** For its timing among those who will have it. */
  readonly latency: Vector;
};

export type CureOptions = {
  /** EM ends when coefficients and baseline together move by less, as a sum of squares. */
  readonly settled?: number;
};

export type SemiparametricCureFit = {
  /** Of logit P(not cured): the intercept, then the covariates in their order. */
  readonly incidence: readonly number[];
  /** Of the log hazard among the uncured. */
  readonly latency: readonly number[];
  /** P(cured), averaged over the rows. */
  readonly cureFraction: number;
  readonly iterations: number;
};

/** Close enough to the maximum that the coefficients have six digits; EM creeps. */
const SETTLED = 1e-14;
const MAX_ITERATIONS = 5_000;

/**
 * The proportional-hazards mixture cure model S = 1 − u + u·S₀(t)^exp(zβ), logit u = γ₀ + xγ, by EM (Peng and Dear 2000;
 * Sy and Taylor 2000). E: w = d + (1 − d)·uS/(1 − u + uS). M: logistic regression of w on x, and Cox regression with
 * Breslow's ties in which w is the presence of a row in the risk sets. Baseline S₀ = exp(−Σ d/Σ w·e^zβ) by Breslow, and 0
 * after the last event: what is open then counts as cured, so the follow-up has to be long. Standard errors are had by
 * resampling cards; EM gives none.
 *
 * Refused: no row, no event, what the regressions refuse, and no convergence.
 */
export function fitSemiparametricCure(
  rows: readonly CureRow[],
  { settled = SETTLED }: CureOptions = {},
): Outcome<SemiparametricCureFit> {
  const checked = checkObservations(rows);
  if (!checked.ok) return checked;
  if (!rows.some(({ event }) => event)) return allCensored(rows.length);
  let presence = rows.map(({ event }) => Number(event));
  let before: Vector | null = null;
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    const incidence = fitIncidence(rows, presence);
    if (!incidence.ok) return incidence;
    const latency = fitCox(
      rows.map((row, i) => ({ ...row, covariates: row.latency, presence: entry(presence, i) })),
      "breslow",
    );
    if (!latency.ok) return latency;
    const beta = latency.value.coefficients;
    const baseline = baselineSurvival(rows, presence, beta);
    const uncured = rows.map(({ incidence: x }) => 1 / (1 + Math.exp(-dot([1, ...x], incidence.value))));
    const now: Vector = [...incidence.value, ...beta, ...baseline];
    const moved =
      before === null ? Number.POSITIVE_INFINITY : sum(now.map((v, i) => (v - entry(before ?? now, i)) ** 2));
    if (moved < settled) {
      const cureFraction = 1 - sum(uncured) / rows.length;
      return found({ incidence: incidence.value, latency: beta, cureFraction, iterations });
    }
    before = now;
    presence = rows.map(({ event, latency: z }, i) => {
      if (event) return 1;
      const u = entry(uncured, i);
      const open = u * entry(baseline, i) ** Math.exp(dot(z, beta));
      return open / (1 - u + open);
    });
  }
  return refused("no-maximum", `The cure model did not settle in ${MAX_ITERATIONS} iterations.`);
}

function fitIncidence(rows: readonly CureRow[], presence: Vector): Outcome<readonly number[]> {
  const outcome = binomialRegression(
    rows.map(({ incidence }, i) => ({ x: [1, ...incidence], trials: 1, successes: entry(presence, i) })),
    "logit",
  );
  if (outcome.kind === "fitted") return found(outcome.fit.coefficients);
  return outcome.kind === "separation"
    ? refused("separation", "The incidence covariates tell who has the event from who has not without error.")
    : refused(outcome.kind, "The incidence part of the cure model cannot be fitted to these covariates.");
}

/** S₀ at each row's time. */
function baselineSurvival(rows: readonly CureRow[], presence: Vector, beta: Vector): number[] {
  const risky = rows
    .map(({ time, event, latency }, i) => ({ time, event, risk: entry(presence, i) * Math.exp(dot(latency, beta)) }))
    .sort((a, b) => b.time - a.time);
  const jumps: { time: number; hazard: number }[] = [];
  let atRisk = 0;
  for (let next = 0; next < risky.length; ) {
    const { time = 0 } = risky[next] ?? {};
    let events = 0;
    for (let row = risky[next]; row?.time === time && row; row = risky[++next]) {
      atRisk += row.risk;
      if (row.event) events++;
    }
    if (events > 0) jumps.push({ time, hazard: events / atRisk });
  }
  const last = jumps[0]?.time ?? 0;
  const cumulative = new Map<number, number>();
  let [hazard, next] = [0, jumps.length - 1];
  for (const time of [...new Set(risky.map((row) => row.time))].reverse()) {
    for (let jump = jumps[next]; jump && jump.time <= time; jump = jumps[--next]) hazard += jump.hazard;
    cumulative.set(time, time > last ? Number.POSITIVE_INFINITY : hazard);
  }
  return rows.map(({ time }) => Math.exp(-(cumulative.get(time) ?? 0)));
}
