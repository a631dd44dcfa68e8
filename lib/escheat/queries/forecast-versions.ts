import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";

/** What stands beside every figure of an escheat forecast: as of when, of which data, when and by whom. */
export type EscheatVersion = {
  readonly id: number;
  readonly currency: string;
  readonly asOf: CivilDate;
  readonly knownAt: string;
  /** The breakage forecast whose curves were used; null: none was there. */
  readonly forecastId: number | null;
  readonly dataHash: string;
  readonly resultHash: string;
  readonly createdAt: string;
  readonly createdByName: string;
};

type Sameness = {
  readonly currency: string;
  readonly asOf: CivilDate;
  readonly dataHash: string;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** The version of equal data, rules and forecast, where there is one. */
export async function findSameForecast(tx: Tx, scope: Scope, same: Sameness): Promise<number | null> {
  const [row] = await tx.execute<{ id: number }>(sql`
    select id from gold.escheat_forecast where issuer_id = ${scope.issuerId} and currency = ${same.currency}
      and as_of = ${same.asOf}::date and data_hash = ${same.dataHash}
      and parameters = ${JSON.stringify(same.parameters)}::jsonb
    order by id desc limit 1`);
  return row?.id ?? null;
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const versionFacts = sql.raw(`id, currency, as_of::text as "asOf", ${instant("known_at")} as "knownAt",
  forecast_id as "forecastId", data_hash as "dataHash", result_hash as "resultHash",
  ${instant("created_at")} as "createdAt", created_by_name as "createdByName"`);

export type WhichVersion = {
  readonly currency: string;
  readonly asOf?: CivilDate | undefined;
  readonly version?: number | undefined;
};

type Kept = EscheatVersion & {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly summary: Record<string, unknown>;
  readonly paces: Record<string, readonly number[]> | null;
};

/** By its id, or the newest as of a day or before; with what it keeps of itself. */
export async function findEscheatVersion(tx: Tx, scope: Scope, which: WhichVersion): Promise<Kept | null> {
  const { currency, asOf, version } = which;
  const wanted =
    version !== undefined
      ? sql`id = ${version}`
      : sql`currency = ${currency}${asOf === undefined ? sql`` : sql` and as_of <= ${asOf}::date`}`;
  const [row] = await tx.execute<Kept>(sql`
    select ${versionFacts}, parameters, summary, paces from gold.escheat_forecast
    where issuer_id = ${scope.issuerId} and ${wanted} order by as_of desc, id desc limit 1`);
  return row ?? null;
}

/** Newest first. */
export function listEscheatVersions(scope: Scope, currency: string, limit = 50): Promise<EscheatVersion[]> {
  return withScope(
    scope,
    async (tx) => [
      ...(await tx.execute<EscheatVersion>(sql`
        select ${versionFacts} from gold.escheat_forecast
        where issuer_id = ${scope.issuerId} and currency = ${currency} order by as_of desc, id desc limit ${limit}`)),
    ],
    { readOnly: true },
  );
}

/** The as-of date of the earliest version; null where there is none. */
export function findEarliestEscheat(scope: Scope, currency: string): Promise<CivilDate | null> {
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<{ day: string | null }>(sql`
        select min(as_of)::text as day from gold.escheat_forecast
        where issuer_id = ${scope.issuerId} and currency = ${currency}`);
      return row?.day ?? null;
    },
    { readOnly: true },
  );
}
