import { maximiseLikelihood } from "@/lib/statistics/maximum-likelihood";
import { sum, type Vector } from "@/lib/statistics/vector";
import { type Distribution, type Family, families, logEvent, type Quoted, quote } from "./distribution";
import { cardsIn, checkForModel, collapse, type Observation, type Weighting, weightOf } from "./observation";
import { found, type Outcome, refused } from "./outcome";

export type ParametricFit = {
  readonly distribution: Distribution;
  readonly parameters: Quoted;
  readonly standardErrors: Quoted;
  readonly logLikelihood: number;
  readonly cards: number;
  readonly events: number;
};

/**
 * Exponential, Weibull or log-normal times by maximum likelihood, ℓ = Σ w{d ln f(t) + (1 − d) ln S(t) − ln S(entry)};
 * standard errors from the observed information, by the delta method. Value weights are scaled to the effective number of
 * cards first, so that errors and ℓ are those of that many cards. Parameters are in the unit of the times.
 * Refused: no card or one that contradicts itself, no event, an event at time 0, a likelihood without a clear maximum.
 */
export function fitParametric(
  observations: readonly Observation[],
  distribution: Distribution,
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<ParametricFit> {
  const checked = checkForModel(observations);
  if (!checked.ok) return checked;
  const { cards, unit, logUnits } = standardise(checked.value, weighting);
  const family = families[distribution];
  const maximum = maximiseLikelihood((theta) => -logLikelihood(family, theta, cards), family.starts);
  if (maximum === null)
    return refused("no-maximum", `The likelihood of the ${distribution} has no clear maximum here.`);
  const errors = maximum.covariance.map((line, i) => Math.sqrt(line[i] ?? 0));
  return found({
    distribution,
    ...quote(family, maximum.point, errors, unit),
    logLikelihood: maximum.logLikelihood - logUnits,
    cards: sum(checked.value.map((card) => cardsIn(card, weighting))),
    events: sum(checked.value.filter(({ event }) => event).map((card) => cardsIn(card, weighting))),
  });
}

/** Of the times of cards without a share that never comes. */
export function logLikelihood(family: Family, theta: Vector, cards: readonly Observation[]): number {
  return sum(
    cards.map((card) => {
      const { time, event, entry = 0, weight = 1 } = card;
      const seen = event ? logEvent(family, card, theta) : family.logSurvival(time, theta);
      return weight * (entry > 0 ? seen - family.logSurvival(entry, theta) : seen);
    }),
  );
}

/**
 * Like cards joined, their times in units of the mean time per event: a search then meets parameters of order 1 whatever
 * the unit is. A density in other units is larger by the unit for every event, together e^`logUnits`; the chance of a stretch
 * is not.
 */
export function standardise(observations: readonly Observation[], weighting: Weighting) {
  const cards = collapse(observations, weighting);
  const seen = cards.filter(({ event }) => event);
  const events = sum(seen.map(weightOf));
  const dated = sum(seen.filter(({ since }) => since === undefined).map(weightOf));
  const unit = sum(cards.map((card) => weightOf(card) * (card.time - (card.entry ?? 0)))) / events;
  return {
    cards: cards.map((card) => ({
      ...card,
      time: card.time / unit,
      ...(card.entry === undefined ? {} : { entry: card.entry / unit }),
      ...(card.since === undefined ? {} : { since: card.since / unit }),
    })),
    unit,
    logUnits: dated * Math.log(unit),
  };
}
