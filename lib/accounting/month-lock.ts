import { addMonths, type CivilDate, endOfMonth, startOfMonth } from "@/lib/dates";
import { type Outcome, refused, unless } from "./outcome";

/** A month whose books are closed: what is known of it later is booked in the first open month. */
export type MonthLock = {
  /** Its first day. */
  readonly month: CivilDate;
  readonly lockedBy: number;
  /** Facts recorded up to this instant are in the month; ISO 8601 in UTC. */
  readonly lockedAt: string;
  /** Another person, once he has looked at it. */
  readonly signedOffBy: number | null;
  readonly signedOffAt: string | null;
};

/** Whose hand and when; the instant is the caller's to read. */
export type Act = { readonly by: number; readonly at: string };

const lastLocked = (locks: readonly MonthLock[]): CivilDate | null =>
  locks.reduce<CivilDate | null>((last, { month }) => (last === null || month > last ? month : last), null);

/** Months are locked in a row and the first lock closes all before it, so everything up to the last lock is closed. */
export function isLocked(locks: readonly MonthLock[], month: CivilDate): boolean {
  const last = lastLocked(locks);
  return last !== null && startOfMonth(month) <= last;
}

/**
 * The month in which something of a month is booked: its own while it is open, else the first one after the last
 * lock.
 */
export function bookingMonth(locks: readonly MonthLock[], month: CivilDate): CivilDate {
  const last = lastLocked(locks);
  return last !== null && startOfMonth(month) <= last ? addMonths(last, 1) : startOfMonth(month);
}

/** Locks the month after the last locked one, once it is over; `today` is the issuer's civil date. */
export function lockMonth(
  locks: readonly MonthLock[],
  month: CivilDate,
  today: CivilDate,
  act: Act,
): Outcome<MonthLock> {
  const refuse = (message: string) => refused({ field: "month", message });
  if (month !== startOfMonth(month)) return refuse(`${month} is not the first day of a month`);
  const last = lastLocked(locks);
  const name = month.slice(0, 7);
  if (isLocked(locks, month)) return refuse(`${name} is locked already`);
  const next = last === null ? month : addMonths(last, 1);
  if (month !== next) return refuse(`${next.slice(0, 7)} comes first: months are locked in a row`);
  if (endOfMonth(month) >= today) return refuse(`${name} is not over`);
  return unless([], { month, lockedBy: act.by, lockedAt: act.at, signedOffBy: null, signedOffAt: null });
}

/** A second person confirms a locked month; the figures stay what they were when it was locked. */
export function signOff(lock: MonthLock, act: Act): Outcome<MonthLock> {
  if (lock.signedOffBy !== null) return refused({ field: "month", message: "is signed off already" });
  if (lock.lockedBy === act.by)
    return refused({ field: "month", message: "was locked by the same person: somebody else has to sign it off" });
  return unless([], { ...lock, signedOffBy: act.by, signedOffAt: act.at });
}

/** @throws RangeError when something would be written into a locked month */
export function assertOpen(locks: readonly MonthLock[], month: CivilDate): void {
  if (isLocked(locks, month)) throw new RangeError(`${month.slice(0, 7)} is locked`);
}

/** The locks that were there at an instant: the view of the books as they were known then. */
export const locksKnownAt = (locks: readonly MonthLock[], instant: string): MonthLock[] =>
  locks
    .filter(({ lockedAt }) => Date.parse(lockedAt) <= Date.parse(instant))
    .map((lock) =>
      lock.signedOffAt !== null && Date.parse(lock.signedOffAt) > Date.parse(instant)
        ? { ...lock, signedOffBy: null, signedOffAt: null }
        : lock,
    );
