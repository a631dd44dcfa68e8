import type { Cell } from "../credibility/experience";
import type { ByCell, Refiner } from "./exposure";
import type { HazardModel } from "./hazard-model";
import { type CohortTable, type Line, openAt, redeemedAt } from "./table";
import { twoLevelCredibility } from "./two-level";

/** The last months before cards end, in which holders may hurry. */
export const RUSH_MONTHS = 3;
const LEAST_COHORTS = 3;
/** A rush must stand out from nothing by so many standard errors. */
const CLEAR = 2;

/** Months from an age to the last one; null for what never ends. */
const monthsLeft = ({ cohort, end }: Line, age: number): number | null => (cohort.endAge === null ? null : end - age);

/** Whether an age lies in a cohort's last months. */
export function isRush(line: Line, age: number): boolean {
  const left = monthsLeft(line, age);
  return left !== null && left < RUSH_MONTHS;
}

/** The age with which a cohort's last months begin; infinite for what never ends. */
export const rushFrom = ({ cohort, end }: Line): number =>
  cohort.endAge === null ? Number.POSITIVE_INFINITY : Math.max(0, end + 1 - RUSH_MONTHS);

/** Whether any cohort was seen in its last months. */
export const hasRush = ({ lines }: CohortTable): boolean =>
  lines.some((line) => line.observed > 0 && isRush(line, line.observed - 1));

/** By months left (0: the month in which cards end), then by type: share of what is open that goes on top. */
export type ExpiryExtras = readonly (readonly number[])[];

/**
 * What is redeemed in each of the last months beyond what age alone explains, as a share of what is then open, with two-level
 * credibility over types. `model` must have left those months out; `leftOut` are those that a person left out. A month in which the extra is not two standard errors
 * above nothing has none; null when no month has one.
 */
export function expiryExtras(table: CohortTable, model: HazardModel, leftOut: Refiner["leftOut"]): ExpiryExtras | null {
  const months = Array.from({ length: RUSH_MONTHS }, (_, left) => extrasOf(table, model, left, leftOut));
  return months.some((extras) => extras.some((extra) => extra > 0)) ? months : null;
}

function extrasOf(table: CohortTable, model: HazardModel, left: number, leftOut: Refiner["leftOut"]): number[] {
  const cells = table.types.map((): Cell[] => []);
  for (const line of table.lines) {
    const age = line.end - left;
    if (!line.sound || line.cohort.endAge === null || age < 0 || age >= line.observed) continue;
    if (leftOut(line, age)) continue;
    const hazard = model.hazards[line.type]?.[age] ?? 0;
    const open = openAt(line, age) * (1 - hazard);
    const extra = redeemedAt(line, age) - openAt(line, age) * hazard;
    const weight = open / (table.types[line.type]?.cardValue ?? 1);
    if (weight > 0) cells[line.type]?.push({ ratio: extra / open, weight });
  }
  const { collective, within, groups } = twoLevelCredibility(
    cells,
    table.types.map(({ category }) => category),
  );
  const seen = cells.flat();
  const weight = seen.reduce((sum, cell) => sum + cell.weight, 0);
  const isClear = seen.length >= LEAST_COHORTS && collective > CLEAR * Math.sqrt(within / weight);
  return groups.map(({ estimate }) => (isClear ? Math.min(1, Math.max(0, estimate)) : 0));
}

export const expiryExtra =
  (extras: ExpiryExtras, settledFrom: Refiner["settledFrom"]): ByCell =>
  (line, age) => {
    const left = monthsLeft(line, age);
    return left === null || age >= settledFrom(line.type) ? 0 : (extras[left]?.[line.type] ?? 0);
  };
