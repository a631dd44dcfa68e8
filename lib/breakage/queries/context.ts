import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { resolveDates } from "../period";
import type { Basis } from "../report";

/** What must be known of the issuer's data before any figure can be asked for: one short query. */
export type Context = {
  readonly issuerId: number;
  readonly timeZone: string;
  readonly dataUntil: CivilDate | null;
  readonly defaultAsOf: CivilDate;
  /** Batches loaded after the known-at date; null when none were, so that all that is known counts. */
  readonly laterBatches: readonly number[] | null;
};

type Row = { data_until: string | null; today: string; later: number[] | null };

export async function readContext(tx: Tx, scope: Scope, knownAt: string | undefined | null): Promise<Context> {
  const { timeZone } = scope.issuer;
  const known = knownAt ? knownUntil(knownAt, timeZone) : null;
  const [row] = await tx.execute<Row>(sql`
    select (select max(day) from gold.type_day where issuer_id = ${scope.issuerId}) as data_until,
      (now() at time zone ${timeZone})::date as today,
      ${known ? sql`(select array_agg(id) from app.import_batch where issuer_id = ${scope.issuerId} and recorded_at > ${known})` : sql`null::int[]`} as later`);
  if (!row) throw new Error("a select without from gives one row");
  return {
    issuerId: scope.issuerId,
    timeZone,
    dataUntil: row.data_until,
    defaultAsOf: row.data_until !== null && row.data_until < row.today ? row.data_until : row.today,
    laterBatches: row.later,
  };
}

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
