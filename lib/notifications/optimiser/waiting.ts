import { bestFrom, type Matrix } from "./matrix";
import { type Assignment, gainOf, NOBODY } from "./problem";
import { dayOfSlot, type Slots } from "./slots";

/** Days for which the cost of waiting is given. */
export const DAYS_OF_WAITING = 14;

/** Place k: what it costs, minor units, if nothing leaves before day k + 1. The first is 0: nothing leaves before tomorrow. */
export type Waiting = readonly number[];

/**
 * What one unit loses when its message cannot leave before `day`: its gain now, less that of its best lawful moment from then
 * on; nothing as long as its own day has not passed. Never below 0: a later day that brings more was not free.
 */
export function lossBefore(matrix: Matrix, slots: Slots, unit: number, slot: number, day: number): number {
  if (slot === NOBODY || dayOfSlot(slots, slot) >= day) return 0;
  return Math.max(0, gainOf(matrix.problem, unit, slot) - bestFrom(matrix, slots, unit, day));
}

/** Added over all units that get a message. */
export function waitingOf(matrix: Matrix, slots: Slots, chosen: Assignment): Waiting {
  return Array.from({ length: Math.min(DAYS_OF_WAITING, slots.days) + 1 }, (_, days) => {
    let sum = 0;
    for (let unit = 0; unit < chosen.length; unit++) {
      sum += lossBefore(matrix, slots, unit, chosen[unit] ?? NOBODY, days + 1);
    }
    return sum;
  });
}
