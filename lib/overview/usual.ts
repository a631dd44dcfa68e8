/** What is held against what, and how far away from the usual is news. Nearer than that, chance alone leads. */
export const WATCH = {
  weeks: 12,
  /** Below this weekly mean a week is made by single people. */
  least: 50,
  /** The usual reaches so many standard deviations of a week, and at least this share, to either side of the mean. */
  deviations: 4,
  share: 0.18,
  /** Days back in which the beginning of a departure is looked for; pauses shorter than four weeks do not part it in two. */
  lookBack: 84,
  pause: 28,
  /** 52 weeks keep the day of the week. */
  year: 364,
} as const;

const WEEK = 7;
/** A week and all that it is held against. */
export const SPAN = WEEK * (WATCH.weeks + 1);
/** Weeks that make the usual, and days that are looked at in all. */
export const WATCHED_WEEKS = WATCH.weeks;
export const WATCHED_DAYS = WATCH.year + WATCH.lookBack + SPAN;

/** How often something happened on a day, by how many days ago it was. */
export type DailyCount = (daysAgo: number) => number;

export type Departure = {
  readonly direction: "above" | "below";
  /** Of the seven days that end today, and between what and what such weeks lie. */
  readonly week: number;
  readonly low: number;
  readonly high: number;
  /** How many days ago the first of the weeks ended that departed for the same cause. */
  readonly since: number;
};

/**
 * Whether the seven days that end today lie outside the usual range of the twelve weeks before them: mean ± the larger of four
 * standard deviations (n − 1) and 18 %. Where the same week a year ago departed the same way, this one has to do so by
 * more than that one did, so that no December is news. A level that stays becomes the usual, and departs once. Null: it does
 * not, there are too few to say, or `known` days are too few.
 */
export function departureOf(count: DailyCount, known: number): Departure | null {
  const today = departureAt(count, known, 0);
  if (!today) return null;
  let since = 0;
  for (let day = 1; day < WATCH.lookBack && day - since < WATCH.pause; day++)
    if (departureAt(count, known, day)?.direction === today.direction) since = day;
  return { ...today, since };
}

/** Whether there is anything to look further into: asks for no day but those of the first span. */
export const departsAtAll = (count: DailyCount): boolean => directionOf(rangeAt(count, 0)) !== null;

type Range = { readonly week: number; readonly mean: number; readonly low: number; readonly high: number };

function departureAt(count: DailyCount, known: number, daysAgo: number): Omit<Departure, "since"> | null {
  if (daysAgo + SPAN > known) return null;
  const { week, mean, low, high } = rangeAt(count, daysAgo);
  const direction = directionOf({ week, mean, low, high });
  if (direction === null) return null;
  const yearAgo = daysAgo + WATCH.year;
  if (yearAgo + SPAN > known) return { direction, week, low, high };
  const before = rangeAt(count, yearAgo);
  if (directionOf(before) !== direction) return { direction, week, low, high };
  const season = before.week / before.mean;
  if (direction === "above" ? week <= high * season : week >= low * season) return null;
  return { direction, week, low: Math.min(low, low * season), high: Math.max(high, high * season) };
}

function directionOf({ week, mean, low, high }: Range): Departure["direction"] | null {
  if (mean < WATCH.least) return null;
  if (week > high) return "above";
  return week < low ? "below" : null;
}

function rangeAt(count: DailyCount, daysAgo: number): Range {
  const weekEnded = (ago: number) => Array.from({ length: WEEK }, (_, day) => count(ago + day)).reduce(add, 0);
  const before = Array.from({ length: WATCH.weeks }, (_, week) => weekEnded(daysAgo + (week + 1) * WEEK));
  const mean = before.reduce(add, 0) / WATCH.weeks;
  const variance = before.map((one) => (one - mean) ** 2).reduce(add, 0) / (WATCH.weeks - 1);
  const half = Math.max(WATCH.deviations * Math.sqrt(variance), WATCH.share * mean);
  return { week: weekEnded(daysAgo), mean, low: Math.max(0, mean - half), high: mean + half };
}

const add = (a: number, b: number): number => a + b;
