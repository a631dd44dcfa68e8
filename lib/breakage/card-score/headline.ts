import type { Cohort } from "../forecast/cohort";
import { estimateOf } from "../forecast/estimate";
import type { CohortForecast, Forecast } from "../forecast/forecast";
import { type HazardSource, hazardSource, pastHazards } from "./hazard-source";

/** What the headline expects of a type's open cohorts that end in one month: share of the open balance never redeemed. */
export type ExpectedShare = { readonly openNow: number; readonly expected: number };

/** A type's 90 % range ÷ what is expected; null where the forecast gives no range. */
export type RelativeRange = { readonly low: number; readonly high: number };

/** A forecast as the scores of single cards need it: shares and hazards, no amounts of its own. */
export type Headline = {
  /** The last month that is known to its end. */
  readonly cut: number;
  readonly currency: string;
  readonly hazards: HazardSource;
  /** As it would have been at a past cut; null where the headline would have refused. */
  readonly past: (cut: number) => HazardSource | null;
  /** Month of the first sale. */
  readonly firstSale: number;
  readonly shares: (typeId: number, endMonth: number) => ExpectedShare | null;
  readonly ranges: ReadonlyMap<number, RelativeRange | null>;
};

const keyOf = (typeId: number, endMonth: number) => `${typeId}/${endMonth}`;

/**
 * The forecast of one currency, and its cohorts as they stood at the end of any month. Lots of one type that end in one month are taken together,
 * because a card's balance may come from its sale and from reloads.
 */
export function headlineOf(
  forecast: Forecast,
  history: (cut: number) => readonly Cohort[],
  currency: string,
  typeIdOf: (code: string) => number,
): Headline {
  const { cut, ultimateAge, recipe, refined } = forecast;
  const open = forecast.cohorts.filter(({ state }) => state === "open");
  const shares = new Map<string, ExpectedShare>();
  for (const { type, endMonth, openNow, expectedBreakage } of open) {
    const key = keyOf(typeIdOf(type), endMonth);
    const sum = shares.get(key) ?? { openNow: 0, expected: 0 };
    shares.set(key, { openNow: sum.openNow + openNow, expected: sum.expected + expectedBreakage });
  }
  const codes = forecast.types.map(({ type }) => type);
  return {
    cut,
    currency,
    hazards: hazardSource(refined.model, codes, ultimateAge, typeIdOf),
    past: (earlier) =>
      pastHazards(history(earlier), earlier, { ultimateAge, refinements: recipe.refinements }, typeIdOf),
    firstSale: forecast.cohorts.reduce((first, { vintage }) => Math.min(first, vintage), cut),
    shares: (typeId, endMonth) => shares.get(keyOf(typeId, endMonth)) ?? null,
    ranges: new Map(codes.map((code) => [typeIdOf(code), rangeOf(open.filter(({ type }) => type === code))])),
  };
}

const LEVEL = 0.9;

function rangeOf(open: readonly CohortForecast[]): RelativeRange | null {
  const { expectedBreakage, ranges } = estimateOf(open);
  const range = ranges?.find(({ level }) => level === LEVEL);
  return range && expectedBreakage > 0
    ? { low: range.low / expectedBreakage, high: range.high / expectedBreakage }
    : null;
}
