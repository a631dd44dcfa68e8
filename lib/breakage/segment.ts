import { UNKNOWN } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import { OUTSIDE_SEGMENTS } from "./constants";
import type { Member } from "./report";

/** Ages in whole years reached in the year of the as-of date, both ends included; `toAge` null: no upper limit. */
export type Segment = { readonly name: string; readonly fromAge: number; readonly toAge: number | null };

/** Stands for all years of birth in no segment, where parts are kept by segment and not by year. */
export const OUTSIDE_YEAR = -1;

/** Year of birth 0 stands for an unknown one. */
export function segmentOf(birthYear: number, asOf: CivilDate, segments: readonly Segment[]): Member {
  if (birthYear === 0) return { id: UNKNOWN, name: "Unknown" };
  const outside = { id: OUTSIDE_SEGMENTS, name: "Outside all segments" };
  if (birthYear === OUTSIDE_YEAR) return outside;
  const age = Number(asOf.slice(0, 4)) - birthYear;
  const found = segments.find((segment) => age >= segment.fromAge && (segment.toAge === null || age <= segment.toAge));
  return found ? { id: found.name, name: found.name } : outside;
}

/** Years of birth of one segment, both ends included. */
export function birthYearsOf(segment: Segment, asOf: CivilDate): { from: number; to: number } {
  const year = Number(asOf.slice(0, 4));
  return { from: segment.toAge === null ? 1 : Math.max(1, year - segment.toAge), to: year - segment.fromAge };
}

/** One year of birth for each segment's years, by which all of them are found again. */
export function segmentYears(
  segments: readonly Segment[],
  asOf: CivilDate,
): { from: number; to: number; year: number }[] {
  return segments.flatMap((segment) => {
    const { from, to } = birthYearsOf(segment, asOf);
    return to >= from ? [{ from, to, year: to }] : [];
  });
}
