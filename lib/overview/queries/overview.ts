import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { type Amounts, figuresOf, NOTHING } from "@/lib/breakage/figures";
import { datesBefore, distanceOf, upTo } from "@/lib/breakage/period";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import type { CivilDate, Period } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Overview } from "../overview";
import { dayBefore, rollForward, trendBefore, trendPeriods } from "../roll-forward";
import type { OverviewParams } from "../schema";
import { readStocks } from "./stock";

export const TREND_MONTHS = 24;

/** What is owed on a date, what moved it in the period and in the one before, and month by month. */
export function getOverview(scope: Scope, params: OverviewParams): Promise<Overview> {
  return withScope(
    scope,
    async (tx) => {
      const [context, [issuer]] = await Promise.all([
        readContext(tx, scope, params.knownAt),
        tx.execute<{ currencies: string[]; first_on: string | null }>(sql`
          select array(select distinct currency from silver.card_type where issuer_id = ${scope.issuerId}) as currencies,
            (select min(day) from gold.type_day where issuer_id = ${scope.issuerId}) as first_on`),
      ]);
      const basis = basisOf(scope, context, params);
      const period = upTo(basis.period, basis.asOf);
      // Of a period that has only begun, what has passed is held against the same part of the other.
      const other = datesBefore(basis, params);
      const before = other && upTo(other.period, other.asOf);
      const firstOn = issuer?.first_on ?? null;
      const trend = trendPeriods(basis.asOf, firstOn, TREND_MONTHS);
      const earlierTrend = trendBefore(trend, distanceOf(basis, params), { firstOn, asOf: basis.asOf });
      const compared = [before, ...earlierTrend].filter((one) => one !== null);
      const periods = [period, ...trend, ...compared];
      const days = [basis.asOf, ...(other ? [other.asOf] : [])];
      const dates = [...days, ...periods.flatMap(({ from, to }) => [dayBefore(from), to])];
      const stocks = await readStocks(tx, context, basis.currency, dates);
      const at = (date: CivilDate): Amounts => stocks.get(date) ?? NOTHING;
      const between = (one: Period) => rollForward(one, at(dayBefore(one.from)), at(one.to));
      return {
        asOf: basis.asOf,
        knownAt: basis.knownAt,
        currency: basis.currency,
        currencies: [
          scope.issuer.currency,
          ...(issuer?.currencies ?? []).filter((code) => code !== scope.issuer.currency).sort(),
        ],
        liability: figuresOf(at(basis.asOf)).owed,
        liabilityBefore: other && { asOf: other.asOf, owed: figuresOf(at(other.asOf)).owed },
        current: between(period),
        before: before && between(before),
        trend: trend.map((month, at) => {
          const other = earlierTrend[at] ?? null;
          return { ...between(month), before: other && between(other) };
        }),
      };
    },
    { readOnly: true },
  );
}
