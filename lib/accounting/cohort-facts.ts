import type { CivilDate } from "@/lib/dates";
import { type EventMovement, eventKinds } from "./movements";

/** What a rollup has of a cohort's cards with one month of expiry by the end of a month, or in it. */
export type FactRow = Readonly<Record<EventMovement, bigint>> & {
  readonly cardTypeId: number;
  readonly saleMonth: CivilDate;
  /** 'infinity': the cards never expire. */
  readonly expiryMonth: CivilDate;
  /** Earlier months than the first of the axis are added up into it. */
  readonly month: CivilDate;
};

export type Sums = Readonly<Record<EventMovement, bigint>>;
export const eventNames = Object.keys(eventKinds) as EventMovement[];
export const NO_SUMS: Sums = Object.fromEntries(eventNames.map((name) => [name, 0n])) as Record<EventMovement, bigint>;

/** Written out, because there is one for each cohort and month: a loop over names takes ten times as long. */
export const addSums = (a: Sums, b: Sums): Sums => ({
  sold: a.sold + b.sold,
  reloaded: a.reloaded + b.reloaded,
  redeemed: a.redeemed + b.redeemed,
  refunded: a.refunded + b.refunded,
  fees: a.fees + b.fees,
  transferred: a.transferred + b.transferred,
  adjusted: a.adjusted + b.adjusted,
  expired: a.expired + b.expired,
  escheated: a.escheated + b.escheated,
});
export const lessSums = (a: Sums, b: Sums): Sums => ({
  sold: a.sold - b.sold,
  reloaded: a.reloaded - b.reloaded,
  redeemed: a.redeemed - b.redeemed,
  refunded: a.refunded - b.refunded,
  fees: a.fees - b.fees,
  transferred: a.transferred - b.transferred,
  adjusted: a.adjusted - b.adjusted,
  expired: a.expired - b.expired,
  escheated: a.escheated - b.escheated,
});

/** F: what was paid in for rights. */
export const faceOf = (sums: Sums): bigint =>
  sums.sold + sums.reloaded - sums.refunded + sums.transferred + sums.adjusted;
/** R with fees. */
export const usedOf = (sums: Sums): bigint => sums.redeemed + sums.fees;
/** What is on the cards. */
export const balanceOf = (sums: Sums): bigint => faceOf(sums) - usedOf(sums) - sums.expired - sums.escheated;

/** A cohort's cards of one month of expiry, at the end of each month of the axis. */
export type ExpiryPart = { readonly expiryMonth: CivilDate; readonly at: readonly Sums[] };

/** What was sold of a card type in one month, since the sale, at the end of each month of the axis. */
export type CohortFacts = {
  readonly cardTypeId: number;
  readonly saleMonth: CivilDate;
  readonly at: readonly Sums[];
  readonly parts: readonly ExpiryPart[];
};

export const cohortKey = (cardTypeId: number, saleMonth: CivilDate): string => `${cardTypeId}/${saleMonth}`;

/**
 * Rows of months as cumulative sums by cohort. The axis begins with the month before the first one wanted, which holds all
 * that was before it.
 */
export function cohortsOf(rows: readonly FactRow[], axis: readonly CivilDate[]): CohortFacts[] {
  const place = new Map(axis.map((month, i) => [month, i]));
  const cohorts = new Map<string, { cardTypeId: number; saleMonth: CivilDate; parts: Map<CivilDate, Sums[]> }>();
  for (const row of rows) {
    const at = place.get(row.month);
    if (at === undefined) throw new RangeError(`${row.month} is no month of the axis`);
    const key = cohortKey(row.cardTypeId, row.saleMonth);
    const cohort = cohorts.get(key) ?? { cardTypeId: row.cardTypeId, saleMonth: row.saleMonth, parts: new Map() };
    cohorts.set(key, cohort);
    const part = cohort.parts.get(row.expiryMonth) ?? axis.map(() => NO_SUMS);
    part[at] = addSums(part[at] ?? NO_SUMS, row);
    cohort.parts.set(row.expiryMonth, part);
  }
  return [...cohorts.values()].map(({ parts, ...cohort }) => {
    const cumulative = [...parts].map(([expiryMonth, months]) => ({ expiryMonth, at: runningSums(months) }));
    return {
      ...cohort,
      parts: cumulative,
      at: axis.map((_, i) => cumulative.map(({ at }) => at[i] ?? NO_SUMS).reduce(addSums)),
    };
  });
}

function runningSums(months: readonly Sums[]): Sums[] {
  let sum = NO_SUMS;
  return months.map((month) => {
    sum = addSums(sum, month);
    return sum;
  });
}
