import type { CivilDate } from "@/lib/dates";
import { bookingMonth, isLocked, type MonthLock } from "./month-lock";
import { addMovements, hasMoved, lessMovements, type Movements, NO_MOVEMENT } from "./movements";
import type { Holding, MonthCell } from "./roll-forward";

/** What became known of a locked month after the last lock, and the open month that takes it up. */
export type Correction = Holding & {
  /** The locked month it belongs to. */
  readonly month: CivilDate;
  readonly bookedIn: CivilDate;
  readonly movements: Movements;
};

/**
 * The differences between the locked months as known now and as known at the last lock, by month and holding; all are
 * booked in the first open month. Everything known at the last lock has been taken up in a locked month by then, be
 * it its own or, as a correction, that of a later one. Cells of open months are passed over: those follow what is
 * known. Breakage revenue of a locked month is on both sides what was reported: a changed estimate is caught up by
 * `recognise`.
 */
export function corrections(
  locks: readonly MonthLock[],
  atLastLock: readonly MonthCell[],
  now: readonly MonthCell[],
): Correction[] {
  const cells = new Map<string, { readonly cell: MonthCell; before: Movements; after: Movements }>();
  for (const [side, list] of [["before", atLastLock] as const, ["after", now] as const]) {
    for (const cell of list) {
      if (!isLocked(locks, cell.month)) continue;
      const { cardType, brand, currency, standing, month } = cell;
      const key = JSON.stringify([month, cardType, brand, currency, standing]);
      const known = cells.get(key) ?? { cell, before: NO_MOVEMENT, after: NO_MOVEMENT };
      known[side] = addMovements(known[side], cell.movements);
      cells.set(key, known);
    }
  }
  return [...cells.values()].flatMap(({ cell, before, after }) => {
    const movements = lessMovements(after, before);
    return hasMoved(movements) ? [{ ...cell, movements, bookedIn: bookingMonth(locks, cell.month) }] : [];
  });
}

/**
 * The open months with the corrections in the month that takes them up: what `rollForward` is made of after the last
 * lock.
 */
export function openCells(
  locks: readonly MonthLock[],
  atLastLock: readonly MonthCell[],
  now: readonly MonthCell[],
): MonthCell[] {
  const taken = corrections(locks, atLastLock, now).map(({ bookedIn, ...cell }) => ({ ...cell, month: bookedIn }));
  return [...now.filter(({ month }) => !isLocked(locks, month)), ...taken];
}
