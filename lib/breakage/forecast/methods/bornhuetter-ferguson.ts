import { at } from "@/lib/statistics/vector";
import type { Cell } from "../../credibility/experience";
import type { HazardModel } from "../hazard-model";
import { survivalOf } from "../survival";
import { type CohortTable, type Line, openNow } from "../table";
import { twoLevelCredibility } from "../two-level";
import { type Projection, withinOpen } from "./projection";

/**
 * Bornhuetter–Ferguson with one pattern for all types: U − F·R·(P(age) − P(now)). P is the share of all redemptions made by
 * an age, from the pooled hazards; R the share of a type's sales that is redeemed in the end, by Cape Cod (redeemed ÷ F·P)
 * with credibility between types.
 */
export function bornhuetterFerguson(table: CohortTable, pooled: HazardModel): Projection {
  const survival = survivalOf(pooled);
  const patterns = new Map<number, Float64Array>();
  const patternOf = (line: Line) => {
    const pattern = patterns.get(line.end) ?? redeemedShares(survival(line).slice(0, line.end + 2));
    patterns.set(line.end, pattern);
    return pattern;
  };
  const cells = table.types.map((): Cell[] => []);
  for (const line of table.lines) {
    const developed = line.cohort.face * at(patternOf(line), line.observed);
    if (!line.sound || !(developed > 0)) continue;
    const weight = developed / (table.types[line.type]?.cardValue ?? 1);
    cells[line.type]?.push({ ratio: (line.cohort.face - openNow(line)) / developed, weight });
  }
  const { groups, collective } = twoLevelCredibility(
    cells,
    table.types.map(({ category }) => category),
  );
  return (line, age) => {
    const pattern = patternOf(line);
    const rate = Math.min(1, Math.max(0, groups[line.type]?.estimate ?? collective));
    const redeemed = line.cohort.face * rate * (at(pattern, Math.min(age, line.end + 1)) - at(pattern, line.observed));
    return withinOpen(line, openNow(line) - redeemed);
  };
}

function redeemedShares(survival: Float64Array): Float64Array {
  const all = 1 - (survival.at(-1) ?? 1);
  return survival.map((open) => (all > 0 ? (1 - open) / all : 1));
}
