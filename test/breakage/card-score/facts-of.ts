import type { HeadlineFacts } from "@/lib/breakage/card-score/headline";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { estimateOf } from "@/lib/breakage/forecast/estimate";
import type { Forecast } from "@/lib/breakage/forecast/forecast";

type About = Pick<HeadlineFacts, "forecastId" | "currency"> & {
  readonly cohorts: readonly Cohort[];
  readonly typeIdOf: (code: string) => number;
};

/** What scores need of a forecast, straight from it: what a version that was stored and read again must come to. */
export function factsOf(forecast: Forecast, { typeIdOf, ...about }: About): HeadlineFacts {
  const { cut, ultimateAge, recipe, types } = forecast;
  const open = forecast.cohorts.filter(({ state }) => state === "open");
  const ends = new Map(
    open.map(({ type, endMonth }) => [`${type}/${endMonth}`, { type, endMonth, openNow: 0, expected: 0 }]),
  );
  for (const { type, endMonth, openNow, expectedBreakage } of open) {
    const end = ends.get(`${type}/${endMonth}`);
    if (!end) continue;
    end.openNow += openNow;
    end.expected += expectedBreakage;
  }
  return {
    ...about,
    cut,
    ultimateAge,
    refinements: recipe.refinements,
    typeIds: Object.fromEntries(types.map(({ type }) => [type, typeIdOf(type)])),
    firstSale: Math.min(...forecast.cohorts.map(({ vintage }) => vintage)),
    shares: [...ends.values()].map(({ type, ...share }) => ({ typeId: typeIdOf(type), ...share })),
    ranges: types.map(({ type }) => {
      const { expectedBreakage, ranges } = estimateOf(open.filter((one) => one.type === type));
      const range = ranges?.find(({ level }) => level === 0.9);
      const known = range && expectedBreakage > 0;
      return {
        typeId: typeIdOf(type),
        range: known ? { low: range.low / expectedBreakage, high: range.high / expectedBreakage } : null,
      };
    }),
  };
}
