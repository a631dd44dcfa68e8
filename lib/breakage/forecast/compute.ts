import type { CivilDate } from "@/lib/dates";
import { backtestOf } from "./backtest";
import { type BookEntry, CohortBook } from "./cohort-book";
import type { Method } from "./constants";
import { forecastFrom } from "./forecast";
import { type MadeForecast, madeOf } from "./made";
import { monthOf } from "./months";
import { type PastForecast, pastForecast, yearBefore } from "./past-forecasts";
import { preparations } from "./prepare";
import { summaryOf } from "./summary";

/** All that a version's figures come of, as plain values: they may cross into another thread. */
export type ComputeInput = {
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly entries: readonly BookEntry[];
  readonly overrides: Readonly<Record<string, Method>>;
  readonly ultimateAge: number;
  readonly seed: string;
  readonly replicates: number;
  /** Worlds of each past forecast. */
  readonly pastReplicates: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly dataHash: string;
};

/** A version from its cohorts: the past forecast again, the methods tested, the forecast. */
export function computeForecast(input: ComputeInput): MadeForecast {
  const { currency, dataDate, overrides, ultimateAge, seed, replicates, pastReplicates, parameters, dataHash } = input;
  const book = new CohortBook(input.entries);
  const cut = monthOf(dataDate);
  const cohorts = cohortsOf(book, dataDate);
  const history = (at: number) => book.at(at);
  const preparedAt = preparations(cohorts, { cut, ultimateAge, seed, methods: overrides, history });
  const first = cohorts.reduce((earliest, { vintage }) => Math.min(earliest, vintage), cut);
  const past = yearBefore(cut, first).flatMap((at): PastForecast[] => {
    const one = pastForecast(cohorts, cut, forecastFrom(preparedAt(at), pastReplicates));
    return one ? [one] : [];
  });
  const report = backtestOf(preparedAt, cut, pastReplicates);
  const forecast = forecastFrom(preparedAt(cut), replicates);
  const summary = summaryOf(forecast, report);
  return madeOf({
    currency,
    dataDate,
    ultimateAge,
    book,
    inputs: cohorts,
    forecast,
    past,
    parameters,
    dataHash,
    summary,
  });
}

/** The cohorts at a data date, in the one order that their hash is taken in. */
export const cohortsOf = (book: CohortBook, dataDate: CivilDate) =>
  book.at(monthOf(dataDate)).sort((a, b) => (a.id < b.id ? -1 : 1));
