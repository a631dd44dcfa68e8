import { asKnownAt, type Cohort } from "./cohort";
import { cohortIssues } from "./cohort-issues";
import { type Fitted, fitRecipe, type Recipe } from "./recipe";
import { roundedSum, sharedOut } from "./rounding";
import { lastOf } from "./steps";
import { type CohortTable, type Line, makeTable, openNow, universeOf } from "./table";

/** A forecast as it was made: what was known, up to when, and how it was made. */
export type Version = {
  readonly cohorts: readonly Cohort[];
  readonly cut: number;
  readonly ultimateAge: number;
  readonly recipe: Recipe;
};

/** Why expected breakage changed. README.md says what each holds. */
export const causes = ["data", "redemptions", "sales", "curve", "portfolio", "method"] as const;
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

/** States, each one cause further than the one before it: the first is `before`, the last `after`. */
const STATES = causes.length + 1;

/**
 * Splits the change of expected breakage between two versions into causes, by group (card type unless told otherwise).
 * Each step changes one thing and forecasts again: first the data about the time up to the old cut, then a month or more
 * of redemptions, then of sales, all with the old curve; then the group's own news is let into the curve, then everybody
 * else's, which reaches the group through credibility, the common tail, and the method and refinements that all the data
 * together choose; and last what people chose: methods, and how a triangle is read. What happens in one group is thus in
 * another's `portfolio` and in no other part of it, but for triangles that somebody read otherwise, which reach all by `method`. The later version must not be of an earlier cut; RangeError otherwise.
 */
export function whatMoved(
  before: Version,
  after: Version,
  groupOf: (type: string) => string = (type) => type,
): WhatMoved {
  return lastOf(whatMovedInSteps(before, after, groupOf));
}

/** The same, which stops after each of its fits: whoever has others waiting can let them go first. */
export function* whatMovedInSteps(
  before: Version,
  after: Version,
  groupOf: (type: string) => string,
): Generator<undefined, WhatMoved, undefined> {
  if (after.cut < before.cut) throw new RangeError("the later version is of an earlier cut");
  const old = tableOf(before.cohorts, before.cut, before, after);
  const corrected = tableOf(asKnownAt(after.cohorts, before.cut), before.cut, before, after);
  const present = tableOf(after.cohorts, after.cut, after, before);

  const oldCurve = fitRecipe(old, before.recipe);
  yield;
  // The data of everybody choose the method and the refinements; only what people chose is left for the last step.
  const { overrides, judgements } = before.recipe;
  const newCurve = fitRecipe(present, { ...after.recipe, overrides, judgements });
  yield;
  const isReadAlike = JSON.stringify(judgements) === JSON.stringify(after.recipe.judgements);
  const newMethod = fitRecipe(present, after.recipe, isReadAlike ? newCurve.refined : undefined);

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
    add(5, line, breakage(newCurve, line));
    add(6, line, breakage(newMethod, line));
  }
  const presentGroups = new Set(present.lines.map(({ cohort }) => groupOf(cohort.type)));
  for (const group of presentGroups) {
    yield;
    const isOwn = ({ cohort }: Line) => groupOf(cohort.type) === group;
    const others = corrected.lines.filter((line) => !isOwn(line)).map(({ cohort }) => cohort);
    const own = present.lines.filter(isOwn);
    const news = tableOf([...others, ...own.map(({ cohort }) => cohort)], after.cut, after, before);
    const ownCurve = fitRecipe(news, before.recipe);
    for (const line of own) add(4, line, breakage(ownCurve, line));
  }
  const groups = movementsOf(levels);
  return { total: totalOf(groups), groups };
}

/** Expected ultimate breakage of a cohort; what is open where it has ended. */
const breakage = ({ projection }: Fitted, line: Line): number =>
  line.observed > line.end ? openNow(line) : projection(line, line.end + 1);

const justSold = (line: Line): Line => ({
  ...line,
  observed: 0,
  redeemed: new Float64Array(),
  open: line.open.slice(0, 1),
});

/** Amounts of two states that differ by no more are of the same: what floats lose in sums. */
const SAME = 1e-3;

/**
 * Each state is rounded to a whole of its own, the version's where it is one, and the groups by largest remainder to that: so steps
 * add up to the change, groups to the total, and totals are the same however things are grouped. A group that a step leaves alone
 * keeps its amount to the cent.
 */
function movementsOf(levels: ReadonlyMap<string, readonly number[]>): Movement[] {
  const groups = [...levels].sort(([a], [b]) => (a < b ? -1 : 1));
  const states: bigint[][] = [];
  for (let state = 0; state < STATES; state++) {
    const amounts = groups.map(([, sums]) => sums[state] ?? 0);
    const kept = groups.map(([, sums], i) => {
      const isSame = state > 0 && Math.abs((sums[state] ?? 0) - (sums[state - 1] ?? 0)) < SAME;
      return isSame ? (states[state - 1]?.[i] ?? null) : null;
    });
    const rest = roundedSum(amounts) - kept.reduce((sum, amount) => sum + Number(amount ?? 0n), 0);
    const shared = sharedOut(
      amounts.filter((_, i) => kept[i] === null),
      rest,
    );
    states.push(kept.map((amount) => amount ?? shared.shift() ?? 0n));
  }
  return groups.map(([group], i) =>
    movementOf(
      group,
      states.map((state) => state[i] ?? 0n),
    ),
  );
}

function movementOf(group: string, whole: readonly bigint[]): Movement {
  const step = (state: number) => (whole[state] ?? 0n) - (whole[state - 1] ?? 0n);
  return {
    group,
    before: whole[0] ?? 0n,
    after: whole[STATES - 1] ?? 0n,
    parts: {
      data: step(1),
      redemptions: step(2),
      sales: step(3),
      curve: step(4),
      portfolio: step(5),
      method: step(6),
    },
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
      portfolio: sum(({ parts }) => parts.portfolio),
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
