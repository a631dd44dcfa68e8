import type { Comparison } from "@/lib/breakage/constants";
import type { Period } from "@/lib/dates";

/** Dates of one's own have their own weekdays, and nothing has none. */
export const mayMatch = (compare: Comparison): boolean => compare === "previous" || compare === "year";

/** What choosing a comparison changes in the address: the usual one leaves it empty, and none leaves what would say nothing. */
export function compareChange(chosen: Comparison, usual: string | undefined, own: Period | null = null) {
  return {
    compare: chosen === usual ? null : chosen,
    compareFrom: own?.from ?? null,
    compareTo: own?.to ?? null,
    ...(mayMatch(chosen) ? {} : { match: null }),
  };
}
