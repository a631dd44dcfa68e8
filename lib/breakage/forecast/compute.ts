import type { CivilDate } from "@/lib/dates";
import { backtestOf } from "./backtest";
import { type BookEntry, CohortBook, summedLate } from "./cohort-book";
import type { Method } from "./constants";
import { type Explanation, explain } from "./explanation";
import { forecastFrom } from "./forecast";
import type { Judgements } from "./judgement";
import type { KnownAt } from "./load-dates";
import { hashOf, type MadeForecast, madeOf } from "./made";
import { monthOf } from "./months";
import { type PastForecast, pastForecast, yearBefore } from "./past-forecasts";
import { type Prepared, preparations, type Refused } from "./prepare";
import { summaryOf } from "./summary";

/** All that a version's figures come of, as plain values: they may cross into another thread. */
export type ComputeInput = {
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly entries: readonly BookEntry[];
  /** What the entries' late amounts were late for. */
  readonly known: KnownAt;
  readonly overrides: Readonly<Record<string, Method>>;
  readonly judgements: Judgements;
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
  const { currency, dataDate, known, overrides, judgements, ultimateAge, seed } = input;
  const { replicates, pastReplicates, parameters, dataHash } = input;
  const book = new CohortBook(input.entries);
  const cut = monthOf(dataDate);
  const cohorts = cohortsOf(book, dataDate);
  const history = (at: number) => book.at(at);
  const preparedAt = preparations(cohorts, { cut, ultimateAge, seed, methods: overrides, judgements, history, known });
  const first = cohorts.reduce((earliest, { vintage }) => Math.min(earliest, vintage), cut);
  const past = yearBefore(cut, first).flatMap((at): PastForecast[] => {
    const one = pastForecast(cohorts, cut, forecastFrom(preparedAt(at), pastReplicates));
    return one ? [one] : [];
  });
  const report = backtestOf(preparedAt, cut, { replicates: pastReplicates, known });
  const present = preparedAt(cut);
  const forecast = forecastFrom(present, replicates);
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
    explained: explained(present),
  });
}

function explained(prepared: Prepared | Refused): Map<string, Explanation> {
  if ("refusal" in prepared) return new Map();
  const { table, fitted, calibration, seed } = prepared;
  return explain(table, fitted, calibration.spread, seed);
}

/** The cohorts at a data date, in the one order that their hash is taken in. */
export const cohortsOf = (book: CohortBook, dataDate: CivilDate) =>
  book.at(monthOf(dataDate)).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Of the cohorts, and of what was late for past month ends: the back-test, and through it the choice and the ranges, hang on it. */
export function dataHashOf(book: CohortBook, dataDate: CivilDate): string {
  const cohorts = cohortsOf(book, dataDate);
  const late = book.all().flatMap(({ id, late: own }) => (own.length > 0 ? [{ id, late: summedLate(own) }] : []));
  if (late.length === 0) return hashOf(cohorts);
  return hashOf({ cohorts, late: late.sort((a, b) => (a.id < b.id ? -1 : 1)) });
}
