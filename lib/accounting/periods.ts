import { type Estimate, type Facts, type Split, splitOf } from "./recognition";

/** A cohort at the end of a period: cumulative facts, and the estimate of that day. */
export type Step = { readonly period: string; readonly facts: Facts; readonly estimate: Estimate };

/** What a cohort had come to when its last month was locked; nothing there is restated. */
export type Reported = { readonly facts: Facts; readonly revenue: bigint; readonly breakage: bigint };

export type Recognised = {
  readonly period: string;
  /** Of this period, breakage included. Negative where more is taken back than earned. */
  readonly revenue: bigint;
  readonly breakageRevenue: bigint;
  /** Of the breakage revenue, what a changed estimate, method or remoteness makes of earlier periods. */
  readonly catchUp: bigint;
  /** At the end of the period. */
  readonly liability: bigint;
  readonly states: bigint;
  readonly exceeded: boolean;
  /** Since the sale. */
  readonly cumulative: Split;
};

/**
 * Revenue of each period as the cumulative amount at its end less the one before, so that a changed estimate is
 * caught up in the period of the change and nothing is restated (IFRS 15 and ASC 606, Example 52). The catch-up is
 * what the new estimate gives for the facts of the period before, less the breakage recognised by then; the rest of
 * the breakage is the period's own. `since` continues from reported amounts, whatever became known of them later.
 * Amounts in minor units.
 */
export function recognise(steps: readonly Step[], since: Reported | null = null): Recognised[] {
  let before = since;
  return steps.map(({ period, facts, estimate }) => {
    const cumulative = splitOf(facts, estimate);
    const { revenue, breakage, liability, states, exceeded } = cumulative;
    const recognised = {
      period,
      revenue: revenue - (before?.revenue ?? 0n),
      breakageRevenue: breakage - (before?.breakage ?? 0n),
      catchUp: before === null ? 0n : splitOf(before.facts, estimate).breakage - before.breakage,
      liability,
      states,
      exceeded,
      cumulative,
    };
    before = { facts, revenue, breakage };
    return recognised;
  });
}
