import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { dataUntil } from "@/lib/breakage/queries/context";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { queueAtNight } from "@/lib/jobs/nightly";
import { t } from "@/lib/messages/notifications-results";
import { MEASURE } from "../constants";

/** After the forecasts and their scores, and before people come to work. */
const NIGHT_HOUR = 5;
/** Scores are of the end of a month: so long after the last horizon they are waited for. */
const WAIT_DAYS = 62;

/**
 * Queues a measurement for every issuer with a batch whose result is not final and older than its data. Called each hour
 * for those whose night it is, and for all when a worker starts.
 */
export function startDueMeasurements(now: Date, { anyHour = false } = {}): Promise<number[]> {
  return queueAtNight({ now, anyHour, hour: NIGHT_HOUR }, async (tx, scope) =>
    (await isDue(tx, scope)) ? enqueueJob(tx, scope, { kind: MEASURE, label: t("results.run.all"), input: {} }) : null,
  );
}

/**
 * Something has begun, new data have come since its newest result, and that result can still change by itself, or was
 * written before measurements kept all that they keep now.
 */
async function isDue(tx: Tx, { issuerId }: Scope): Promise<boolean> {
  const [row] = await tx.execute<{ due: boolean }>(sql`
    select not exists (select from app.job_run where issuer_id = ${issuerId} and kind = ${MEASURE}
        and state in ('queued', 'running'))
      and exists (
        select from app.notification_batch b
        cross join (select ${dataUntil({ issuerId })} as until) data
        left join lateral (
          select r.measured_on, r.complete, r.figures from app.notification_result r
          where r.issuer_id = b.issuer_id and r.batch_id = b.id order by r.id desc limit 1
        ) newest on true
        where b.issuer_id = ${issuerId} and b.started_at is not null
          and b.state in ('sending', 'paused', 'sent', 'stopped', 'refused') and data.until is not null
          and (newest.measured_on is null or newest.measured_on < data.until)
          and (newest.complete is not true or (newest.figures->>'scoredOn' is null
              and data.until <= (newest.figures->>'until')::date + ${WAIT_DAYS}::int)
            or newest.figures->'strata'->0->'remind'->'spending' is null
            or jsonb_path_exists(newest.figures, '$.laterBatches[*] ? (!exists(@.drawn))'))
      ) as due`);
  return row?.due ?? false;
}
