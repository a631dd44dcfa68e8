import type { Cohort } from "./cohort";
import type { Forecast, NoForecast } from "./forecast";
import { quarterOf } from "./quarters";

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

const QUARTERS_SHOWN = 8;

/** Month ends a year before the last whole quarters ended: each quarter is held against what was said of it a year before. */
export function yearBefore(cut: number, firstVintage: number): number[] {
  const lastQuarter = quarterOf(cut + 1) - 1;
  return Array.from({ length: QUARTERS_SHOWN }, (_, i) => (lastQuarter - QUARTERS_SHOWN + 1 + i) * 3 + 2 - 12).filter(
    (at) => at >= firstVintage + 11,
  );
}

/** Forecast at a past month's end from what was known then alone; null where that was too little. `now` is what is known at `cut`. */
export function pastForecast(now: readonly Cohort[], cut: number, then: Forecast | NoForecast): PastForecast | null {
  if (then.status !== "ok") return null;
  const present = new Map(now.map((cohort) => [cohort.id, cohort]));
  const cohorts = then.cohorts.flatMap((one) => {
    const later = present.get(one.id);
    if (!later || one.state === "ended" || one.endMonth > cut) return [];
    const actual = Math.max(0, later.face - later.redeemed.reduce((sum, amount) => sum + amount, 0));
    return [
      {
        id: one.id,
        type: one.type,
        quarter: quarterOf(one.endMonth),
        cards: one.cards,
        face: one.face,
        expected: one.expectedBreakage,
        actual,
        draws: one.draws,
      },
    ];
  });
  return { cut: then.cut, cohorts };
}
