import { addDays, type CivilDate } from "@/lib/dates";
import type { DayOfYear, Letters, ReportDue } from "./rule";

export type Report = {
  /** The year of the cut-off. */
  readonly year: number;
  readonly cutoffOn: CivilDate;
  /** Last safe day of filing. */
  readonly dueOn: CivilDate;
  /** Days of the year after the report between which its money is sent, where the law keeps the two apart. */
  readonly remitFrom: CivilDate | null;
  readonly remitTo: CivilDate | null;
};

/**
 * The report into which a card falls: that of the first cut-off on or after presumed abandonment. It is due on the first
 * due day after the cut-off, or so many days after it if that is earlier.
 */
export function reportOf(presumedOn: CivilDate, cutoff: DayOfYear, due: ReportDue): Report {
  const cutoffOn = firstFrom(presumedOn, cutoff);
  const day = firstFrom(addDays(cutoffOn, 1), due.day);
  const limit = due.withinDays === undefined ? null : addDays(cutoffOn, due.withinDays);
  const dueOn = limit !== null && limit < day ? limit : day;
  const next = Number(dueOn.slice(0, 4)) + 1;
  return {
    year: Number(cutoffOn.slice(0, 4)),
    cutoffOn,
    dueOn,
    remitFrom: due.remitFrom === undefined ? null : `${next}-${due.remitFrom}`,
    remitTo: due.remitTo === undefined ? null : `${next}-${due.remitTo}`,
  };
}

/** The first such day of a year on or after the date. */
function firstFrom(date: CivilDate, day: DayOfYear): CivilDate {
  const year = Number(date.slice(0, 4));
  const sameYear = `${date.slice(0, 4)}-${day}`;
  return sameYear >= date ? sameYear : `${year + 1}-${day}`;
}

export type LetterWindow = { readonly from: CivilDate; readonly to: CivilDate };

/** Where the law sets no earliest day, a letter more than a year old is taken to have done nothing. */
const LONGEST_DAYS = 365;

/** Days on which the letter may be sent: so many before the report is due, or before presumed abandonment. */
export function letterWindow(
  { minDays, maxDays }: Pick<Letters, "minDays" | "maxDays">,
  referenceOn: CivilDate,
): LetterWindow {
  return { from: addDays(referenceOn, -(maxDays ?? LONGEST_DAYS)), to: addDays(referenceOn, -(minDays ?? 0)) };
}
