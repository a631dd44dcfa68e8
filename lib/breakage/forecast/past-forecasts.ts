import type { Cohort } from "./cohort";
import { drawTargets, type Prepared, type Refused } from "./prepare";
import { quarterOf } from "./quarters";
import { hasEnded, type Line, openNow } from "./table";

/** What was forecast at a past month's end of cohorts that have ended since, and what became of them. */
export type PastForecast = {
  readonly cut: number;
  readonly cohorts: readonly {
    readonly id: string;
    readonly type: string;
    readonly quarter: number;
    readonly cards: number;
    readonly face: number;
    readonly expected: number;
    readonly actual: number;
    readonly draws: Float64Array | null;
  }[];
};

export const QUARTERS_SHOWN = 8;

/** Month ends a year before the last whole quarters ended: each quarter is held against what was said of it a year before. */
export function yearBefore(cut: number, firstVintage: number): number[] {
  const lastQuarter = quarterOf(cut + 1) - 1;
  return Array.from({ length: QUARTERS_SHOWN }, (_, i) => (lastQuarter - QUARTERS_SHOWN + 1 + i) * 3 + 2 - 12).filter(
    (at) => at >= firstVintage + 11,
  );
}

/** Forecast at a past month's end from what was known then alone; null where that was too little. `now` is what is known at `cut`. */
export function pastForecast(
  now: readonly Cohort[],
  cut: number,
  then: Prepared | Refused,
  replicates: number,
): PastForecast | null {
  if ("refusal" in then) return null;
  const present = new Map(now.map((cohort) => [cohort.id, cohort]));
  // A cohort's draws are its own: those of cohorts that are still open would be of no use, and are most of them.
  const settled = then.table.lines.flatMap((line) => {
    const later = present.get(line.cohort.id);
    if (!later || hasEnded(line) || endMonthOf(line) > cut) return [];
    const expected = Math.min(openNow(line), then.fitted.projection(line, line.end + 1));
    return [{ later, target: { line, to: line.end + 1, expected } }];
  });
  const draws = drawTargets(
    then,
    settled.map(({ target }) => target),
    replicates,
  );
  return {
    cut: then.table.cut,
    cohorts: settled.map(({ later, target: { line, expected } }, i) => ({
      id: line.cohort.id,
      type: line.cohort.type,
      quarter: quarterOf(endMonthOf(line)),
      cards: line.cohort.cards,
      face: line.cohort.face,
      expected,
      actual: Math.max(0, later.face - later.redeemed.reduce((sum, amount) => sum + amount, 0)),
      draws: draws[i]?.values ?? null,
    })),
  };
}

const endMonthOf = ({ cohort, end }: Line) => cohort.vintage + end;
