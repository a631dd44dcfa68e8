import { withScope } from "@/db/client";
import { type Headline, headlineOf } from "@/lib/breakage/card-score/headline";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { monthOf } from "@/lib/breakage/forecast/months";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";

const known = new Map<string, ReturnType<typeof make>>();

/** Forecasts of the currencies that have one, as the run that scores cards would have made them just before. Made once. */
export function makeHeadlines(scope: Scope, asOf: CivilDate, currencies: readonly string[]) {
  const key = [scope.issuerId, asOf, ...currencies].join();
  const found = known.get(key) ?? make(scope, asOf, currencies);
  known.set(key, found);
  return found;
}

function make(scope: Scope, asOf: CivilDate, currencies: readonly string[]) {
  return withScope(scope, async (tx) => {
    const headlines: (Headline & { forecastId: null })[] = [];
    for (const currency of currencies) {
      const book = await readCohorts(tx, { issuerId: scope.issuerId, currency, dataDate: asOf });
      const cut = monthOf(asOf);
      const forecast = forecastBreakage(book.at(cut), { cut, seed: 7, replicates: 100 });
      if (forecast.status !== "ok") continue;
      const ids = new Map(forecast.cohorts.map(({ id, type }) => [type, book.get(id)?.cardTypeId ?? 0]));
      const headline = headlineOf(
        forecast,
        (month) => book.at(month),
        currency,
        (code) => ids.get(code) ?? 0,
      );
      headlines.push({ ...headline, forecastId: null });
    }
    return headlines;
  });
}
