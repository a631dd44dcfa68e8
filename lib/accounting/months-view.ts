import type { CivilDate } from "@/lib/dates";
import type { ShownLock } from "./books";
import { monthsBetween } from "./roll-forward";
import { monthAfter, type Span } from "./span";

/** A month as it stands: locked with what it was locked with, or open. */
export type MonthState = {
  readonly month: CivilDate;
  readonly lock: ShownLock | null;
  /** It is its turn to be locked. */
  readonly isNext: boolean;
};
export type Months = {
  /** Newest first. */
  readonly months: readonly MonthState[];
  /** With which corrections of locked months are booked; null where nothing is locked. */
  readonly firstOpen: CivilDate | null;
};

/** Every month from the first with data to the last that is over. The first lock may fall on any of them, so the last stands for all. */
export function monthsOf(span: Span | null, locks: readonly ShownLock[]): Months {
  const last = locks.at(-1)?.month ?? null;
  const firstOpen = last === null ? null : monthAfter(last);
  const all = span ? monthsBetween(span.from, span.to) : [];
  const byMonth = new Map(locks.map((lock) => [lock.month, lock]));
  return {
    firstOpen,
    months: all
      .map((month) => ({
        month,
        lock: byMonth.get(month) ?? null,
        isNext: firstOpen === null ? true : month === firstOpen,
      }))
      .reverse(),
  };
}
