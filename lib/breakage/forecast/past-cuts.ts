import { asKnownAt, type Cohort } from "./cohort";
import { cohortIssues } from "./cohort-issues";
import { MONTHS_BEFORE_FIRST_CUT, MONTHS_FOLLOWED, MOST_CUTS } from "./constants";
import { type CohortTable, type Line, makeTable, openNow } from "./table";

/** A cohort as it stood at a past cut, and what is known of it now. */
export type Followed = {
  readonly line: Line;
  readonly later: Line;
  /** The age at whose beginning the balance is known now: where the forecast is held against the truth. */
  readonly to: number;
  readonly actual: number;
};

export type PastCut = { readonly cut: number; readonly table: CohortTable; readonly followed: readonly Followed[] };

/** What was known at the end of a month. The default hides what happened later; a caller with load times can do better. */
export type History = (cut: number) => readonly Cohort[];

/**
 * Month ends at which history is forecast again, the first with a year of sales and the last with half a year to follow.
 * A year ago is always among them.
 */
export function cutsOf({ firstVintage, cut }: Pick<CohortTable, "firstVintage" | "cut">, most = MOST_CUTS): number[] {
  const first = firstVintage + MONTHS_BEFORE_FIRST_CUT - 1;
  const last = cut - MONTHS_FOLLOWED;
  if (last < first) return [];
  const step = Math.ceil((last - first + 1) / most);
  const yearAgo = Math.min(cut - 12, last);
  const phase = yearAgo >= first ? (yearAgo - first) % step : 0;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (at) => (at - first - phase) % step === 0,
  );
}

/** The cohorts of a month's end that a forecast can use, laid out. */
export function usableTable(known: readonly Cohort[], cut: number, ultimateAge: number): CohortTable {
  const usable = asKnownAt(known, cut).filter((cohort) =>
    cohortIssues(cohort, cut, ultimateAge).every((issue) => !issue.leftOut),
  );
  return makeTable(usable, cut, ultimateAge);
}

/** What was known at a table's end with every cohort that was still open then and has been followed since, until `now`. */
export function followedUntil(now: CohortTable): (table: CohortTable) => PastCut {
  const present = new Map(now.lines.map((line) => [line.cohort.id, line]));
  return (table) => {
    const followed: Followed[] = [];
    for (const line of table.lines) {
      const later = present.get(line.cohort.id);
      if (!later?.sound || later.observed <= line.observed || !(openNow(line) > 0)) continue;
      followed.push({ line, later, to: later.observed, actual: openNow(later) });
    }
    return { cut: table.cut, table, followed };
  };
}

/** The past cut of a table; without a history, as far as the table itself tells it. */
export function pastCut(now: CohortTable, cut: number, history?: History): PastCut {
  const known = history ? history(cut) : now.lines.map(({ cohort }) => cohort);
  return followedUntil(now)(usableTable(known, cut, now.ultimateAge));
}
