import type { BinomialRow } from "@/lib/statistics/binomial-regression";
import type { Vector } from "@/lib/statistics/vector";
import { type Observation, weightOf } from "./observation";
import type { PeriodSpan } from "./person-period";

export type CardRow = Observation & {
  readonly covariates: Vector;
  /** Added to the linear predictor of every period with coefficient 1. */
  readonly offset?: number;
};

/**
 * How the hazard depends on age. `free`: a coefficient for every period in which some were redeemed and some not.
 * `linear`: an intercept and a slope per period on the scale of the link.
 */
export const baselines = ["free", "linear"] as const;
export type Baseline = (typeof baselines)[number];

/** Columns of the regression, and what a card in a period has in them; null for a period that tells nothing. */
export type HazardDesign = {
  readonly names: readonly string[];
  readonly row: (period: number, covariates: Vector) => Vector | null;
};

/** `periods`: those that a free baseline has a coefficient for, rising. */
export function hazardDesign(baseline: Baseline, periods: readonly number[], names: readonly string[]): HazardDesign {
  if (baseline === "linear") {
    return { names: ["intercept", "period", ...names], row: (period, covariates) => [1, period, ...covariates] };
  }
  const places = new Map(periods.map((period, place) => [period, place]));
  return {
    names: [...periods.map(periodName), ...names],
    row: (period, covariates) => {
      const own = places.get(period);
      return own === undefined ? null : [...periods.map((_, place) => Number(place === own)), ...covariates];
    },
  };
}

export const periodName = (period: number): string => `period ${period}`;

export type CardSpan = PeriodSpan & { readonly card: CardRow };

/** The person-periods of all cards, those that are alike as one row of trials; weights times `factor`. */
export function hazardRows(spans: readonly CardSpan[], design: HazardDesign, factor: number): BinomialRow[] {
  type Row = { readonly x: Vector; readonly offset: number; trials: number; successes: number };
  const rows = new Map<string, Row | null>();
  for (const { card, first, last, event } of spans) {
    const { covariates, offset = 0 } = card;
    const alike = `${covariates.join()}|${offset}`;
    const weight = weightOf(card) * factor;
    for (let period = first; period <= last; period++) {
      const key = `${period}|${alike}`;
      let row = rows.get(key);
      if (row === undefined) {
        const x = design.row(period, covariates);
        row = x && { x, offset, trials: 0, successes: 0 };
        rows.set(key, row);
      }
      if (row === null) continue;
      row.trials += weight;
      if (event && period === last) row.successes += weight;
    }
  }
  // Events and trials of a row were added in another order: all of them is all of them.
  return [...rows.values()]
    .filter((row) => row !== null)
    .map((row) => ({ ...row, successes: Math.min(row.successes, row.trials) }));
}
