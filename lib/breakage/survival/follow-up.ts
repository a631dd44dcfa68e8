import { sum } from "@/lib/statistics/vector";
import { cardsIn, checkObservations, type Observation, type Weighting } from "./observation";
import { found, type Outcome, refused } from "./outcome";

export type FollowUp = {
  /** The last time at which an event was seen, and the longest time that a card was followed. */
  readonly lastEvent: number;
  readonly longest: number;
  /** Events in (2·lastEvent − longest, lastEvent]. */
  readonly lateEvents: number;
  readonly cards: number;
  readonly alpha: number;
  readonly sufficient: boolean;
};

/** The level of the test. */
const LEVEL = 0.05;

/**
 * Was the follow-up long enough to tell never from not yet? The test of Maller and Zhou (Biometrika 79, 1992):
 * α = (1 − N/n)ⁿ, where N counts the events in the stretch before the last one that is as long as the event-free stretch
 * after it. Sufficient when α < 0.05. It is a weak test: not passing is a reason for silence, passing is no proof. Where the
 * longest time is itself an event, N = 0 and α = 1. So it is with events known by their stretch alone when one ends with the
 * follow-up: then nothing tells how long the quiet was. Cards are counted, whatever their balance. Refused: no card, no event.
 */
export function followUpTest(
  observations: readonly Observation[],
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<FollowUp> {
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  const seen = checked.value.map((card) => ({ ...card, count: cardsIn(card, weighting) }));
  const cards = sum(seen.map(({ count }) => count));
  const events = seen.filter(({ event }) => event);
  if (events.length === 0) {
    const message = `None of ${cards} cards had an event: whether they were followed long enough cannot be told.`;
    return refused("all-censored", message);
  }
  const lastEvent = events.reduce((latest, { time }) => Math.max(latest, time), 0);
  const longest = seen.reduce((latest, { time }) => Math.max(latest, time), 0);
  const lateEvents = sum(events.filter(({ time }) => time > 2 * lastEvent - longest).map(({ count }) => count));
  const alpha = (1 - lateEvents / cards) ** cards;
  return found({ lastEvent, longest, lateEvents, cards, alpha, sufficient: alpha < LEVEL });
}
