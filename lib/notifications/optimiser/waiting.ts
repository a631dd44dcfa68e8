import type { Matrix } from "./matrix";
import { type Assignment, gainOf, NOBODY } from "./problem";
import { dayOfSlot, type Slots } from "./slots";

/** Days for which the cost of waiting is given; fewer where the plan does not look beyond them. */
const DAYS_OF_WAITING = 14;

/** Place k: what it costs, minor units, if nothing leaves on the first k + 1 days after that of planning. */
export type Waiting = readonly number[];

/**
 * What each unit loses when its message cannot leave on the first days: its gain now, less that of its best lawful moment
 * from then on; nothing as long as its own day has not passed. Never below 0: a later day that brings more was not free.
 */
export function waitingReader(matrix: Matrix, slots: Slots, chosen: Assignment): (unit: number) => Waiting {
  const best = new Float64Array(slots.days + 2);
  const nothing: Waiting = Array.from({ length: Math.min(DAYS_OF_WAITING, Math.max(1, slots.days - 1)) }, () => 0);
  return (unit) => {
    const slot = chosen[unit] ?? NOBODY;
    if (slot === NOBODY || dayOfSlot(slots, slot) > nothing.length) return nothing;
    fillBestFrom(matrix, slots, unit, best);
    const [own, gain] = [dayOfSlot(slots, slot), gainOf(matrix.problem, unit, slot)];
    return nothing.map((_, days) => (days + 1 < own ? 0 : Math.max(0, gain - (best[days + 2] ?? 0))));
  };
}

/** The highest gain of a unit on the days from each day on, whatever the channel; 0 where none is above it. */
function fillBestFrom({ problem }: Matrix, slots: Slots, unit: number, best: Float64Array): void {
  best.fill(0);
  for (let slot = 0; slot < slots.count; slot++) {
    const day = dayOfSlot(slots, slot);
    best[day] = Math.max(best[day] ?? 0, problem.gains[unit * slots.count + slot] ?? 0);
  }
  for (let day = slots.days; day >= 1; day--) best[day] = Math.max(best[day] ?? 0, best[day + 1] ?? 0);
}

/** Added over the messages of some units. */
export const waitingOf = (units: readonly { readonly waiting: Waiting }[]): Waiting =>
  (units[0]?.waiting ?? []).map((_, days) => units.reduce((sum, { waiting }) => sum + (waiting[days] ?? 0), 0));
