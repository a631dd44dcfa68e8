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

/** All hours of a day, the likeliest first; of equals the one nearest to the usual hour, the earlier of two. */
export function hoursByHabit(habit: Habit = usualHabit): readonly number[] {
  const distance = (hour: number) => Math.abs(hour - USUAL_HOUR);
  return Array.from({ length: 24 }, (_, hour) => hour).sort(
    (a, b) => (habit[b] ?? 0) - (habit[a] ?? 0) || distance(a) - distance(b) || a - b,
  );
}
