import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { TOLD_BY_A_SOURCE } from "@/lib/rollups/definitions";
import { type BatchMonth, type KnownAt, knownAt, type LateBatch, lateBatches } from "../load-dates";
import { monthOf } from "../months";

/** When the history came: what was known of each month's end before the data date, and the batches that came too late for one. */
export type Loads = { readonly known: KnownAt; readonly late: readonly LateBatch[] };

/** What is known of the data date itself is all that is there today. */
export async function readLoads(tx: Tx, about: { issuerId: number; dataDate: CivilDate }): Promise<Loads> {
  const rows = await listBatchMonths(tx, about.issuerId);
  const known = knownAt(rows, monthOf(about.dataDate) - 1);
  return { known, late: lateBatches(rows, known) };
}

type Row = { batch_id: number; loaded_on: string; month: string; events: string; last_day: string | null };

/** When which facts came, by batch and month, from the rollup's twin by batch. Withdrawn batches are not among them. */
async function listBatchMonths(tx: Tx, issuerId: number): Promise<BatchMonth[]> {
  const rows = await tx.execute<Row>(sql`
    select d.batch_id, (b.recorded_at at time zone i.time_zone)::date::text as loaded_on, d.month::text, d.events,
      d.last_day::text
    from (
      select batch_id, date_trunc('month', day::timestamp)::date as month, sum(events) as events,
        max(day) filter (where ${sql.raw(TOLD_BY_A_SOURCE)}) as last_day
      from gold.type_day_delta where issuer_id = ${issuerId} group by 1, 2
    ) d
    join app.import_batch b on b.issuer_id = ${issuerId} and b.id = d.batch_id
    join app.issuer i on i.id = b.issuer_id
    order by b.recorded_at, d.batch_id, d.month`);
  return rows.map(({ batch_id, loaded_on, month, events, last_day }) => ({
    batchId: batch_id,
    loadedOn: loaded_on,
    month: monthOf(month),
    events: Number(events),
    lastDay: last_day,
  }));
}
