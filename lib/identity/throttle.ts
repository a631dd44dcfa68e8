import type { GuessLimit, Limit, Quota } from "./limits";

/** What the database keeps per bucket. `count` is the attempts since `windowStartedAt`. */
export type Counter = { windowStartedAt: Date; count: number; blockedUntil: Date | null };

export type Verdict = { allowed: boolean; retryAfterSeconds: number; next: Counter };

/** Counts one attempt. */
export function attempt(limit: Limit, counter: Counter | null, now: Date): Verdict {
  return "firstBlock" in limit ? guess(limit, counter, now) : draw(limit, counter, now);
}

/** Who waits as long as he is told has the whole quota again: a client that obeys is not held to one request a window. */
function draw(quota: Quota, counter: Counter | null, now: Date): Verdict {
  const ends = counter === null ? 0 : counter.windowStartedAt.getTime() + quota.window;
  if (counter === null || now.getTime() >= ends) {
    return { allowed: true, retryAfterSeconds: 0, next: { windowStartedAt: now, count: 1, blockedUntil: null } };
  }
  if (counter.count >= quota.free) {
    return { allowed: false, retryAfterSeconds: seconds(ends - now.getTime()), next: counter };
  }
  return { allowed: true, retryAfterSeconds: 0, next: { ...counter, count: counter.count + 1 } };
}

/**
 * A refused attempt is not counted and does not lengthen the block: somebody who keeps knocking
 * under another's name must not be able to keep the owner out for ever.
 */
function guess(limit: GuessLimit, counter: Counter | null, now: Date): Verdict {
  const at = now.getTime();
  if (counter?.blockedUntil && counter.blockedUntil.getTime() > at) {
    return { allowed: false, retryAfterSeconds: seconds(counter.blockedUntil.getTime() - at), next: counter };
  }
  const restUntil = counter ? Math.max(counter.windowStartedAt.getTime(), counter.blockedUntil?.getTime() ?? 0) : 0;
  const fresh = counter === null || at - restUntil >= limit.window;
  const count = fresh ? 1 : counter.count + 1;
  const windowStartedAt = fresh ? now : counter.windowStartedAt;
  const block = blockAfter(limit, count);
  const blockedUntil = block === 0 ? null : new Date(at + block);
  return { allowed: true, retryAfterSeconds: 0, next: { windowStartedAt, count, blockedUntil } };
}

/** Milliseconds nobody may try again after the `count`th attempt: 0 while free, then doubling up to the longest. */
export function blockAfter(limit: GuessLimit, count: number): number {
  if (count < limit.free) return 0;
  return Math.min(limit.longestBlock, limit.firstBlock * 2 ** Math.min(count - limit.free, 30));
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
