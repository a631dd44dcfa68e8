import type { CivilDate } from "@/lib/dates";
import { type Expected, NOTHING_EXPECTED, type TypeForecast } from "./basis";
import { fraction, rounded, times, whole } from "./fraction";
import { atLeastNothing, lesser } from "./whole-amount";

/** What the books have of a month of sale on the day of a forecast: value without fees, reloads with it, and what was left. */
export type CohortThen = { readonly sold: bigint; readonly left: bigint };

/**
 * A type's forecast by month of sale of the card, as the books count: a forecast gives each reload an age of its own. What was
 * left of a month's reloads is what was left of the month less what was left of its sales. Where the cards have ended it is a
 * fact; else it has its share of what the forecast expects of all reloads that have not.
 */
export function withReloads(forecast: TypeForecast, then: ReadonlyMap<CivilDate, CohortThen>): TypeForecast {
  const { reloads, sales } = forecast;
  if (reloads === null) return forecast;
  const cohorts = [...then].map(([saleMonth, { sold, left }]) => {
    const sale = sales.get(saleMonth) ?? NOTHING_EXPECTED;
    return {
      saleMonth,
      sold,
      left,
      sale,
      reloaded: atLeastNothing(left - sale.left),
      hasEnded: sale.open === 0n && sale.settled > 0n,
    };
  });
  const waiting = cohorts.reduce((sum, { hasEnded, reloaded }) => sum + (hasEnded ? 0n : reloaded), 0n);
  const expectedOf = (reloaded: bigint) =>
    waiting > 0n ? rounded(times(whole(reloaded), fraction(lesser(reloads.open, waiting), waiting))) : 0n;
  const combined = cohorts.map(({ saleMonth, sold, left, sale, reloaded, hasEnded }): [CivilDate, Expected] => [
    saleMonth,
    {
      sold,
      left,
      settled: sale.settled + (hasEnded ? reloaded : 0n),
      open: sale.open + (hasEnded ? 0n : expectedOf(reloaded)),
    },
  ]);
  return { ...forecast, sales: new Map(combined), reloads: null };
}
