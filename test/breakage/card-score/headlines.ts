import { withScope } from "@/db/client";
import type { HeadlineHistory } from "@/lib/breakage/card-score/headline";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { monthOf } from "@/lib/breakage/forecast/months";
import type { RunTask } from "@/lib/breakage/forecast/mutations/in-thread";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import { tasks } from "@/lib/breakage/forecast/tasks";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { factsOf } from "./facts-of";

/** The arithmetic where the caller stands, without a thread. The cast is good because a task answers with its own result. */
export const runHere: RunTask = async (task, input) =>
  (tasks[task] as (given: typeof input) => ReturnType<(typeof tasks)[typeof task]>)(input);

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
    const headlines: HeadlineHistory[] = [];
    for (const [i, currency] of currencies.entries()) {
      const book = await readCohorts(tx, { issuerId: scope.issuerId, currency, dataDate: asOf });
      const cut = monthOf(asOf);
      const cohorts = book.at(cut);
      const forecast = forecastBreakage(cohorts, { cut, seed: 7, replicates: 100 });
      if (forecast.status !== "ok") continue;
      const ids = new Map(forecast.cohorts.map(({ id, type }) => [type, book.get(id)?.cardTypeId ?? 0]));
      const about = { forecastId: i + 1, currency, cohorts, typeIdOf: (code: string) => ids.get(code) ?? 0 };
      headlines.push({ ...factsOf(forecast, about), entries: book.all() });
    }
    return headlines;
  });
}
