import { withScope } from "@/db/client";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { monthOf } from "@/lib/breakage/forecast/months";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import { listNewestVersions } from "@/lib/breakage/forecast/queries/versions";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { type Headline, headlineOf } from "../headline";
import { type ScoreResult, scoreCards } from "./score-cards";

const REPLICATES = 100;

/**
 * Scores every open card by the issuer's newest forecasts, those of one data date. The forecast is fitted again for its
 * hazards, which no version keeps; that takes seconds, so it is for a process that has nothing else to do.
 * @throws NotFound without a forecast.
 */
export function scoreIssuer(scope: Scope): Promise<ScoreResult & { asOf: string }> {
  return withScope(scope, async (tx) => {
    const versions = await listNewestVersions(tx, scope);
    const asOf = versions[0]?.dataDate;
    if (asOf === undefined) throw new NotFound("A forecast of this issuer. Make one with `forecast run`; it");
    const headlines: (Headline & { forecastId: number })[] = [];
    for (const { id, currency, seed, methods } of versions) {
      const book = await readCohorts(tx, { issuerId: scope.issuerId, currency, dataDate: asOf });
      const history = (month: number) => book.at(month);
      const cut = monthOf(asOf);
      const forecast = forecastBreakage(book.at(cut), { cut, seed, methods, replicates: REPLICATES, history });
      if (forecast.status !== "ok") continue;
      const ids = new Map(book.all().map(({ type, cardTypeId }) => [type, cardTypeId]));
      headlines.push({ ...headlineOf(forecast, history, currency, (code) => ids.get(code) ?? 0), forecastId: id });
    }
    return { asOf, ...(await scoreCards(tx, scope, { asOf, headlines })) };
  });
}
