import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { dataUntil } from "@/lib/breakage/queries/context";
import type { Scope } from "@/lib/identity/scope";
import { HOLDS_DATA } from "@/lib/ingest/constants";
import type { Freshness } from "./freshness";

type Row = {
  first_on: string | null;
  data_until: string | null;
  last_event_on: string | null;
  today: string;
  computed_at: string;
  batch: { id: number; label: string; source: string; recorded_at: string } | null;
  currencies: string[];
};

/** Read from the ends of an index and the newest batch: it costs the same at any size. */
export function getFreshness(scope: Scope): Promise<Freshness> {
  const { issuerId, issuer } = scope;
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<Row>(sql`
        select (select min(day) from gold.type_day where issuer_id = ${issuerId}) as first_on,
          ${dataUntil(scope)} as data_until,
          (select max(day) from gold.type_day where issuer_id = ${issuerId}) as last_event_on,
          (now() at time zone ${issuer.timeZone})::date as today,
          now()::text as computed_at,
          (select jsonb_build_object('id', id, 'label', label, 'source', source, 'recorded_at', recorded_at)
            from app.import_batch where issuer_id = ${issuerId} and ${sql.raw(HOLDS_DATA)}
            order by recorded_at desc, id desc limit 1) as batch,
          array(select distinct currency from silver.card_type where issuer_id = ${issuerId}) as currencies`);
      if (!row) throw new Error("a select without from gives one row");
      const { batch } = row;
      return {
        firstOn: row.first_on,
        dataUntil: row.data_until,
        asOf: row.last_event_on !== null && row.last_event_on < row.today ? row.last_event_on : row.today,
        today: row.today,
        lastBatch: batch && { ...pick(batch), recordedAt: new Date(batch.recorded_at) },
        computedAt: new Date(row.computed_at),
        currencies: [issuer.currency, ...row.currencies.filter((code) => code !== issuer.currency).sort()],
      };
    },
    { readOnly: true },
  );
}

const pick = ({ id, label, source }: { id: number; label: string; source: string }) => ({ id, label, source });
