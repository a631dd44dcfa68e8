import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { listSegments } from "@/lib/breakage/queries/cut";
import { refuseUnknownFilters } from "@/lib/breakage/queries/unknown-filters";
import { addDays, addMonths, type CivilDate, endOfMonth } from "@/lib/dates";
import { Conflict } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast";
import { type KnownFacts, knownFacts } from "../known-facts";
import {
  type Cell,
  type ForecastFigures,
  type ForecastTable,
  figuresOf,
  type TypeFacts,
  type TypeQuarter,
  tableOf,
} from "../report";
import { type ForecastDimension, type ForecastParams, forecastDimensions } from "../schema";
import { readPastErrors } from "./past-errors";
import { type Past, readPast } from "./past-quarters";
import { readCells, readKeptSegments, sourceOf, type VersionCut } from "./version-cells";
import { findVersion, type Version } from "./versions";

export type ForecastReport = Past & {
  readonly version: Version | null;
  readonly currency: string;
  readonly by: readonly ForecastDimension[];
  /** Quarters that end after the data date, as many as were asked for. */
  readonly ahead: ForecastTable;
  /** All cards of the version, settled or not: what its head figure is of. */
  readonly whole: ForecastFigures | null;
  /** Of quarters that are over by the data date: facts. The whole is this, what is ahead, and what comes after it. */
  readonly settled: ForecastFigures | null;
  /** Of all its cards, where there was too little history for figures; null for one with figures, and of some cards only. */
  readonly known: KnownFacts | null;
  /** The version has figures, and no card of it fits the filters: there is nothing to expect anything of, which is not 0. */
  readonly isEmpty: boolean;
  /** False: the version was made before parts like these were kept, and there are no figures. */
  readonly isKept: boolean;
};

/** A stored version, cut one way or two. Without one `version` is null, and the tables are empty. @throws UnknownFilters */
export function getForecast(scope: Scope, params: ForecastParams): Promise<ForecastReport> {
  return withScope(scope, (tx) => readForecast(tx, scope, params), { readOnly: true });
}

/** The same for whoever cannot be told beside the figures that there are none. @throws Conflict where the version keeps no such parts. */
export async function getForecastParts(scope: Scope, params: ForecastParams): Promise<ForecastReport> {
  const report = await getForecast(scope, params);
  if (!report.isKept) throw new Conflict(t("forecast.notKept"));
  return report;
}

export async function readForecast(tx: Tx, scope: Scope, params: ForecastParams): Promise<ForecastReport> {
  const currency = params.currency ?? scope.issuer.currency;
  const version = await findVersion(tx, scope, { ...params, currency });
  if (!version) {
    const ahead = tableOf([], new Map(), new Map());
    return {
      version,
      currency,
      by: params.by,
      ahead,
      whole: null,
      settled: null,
      past: [],
      pastGroups: [],
      known: null,
      isEmpty: false,
      isKept: true,
    };
  }
  const own = sourceOf(params);
  const kept = own === "merchant-segment" ? await readKeptSegments(tx, scope, version) : null;
  const segments = kept ?? (await listSegments(tx, scope.issuerId));
  const cut: VersionCut = { scope, version, params, segments };
  const [cells, wholes, types, past] = await Promise.all([
    readCells(tx, cut),
    readWholes(tx, cut),
    readTypes(tx, cut),
    readPast(tx, cut),
  ]);
  const pastErrors = await readPastErrors(tx, scope, version, types);
  const quarters = [...new Set(cells.map(({ quarter }) => quarter))];
  const open = new Set(quarters.filter((quarter) => endOfMonth(addMonths(quarter, 2)) > version.dataDate));
  const isAhead = ({ quarter }: Cell) => open.has(quarter);
  const end = endOfQuarters(version.dataDate, params.quarters);
  const isFiltered = forecastDimensions.some((name) => params[name] !== undefined);
  const hasNone = isFiltered && cells.length === 0;
  if (hasNone) await refuseUnknownFilters(tx, scope, params, segments);
  return {
    version,
    currency: version.currency,
    by: params.by,
    ahead: tableOf(
      cells.filter((cell) => isAhead(cell) && cell.quarter <= end),
      wholes,
      types,
      pastErrors,
    ),
    whole: figuresOf(cells, wholes, types),
    settled: figuresOf(
      cells.filter((cell) => !isAhead(cell)),
      wholes,
      types,
    ),
    ...past,
    known: version.status === "ok" || isFiltered ? null : knownFacts(version.summary),
    isEmpty: hasNone && version.status === "ok",
    isKept: own !== "merchant-segment" || kept !== null,
  };
}

/** The last day of so many quarters of the calendar, the one of the day after the data date the first; cards end in it or not. */
function endOfQuarters(dataDate: CivilDate, count: number): CivilDate {
  const next = addDays(dataDate, 1);
  const intoQuarter = (Number(next.slice(5, 7)) - 1) % 3;
  return endOfMonth(addMonths(next, 3 * count - 1 - intoQuarter));
}

async function readWholes(tx: Tx, { scope, version }: VersionCut): Promise<Map<string, TypeQuarter>> {
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

async function readTypes(tx: Tx, { scope, version }: VersionCut): Promise<Map<number, TypeFacts>> {
  const rows = await tx.execute<TypeFacts & { card_type_id: number }>(sql`
    select card_type_id, method, status, cohorts from gold.forecast_type where issuer_id = ${scope.issuerId} and forecast_id = ${version.id}`);
  return new Map(rows.map(({ card_type_id, ...facts }) => [card_type_id, facts]));
}
