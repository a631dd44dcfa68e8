import type { CivilDate } from "@/lib/dates";

export type EntryDays = {
  /** A notice is not dated back before it. */
  readonly first: CivilDate;
  /** Nothing has happened after it. */
  readonly last: CivilDate;
};

/**
 * Between which days something may be said to happen now: from the last day of the data to today. Where the data run ahead
 * of the clock, as a demo's do, it is the other way round.
 */
export function entryDays({ today, asOf }: { readonly today: CivilDate; readonly asOf: CivilDate }): EntryDays {
  const [first = today, last = today] = [today, asOf].toSorted();
  return { first, last };
}
