import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { TOLD_BY_A_SOURCE } from "@/lib/rollups/definitions";
import { resolveDates } from "../period";
import type { Basis } from "../report";

/** What must be known of the issuer's data before any figure can be asked for: one short query. */
export type Context = {
  readonly issuerId: number;
  readonly timeZone: string;
  /** The last day of which a source has told anything: what came later is not known, and not nothing. */
  readonly dataUntil: CivilDate | null;
  /** The last day on which anything was booked, by a source or by ourselves. */
  readonly lastEventOn: CivilDate | null;
  readonly defaultAsOf: CivilDate;
  /** Batches loaded after the known-at date; null when none were, so that all that is known counts. */
  readonly laterBatches: readonly number[] | null;
};

/**
 * The as-of date of whatever needs whole months, such as forecasts and books: a remittance of ours that was booked later ends no
 * month whose sales and redemptions nobody has loaded.
 */
export const lastToldDay = ({ dataUntil, defaultAsOf }: Context): CivilDate =>
  dataUntil !== null && dataUntil < defaultAsOf ? dataUntil : defaultAsOf;

type Row = { data_until: string | null; last_event_on: string | null; today: string; later: number[] | null };

export async function readContext(tx: Tx, scope: Scope, knownAt: string | undefined | null): Promise<Context> {
  const { timeZone } = scope.issuer;
  const known = knownAt ? knownUntil(knownAt, timeZone) : null;
  const [row] = await tx.execute<Row>(sql`
    select ${dataUntil(scope)} as data_until,
      (select max(day) from gold.type_day where issuer_id = ${scope.issuerId}) as last_event_on,
      (now() at time zone ${timeZone})::date as today,
      ${known ? sql`(select array_agg(id) from app.import_batch where issuer_id = ${scope.issuerId} and recorded_at > ${known})` : sql`null::int[]`} as later`);
  if (!row) throw new Error("a select without from gives one row");
  return {
    issuerId: scope.issuerId,
    timeZone,
    dataUntil: row.data_until,
    lastEventOn: row.last_event_on,
    defaultAsOf: row.last_event_on !== null && row.last_event_on < row.today ? row.last_event_on : row.today,
    laterBatches: row.later,
  };
}

/** The last day of which a source has told anything, from the end of an index. */
export const dataUntil = ({ issuerId }: Pick<Scope, "issuerId">): SQL =>
  sql`(select max(day) from gold.type_day where issuer_id = ${issuerId} and (${sql.raw(TOLD_BY_A_SOURCE)}))`;

/** The instant up to which things count as known: a whole day counts to its end. */
export function knownUntil(knownAt: string, timeZone: string) {
  return knownAt.length === 10
    ? sql`(((${knownAt}::date + 1)::timestamp at time zone ${timeZone}) - interval '1 microsecond')`
    : sql`${knownAt}::timestamptz`;
}

type Asked = {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly currency?: string | undefined;
};

export function basisOf(scope: Scope, context: Context, asked: Asked): Basis {
  return {
    ...resolveDates(asked, context.defaultAsOf),
    knownAt: asked.knownAt ?? null,
    currency: asked.currency ?? scope.issuer.currency,
  };
}
