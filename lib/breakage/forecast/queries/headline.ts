import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { type ForecastHeadline, headlineOf } from "../headline";

type Asked = { readonly currency?: string | undefined; readonly asOf?: CivilDate | undefined };
type Row = Parameters<typeof headlineOf>[0] & Record<string, unknown>;

/** The figure of the newest version of data up to a date: one row by index, without what lies below it. */
export function findHeadline(scope: Scope, { currency, asOf }: Asked): Promise<ForecastHeadline | null> {
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<Row>(sql`
        select id, currency, data_date::text as "dataDate", status, summary->'total' as total from gold.forecast
        where issuer_id = ${scope.issuerId} and currency = ${currency ?? scope.issuer.currency}
          ${asOf === undefined ? sql`` : sql`and data_date <= ${asOf}::date`}
        order by data_date desc, id desc limit 1`);
      return row ? headlineOf(row) : null;
    },
    { readOnly: true },
  );
}

/** The data date of the earliest version; null where there is none. */
export function findEarliestDate(scope: Scope, currency: string): Promise<CivilDate | null> {
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<{ day: string | null }>(sql`
        select min(data_date)::text as day from gold.forecast
        where issuer_id = ${scope.issuerId} and currency = ${currency}`);
      return row?.day ?? null;
    },
    { readOnly: true },
  );
}
