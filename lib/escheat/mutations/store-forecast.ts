import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { escheatForecast, escheatForecastCell, escheatForecastReading } from "@/db/schema/escheat";
import type { Scope } from "@/lib/identity/scope";
import { fingerprint } from "../fingerprint";
import { type Foreseen, propertyOf } from "../forecast/foresee";
import { summaryOf } from "../forecast/kept";
import { type Paces, rangeOf } from "../forecast/range";
import { packStakes } from "../forecast/reading-sums";
import type { EscheatBasis } from "../queries/basis";
import type { ForecastCurves } from "../queries/curves";

export type About = {
  readonly currency: string;
  readonly basis: EscheatBasis;
  readonly curves: ForecastCurves | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly dataHash: string;
  readonly jobRunId: number | null;
  readonly now: Date;
  /** Nothing that was loaded later is in it. */
  readonly knownAt: Date;
};

/** Rows in one statement, so that its parameters stay below what the protocol carries. */
const AT_ONCE = 1_000;

/** Writes a version with all its parts. @returns its id. */
export async function storeForecast(tx: Tx, scope: Scope, foreseen: Foreseen, about: About): Promise<number> {
  const { basis, curves, currency, now } = about;
  const paces: Paces = curves?.paces ?? new Map();
  const cells = cellRows(foreseen, paces);
  const readings = readingRows(foreseen);
  const own = basis.types.filter((type) => type.currency === currency);
  const properties = new Map(own.map(({ id }) => [id, propertyOf(basis, { cardTypeId: id })]));
  const [row] = await tx
    .insert(escheatForecast)
    .values({
      issuerId: scope.issuerId,
      currency,
      asOf: basis.asOf,
      knownAt: about.knownAt,
      forecastId: curves?.forecastId ?? null,
      parameters: about.parameters,
      summary: summaryOf(foreseen, properties, curves?.dataDate ?? null),
      paces: curves?.paces ? Object.fromEntries(curves.paces) : null,
      dataHash: about.dataHash,
      resultHash: fingerprint([cells, readings]),
      jobRunId: about.jobRunId,
      createdByName: scope.actor,
      createdAt: now,
    })
    .returning({ id: escheatForecast.id });
  if (!row) throw new Error("The forecast was not stored");
  const key = { issuerId: scope.issuerId, forecastId: row.id };
  await insertAll(
    tx,
    escheatForecastCell,
    cells.map((cell) => ({ ...key, ...cell })),
  );
  await insertAll(
    tx,
    escheatForecastReading,
    readings.map((reading) => ({ ...key, ...reading })),
  );
  return row.id;
}

function cellRows({ cells }: Foreseen, paces: Paces) {
  return cells.map(({ stake, open, ...cell }) => {
    const range = rangeOf(new Map([[cell.cardTypeId, stake]]), paces);
    const { expected, slope, variance } = stake;
    return {
      ...cell,
      expected,
      slope,
      variance,
      low: range.low + open.low,
      high: range.high + open.high,
    };
  });
}

const readingRows = ({ doubts }: Foreseen) =>
  doubts.flatMap(({ jurisdiction, rows }) =>
    rows.map(({ cardTypeId, reportYear, stakes }) => ({
      jurisdiction,
      cardTypeId,
      reportYear,
      stakes: packStakes(stakes),
    })),
  );

async function insertAll<T extends PgTable>(tx: Tx, table: T, rows: readonly T["$inferInsert"][]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) await tx.insert(table).values(rows.slice(at, at + AT_ONCE));
}
