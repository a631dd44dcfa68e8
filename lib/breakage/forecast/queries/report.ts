import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import {
  conditionsOf,
  dimensionColumn,
  joinsFor,
  listSegments,
  memberId,
  memberName,
  type RawColumn,
} from "@/lib/breakage/queries/cut";
import { type Segment, segmentOf } from "@/lib/breakage/segment";
import { addMonths, type CivilDate, endOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Method, ShareDimension, Status } from "../constants";
import {
  type Cell,
  type ForecastFigures,
  type ForecastTable,
  figuresOf,
  type TypeFacts,
  type TypeQuarter,
  tableOf,
} from "../report";
import { toMinorUnits } from "../rounding";
import { type ForecastDimension, type ForecastParams, ownDimensions } from "../schema";
import { findVersion, type Version } from "./versions";

/** What was said of a quarter a year before it ended, and what became of the same cards. */
export type PastQuarter = ForecastFigures & {
  readonly quarter: CivilDate;
  readonly madeOn: CivilDate;
  readonly actual: bigint;
};

export type ForecastReport = {
  readonly version: Version | null;
  readonly currency: string;
  readonly by: readonly ForecastDimension[];
  /** Quarters that end after the data date, as many as were asked for. */
  readonly ahead: ForecastTable;
  /** All cards of the version, settled or not: what its head figure is of. */
  readonly whole: ForecastFigures | null;
  /** Of quarters that are over by the data date: facts. The whole is this, what is ahead, and what comes after it. */
  readonly settled: ForecastFigures | null;
  readonly past: readonly PastQuarter[];
};

/** A stored version, cut one way or two. Without one `version` is null, and the tables are empty. */
export function getForecast(scope: Scope, params: ForecastParams): Promise<ForecastReport> {
  return withScope(scope, (tx) => readForecast(tx, scope, params), { readOnly: true });
}

export async function readForecast(tx: Tx, scope: Scope, params: ForecastParams): Promise<ForecastReport> {
  const currency = params.currency ?? scope.issuer.currency;
  const version = await findVersion(tx, scope, { ...params, currency });
  if (!version) {
    const ahead = tableOf([], new Map(), new Map());
    return { version, currency, by: params.by, ahead, whole: null, settled: null, past: [] };
  }
  const segments = await listSegments(tx, scope.issuerId);
  const cut = { scope, version, params, segments };
  const [cells, wholes, types, past] = await Promise.all([
    readCells(tx, cut),
    readWholes(tx, cut),
    readTypes(tx, cut),
    readPast(tx, cut),
  ]);
  const isAhead = ({ quarter }: Cell) => endOfMonth(addMonths(quarter, 2)) > version.dataDate;
  const ahead = cells.filter(isAhead);
  const quarters = [...new Set(ahead.map(({ quarter }) => quarter))].sort().slice(0, params.quarters);
  return {
    version,
    currency: version.currency,
    by: params.by,
    ahead: tableOf(
      ahead.filter(({ quarter }) => quarters.includes(quarter)),
      wholes,
      types,
    ),
    whole: figuresOf(cells, wholes),
    settled: figuresOf(
      cells.filter((cell) => !isAhead(cell)),
      wholes,
    ),
    past: pastOf(past),
  };
}

type Cut = {
  readonly scope: Scope;
  readonly version: Version;
  readonly params: ForecastParams;
  readonly segments: readonly Segment[];
};

type CellRow = Record<string, string> & { card_type_id: number; cards: number };

/** From the types themselves, or spread over the one dimension of the card that is asked for. */
async function readCells(tx: Tx, { scope, version, params, segments }: Cut): Promise<Cell[]> {
  const { by } = params;
  const own = ownDimensions.find((name) => by.includes(name) || params[name] !== undefined);
  const columns = [...new Set<RawColumn>(["card_type_id", ...by.map((name) => dimensionColumn[name])])];
  const members = by.flatMap((name, i) => [
    sql`${memberId(name)} as ${sql.raw(`id${i}`)}`,
    sql`${memberName(name)} as ${sql.raw(`name${i}`)}`,
  ]);
  const rows = await tx.execute<CellRow>(sql`
    select ${sql.join([...members, sql.raw("g.card_type_id, g.quarter::text as quarter, g.cards, g.sold, g.redeemed, g.expected, g.breakage")], sql`, `)}
    from ${sourceOf(own)} g ${joinsFor(columns)}
    where g.issuer_id = ${scope.issuerId} and g.forecast_id = ${version.id}${conditions(scope, version, params, segments)}`);
  return rows.map((row): Cell => {
    const named = by.map((name, i) => {
      const member = { id: row[`id${i}`] ?? "", name: row[`name${i}`] ?? "" };
      return [name, name === "segment" ? segmentOf(Number(member.id), version.dataDate, segments) : member] as const;
    });
    return {
      key: JSON.stringify(named.map(([, { id }]) => id)),
      members: Object.fromEntries(named),
      cardTypeId: row.card_type_id,
      quarter: row.quarter ?? "",
      cards: Number(row.cards),
      sold: BigInt(row.sold ?? 0),
      redeemed: BigInt(row.redeemed ?? 0),
      expected: Number(row.expected),
      breakage: BigInt(row.breakage ?? 0),
    };
  });
}

const sourceOf = (own: ShareDimension | undefined): SQL =>
  own === undefined ? sql`gold.forecast_quarter` : sql`(select * from gold.forecast_share where dimension = ${own})`;

function conditions(scope: Scope, version: Version, params: ForecastParams, segments: readonly Segment[]): SQL {
  const about = { issuerId: scope.issuerId, asOf: version.dataDate, segments };
  const tests = conditionsOf(params, about).map(({ column, test }) => sql` and ${test(sql.raw(`g.${column}`))}`);
  return sql.join(tests, sql``);
}

async function readWholes(tx: Tx, { scope, version }: Cut): Promise<Map<string, TypeQuarter>> {
  const rows = await tx.execute<{
    card_type_id: number;
    quarter: string;
    expected: number;
    cards: number;
    worlds: number[] | null;
  }>(sql`
    select card_type_id, quarter::text as quarter, expected, cards, worlds from gold.forecast_quarter
    where issuer_id = ${scope.issuerId} and forecast_id = ${version.id}`);
  return new Map(rows.map((row) => [`${row.card_type_id}/${row.quarter}`, row]));
}

async function readTypes(tx: Tx, { scope, version }: Cut): Promise<Map<number, TypeFacts>> {
  const rows = await tx.execute<{ card_type_id: number; method: Method; status: Status }>(sql`
    select card_type_id, method, status from gold.forecast_type where issuer_id = ${scope.issuerId} and forecast_id = ${version.id}`);
  return new Map(rows.map(({ card_type_id, method, status }) => [card_type_id, { method, status }]));
}

type PastRow = {
  made_on: string;
  card_type_id: number;
  quarter: string;
  cards: number;
  sold: string;
  expected: number;
  actual: string;
  worlds: number[] | null;
};

/** Only of the card types that are asked for: of merchants, states and ages no past forecasts are kept. */
async function readPast(tx: Tx, { scope, version, params, segments }: Cut): Promise<PastRow[]> {
  if (ownDimensions.some((name) => params[name] !== undefined)) return [];
  return [
    ...(await tx.execute<PastRow>(sql`
      select distinct on (g.quarter, g.card_type_id) g.made_on::text as made_on, g.card_type_id, g.quarter::text as quarter, g.cards,
        g.sold, g.expected, g.actual, g.worlds
      from gold.forecast_past g
      where g.issuer_id = ${scope.issuerId} and g.forecast_id = ${version.id}
        and g.made_on <= (g.quarter + interval '3 months' - interval '1 year')::date
        and (g.quarter + interval '3 months')::date <= ${version.dataDate}::date + 1${conditions(scope, version, params, segments)}
      order by g.quarter, g.card_type_id, g.made_on desc`)),
  ];
}

function pastOf(rows: readonly PastRow[]): PastQuarter[] {
  const quarters = [...new Set(rows.map(({ quarter }) => quarter))].sort();
  const rounded = toMinorUnits(rows.map(({ expected }) => Number(expected)));
  return quarters.map((quarter) => {
    const own = rows.flatMap((row, i) => (row.quarter === quarter ? [{ ...row, breakage: rounded[i] ?? 0n }] : []));
    const wholes = new Map(own.map((row) => [`${row.card_type_id}/${quarter}`, row]));
    const cells = own.map(
      (row): Cell => ({
        key: "",
        members: {},
        cardTypeId: row.card_type_id,
        quarter,
        cards: Number(row.cards),
        sold: BigInt(row.sold),
        redeemed: 0n,
        expected: Number(row.expected),
        breakage: row.breakage,
      }),
    );
    return {
      ...figuresOf(cells, wholes),
      quarter,
      madeOn:
        own
          .map(({ made_on }) => made_on)
          .sort()
          .at(-1) ?? "",
      actual: own.reduce((sum, { actual }) => sum + BigInt(actual), 0n),
    };
  });
}
