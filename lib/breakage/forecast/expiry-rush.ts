import { at } from "@/lib/statistics/vector";
import type { Cell } from "../credibility/experience";
import type { Multiplier } from "./exposure";
import type { HazardModel } from "./hazard-model";
import type { CohortTable, Line } from "./table";
import { twoLevelCredibility } from "./two-level";

/** The last months before funds end, in which holders may hurry. */
export const RUSH_MONTHS = 3;
const LEAST_COHORTS = 3;
/** A rush must stand out from 1 by so many standard errors. */
const CLEAR = 2;

/** Months from an age to the last one; null for funds that never end. */
const monthsLeft = ({ cohort, end }: Line, age: number): number | null => (cohort.endAge === null ? null : end - age);

/** Leaves the last months out, so that a model's hazards are those of age alone. */
export const withoutRush: Multiplier = (line, age) => {
  const left = monthsLeft(line, age);
  return left !== null && left < RUSH_MONTHS ? 0 : 1;
};

/** Whether any cohort was seen in its last months. */
export const hasRush = ({ lines }: CohortTable): boolean =>
  lines.some(({ cohort, observed, end }) => cohort.endAge !== null && observed > end + 1 - RUSH_MONTHS);

/** By months left (0: the month in which funds end), then by type: what hazards are multiplied by. */
export type ExpiryFactors = readonly (readonly number[])[];

/**
 * Redeemed ÷ expected in each of the last months before funds end, where `model` was fitted without them: two-level
 * credibility over types. Null unless cohorts have come so far and a month stands out by two standard errors.
 */
export function expiryFactors(table: CohortTable, model: HazardModel): ExpiryFactors | null {
  const months = Array.from({ length: RUSH_MONTHS }, (_, left) => monthFactors(table, model, left));
  return months.some(({ clear }) => clear) ? months.map(({ factors }) => factors) : null;
}

function monthFactors(table: CohortTable, model: HazardModel, left: number) {
  const cells = table.types.map((): Cell[] => []);
  for (const line of table.lines) {
    const age = line.end - left;
    if (!line.sound || line.cohort.endAge === null || age < 0 || age >= line.observed) continue;
    const expected = (model.hazards[line.type]?.[age] ?? 0) * at(line.open, age);
    const weight = expected / (table.types[line.type]?.cardValue ?? 1);
    if (weight > 0) cells[line.type]?.push({ ratio: at(line.redeemed, age) / expected, weight });
  }
  const { collective, within, groups } = twoLevelCredibility(
    cells,
    table.types.map(({ category }) => category),
  );
  const seen = cells.flat();
  const weight = seen.reduce((sum, cell) => sum + cell.weight, 0);
  const clear = seen.length >= LEAST_COHORTS && Math.abs(collective - 1) > CLEAR * Math.sqrt(within / weight);
  return { clear, factors: groups.map(({ estimate }) => (clear ? Math.max(0, estimate) : 1)) };
}

export const expiryMultiplier =
  (factors: ExpiryFactors): Multiplier =>
  (line, age) => {
    const left = monthsLeft(line, age);
    return left === null ? 1 : (factors[left]?.[line.type] ?? 1);
  };
