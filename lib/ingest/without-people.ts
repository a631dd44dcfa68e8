import type { Entity } from "./constants";
import type { Problem } from "./row/problem";

/** What is kept of a problem: its code is one of an earlier version perhaps. */
type KeptProblem = Omit<Problem, "code"> & { readonly code: string };
type Row = {
  readonly entity: Entity;
  readonly cells: readonly string[];
  readonly problems: readonly KeptProblem[];
  readonly values?: unknown;
};
/** What the row's file says is null where it was taken out. */
export type ShownRow<R extends Row> = Omit<R, "cells" | "values" | "problems"> & {
  readonly cells: readonly string[] | null;
  readonly values?: unknown;
  readonly problems: readonly KeptProblem[];
};

/**
 * A row kept aside, as whoever may not read customers is shown it. A customer's row is names and addresses, and so is what
 * is wrong with it in words: of it stay the place, the column and the kind of fault. People in a file that a mapping takes for
 * another kind are not known as such.
 */
export function withoutPeople<R extends Row>(row: R): ShownRow<R> {
  if (row.entity !== "customer") return row;
  const problems = row.problems.map((problem) => ({ ...problem, value: "", reason: WITHHELD }));
  return { ...row, cells: null, ...("values" in row ? { values: null } : {}), problems };
}

const WITHHELD = "What the row says is shown to whoever may read customers.";
