import type { CivilDate } from "@/lib/dates";
import { type BookEntry, type CohortBook, cohortsOf, summedLate } from "./cohort-book";
import type { Method } from "./constants";
import type { Judgements } from "./judgement";
import type { KnownAt } from "./load-dates";
import { hashOf, type MadeForecast } from "./made";
import { monthEndsOf, nothingTaken } from "./month-ends";
import { wholeOf } from "./whole";

/** All that a version's figures come of, as plain values: they may cross into another thread. */
export type ComputeInput = {
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly entries: readonly BookEntry[];
  /** What the entries' late amounts were late for. */
  readonly known: KnownAt;
  readonly overrides: Readonly<Record<string, Method>>;
  readonly judgements: Judgements;
  readonly ultimateAge: number;
  readonly seed: string;
  readonly replicates: number;
  /** Worlds of each past forecast. */
  readonly pastReplicates: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly dataHash: string;
};

/** A version from its cohorts, all of it where the caller stands: runs of the product share its month ends among threads. */
export const computeForecast = (input: ComputeInput): MadeForecast =>
  wholeOf(input, monthEndsOf(input, nothingTaken()));

/** Of the cohorts, and of what was late for past month ends: the back-test, and through it the choice and the ranges, hang on it. */
export function dataHashOf(book: CohortBook, dataDate: CivilDate): string {
  const cohorts = cohortsOf(book, dataDate);
  const late = book.all().flatMap(({ id, late: own }) => (own.length > 0 ? [{ id, late: summedLate(own) }] : []));
  if (late.length === 0) return hashOf(cohorts);
  return hashOf({ cohorts, late: late.sort((a, b) => (a.id < b.id ? -1 : 1)) });
}
