import { isQuiet } from "../sending/quiet-hours";

/** Where nobody knows when a person reads: the middle of the morning. */
export const USUAL_HOUR = 10;
/** How many opens the habit of all outweighs. */
const PRIOR_OPENS = 20;

/** p(hour) by which a mail is read, 24 numbers. */
export type Habit = readonly number[];

/** Until opens are recorded everybody is taken to read at the usual hour. */
export const usualHabit: Habit = Array.from({ length: 24 }, (_, hour) => (hour === USUAL_HOUR ? 1 : 0));

/**
 * p(hour | person) = (n_h + m·p(hour)) ÷ (n + m), m = 20. `opens` are counts by hour, those made by machines taken out.
 * Throws RangeError unless both have 24 hours.
 */
export function habitOf(opens: readonly number[], all: Habit = usualHabit): Habit {
  if (opens.length !== 24 || all.length !== 24) throw new RangeError("a day has 24 hours");
  const total = opens.reduce((sum, count) => sum + count, 0);
  return all.map((share, hour) => ((opens[hour] ?? 0) + PRIOR_OPENS * share) / (total + PRIOR_OPENS));
}

/**
 * The likeliest hour that is not quiet; of equals the one nearest to the usual hour, the earlier of two. Null where all
 * hours are quiet.
 */
export function sendingHour(
  quiet: { readonly from: number; readonly to: number },
  habit: Habit = usualHabit,
): number | null {
  let best: number | null = null;
  const distance = (hour: number) => Math.abs(hour - USUAL_HOUR);
  for (let hour = 0; hour < 24; hour++) {
    if (isQuiet(quiet, hour)) continue;
    const [own, other] = [habit[hour] ?? 0, best === null ? -1 : (habit[best] ?? 0)];
    if (best === null || own > other || (own === other && distance(hour) < distance(best))) best = hour;
  }
  return best;
}
