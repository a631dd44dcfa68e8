import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { findPastCheck } from "@/lib/breakage/card-score/queries/past-check";
import type { CivilDate } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { BacktestReport } from "../backtest";
import type { Choice } from "../choice";
import type { Method, Status } from "../constants";
import type { MadeForecast } from "../made";
import type { BacktestParams } from "../schema";
import { listTypeNames } from "./type-names";

/** What stands beside every figure of a forecast: of which data, when, by whom, by which method. */
export type Version = {
  readonly id: number;
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly knownAt: string;
  readonly method: Method | null;
  readonly status: Status;
  readonly dataHash: string;
  readonly resultHash: string;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly summary: Readonly<Record<string, unknown>>;
};

type Sameness = Pick<MadeForecast, "currency" | "dataDate" | "dataHash" | "parameters">;

/**
 * The newest version of the data date, if it is of equal data and parameters. One before it is no answer: what is shown is
 * the newest, and a choice that was taken back would go on being counted. Nor is one made before its types were explained.
 */
export async function findSame(tx: Tx, scope: Scope, made: Sameness): Promise<number | null> {
  const [row] = await tx.execute<{ id: number }>(sql`
    select id from (
      select id, issuer_id, data_hash, parameters from gold.forecast
      where issuer_id = ${scope.issuerId} and currency = ${made.currency} and data_date = ${made.dataDate}
      order by id desc limit 1) newest
    where data_hash = ${made.dataHash} and parameters = ${JSON.stringify(made.parameters)}::jsonb
      and not exists (select from gold.forecast_type t
        where t.issuer_id = newest.issuer_id and t.forecast_id = newest.id and not t.curve ? 'explanation')`);
  return row?.id ?? null;
}

type Row = Record<keyof Version, never> & Version;
/** An instant as RFC 3339 has it, in whole milliseconds. */
export const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** The columns of a version without what it says of itself, which is long. */
export const versionFacts =
  sql.raw(`id, currency, data_date::text as "dataDate", ${instant("known_at")} as "knownAt", method, status,
  data_hash as "dataHash", result_hash as "resultHash", ${instant("created_at")} as "createdAt",
  created_by_name as "createdByName"`);

type Asked = {
  readonly currency: string;
  readonly asOf?: CivilDate | undefined;
  readonly version?: number | undefined;
};

/** By its id, or the newest of data up to a date. */
export async function findVersion(tx: Tx, scope: Scope, { currency, asOf, version }: Asked): Promise<Version | null> {
  const which =
    version !== undefined
      ? sql`id = ${version}`
      : sql`currency = ${currency}${asOf === undefined ? sql`` : sql` and data_date <= ${asOf}::date`}`;
  const [row] = await tx.execute<Row>(sql`
    select ${versionFacts}, summary from gold.forecast where issuer_id = ${scope.issuerId} and ${which}
    order by data_date desc, id desc limit 1`);
  return row ?? null;
}

/** Newest data first, without what each says of itself, which is long. */
export function listVersions(scope: Scope, currency: string, limit = 50): Promise<Omit<Version, "summary">[]> {
  return withScope(
    scope,
    async (tx) => [
      ...(await tx.execute<Row>(sql`
        select ${versionFacts} from gold.forecast where issuer_id = ${scope.issuerId} and currency = ${currency}
        order by data_date desc, id desc limit ${limit}`)),
    ],
    { readOnly: true },
  );
}

/** How the methods did at past month ends, as the newest version of data up to a date keeps it. @throws NotFound. */
export async function getBacktest(scope: Scope, { currency = scope.issuer.currency, asOf }: BacktestParams) {
  return withScope(
    scope,
    async (tx) => {
      const [version, names] = await Promise.all([
        findVersion(tx, scope, { currency, asOf }),
        listTypeNames(tx, scope),
      ]);
      if (!version) throw new NotFound("A forecast of data up to this day");
      const { choice = null } = version.summary as { choice?: Choice };
      const scores = await findPastCheck(tx, scope, version.id);
      return { version, names, choice, report: await findBacktest(tx, scope, version), scores };
    },
    { readOnly: true },
  );
}

/** What a version says of its own past; null without figures. One made before that had a place of its own has it among the others. */
export async function findBacktest(
  tx: Tx,
  scope: Scope,
  { id, summary }: Pick<Version, "id" | "summary">,
): Promise<BacktestReport | null> {
  const [row] = await tx.execute<{ report: BacktestReport }>(sql`
    select report from gold.forecast_backtest where issuer_id = ${scope.issuerId} and forecast_id = ${id}`);
  return row?.report ?? (summary as { backtest?: BacktestReport }).backtest ?? null;
}

export type NewestVersion = Pick<Version, "id" | "currency" | "dataDate" | "status">;

/** The newest version of each currency at the newest data date. */
export async function listNewestVersions(tx: Tx, scope: Scope): Promise<NewestVersion[]> {
  return [
    ...(await tx.execute<NewestVersion>(sql`
      select distinct on (currency) id, currency, data_date::text as "dataDate", status
      from gold.forecast where issuer_id = ${scope.issuerId}
        and data_date = (select max(data_date) from gold.forecast where issuer_id = ${scope.issuerId})
      order by currency, id desc`)),
  ];
}
