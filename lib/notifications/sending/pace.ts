/** A little slower than allowed: timers are late at random, and no second may see more than the rate. */
const SHARE = 0.99;

/** Tokens that a provider's bucket holds at most: one, so that nothing leaves in bursts. */
export const BUCKET_SIZE = 1;

export const paceOf = (ratePerSecond: number): number => ratePerSecond * SHARE;

/**
 * Milliseconds until each of `taken` tokens may be used, when the bucket stands at `left` after they were taken. It may
 * stand below zero: then they are promised, and due as it fills again.
 */
export function tokenDelays(left: number, taken: number, ratePerSecond: number): number[] {
  const before = left + taken;
  return Array.from({ length: taken }, (_, index) =>
    Math.max(0, ((index + 1 - before) / paceOf(ratePerSecond)) * 1000),
  );
}

/**
 * Messages that one lane has in hand at once. What a sudden end leaves unknown is at most those of all lanes, and as many
 * again as are heard of and not written yet.
 */
export const MOST_IN_GROUP = 32;

/** How many to take at once: as many as can leave within a second, and not more than can be in hand. */
export const groupSize = (ratePerSecond: number): number =>
  Math.max(1, Math.min(MOST_IN_GROUP, Math.floor(ratePerSecond)));
