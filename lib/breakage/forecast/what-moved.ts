import { asKnownAt, type Cohort } from "./cohort";
import { cohortIssues } from "./cohort-issues";
import { type Fitted, fitRecipe, type Recipe } from "./recipe";
import { toMinorUnits } from "./rounding";
import { type CohortTable, type Line, makeTable, openNow, universeOf } from "./table";

/** A forecast as it was made: what was known, up to when, and how it was made. */
export type Version = {
  readonly cohorts: readonly Cohort[];
  readonly cut: number;
  readonly ultimateAge: number;
  readonly recipe: Recipe;
};

/** Why expected breakage changed. README.md says what each holds. */
export const causes = ["data", "redemptions", "sales", "curve", "method"] as const;
export type Cause = (typeof causes)[number];

export type Movement = {
  readonly group: string;
  /** Expected breakage of the two versions, in whole minor units. */
  readonly before: bigint;
  readonly after: bigint;
  /** They add up to after − before exactly. */
  readonly parts: Readonly<Record<Cause, bigint>>;
};

export type WhatMoved = { readonly total: Movement; readonly groups: readonly Movement[] };

/** Six states, each one cause further than the one before it: the first is `before`, the last `after`. */
const STATES = 6;

/**
 * Splits the change of expected breakage between two versions into causes, by group (card type unless told otherwise).
 * Each step changes one thing and forecasts again: first the data about the time up to the old cut, then a month or more
 * of redemptions, then of sales, all with the old curve; then the curve is fitted again the old way, and last the new way.
 * The later version must not be of an earlier cut; RangeError otherwise.
 */
export function whatMoved(
  before: Version,
  after: Version,
  groupOf: (type: string) => string = (type) => type,
): WhatMoved {
  if (after.cut < before.cut) throw new RangeError("the later version is of an earlier cut");
  const old = tableOf(before.cohorts, before.cut, before, after);
  const corrected = tableOf(asKnownAt(after.cohorts, before.cut), before.cut, before, after);
  const present = tableOf(after.cohorts, after.cut, after, before);

  const oldCurve = fitRecipe(old, before.recipe);
  const newCurve = fitRecipe(present, before.recipe);
  const newMethod = fitRecipe(present, after.recipe);

  const levels = new Map<string, number[]>();
  const add = (state: number, line: Line, amount: number) => {
    const group = groupOf(line.cohort.type);
    const sums = levels.get(group) ?? new Array<number>(STATES).fill(0);
    sums[state] = (sums[state] ?? 0) + amount;
    levels.set(group, sums);
  };
  for (const line of old.lines) add(0, line, breakage(oldCurve, line));
  for (const line of corrected.lines) add(1, line, breakage(oldCurve, line));
  for (const line of present.lines) {
    const now = breakage(oldCurve, line);
    const atSale = line.cohort.vintage > before.cut ? breakage(oldCurve, justSold(line)) : 0;
    // New sales count as what was expected of them when they were sold; what came of it since counts as redemptions.
    add(2, line, now - atSale);
    add(3, line, now);
    add(4, line, breakage(newCurve, line));
    add(5, line, breakage(newMethod, line));
  }
  const sorted = [...levels].sort(([a], [b]) => (a < b ? -1 : 1));
  // Rounded state by state, so that groups add up to the total and steps to the change.
  const whole = Array.from({ length: STATES }, (_, state) => toMinorUnits(sorted.map(([, sums]) => sums[state] ?? 0)));
  const groups = sorted.map(([group], g) =>
    movementOf(
      group,
      whole.map((amounts) => amounts[g] ?? 0n),
    ),
  );
  return { total: totalOf(groups), groups };
}

/** Expected ultimate breakage of a cohort; what is open where it has ended. */
const breakage = ({ projection }: Fitted, line: Line): number =>
  line.observed > line.end ? openNow(line) : projection(line, line.end + 1);

const justSold = (line: Line): Line => ({
  ...line,
  observed: 0,
  redeemed: [],
  open: line.open.slice(0, 1),
});

function movementOf(group: string, whole: readonly bigint[]): Movement {
  const step = (state: number) => (whole[state] ?? 0n) - (whole[state - 1] ?? 0n);
  return {
    group,
    before: whole[0] ?? 0n,
    after: whole[STATES - 1] ?? 0n,
    parts: { data: step(1), redemptions: step(2), sales: step(3), curve: step(4), method: step(5) },
  };
}

function totalOf(groups: readonly Movement[]): Movement {
  const sum = (amount: (movement: Movement) => bigint) => groups.reduce((total, group) => total + amount(group), 0n);
  return {
    group: "total",
    before: sum((group) => group.before),
    after: sum((group) => group.after),
    parts: {
      data: sum(({ parts }) => parts.data),
      redemptions: sum(({ parts }) => parts.redemptions),
      sales: sum(({ parts }) => parts.sales),
      curve: sum(({ parts }) => parts.curve),
      method: sum(({ parts }) => parts.method),
    },
  };
}

/** Types of both versions, so that they are numbered alike; where categories differ, the version's own. */
function tableOf(cohorts: readonly Cohort[], cut: number, version: Version, other: Version): CohortTable {
  const { ultimateAge } = version;
  const [own, others] = [version, other].map((one) => universeOf(one.cohorts, one.ultimateAge));
  const universe = {
    types: new Map([...(others?.types ?? []), ...(own?.types ?? [])]),
    horizon: Math.max(own?.horizon ?? 0, others?.horizon ?? 0),
  };
  const usable = cohorts.filter((cohort) => cohortIssues(cohort, cut, ultimateAge).every((issue) => !issue.leftOut));
  return makeTable(usable, cut, ultimateAge, universe);
}
