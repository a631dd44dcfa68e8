import { type MethodScores, methodScoresOf, type Replay, replayOf } from "./backtest";
import type { Cohort } from "./cohort";
import { CohortBook, cohortsOf } from "./cohort-book";
import type { ComputeInput } from "./compute";
import { MOST_CUTS } from "./constants";
import { type Explanation, explain } from "./explanation";
import { forecastFrom } from "./forecast";
import { type MadePast, type MadePresent, pastOf, presentOf, type TypeIds, typeIdsOf } from "./made";
import { monthOf } from "./months";
import { cutsOf } from "./past-cuts";
import { pastForecast, QUARTERS_SHOWN, yearBefore } from "./past-forecasts";
import { type Preparations, type Prepared, preparations, type Refused } from "./prepare";
import { inOrder } from "./table";

/** What comes of one month's end, as plain values: of the data date the forecast, of a past one what it is held against. */
export type MonthEnd = {
  readonly at: number;
  readonly present: (MadePresent & { readonly scores: MethodScores | null }) | null;
  readonly past: readonly MadePast[];
  readonly replay: Replay | null;
};

/** Which month ends of a version somebody has begun, for all that share in it: a place for each, 0 or 1. */
export type Taken = Uint8Array;
export const nothingTaken = (): Taken => new Uint8Array(new SharedArrayBuffer(1 + QUARTERS_SHOWN + MOST_CUTS));

/**
 * Works out month ends of a version, one after another, as long as there are some that nobody took: others may do the same at the
 * same time with the same `taken`. What comes of a month's end hangs on no other, so the version is the same whoever took which.
 */
export function monthEndsOf(input: ComputeInput, taken: Taken): MonthEnd[] {
  const work = workOf(input);
  const months = monthsOf(work);
  const done: MonthEnd[] = [];
  for (let next = take(months, done, taken); next; next = take(months, done, taken)) {
    done.push(next.at === work.cut ? presentEnd(work) : pastEnd(work, next.at));
    work.prepared.keepFor(months.filter((_, place) => Atomics.load(taken, place) === 0).map(({ at }) => at));
  }
  return done;
}

/** A month's end and those before it that its forecast looks back on. */
type Month = { readonly at: number; readonly cuts: readonly number[] };

/** What has the longest past takes longest, and comes first. */
function monthsOf({ cut, shown, tested, prepared: { table } }: Work): Month[] {
  const months = [cut, ...[...new Set([...shown, ...tested])].sort((a, b) => b - a)];
  return months.map((at) => ({ at, cuts: cutsOf({ ...table, cut: at }) }));
}

/**
 * The month's end to go on with: of those that nobody took, the one most of whose past was laid out here already. What is laid out
 * in one thread is not in another, and to do so is a third of all the work.
 */
function take(months: readonly Month[], done: readonly MonthEnd[], taken: Taken): Month | null {
  const own = new Set(done.map(({ at }) => at));
  const laidOut = new Set(months.flatMap(({ at, cuts }) => (own.has(at) ? [at, ...cuts] : [])));
  const share = ({ cuts }: Month) => cuts.filter((at) => laidOut.has(at)).length / Math.max(1, cuts.length);
  const best = [...months.entries()].sort(([, a], [, b]) => share(b) - share(a));
  for (const [place, month] of best) if (Atomics.exchange(taken, place, 1) === 0) return month;
  return null;
}

type Work = {
  readonly input: ComputeInput;
  readonly cut: number;
  readonly cohorts: readonly Cohort[];
  readonly book: CohortBook;
  readonly typeIds: TypeIds;
  readonly prepared: Preparations;
  /** Month ends whose forecasts stand beside what became of the quarters, and those by which methods are tested. */
  readonly shown: ReadonlySet<number>;
  readonly tested: ReadonlySet<number>;
};

function workOf(input: ComputeInput): Work {
  const { dataDate, known, overrides: methods, judgements, ultimateAge, seed } = input;
  // What is in order already need not be sorted for every month's end.
  const book = new CohortBook(input.entries.toSorted(inOrder));
  const cut = monthOf(dataDate);
  const cohorts = cohortsOf(book, dataDate);
  const history = (at: number) => book.at(at);
  const prepared = preparations(cohorts, { cut, ultimateAge, seed, methods, judgements, history, known });
  const first = cohorts.reduce((earliest, { vintage }) => Math.min(earliest, vintage), cut);
  return {
    input,
    cut,
    cohorts,
    book,
    typeIds: typeIdsOf(prepared.table, book),
    prepared,
    shown: new Set(yearBefore(cut, first)),
    tested: new Set(cutsOf(prepared.table)),
  };
}

function presentEnd(work: Work): MonthEnd {
  const { input, cut, cohorts, prepared } = work;
  const now = prepared.at(cut);
  const made = presentOf(forecastFrom(now, input.replicates), explanationsOf(now), cohorts, input.ultimateAge, work);
  return { at: cut, present: { ...made, scores: methodScoresOf(now) }, past: [], replay: null };
}

function explanationsOf(now: Prepared | Refused): Map<string, Explanation> {
  if ("refusal" in now) return new Map();
  const { table, fitted, calibration, seed } = now;
  return explain(table, fitted, calibration.spread, seed);
}

function pastEnd(work: Work, at: number): MonthEnd {
  const { input, cut, cohorts, prepared, shown, tested } = work;
  const then = prepared.at(at);
  const past = shown.has(at) ? pastForecast(cohorts, cut, then, input.pastReplicates) : null;
  const tests = { replicates: input.pastReplicates, known: input.known };
  return {
    at,
    present: null,
    past: past ? pastOf(past, work) : [],
    replay: tested.has(at) ? replayOf(prepared.table, then, tests) : null,
  };
}
