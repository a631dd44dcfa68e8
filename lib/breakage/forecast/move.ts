import { hashOf } from "./made";
import { type Since, sinceThen } from "./since";
import { lastOf } from "./steps";
import { type Cause, causes, type Movement, type Version, type WhatMoved, whatMovedInSteps } from "./what-moved";

/** Why the total of one version differs from another's, and what happened between the data of the two, by group. */
export type Move = { readonly moved: WhatMoved; readonly since: ReadonlyMap<string, Since> };

/** Each card type's group; types that are not in it are groups of their own. */
export type Grouping = ReadonlyMap<string, string>;

export function* moveInSteps(
  before: Version,
  after: Version,
  grouping: Grouping,
): Generator<undefined, Move, undefined> {
  const groupOf = (type: string) => grouping.get(type) ?? type;
  const moved = yield* whatMovedInSteps(before, after, groupOf);
  return { moved, since: sinceThen(after.cohorts, before.cut, groupOf) };
}

/** The same for who has nobody waiting. */
export const moveBetween = (before: Version, after: Version, grouping: Grouping): Move =>
  lastOf(moveInSteps(before, after, grouping));

/** Moves that were kept before groups were rounded to the versions' totals are worked out again. */
const ROUNDED = "to the total";

/** A name for a grouping: a move that was kept is of no other. */
export const groupingName = (grouping: Grouping): string => hashOf([ROUNDED, ...[...grouping].sort()]);

/** A move as it is kept: JSON knows no whole numbers of any size. */
export type KeptMove = {
  readonly total: KeptMovement;
  readonly groups: readonly KeptMovement[];
  readonly since: readonly { readonly group: string; readonly cardsSold: number; readonly redeemed: string }[];
};
type KeptMovement = {
  readonly group: string;
  readonly before: string;
  readonly after: string;
  readonly parts: Readonly<Record<Cause, string>>;
};

export const toKept = ({ moved, since }: Move): KeptMove => ({
  total: keptMovement(moved.total),
  groups: moved.groups.map(keptMovement),
  since: [...since].map(([group, { cardsSold, redeemed }]) => ({ group, cardsSold, redeemed: String(redeemed) })),
});

export const fromKept = ({ total, groups, since }: KeptMove): Move => ({
  moved: { total: movement(total), groups: groups.map(movement) },
  since: new Map(since.map(({ group, cardsSold, redeemed }) => [group, { cardsSold, redeemed: BigInt(redeemed) }])),
});

const keptMovement = ({ group, before, after, parts }: Movement): KeptMovement => ({
  group,
  before: String(before),
  after: String(after),
  parts: byCause((cause) => String(parts[cause])),
});

const movement = ({ group, before, after, parts }: KeptMovement): Movement => ({
  group,
  before: BigInt(before),
  after: BigInt(after),
  parts: byCause((cause) => BigInt(parts[cause])),
});

const byCause = <T>(amountOf: (cause: Cause) => T): Record<Cause, T> =>
  Object.fromEntries(causes.map((cause) => [cause, amountOf(cause)])) as Record<Cause, T>;
