import { at } from "@/lib/statistics/vector";
import type { Cell } from "../credibility/experience";
import { calendarMonth } from "./cohort";
import { type Seasons, seasonOf } from "./exposure";
import type { HazardModel } from "./hazard-model";
import { type CohortTable, openAt, redeemedAt } from "./table";
import { twoLevelCredibility } from "./two-level";

/** Each month of the calendar must have been seen twice, or a season cannot be told from one odd month. */
const LEAST_MONTHS = 24;

/**
 * What a calendar month does to redemptions of every age: redeemed ÷ expected, by month, each year one observation, with
 * Bühlmann–Straub credibility. Twelve factors from January on, of mean about 1; null where the years differ as much as
 * the months do, or less than two years were seen.
 */
export function calendarFactors(table: CohortTable, model: HazardModel): readonly number[] | null {
  const months = table.cut - table.firstVintage + 1;
  if (months < LEAST_MONTHS) return null;
  const redeemed = new Float64Array(months);
  const expected = new Float64Array(months);
  for (const line of table.lines) {
    if (!line.sound) continue;
    const cardValue = table.types[line.type]?.cardValue ?? 1;
    const hazards = model.hazards[line.type];
    const season = seasonOf(model.refiner, line);
    const start = line.cohort.vintage - table.firstVintage;
    for (let age = 0; age < line.observed; age++) {
      if (model.refiner.leftOut(line, age)) continue;
      redeemed[start + age] = at(redeemed, start + age) + redeemedAt(line, age) / cardValue;
      expected[start + age] =
        at(expected, start + age) +
        ((hazards?.[age] ?? 0) * openAt(line, age) * (season ? at(season, age) : 1)) / cardValue;
    }
  }
  const cells = Array.from({ length: 12 }, (): Cell[] => []);
  for (const [i, weight] of expected.entries()) {
    if (weight > 0) cells[calendarMonth(table.firstVintage + i)]?.push({ ratio: at(redeemed, i) / weight, weight });
  }
  const { betweenGroups, collective, groups } = twoLevelCredibility(
    cells,
    cells.map(() => 0),
  );
  if (!(betweenGroups > 0 && collective > 0)) return null;
  return groups.map(({ estimate }) => Math.max(0, estimate / collective));
}

/** An age falls in the calendar month so many months after that of the sale. */
export const calendarSeasons = (factors: readonly number[], horizon: number): Seasons =>
  Array.from({ length: 12 }, (_, sold) =>
    Float64Array.from({ length: horizon }, (__, age) => factors[calendarMonth(sold + age)] ?? 1),
  );
