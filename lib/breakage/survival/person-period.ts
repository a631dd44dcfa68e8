import type { Observation } from "./observation";
import { type Outcome, refused } from "./outcome";

/** The periods of its life, both ends included, in which a card is at risk; none when `last` is before `first`. */
export type PeriodSpan = { readonly first: number; readonly last: number; readonly event: boolean };

/**
 * The periods of a card, counted from 1 (Allison 1982). A period is `length` units of time, and period j the time after
 * (j − 1)·length up to and including j·length; time 0 belongs to the first. An event falls in its period, the last of the
 * span. A censored card counts in the periods that it was seen to the end of. A late entry counts in those after the one
 * that it came in, and an event in that very period is left out, because the card was not at risk through all of it.
 * Throws RangeError when the length is not above 0.
 */
export function periodSpan({ time, event, entry = 0 }: Observation, length = 1): PeriodSpan {
  if (!(length > 0)) throw new RangeError(`a period of ${length}`);
  const ended = periods(time / length);
  const first = Math.ceil(periods(entry / length)) + 1;
  const last = event ? Math.max(1, Math.ceil(ended)) : Math.floor(ended);
  return { first, last, event: event && last >= first };
}

/** Days of 27 years. Beyond it the unit of time was mistaken, and a row per period would fill the memory. */
const MOST_PERIODS = 10_000;

/** Refuses spans that reach beyond 10 000 periods; null when none does. */
export function tooManyPeriods(spans: readonly PeriodSpan[]): Outcome<never> | null {
  const longest = spans.reduce((most, { last }) => Math.max(most, last), 0);
  if (longest <= MOST_PERIODS) return null;
  const message = `A card was followed for ${longest} periods, more than ${MOST_PERIODS}: take longer periods.`;
  return refused("too-many-periods", message);
}

/** 0.3/0.1 is three periods, not a rounding error less. */
function periods(ratio: number): number {
  const whole = Math.round(ratio);
  return Math.abs(ratio - whole) <= 1e-9 * Math.max(1, whole) ? whole : ratio;
}
