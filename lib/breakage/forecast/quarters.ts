import { type Estimate, estimateOf } from "./estimate";
import type { CohortForecast } from "./forecast";

/** Quarters counted from the year 0: `year * 4 + quarter - 1`, quarter being 1 to 4. */
export const quarterOf = (month: number): number => Math.floor(month / 3);

export type QuarterForecast = {
  readonly quarter: number;
  readonly group: string;
  /** Of cohorts that have ended: breakage that has come. */
  readonly realised: number;
  /** Of all cohorts that end in the quarter, ended or not. */
  readonly estimate: Estimate;
};

/**
 * Breakage by the quarter in which it falls: that of the last month in which the cohort can be redeemed. `groupOf` splits
 * each quarter, by card type unless told otherwise. In the order of time, then of groups; parts add up to the whole.
 */
export function byQuarter(
  cohorts: readonly CohortForecast[],
  groupOf: (cohort: CohortForecast) => string = ({ type }) => type,
): QuarterForecast[] {
  const cells = new Map<string, { quarter: number; group: string; parts: CohortForecast[] }>();
  for (const cohort of cohorts) {
    const quarter = quarterOf(cohort.endMonth);
    const group = groupOf(cohort);
    const key = `${quarter}/${group}`;
    const cell = cells.get(key) ?? { quarter, group, parts: [] };
    cell.parts.push(cohort);
    cells.set(key, cell);
  }
  return [...cells.values()]
    .sort((a, b) => a.quarter - b.quarter || (a.group < b.group ? -1 : 1))
    .map(({ quarter, group, parts }) => ({
      quarter,
      group,
      realised: parts.reduce((sum, part) => sum + (part.state === "ended" ? part.expectedBreakage : 0), 0),
      estimate: estimateOf(parts),
    }));
}
