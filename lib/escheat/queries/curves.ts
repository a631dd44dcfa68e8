import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { monthOf } from "@/lib/breakage/forecast/months";
import { openNowOf } from "@/lib/breakage/forecast/queries/open-now";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { Curves } from "../forecast/curve";
import { pacesOf } from "../forecast/pace";
import type { Paces } from "../forecast/range";

/** A breakage forecast as far as escheatment needs it. */
export type ForecastCurves = {
  readonly forecastId: number;
  readonly dataDate: CivilDate;
  readonly curves: Curves;
  /** Null where the forecast gives no range. */
  readonly paces: Paces | null;
};

/** Of the forecast's worlds every so many is kept: a hundred are enough for the middle 80 %. */
const EVERY = 4;
const DECIMALS = 10_000;

type Which = { readonly currency: string; readonly asOf: CivilDate };

/** The newest breakage forecast with figures, made of data up to the day; null where there is none. */
export async function findCurves(tx: Tx, scope: Scope, { currency, asOf }: Which): Promise<ForecastCurves | null> {
  const [version] = await tx.execute<Version>(sql`
    select ${versionFacts} from gold.forecast
    where issuer_id = ${scope.issuerId} and currency = ${currency} and data_date <= ${asOf}::date and status = 'ok'
    order by data_date desc, id desc limit 1`);
  return version ? readCurves(tx, scope, version) : null;
}

/** Those of one forecast. */
export async function findCurvesOf(tx: Tx, scope: Scope, forecastId: number): Promise<ForecastCurves | null> {
  const [version] = await tx.execute<Version>(sql`
    select ${versionFacts} from gold.forecast where issuer_id = ${scope.issuerId} and id = ${forecastId}`);
  return version ? readCurves(tx, scope, version) : null;
}

type Version = { id: number; dataDate: CivilDate; ultimateAge: number };
const versionFacts = sql.raw(`id, data_date::text as "dataDate", (inputs->>'ultimateAge')::int as "ultimateAge"`);

async function readCurves(tx: Tx, scope: Scope, version: Version): Promise<ForecastCurves> {
  const { id, dataDate, ultimateAge } = version;
  const [factors, cohorts, worlds] = [
    await readFactors(tx, scope, id),
    await readCohorts(tx, scope, id),
    await readWorlds(tx, scope, id, dataDate),
  ];
  return {
    forecastId: id,
    dataDate,
    curves: new Curves({ cut: monthOf(dataDate), ultimateAge, factors, cohorts }),
    paces: worlds,
  };
}

async function readFactors(tx: Tx, scope: Scope, forecastId: number): Promise<Map<number, number[]>> {
  const rows = await tx.execute<{ id: number; used: number[] }>(sql`
    select card_type_id as id, jsonb_path_query_array(curve, '$.factors[*].used') as used from gold.forecast_type
    where issuer_id = ${scope.issuerId} and forecast_id = ${forecastId}`);
  return new Map(rows.map(({ id, used }) => [id, used]));
}

type CohortRow = {
  type: number;
  lot: "sale" | "reload";
  month: string;
  ends: string;
  open: string;
  expected: number;
};

async function readCohorts(tx: Tx, scope: Scope, forecastId: number) {
  const rows = await tx.execute<CohortRow>(sql`
    select card_type_id as type, lot, sale_month::text as month, expiry_month::text as ends,
      (${openNowOf("c")})::text as open, expected
    from gold.forecast_cohort c where issuer_id = ${scope.issuerId} and forecast_id = ${forecastId}`);
  return rows.map(({ type, lot, month, ends, open, expected }) => ({
    cardTypeId: type,
    lot,
    month: monthOf(month),
    endMonth: ends === "infinity" ? null : monthOf(ends),
    open: Number(open),
    expected: Number(expected),
  }));
}

type WorldRow = { type: number; open: string; expected: number; worlds: number[] | null };

/** Of what had not ended by the data date. */
async function readWorlds(tx: Tx, scope: Scope, forecastId: number, dataDate: CivilDate): Promise<Paces | null> {
  const rows = await tx.execute<WorldRow>(sql`
    select q.card_type_id as type, o.open::text as open, q.expected, q.worlds
    from gold.forecast_quarter q
    join (
      select c.card_type_id, c.quarter, sum(${openNowOf("c")}) as open from gold.forecast_cohort c
      where c.issuer_id = ${scope.issuerId} and c.forecast_id = ${forecastId} group by c.card_type_id, c.quarter
    ) o on o.card_type_id = q.card_type_id and o.quarter = q.quarter
    where q.issuer_id = ${scope.issuerId} and q.forecast_id = ${forecastId}
      and (q.quarter + interval '3 months')::date > ${dataDate}::date + 1
    order by q.card_type_id, q.quarter`);
  const sums = new Map<number, { open: number; expected: number; worlds: number[] | null }>();
  for (const { type, open, expected, worlds } of rows) {
    const sum = sums.get(type) ?? { open: 0, expected: 0, worlds: [] };
    sums.set(type, {
      open: sum.open + Number(open),
      expected: sum.expected + Number(expected),
      worlds: sum.worlds && worlds && added(sum.worlds, worlds),
    });
  }
  const paces = new Map<number, number[]>();
  for (const [type, sum] of sums) {
    const own = pacesOf(sum);
    if (own === null) return null;
    paces.set(
      type,
      own.filter((_, i) => i % EVERY === 0).map((pace) => Math.round(pace * DECIMALS) / DECIMALS),
    );
  }
  return paces.size === 0 ? null : paces;
}

const added = (sums: readonly number[], more: readonly number[]): number[] =>
  more.map((value, i) => value + (sums[i] ?? 0));
