import { rangeOf, sortedDraws } from "../forecast/scores";
import type { HeadlineFacts, RelativeRange } from "./headline";

/** A cohort of a stored version. Months are counted from the year 0; amounts are minor units. */
export type KeptCohort = {
  readonly typeId: number;
  readonly saleMonth: number;
  /** Null: never. */
  readonly expiryMonth: number | null;
  /** First day of the quarter in which it is settled. */
  readonly quarter: string;
  readonly openNow: number;
  readonly expected: number;
};

/** A type's breakage of a quarter in each of the version's worlds. */
export type KeptQuarter = { readonly typeId: number; readonly quarter: string; readonly worlds: number[] | null };

type Basis = { readonly cut: number; readonly ultimateAge: number };

/** The last month in which a cohort can be redeemed. What expires before it was sold, as reloads may, ends in its first month. */
const endOf = ({ saleMonth, expiryMonth }: KeptCohort, ultimateAge: number) =>
  Math.max(saleMonth, expiryMonth ?? saleMonth + ultimateAge);

const isOpen = (cohort: KeptCohort, { cut, ultimateAge }: Basis) => endOf(cohort, ultimateAge) > cut;

/** Open balance and what is expected to stay of it, by type and month of end, of what has not ended at the cut. */
export function sharesOf(cohorts: readonly KeptCohort[], basis: Basis): HeadlineFacts["shares"] {
  const sums = new Map<string, { typeId: number; endMonth: number; openNow: number; expected: number }>();
  for (const cohort of cohorts) {
    if (!isOpen(cohort, basis)) continue;
    const { typeId, openNow, expected } = cohort;
    const endMonth = endOf(cohort, basis.ultimateAge);
    const key = `${typeId}/${endMonth}`;
    const sum = sums.get(key) ?? { typeId, endMonth, openNow: 0, expected: 0 };
    sum.openNow += openNow;
    sum.expected += expected;
    sums.set(key, sum);
  }
  return [...sums.values()];
}

const LEVEL = 0.9;

/**
 * By type, the middle 90 % of the worlds of what has not ended ÷ what is expected of it. In the quarter of the cut the worlds
 * hold what has ended too, which is the same in all of them and taken off.
 */
export function rangesOf(
  cohorts: readonly KeptCohort[],
  quarters: readonly KeptQuarter[],
  basis: Basis,
): HeadlineFacts["ranges"] {
  const typeIds = [...new Set(cohorts.map(({ typeId }) => typeId))];
  return typeIds.map((typeId) => {
    const own = cohorts.filter((cohort) => cohort.typeId === typeId);
    const open = own.filter((cohort) => isOpen(cohort, basis));
    const named = new Set(open.map(({ quarter }) => quarter));
    const ended = sum(own.filter((cohort) => named.has(cohort.quarter) && !isOpen(cohort, basis)));
    const worlds = sumOf(quarters.filter((one) => one.typeId === typeId && named.has(one.quarter)));
    return { typeId, range: worlds && relative(sortedDraws(worlds.map((world) => world - ended)), sum(open)) };
  });
}

const sum = (cohorts: readonly KeptCohort[]) => cohorts.reduce((total, { expected }) => total + expected, 0);

function sumOf(quarters: readonly KeptQuarter[]): Float64Array | null {
  let sums: Float64Array | null = null;
  for (const { worlds } of quarters) {
    if (!worlds) return null;
    const total: Float64Array = sums ?? new Float64Array(worlds.length);
    for (const [b, world] of worlds.entries()) total[b] = (total[b] ?? 0) + world;
    sums = total;
  }
  return sums;
}

function relative(worlds: Float64Array, expected: number): RelativeRange | null {
  if (!(expected > 0)) return null;
  const [low, high] = rangeOf(worlds, LEVEL);
  return { low: low / expected, high: high / expected };
}
