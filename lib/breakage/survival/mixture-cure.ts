import { maximiseLikelihood } from "@/lib/statistics/maximum-likelihood";
import { bfgs, type Objective } from "@/lib/statistics/minimise";
import { sum, type Vector } from "@/lib/statistics/vector";
import { type Distribution, type Family, families, logEvent, type Quoted, quote } from "./distribution";
import { checkForModel, type Observation, type Weighting } from "./observation";
import { found, type Outcome, refused } from "./outcome";
import { fitParametric, logLikelihood, standardise } from "./parametric";
import { profileInterval } from "./profile-interval";

export type MixtureCureFit = {
  readonly distribution: Distribution;
  /** π, the share that never has the event. */
  readonly cureFraction: number;
  /** Null at the boundary π = 0, where curvature says nothing. */
  readonly cureFractionError: number | null;
  /** 95 %, where twice the log-likelihood, maximised over the other parameters, lies within 3.84 of its maximum. */
  readonly interval: { readonly lower: number; readonly upper: number };
  readonly parameters: Quoted;
  readonly standardErrors: Quoted;
  readonly logLikelihood: number;
  readonly cards: number;
  readonly events: number;
};

/** A gain in ℓ that is no evidence for a share that never comes, but the search's own error. */
const NO_GAIN = 1e-6;

/**
 * The mixture cure model S(t) = π + (1 − π)S_u(t) of Boag (1949) and Berkson and Gage (1952) by maximum likelihood:
 * ℓ = Σ w{d ln[(1 − π)f_u(t)] + (1 − d) ln S(t) − ln S(entry)}. Standard errors from the observed information. Weights and
 * refusals as for `fitParametric`.
 *
 * π is a second opinion. It hangs on the tail of S_u where nothing was seen: quote it by `quoteCureFraction` only.
 */
export function fitMixtureCure(
  observations: readonly Observation[],
  distribution: Distribution,
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<MixtureCureFit> {
  const checked = checkForModel(observations);
  if (!checked.ok) return checked;
  const without = fitParametric(observations, distribution, { weighting });
  if (!without.ok) return without;
  const { cards, unit, logUnits } = standardise(checked.value, weighting);
  const family = families[distribution];
  const loss = (logit: number, theta: Vector) => -cureLogLikelihood(family, logit, theta, cards);
  const starts = [-3, -1, 0.5].flatMap((logit) => family.starts.map((theta) => [logit, ...theta]));
  const maximum = maximiseLikelihood(([logit = 0, ...theta]) => loss(logit, theta), starts);

  const lossWithout = -(without.value.logLikelihood + logUnits);
  const { cards: count, events } = without.value;
  if (maximum === null || -maximum.logLikelihood > lossWithout - NO_GAIN) {
    const interval = boundary(loss, (theta) => -logLikelihood(family, theta, cards), family.starts);
    return interval === null
      ? refused(
          "no-maximum",
          `A never-redeemed share with ${distribution} times has no clear maximum of likelihood here.`,
        )
      : found({ ...without.value, cureFraction: 0, cureFractionError: null, interval });
  }
  const [logit = 0, ...theta] = maximum.point;
  const errors = maximum.covariance.map((line, i) => Math.sqrt(line[i] ?? 0));
  const cureFraction = 1 / (1 + Math.exp(-logit));
  return found({
    distribution,
    cureFraction,
    cureFractionError: cureFraction * (1 - cureFraction) * (errors[0] ?? 0),
    interval: profileInterval(loss, { logit, theta, loss: -maximum.logLikelihood }),
    ...quote(family, theta, errors.slice(1), unit),
    logLikelihood: maximum.logLikelihood - logUnits,
    cards: count,
    events,
  });
}

/** Shares at which a better fit than with none would show, had the search missed it. */
const LOOKED_AT = [-6, -4, -2.5, -1, 0, 1, 2];

/** The interval of a share whose maximum lies at 0; null when it does not. */
function boundary(loss: (logit: number, theta: Vector) => number, without: Objective, starts: readonly Vector[]) {
  const best = maximiseLikelihood(without, starts);
  if (best === null) return null;
  const missed = LOOKED_AT.some(
    (logit) => bfgs((theta) => loss(logit, theta), best.point).value < -best.logLikelihood - NO_GAIN,
  );
  if (missed) return null;
  return profileInterval(loss, { logit: Number.NEGATIVE_INFINITY, theta: best.point, loss: -best.logLikelihood });
}

/** With the logit of π; −∞ is π = 0. */
function cureLogLikelihood(family: Family, logit: number, theta: Vector, cards: readonly Observation[]): number {
  const cured = 1 / (1 + Math.exp(-logit));
  const uncured = 1 / (1 + Math.exp(logit));
  const logUncured = -Math.log1p(Math.exp(logit));
  const logOpen = (time: number) => {
    const log = family.logSurvival(time, theta);
    return cured > 0 ? Math.log(cured + uncured * Math.exp(log)) : log;
  };
  return sum(
    cards.map((card) => {
      const { time, event, entry = 0, weight = 1 } = card;
      const seen = event ? logUncured + logEvent(family, card, theta) : logOpen(time);
      return weight * (entry > 0 ? seen - logOpen(entry) : seen);
    }),
  );
}
