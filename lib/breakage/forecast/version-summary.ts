import type { Choice } from "./choice";
import type { Estimate } from "./estimate";
import type { NoForecast } from "./forecast";

/** What `summaryOf` wrote, read back: all of it for a version with figures, what is known without one for the others. */
type Kept = { readonly choice?: Choice; readonly total?: Estimate; readonly issueCount?: number } & Partial<
  Pick<NoForecast, "cohorts" | "face" | "openNow" | "ended">
>;

/** JSON of our own making, written once with the version and never changed: the cast holds as long as that does. */
const keptIn = (summary: Readonly<Record<string, unknown>>): Kept => summary;

/** How the method was chosen; null for a version without figures. */
export const choiceOf = (summary: Readonly<Record<string, unknown>>): Choice | null => keptIn(summary).choice ?? null;

export const issueCountOf = (summary: Readonly<Record<string, unknown>>): number => keptIn(summary).issueCount ?? 0;

/** What is known where there was too little to forecast. Whole minor units: sums of facts. */
export function factsWithout(summary: Readonly<Record<string, unknown>>) {
  const { cohorts = 0, face = 0, openNow = 0, ended } = keptIn(summary);
  const minor = (amount: number) => BigInt(Math.round(amount));
  return { cohorts, sold: minor(face), open: minor(openNow), ended: minor(ended?.breakage ?? 0) };
}
