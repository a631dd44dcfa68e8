const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A session nobody uses ends after this, and any session ends after `SESSION_ABSOLUTE`, however busy. */
export const SESSION_IDLE = 2 * HOUR;
export const SESSION_ABSOLUTE = 12 * HOUR;
/** The last-seen time is written at most this often, so that reading a page is not a write each time. */
export const SESSION_TOUCH = MINUTE;

export const INVITATION_LIFE = 7 * DAY;
export const RESET_LIFE = DAY;

export const PASSWORD_MIN = 12;
/** Long enough for any pass phrase; short enough that hashing one is not an attack. */
export const PASSWORD_MAX = 200;

/**
 * How often something may be tried that only a guesser tries often. After `free` attempts within `window` each further
 * one is refused for a time that doubles from `firstBlock` up to `longestBlock`: an attacker is slowed to a crawl, and
 * the owner is never locked out for longer than `longestBlock`.
 */
export type GuessLimit = { free: number; window: number; firstBlock: number; longestBlock: number };
/** How much of something is allowed: `free` within each `window`, whose end brings all of it back. */
export type Quota = { free: number; window: number };
export type Limit = GuessLimit | Quota;

export const limits = {
  /** One account from one address. */
  signInAccount: { free: 5, window: 15 * MINUTE, firstBlock: 30 * SECOND, longestBlock: 15 * MINUTE },
  /** One account from all addresses together where nobody has signed in to it yet: guesses that are spread over many. */
  signInElsewhere: { free: 20, window: 15 * MINUTE, firstBlock: 30 * SECOND, longestBlock: 15 * MINUTE },
  /** A whole office may share one address, so it has more room than one account. */
  signInAddress: { free: 30, window: 15 * MINUTE, firstBlock: 30 * SECOND, longestBlock: 15 * MINUTE },
  /** Lines about refused attempts: enough to see an attack, too few to fill the trail with it. */
  blockedLine: { free: 10, window: 15 * MINUTE, firstBlock: 15 * MINUTE, longestBlock: 15 * MINUTE },
  link: { free: 10, window: 15 * MINUTE, firstBlock: MINUTE, longestBlock: 15 * MINUTE },
  badKey: { free: 20, window: MINUTE, firstBlock: 10 * SECOND, longestBlock: 5 * MINUTE },
  key: { free: 600, window: MINUTE },
  export: { free: 30, window: 10 * MINUTE },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;
