import { at } from "@/lib/statistics/vector";
import { LEAST_COHORTS } from "../constants";
import { type CohortTable, type Line, openNow } from "../table";
import { type Projection, withinOpen } from "./projection";

/** Cohorts seen for a year are mature. */
const MATURE_AGES = 12;

/** Σ balance ÷ Σ face of lines; null with fewer than three. */
function rateOf(lines: readonly Line[], balance: (line: Line) => number): number | null {
  const face = lines.reduce((sum, { cohort }) => sum + cohort.face, 0);
  return lines.length >= LEAST_COHORTS ? lines.reduce((sum, line) => sum + balance(line), 0) / face : null;
}

/** Computed once for each type and age. */
function remembered(rate: (type: number, age: number) => number): (type: number, age: number) => number {
  const known = new Map<number, number>();
  return (type, age) => {
    const key = type * 10_000 + age;
    const value = known.get(key) ?? rate(type, age);
    known.set(key, value);
    return value;
  };
}

/**
 * The mean of mature vintages: of the value sold, the share that the type's own cohorts had open at that age, where three
 * have come so far; beyond, what those seen for a year have open now. Types with fewer cohorts take all types'.
 */
export function matureRate(table: CohortTable): Projection {
  const sound = table.lines.filter((line) => line.sound);
  const byType = linesByType(table, sound);
  const seen = (lines: readonly Line[], age: number) =>
    rateOf(
      lines.filter(({ observed }) => observed >= age),
      ({ open }) => at(open, age),
    );
  const mature = (lines: readonly Line[]) =>
    rateOf(
      lines.filter(({ observed }) => observed >= MATURE_AGES),
      openNow,
    );
  const all = remembered((_, age) => seen(sound, age) ?? mature(sound) ?? 1);
  const rate = remembered((type, age) => {
    const own = byType[type] ?? [];
    return seen(own, age) ?? mature(own) ?? all(0, age);
  });
  return (line, age) => withinOpen(line, line.cohort.face * rate(line.type, age));
}

/**
 * Last year's rate times this year's sales: of what was sold in the year before the last twelve months, the share that is
 * open now, whatever the age asked for.
 */
export function lastYearRate(table: CohortTable): Projection {
  const sound = table.lines.filter((line) => line.sound);
  const byType = linesByType(table, sound);
  const lastYear = (lines: readonly Line[]) =>
    lines.filter(({ cohort }) => cohort.vintage > table.cut - 24 && cohort.vintage <= table.cut - 12);
  const rate = remembered((type) => {
    const own = byType[type] ?? [];
    return rateOf(lastYear(own), openNow) ?? rateOf(lastYear(sound), openNow) ?? rateOf(own, openNow) ?? 1;
  });
  return (line) => withinOpen(line, line.cohort.face * rate(line.type, 0));
}

function linesByType(table: CohortTable, lines: readonly Line[]): Line[][] {
  const byType = table.types.map((): Line[] => []);
  for (const line of lines) byType[line.type]?.push(line);
  return byType;
}

export const unredeemedToday = (): Projection => openNow;
