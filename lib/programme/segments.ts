/**
 * Age segments are the issuer's own: groups of whole years reached in the year of the as-of date, both limits included.
 * They never overlap, so a customer is in at most one; whose birth year is unknown is in the group 'unknown', and whose
 * age lies between or beyond the groups is 'outside all groups'.
 */
export type Segment = { name: string; fromAge: number; toAge: number | null };
export type SegmentFault = { index: number; field: "name" | "fromAge" | "toAge"; message: string };

/** A group is known by its name wherever figures are cut by age, so none may be called as those outside all of them are. */
export const RESERVED_NAMES: readonly string[] = ["unknown", "outside", "outside all groups", "outside all segments"];

/** The age brackets of the Consumer Expenditure Surveys (U.S. Bureau of Labor Statistics), the lowest from full age on. */
export const usualSegments: readonly Segment[] = [
  { name: "18-24", fromAge: 18, toAge: 24 },
  { name: "25-34", fromAge: 25, toAge: 34 },
  { name: "35-44", fromAge: 35, toAge: 44 },
  { name: "45-54", fromAge: 45, toAge: 54 },
  { name: "55-64", fromAge: 55, toAge: 64 },
  { name: "65+", fromAge: 65, toAge: null },
];

/** The first thing wrong with a list in the order it is shown; null when it can be kept. */
export function segmentFault(segments: readonly Segment[]): SegmentFault | null {
  const names = new Set<string>();
  for (const [index, segment] of segments.entries()) {
    const name = segment.name.trim().toLowerCase();
    if (RESERVED_NAMES.includes(name)) {
      return { index, field: "name", message: "This name stands for customers outside the groups." };
    }
    if (names.has(name)) return { index, field: "name", message: "Two groups have this name." };
    names.add(name);
    if (segment.toAge !== null && segment.toAge < segment.fromAge) {
      return { index, field: "toAge", message: "A group ends where it begins or later." };
    }
    const previous = segments[index - 1];
    if (!previous) continue;
    if (previous.toAge === null) {
      return { index: index - 1, field: "toAge", message: "Only the last group may be without an upper limit." };
    }
    if (segment.fromAge <= previous.toAge) {
      return { index, field: "fromAge", message: `Overlaps the group before, which ends at ${previous.toAge}.` };
    }
  }
  return null;
}

/** Moves the lower limit of one group; the group before ends just below it, so nobody falls between the two. */
export function moveLimit(segments: readonly Segment[], index: number, fromAge: number): Segment[] {
  return segments.map((segment, at) => {
    if (at === index) return { ...segment, fromAge };
    return at === index - 1 ? { ...segment, toAge: fromAge - 1 } : segment;
  });
}

/** The group of one age. @returns null when no group holds it. */
export function segmentOfAge(segments: readonly Segment[], age: number): Segment | null {
  return segments.find((one) => age >= one.fromAge && (one.toAge === null || age <= one.toAge)) ?? null;
}

/** Stretches of ages from 0 on that no group holds, written as "0–17" or "65+". Expects a list without faults. */
export function agesOutside(segments: readonly Segment[]): string[] {
  const gaps: string[] = [];
  let next = 0;
  for (const { fromAge, toAge } of segments) {
    if (fromAge > next) gaps.push(fromAge - 1 === next ? String(next) : `${next}–${fromAge - 1}`);
    if (toAge === null) return gaps;
    next = toAge + 1;
  }
  return [...gaps, `${next}+`];
}
