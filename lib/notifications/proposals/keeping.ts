/**
 * How long the people of a proposal are kept after it ended without a message. Nobody said a word about it: a run replaced
 * it, or it expired. Somebody did: rejected, edited into another, approved by one of two or taken back.
 */
export const KEPT_DAYS = { untouched: 7, touched: 90 } as const;

const DAY_MS = 86_400_000;

/** A proposal that ended before has been kept long enough. */
export function endedBefore(touch: keyof typeof KEPT_DAYS, now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS[touch] * DAY_MS);
}
