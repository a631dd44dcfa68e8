import { type CivilDate, daysBetween } from "@/lib/dates";

export type FilingFault = { readonly kind: "early" | "late"; readonly days: number };

/**
 * What is wrong with filing on a day; null when nothing is. Early: on the cut-off or before it, while cards of the report
 * year may still be used; most laws take such a report only with leave. Late: after the due day. Days are counted from
 * the first, or the last, right day.
 */
export function filingFault(
  { cutoffOn, dueOn }: { readonly cutoffOn: CivilDate; readonly dueOn: CivilDate },
  filedOn: CivilDate,
): FilingFault | null {
  if (filedOn <= cutoffOn) return { kind: "early", days: daysBetween(filedOn, cutoffOn) + 1 };
  if (filedOn > dueOn) return { kind: "late", days: daysBetween(dueOn, filedOn) };
  return null;
}
