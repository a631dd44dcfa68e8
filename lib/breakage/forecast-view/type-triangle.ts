import { type Cohort, lastAge } from "../forecast/cohort";
import { firstDayOf } from "../forecast/months";
import type { Triangle } from "../triangle/triangle";

export const trianglePeriods = ["month", "quarter"] as const;
export type TrianglePeriod = (typeof trianglePeriods)[number];
const LENGTH = { month: 1, quarter: 3 } as const satisfies Record<TrianglePeriod, number>;

/** More columns than this nobody reads; three months are then taken together. */
export const MOST_COLUMNS = 24;

/** What is open of a card type's sales, by when they were sold and how old they are. */
export type TypeTriangle = {
  readonly period: TrianglePeriod;
  /** Open balances in minor units. Age 0 is the moment of sale, age 1 the end of the period of sale. */
  readonly triangle: Triangle;
  /** The months that each origin holds and the age by which its last cards have ended, in the order of the rows. */
  readonly origins: readonly { readonly from: number; readonly to: number; readonly endsAt: number }[];
  /** The age, in periods, by which the last of the cards have ended. */
  readonly ultimateAge: number;
};

/** The period in which a reader sees all of it without scrolling far. */
export function usualPeriod(cohorts: readonly Cohort[], cut: number, ultimateAge: number): TrianglePeriod {
  const columns = cohorts.reduce(
    (most, cohort) => Math.max(most, Math.min(cut - cohort.vintage, lastAge(cohort, ultimateAge)) + 1),
    0,
  );
  return columns > MOST_COLUMNS ? "quarter" : "month";
}

/**
 * The cohorts of one card type as a development triangle of open balances, cards and reloads together. A quarter is three
 * months, the last one ending with the cut, so that the last diagonal is whole and sums to what is open now; the first may
 * hold fewer. What is left where cards have ended stays in its row: it is breakage. Ages at which all cards have ended or
 * nothing is open any more are left out. Amounts are those of the cohorts, neither rounded nor cut. Null where nothing was sold.
 */
export function typeTriangle(
  cohorts: readonly Cohort[],
  cut: number,
  ultimateAge: number,
  period: TrianglePeriod,
): TypeTriangle | null {
  const months = LENGTH[period];
  const groups = new Map<number, Cohort[]>();
  for (const cohort of cohorts) {
    const end = cut - Math.floor((cut - cohort.vintage) / months) * months;
    const own = groups.get(end);
    if (own) own.push(cohort);
    else groups.set(end, [cohort]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => a - b)
    .filter(([, own]) => own.reduce((sum, { face }) => sum + face, 0) > 0);
  if (rows.length === 0) return null;
  const endOf = ([end, own]: readonly [number, readonly Cohort[]]) =>
    Math.max(...own.map((cohort) => Math.ceil((cohort.vintage + lastAge(cohort, ultimateAge) - end) / months) + 1));
  const ultimate = Math.max(1, ...rows.map(endOf));
  const oldest = Math.max(...rows.map(([end]) => (cut - end) / months + 1));
  const ages = Array.from({ length: Math.min(oldest, ultimate) + 1 }, (_, age) => age);
  const cells = rows.map(([end, own]) =>
    ages.map((age) => {
      const at = end + (age - 1) * months;
      return age > 0 && at > cut ? null : own.reduce((sum, cohort) => sum + openAt(cohort, age === 0 ? null : at), 0);
    }),
  );
  const last = lastOpen(cells);
  return {
    period,
    ultimateAge: ultimate,
    origins: rows.map((row) => ({ from: row[0] - months + 1, to: row[0], endsAt: endOf(row) })),
    triangle: {
      origins: rows.map(([end]) => monthKey(end)),
      ages: ages.slice(0, last + 1),
      cells: cells.map((row) => row.slice(0, last + 1)),
    },
  };
}

/** The last age that something open has reached: beyond it every balance is empty, and no factor could be told. */
const lastOpen = (cells: readonly (readonly (number | null)[])[]): number =>
  cells.reduce(
    (last, row) =>
      Math.max(
        last,
        row.findLastIndex((cell, j) => cell !== null && (row[j - 1] ?? 0) > 0),
      ),
    0,
  );

/** `2026-10`. */
export const monthKey = (month: number): string => firstDayOf(month).slice(0, 7);

/** Open at the end of a month; at the sale for null. */
function openAt({ face, vintage, redeemed }: Cohort, month: number | null): number {
  const known = month === null ? [] : redeemed.slice(0, Math.max(0, month - vintage + 1));
  return known.reduce((open, amount) => open - amount, face);
}
