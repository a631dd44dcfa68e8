import { sql } from "drizzle-orm";
import { keepPlans } from "@/db/bulk";
import { type Tx, withScope } from "@/db/client";
import { forecastBacktest } from "@/db/schema/forecast";
import { type Context, lastToldDay, readContext } from "@/lib/breakage/queries/context";
import { listSegments } from "@/lib/breakage/queries/cut";
import type { Segment } from "@/lib/breakage/segment";
import { addMonths, type CivilDate, endOfMonth, isMonthEnd } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import type { BookEntry } from "../cohort-book";
import type { ComputeInput } from "../compute";
import type { CardLot } from "../lots";
import type { MadeForecast } from "../made";
import { countCohorts, listTypeCurrencies } from "../queries/currencies";
import { readInput } from "../queries/input";
import { readLoads } from "../queries/load-dates";
import { createReloadedCards } from "../queries/reloaded-cards";
import { findSame } from "../queries/versions";
import type { MakeForecast } from "../schema";
import { computeTogether, threadsFor } from "./compute-together";
import { type RunTask, withThreads } from "./in-thread";
import { insertShares, type StoredVersion } from "./shares";
import { storeForecast } from "./store";

export const forecastSteps = ["gathering", "forecasting", "storing", "spreading", "scoring", "comparing"] as const;
export type ForecastStep = (typeof forecastSteps)[number];

export type ForecastWatch = {
  step<T>(name: ForecastStep, work: () => Promise<T>): Promise<T>;
  /** Of the step, from 0 to 1. */
  progress(fraction: number, note?: string): void;
  throwIfCancelled(): void;
};
export const silentWatch: ForecastWatch = { step: (_, work) => work(), progress: () => {}, throwIfCancelled: () => {} };

export type ForecastOutcome = {
  readonly dataDate: CivilDate;
  readonly versions: readonly {
    readonly id: number;
    readonly currency: string;
    readonly state: "made" | "unchanged";
  }[];
};

export type MakeOptions = {
  readonly now: Date;
  readonly watch?: ForecastWatch;
  readonly jobRunId?: number;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** By the version's id, the months of the cohorts that it was made of. */
export type Books = ReadonlyMap<number, readonly BookEntry[]>;

/**
 * Forecasts every currency at a month's end and stores the versions, in one transaction. Data and parameters equal to those of
 * its newest version are that version. The reading locks imports out, so that all figures are of one moment.
 * @throws Invalid when there is no whole month of data by the date.
 */
export const makeForecasts = async (
  scope: Scope,
  input: MakeForecast,
  options: MakeOptions,
): Promise<ForecastOutcome> => (await makeVersions(scope, input, options)).outcome;

/** The same, with what was read for it, for whoever goes on with the versions. */
export function makeVersions(
  scope: Scope,
  input: MakeForecast,
  options: MakeOptions,
): Promise<{ outcome: ForecastOutcome; books: Books }> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  const watch = options.watch ?? silentWatch;
  return open(async (tx) => {
    // Shared with other forecasts and with no import: facts stand still while they are read.
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${IMPORT_LOCK}, ${scope.issuerId})`);
    const dataDate = await dataDateOf(tx, scope, input.asOf);
    const currencies = await listCurrencies(tx, scope, input.currency);
    const segments = await listSegments(tx, scope.issuerId);
    const about = { dataDate, segments };
    const cohorts = await countCohorts(tx, scope);
    const total = currencies.reduce((sum, currency) => sum + (cohorts.get(currency) ?? 0), 0);
    const made = await withThreads(threadsFor(total), watch.throwIfCancelled, async (runs) => {
      const fewestFirst = currencies.toSorted((a, b) => (cohorts.get(a) ?? 0) - (cohorts.get(b) ?? 0));
      const begin = inTurn(runs);
      const begun = await watch.step("gathering", () => readAll(tx, scope, fewestFirst, { ...about, begin }));
      return watch.step("forecasting", () => completed(begun, watch));
    });
    await keepPlans(tx);
    const context = await readContext(tx, scope, null);
    const { versions, stored } = await watch.step("storing", () => storeAll(tx, scope, made, { context, ...options }));
    await watch.step("spreading", () => insertShares(tx, { context, ...about, versions: stored }));
    const outcome = { dataDate, versions };
    await writeAudit(tx, scope, { action: "forecast.made", subject: `forecast ${dataDate}`, detail: { versions } });
    const entriesOf = (currency: string) =>
      made.find(({ input: one }) => one.currency === currency)?.input.entries ?? [];
    return { outcome, books: new Map(versions.map(({ id, currency }) => [id, entriesOf(currency)])) };
  });
}

/** The last month's end with data, on or before the date. */
async function dataDateOf(tx: Tx, scope: Scope, asked: CivilDate | undefined): Promise<CivilDate> {
  const context = await readContext(tx, scope, null);
  if (context.dataUntil === null) throw new Invalid("There is no data yet. Import cards and transactions first.");
  // Months without data are no months without redemptions.
  const latest = lastToldDay(context);
  const asOf = asked !== undefined && asked < latest ? asked : latest;
  const whole = isMonthEnd(asOf) ? asOf : endOfMonth(addMonths(asOf, -1));
  const [first] = await tx.execute<{ day: string | null }>(
    sql`select min(day)::text as day from gold.type_day where issuer_id = ${scope.issuerId}`,
  );
  if (first?.day && whole < first.day) {
    throw new Invalid(undefined, {
      fields: { asOf: `lies before the first whole month of data, which begins on ${first.day}` },
    });
  }
  return whole;
}

async function listCurrencies(tx: Tx, scope: Scope, only: string | undefined): Promise<string[]> {
  const found = await listTypeCurrencies(tx, scope);
  if (only === undefined) return found;
  if (!found.includes(only)) throw new Invalid(undefined, { fields: { currency: "is that of no card type" } });
  return [only];
}

type Wanted = {
  readonly input: ComputeInput;
  readonly lots: readonly CardLot[];
  /** The version that is there already. */
  readonly same: number | null;
};
type Begun = Wanted & { readonly making: Promise<MadeForecast> | null };
type Made = Wanted & { readonly made: MadeForecast | null };

/** What holds of every currency alike. */
type OfAll = {
  readonly dataDate: CivilDate;
  readonly segments: readonly Segment[];
  readonly begin: (input: ComputeInput) => Promise<MadeForecast>;
};

/** While one currency is read, the threads work on those before it: those of the fewest cohorts, in which they also warm up. */
async function readAll(
  tx: Tx,
  scope: Scope,
  currencies: readonly string[],
  { dataDate, segments, begin }: OfAll,
): Promise<Begun[]> {
  const begun: Begun[] = [];
  const loads = await readLoads(tx, { issuerId: scope.issuerId, dataDate });
  await createReloadedCards(tx, { issuerId: scope.issuerId, dataDate });
  for (const currency of currencies) {
    const { input, lots } = await readInput(tx, scope, { currency, dataDate, loads, segments });
    const same = await findSame(tx, scope, input);
    begun.push({ input, lots, same, making: same === null ? begin(input) : null });
  }
  return begun;
}

/** Apart from what a version says of itself, because it is long and few screens ask for it. */
async function storeBacktest(tx: Tx, { issuerId }: Scope, forecastId: number, { backtest }: MadeForecast) {
  if (backtest) await tx.insert(forecastBacktest).values({ issuerId, forecastId, report: backtest });
}

/** One after another: each takes both threads. */
function inTurn(runs: readonly [RunTask, ...RunTask[]]): OfAll["begin"] {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const making = last.then(() => computeTogether(input, runs));
    last = making;
    // Whoever waits for it hears of its error; until then the next currency is still being read.
    making.catch(() => {});
    return making;
  };
}

/** In the order of the currencies' names. */
async function completed(begun: readonly Begun[], watch: ForecastWatch): Promise<Made[]> {
  const work = begun.reduce((sum, { input }) => sum + input.entries.length, 0);
  const all: Made[] = [];
  let done = 0;
  for (const { making, ...one } of begun) {
    watch.progress(work > 0 ? done / work : 0, one.input.currency);
    all.push({ ...one, made: await making });
    done += one.input.entries.length;
  }
  return all.sort(({ input: a }, { input: b }) => (a.currency < b.currency ? -1 : 1));
}

async function storeAll(
  tx: Tx,
  scope: Scope,
  all: readonly Made[],
  { context, now, jobRunId }: MakeOptions & { readonly context: Context },
): Promise<{ versions: ForecastOutcome["versions"]; stored: readonly StoredVersion[] }> {
  const by = { createdBy: scope.personId, createdByName: scope.actor };
  const about = { context, jobRunId: jobRunId ?? null, ...by, now };
  const versions: ForecastOutcome["versions"][number][] = [];
  const stored: StoredVersion[] = [];
  for (const { input, lots, same, made } of all) {
    const { currency } = input;
    if (made) {
      const id = await storeForecast(tx, made, about);
      await storeBacktest(tx, scope, id, made);
      stored.push({ id, made, lots });
      versions.push({ id, currency, state: "made" });
    } else if (same !== null) versions.push({ id: same, currency, state: "unchanged" });
  }
  return { versions, stored };
}
