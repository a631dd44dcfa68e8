import { type Link, linkOf, linkSlope } from "@/lib/statistics/link";
import { sum } from "@/lib/statistics/vector";
import {
  allCensored,
  cardsIn,
  checkObservations,
  effectiveSize,
  type Observation,
  type Weighting,
  weightOf,
} from "./observation";
import { found, type Outcome } from "./outcome";
import { periodSpan, tooManyPeriods } from "./person-period";

export type LifeTableRow = {
  readonly period: number;
  /** Sums of weights over the cards at risk through the period, and of those redeemed in it. */
  readonly atRisk: number;
  readonly events: number;
  readonly hazard: number;
  /** The hazard on the link's scale, with its standard error: null where the hazard is 0 or 1, and it would be infinite. */
  readonly coefficient: number | null;
  readonly standardError: number | null;
};

export type LifeTable = {
  readonly periods: readonly LifeTableRow[];
  /** Of the person-periods, for value weights scaled to the effective number of cards. */
  readonly logLikelihood: number;
  /** Person-periods, and events among them, counted by card. */
  readonly rows: number;
  readonly events: number;
};

export type LifeTableOptions = {
  readonly link?: Link;
  /** Units of time to a period; 1 when not given. */
  readonly length?: number;
  readonly weighting?: Weighting;
};

/**
 * The baseline hazard h = d/n by period, which is the maximum-likelihood fit of a discrete hazard with a coefficient of its
 * own for each period. Standard error of the coefficient: g′(h)·√(h(1 − h)/n) for the link g, with the effective number of
 * cards in the period for value weights. Periods run from 1 to the last one in which a card is at risk. Refused: no card,
 * one that contradicts itself, no event, and more than 10 000
 * periods.
 */
export function lifeTable(
  observations: readonly Observation[],
  { link = "cloglog", length = 1, weighting = "value" }: LifeTableOptions = {},
): Outcome<LifeTable> {
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  const cards = checked.value
    .map((card) => ({ ...periodSpan(card, length), weight: weightOf(card), count: cardsIn(card, weighting) }))
    .filter(({ first, last }) => last >= first);
  if (!cards.some(({ event }) => event)) return allCensored(checked.value.length);

  const excess = tooManyPeriods(cards);
  if (excess) return excess;
  const periods = cards.reduce((longest, { last }) => Math.max(longest, last), 0);
  const cells = Array.from({ length: periods + 1 }, () => ({ ended: nothing(), waiting: nothing(), events: 0 }));
  for (const { first, last, event, weight } of cards) {
    add(cells[last]?.ended, weight);
    add(cells[first - 1]?.waiting, weight);
    const end = cells[last];
    if (event && end) end.events += weight;
  }
  // From the last period back, so that what is left on few cards is not the difference of two large sums.
  const [open, waiting] = [nothing(), nothing()];
  const rows: LifeTableRow[] = [];
  for (let period = periods; period > 0; period--) {
    const cell = cells[period];
    if (cell === undefined) continue;
    for (const key of ["weight", "square"] as const) {
      open[key] += cell.ended[key];
      waiting[key] += cell.waiting[key];
    }
    const atRisk = open.weight - waiting.weight;
    const size = weighting === "value" ? atRisk ** 2 / (open.square - waiting.square) : atRisk;
    rows.push(rowOf(period, atRisk, cell.events, size, link));
  }
  const weights = checked.value.map(weightOf);
  const factor = weighting === "value" ? effectiveSize(weights) / sum(weights) : 1;
  return found({
    periods: rows.reverse(),
    logLikelihood: factor * sum(rows.map(logLikelihoodOf)),
    rows: sum(cards.map(({ first, last, count }) => (last - first + 1) * count)),
    events: sum(cards.filter(({ event }) => event).map(({ count }) => count)),
  });
}

const nothing = () => ({ weight: 0, square: 0 });

function add(sums: { weight: number; square: number } | undefined, weight: number): void {
  if (sums === undefined) return;
  sums.weight += weight;
  sums.square += weight * weight;
}

/** d ln h + (n − d) ln(1 − h); nothing to learn where h is 0 or 1. */
const logLikelihoodOf = ({ atRisk, events, hazard }: LifeTableRow) =>
  hazard === 0 || hazard === 1 ? 0 : events * Math.log(hazard) + (atRisk - events) * Math.log1p(-hazard);

function rowOf(period: number, atRisk: number, events: number, size: number, link: Link): LifeTableRow {
  // A period that no card was under observation for has no hazard; it is told by its risk set of 0. Events and risk set
  // were added in another order: all of them is all of them.
  const share = atRisk > 0 ? events / atRisk : 0;
  const hazard = share >= 1 - 1e-12 ? 1 : share;
  if (hazard === 0 || hazard === 1) return { period, atRisk, events, hazard, coefficient: null, standardError: null };
  const standardError = linkSlope(link, hazard) * Math.sqrt((hazard * (1 - hazard)) / size);
  return { period, atRisk, events, hazard, coefficient: linkOf(link, hazard), standardError };
}
