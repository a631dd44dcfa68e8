import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { EscheatOutcome } from "../determination";
import { type KeptSummary, keptSummary } from "../forecast/kept";
import { lawKey } from "../forecast/law-key";
import type { Paces } from "../forecast/range";
import { type ReadLawRow, readLaws } from "../forecast/read-laws";
import { unpackStakes } from "../forecast/reading-sums";
import { type Slice, type SliceBasis, type StoredCell, type StoredReading, sliceBy } from "../forecast/report";
import { type EscheatParams, NO_JURISDICTION } from "../forecast/schema";
import { type EscheatTable, type Member, tableOf } from "../forecast/table";
import { type EscheatType, listEscheatTypes } from "./card-types";
import { type EscheatVersion, findEscheatVersion } from "./forecast-versions";

export type EscheatReport = {
  readonly currency: string;
  /** Null: none was made of this currency by the date, or the one asked for is not of this issuer. */
  readonly version: EscheatVersion | null;
  readonly summary: KeptSummary | null;
  readonly table: EscheatTable;
  /** Of the jurisdiction the report is narrowed to: its laws in doubt, reading by reading. */
  readonly readLaws: readonly ReadLawRow[];
};

/** A stored version of what falls to states, narrowed and grouped. Without one the table is empty. */
export function getEscheatForecast(scope: Scope, params: EscheatParams): Promise<EscheatReport> {
  return withScope(scope, (tx) => readEscheatForecast(tx, scope, params), { readOnly: true });
}

export async function readEscheatForecast(tx: Tx, scope: Scope, params: EscheatParams): Promise<EscheatReport> {
  const currency = params.currency ?? scope.issuer.currency;
  const found = await findEscheatVersion(tx, scope, { ...params, currency });
  const types = await listEscheatTypes(tx, scope);
  if (!found) {
    const table = tableOf(nothing, plain, memberOf(params, []));
    return { currency, version: null, summary: null, table, readLaws: [] };
  }
  const { summary: kept, paces, parameters: _, ...version } = found;
  const summary = keptSummary(kept);
  const slice = narrowed(await readSlice(tx, scope, version.id), params, types);
  const basis = basisOf(summary, paces);
  return {
    currency: version.currency,
    version,
    summary,
    table: tableOf(slice, basis, memberOf(params, types)),
    readLaws: params.state === undefined ? [] : readLaws(slice, basis, summary),
  };
}

const nothing: Slice = { cells: [], readings: [] };
const plain: SliceBasis = { paces: new Map(), propertyOf: () => null, inDoubt: new Set() };

function basisOf(summary: KeptSummary, paces: Readonly<Record<string, readonly number[]>> | null): SliceBasis {
  const byType: Paces = new Map(Object.entries(paces ?? {}).map(([id, own]) => [Number(id), own]));
  return {
    paces: byType,
    propertyOf: (cardTypeId) => summary.properties[cardTypeId] ?? null,
    inDoubt: new Set(summary.laws.map(({ jurisdiction, property }) => lawKey(jurisdiction, property))),
  };
}

type CellRow = {
  jurisdiction: string;
  type: number;
  year: number;
  outcome: EscheatOutcome;
  priority: number;
  cards: number;
  balance: string;
  claimed: string;
  unmeasured: string;
  foreseen: string;
  expected: number;
  slope: number;
  variance: number;
  counsel: boolean;
};

async function readSlice(tx: Tx, scope: Scope, forecastId: number): Promise<Slice> {
  const [cells, readings] = await Promise.all([
    tx.execute<CellRow>(sql`
      select jurisdiction, card_type_id as type, report_year as year, outcome, priority, cards, balance, claimed, unmeasured,
        foreseen, expected, slope, variance, needs_counsel as counsel
      from gold.escheat_forecast_cell where issuer_id = ${scope.issuerId} and forecast_id = ${forecastId}`),
    tx.execute<{ jurisdiction: string; type: number; year: number; stakes: number[] }>(sql`
      select jurisdiction, card_type_id as type, report_year as year, stakes
      from gold.escheat_forecast_reading where issuer_id = ${scope.issuerId} and forecast_id = ${forecastId}`),
  ]);
  return { cells: cells.map(cellOf), readings: readings.map(readingOf) };
}

const cellOf = (row: CellRow): StoredCell => ({
  jurisdiction: row.jurisdiction,
  cardTypeId: row.type,
  reportYear: row.year,
  outcome: row.outcome,
  priority: row.priority,
  cards: row.cards,
  balance: BigInt(row.balance),
  claimed: BigInt(row.claimed),
  unmeasured: BigInt(row.unmeasured),
  foreseen: BigInt(row.foreseen),
  stake: { claimed: Number(row.claimed), expected: row.expected, slope: row.slope, variance: row.variance },
  needsCounsel: row.counsel,
});

const readingOf = (row: { jurisdiction: string; type: number; year: number; stakes: number[] }): StoredReading => ({
  jurisdiction: row.jurisdiction,
  cardTypeId: row.type,
  reportYear: row.year,
  stakes: unpackStakes(row.stakes),
});

function narrowed(slice: Slice, params: EscheatParams, types: readonly EscheatType[]): Slice {
  const { state, brand, "card-type": code } = params;
  if (state === undefined && brand === undefined && code === undefined) return slice;
  const wanted = new Set(
    types
      .filter(
        (type) => (brand === undefined || type.brand?.code === brand) && (code === undefined || type.code === code),
      )
      .map(({ id }) => id),
  );
  const place = state === NO_JURISDICTION ? "" : state;
  return sliceBy(
    slice,
    ({ jurisdiction, cardTypeId }) => wanted.has(cardTypeId) && (place === undefined || jurisdiction === place),
  );
}

function memberOf({ by }: EscheatParams, types: readonly EscheatType[]): (cardTypeId: number) => Member {
  const members = new Map(
    types.map((type): [number, Member] => [
      type.id,
      by === "brand"
        ? { id: type.brand?.code ?? "unknown", name: type.brand?.name ?? "Unknown" }
        : { id: type.code, name: type.name },
    ]),
  );
  return (cardTypeId) => members.get(cardTypeId) ?? { id: String(cardTypeId), name: String(cardTypeId) };
}
