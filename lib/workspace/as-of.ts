import type { CivilDate } from "@/lib/dates";

/** The day figures refer to when nobody says: the last day with data, but never a day that has not come. */
export function defaultAsOf(today: CivilDate, dataUntil: CivilDate | null): CivilDate {
  return dataUntil !== null && dataUntil < today ? dataUntil : today;
}
