import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { Foresight } from "../forecast/foresee";
import type { MakeEscheat } from "../forecast/schema";
import { type EscheatBasis, readBasis, readDataHash, rulesHash } from "../queries/basis";
import { countOpenCards, walkCards } from "../queries/cards";
import { type ForecastCurves, findCurves } from "../queries/curves";
import { findSameForecast } from "../queries/forecast-versions";
import { storeForecast } from "./store-forecast";

/** Raised when equal data and rules give other figures than before. */
const MODEL_VERSION = 1;

export const escheatSteps = ["preparing", "determining", "storing"] as const;
export type EscheatStep = (typeof escheatSteps)[number];

export type EscheatWatch = {
  step<T>(name: EscheatStep, work: () => Promise<T>): Promise<T>;
  /** Of the step, from 0 to 1. */
  progress(fraction: number, note?: string): void;
  throwIfCancelled(): void;
};
export const silentWatch: EscheatWatch = { step: (_, work) => work(), progress: () => {}, throwIfCancelled: () => {} };

export type EscheatOutcome = {
  readonly escheatAsOf: CivilDate;
  readonly versions: readonly {
    readonly id: number;
    readonly currency: string;
    readonly state: "made" | "unchanged";
  }[];
};

export type MakeOptions = {
  readonly now: Date;
  readonly watch?: EscheatWatch;
  readonly jobRunId?: number;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** In the transaction of the versions, as the last thing there. */
  readonly finish?: (tx: Tx, outcome: EscheatOutcome) => Promise<void>;
};

/**
 * Determines every open card and stores what states will take, by currency, in one transaction. Equal data, rules and
 * forecasts are the version that is there already. Imports are locked out, so that all figures are of one moment.
 * @throws Invalid without data, and for a currency that no card type has.
 */
export function makeEscheatForecasts(scope: Scope, input: MakeEscheat, options: MakeOptions): Promise<EscheatOutcome> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  const watch = options.watch ?? silentWatch;
  return open(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${IMPORT_LOCK}, ${scope.issuerId})`);
    const { basis, wanted } = await watch.step("preparing", () => prepare(tx, scope, input));
    const missing = wanted.filter(({ same }) => same === null);
    await watch.step("determining", () => determineAll(tx, scope, basis, missing, watch));
    const knownAt = await readKnownAt(tx, scope, options.now);
    const versions = await watch.step("storing", () => storeAll(tx, scope, basis, wanted, { ...options, knownAt }));
    const outcome = { escheatAsOf: basis.asOf, versions };
    await writeAudit(tx, scope, {
      action: "escheat.forecast-made",
      subject: `as of ${basis.asOf}`,
      detail: { versions },
    });
    await options.finish?.(tx, outcome);
    return outcome;
  });
}

/** Now; or when the last batch came, where a clock that runs ahead has recorded it. */
async function readKnownAt(tx: Tx, scope: Scope, now: Date): Promise<Date> {
  const [row] = await tx.execute<{ at: string }>(sql`
    select greatest(${now.toISOString()}::timestamptz, max(recorded_at)) as at from app.import_batch
    where issuer_id = ${scope.issuerId}`);
  return row ? new Date(row.at) : now;
}

type Wanted = {
  readonly currency: string;
  readonly curves: ForecastCurves | null;
  readonly foresight: Foresight;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly dataHash: string;
  /** The version that is there already. */
  readonly same: number | null;
};

async function prepare(tx: Tx, scope: Scope, { asOf, currency }: MakeEscheat) {
  const found = await readBasis(tx, scope, {});
  if (found.context.dataUntil === null) throw new Invalid("There is no data yet. Import cards and transactions first.");
  // What lies beyond the data has not happened as far as anybody knows.
  const basis = asOf !== undefined && asOf < found.asOf ? { ...found, asOf } : found;
  const currencies = [...new Set(basis.types.map((type) => type.currency))].sort();
  if (currency !== undefined && !currencies.includes(currency))
    throw new Invalid(undefined, { fields: { currency: "is that of no card type" } });
  const dataHash = await readDataHash(tx, scope, basis.types);
  const rules = rulesHash(basis);
  const wanted: Wanted[] = [];
  for (const one of currencies.filter((code) => currency === undefined || code === currency)) {
    const curves = await findCurves(tx, scope, { currency: one, asOf: basis.asOf });
    const parameters = { model: MODEL_VERSION, rules, issuer: basis.issuer, forecast: curves?.forecastId ?? null };
    const same = await findSameForecast(tx, scope, { currency: one, asOf: basis.asOf, dataHash, parameters });
    const foresight = new Foresight(basis, curves?.curves ?? null);
    wanted.push({ currency: one, curves, foresight, parameters, dataHash, same });
  }
  return { basis, wanted };
}

/** One reading of all cards for all currencies. */
async function determineAll(
  tx: Tx,
  scope: Scope,
  basis: EscheatBasis,
  wanted: readonly Wanted[],
  watch: EscheatWatch,
): Promise<void> {
  if (wanted.length === 0) return;
  const byCurrency = new Map(wanted.map(({ currency, foresight }) => [currency, foresight]));
  const byType = new Map(basis.types.map((type) => [type.id, byCurrency.get(type.currency)]));
  const expected = await countOpenCards(tx, scope.issuerId);
  let done = 0;
  await walkCards(tx, basis.context, { asOf: basis.asOf }, (cards) => {
    watch.throwIfCancelled();
    for (const card of cards) byType.get(card.cardTypeId)?.add(card);
    done += cards.length;
    watch.progress(expected > 0 ? Math.min(1, done / expected) : 0, done.toLocaleString("en"));
  });
}

async function storeAll(
  tx: Tx,
  scope: Scope,
  basis: EscheatBasis,
  wanted: readonly Wanted[],
  { now, jobRunId, knownAt }: MakeOptions & { readonly knownAt: Date },
): Promise<EscheatOutcome["versions"]> {
  const versions: EscheatOutcome["versions"][number][] = [];
  for (const { same, currency, foresight, ...about } of wanted) {
    if (same !== null) versions.push({ id: same, currency, state: "unchanged" });
    else {
      const id = await storeForecast(tx, scope, foresight.all(), {
        ...about,
        currency,
        basis,
        now,
        knownAt,
        jobRunId: jobRunId ?? null,
      });
      versions.push({ id, currency, state: "made" });
    }
  }
  return versions;
}
