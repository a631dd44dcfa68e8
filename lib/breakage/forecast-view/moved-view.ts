import { type Cause, causes, type Movement, type WhatMoved } from "../forecast/what-moved";

/** One step of a change, and where it starts and ends when steps are laid end to end from 0. */
export type Step = { readonly cause: Cause; readonly amount: bigint; readonly from: bigint; readonly to: bigint };

/** The causes one after the other, in the order in which they were told apart. */
export function stepsOf({ parts }: Movement): Step[] {
  let at = 0n;
  return causes.map((cause) => {
    const from = at;
    at += parts[cause];
    return { cause, amount: parts[cause], from, to: at };
  });
}

export const changeIn = ({ before, after }: Pick<Movement, "before" | "after">): bigint => after - before;

/** The causes that moved most, largest first; those that moved nothing are not among them. */
export function largestCauses({ parts }: Movement, most: number): { cause: Cause; amount: bigint }[] {
  return causes
    .map((cause) => ({ cause, amount: parts[cause] }))
    .filter(({ amount }) => amount !== 0n)
    .sort((a, b) => byAmount(a.amount, b.amount))
    .slice(0, most);
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount);
const byAmount = (a: bigint, b: bigint) => (size(b) > size(a) ? 1 : size(b) < size(a) ? -1 : 0);

export type GroupRows = {
  /** The groups that changed most, largest change first. */
  readonly shown: readonly Movement[];
  /** All others in one row, so that rows add up to the total; null where there are none. */
  readonly others: (Movement & { readonly count: number }) | null;
};

export function groupRows({ groups }: WhatMoved, most: number): GroupRows {
  const sorted = groups.toSorted((a, b) => byAmount(changeIn(a), changeIn(b)) || (a.group < b.group ? -1 : 1));
  const rest = sorted.slice(most);
  return {
    shown: sorted.slice(0, most),
    others: rest.length > 0 ? { ...summed(rest), count: rest.length } : null,
  };
}

function summed(rows: readonly Movement[]): Movement {
  const sum = (amount: (row: Movement) => bigint) => rows.reduce((total, row) => total + amount(row), 0n);
  const parts = Object.fromEntries(causes.map((cause) => [cause, sum((row) => row.parts[cause])]));
  return {
    group: "",
    before: sum(({ before }) => before),
    after: sum(({ after }) => after),
    parts: parts as Record<Cause, bigint>,
  };
}

/** On one busy core; a fit takes about as long as there are cohorts. */
const SECONDS_PER_COHORT_AND_FIT = 2.5e-5;
/** Old curve, new curve, new method. */
const COMMON_FITS = 3;

/** About how long it takes to tell two versions apart, in whole seconds from 1 on. */
export const secondsToMove = (cohorts: number, groups: number): number =>
  Math.max(1, Math.ceil(cohorts * (groups + COMMON_FITS) * SECONDS_PER_COHORT_AND_FIT));
