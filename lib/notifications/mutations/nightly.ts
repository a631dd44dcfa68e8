import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { civilDateIn } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { queueAtNight } from "@/lib/jobs/nightly";
import { t } from "@/lib/messages/notifications-proposing";
import { PROPOSE } from "../constants";

/** The hour of the issuer's night in which breakage forecasts are made: this waits behind them in the queue. */
const NIGHT_HOUR = 4;

/**
 * Queues a run that proposes reminders for every issuer who has said how to send and for whom none was made today. Called
 * after the forecasts have been queued, each hour for those whose night it is, and for all when a worker starts.
 */
export function startDueProposals(now: Date, { anyHour = false } = {}): Promise<number[]> {
  return queueAtNight({ now, anyHour, hour: NIGHT_HOUR }, (tx, scope) =>
    queueIfDue(tx, scope, civilDateIn(scope.issuer.timeZone, now)),
  );
}

/** One a day, whoever started it: a failed or cancelled one is made up for. */
async function queueIfDue(tx: Tx, scope: Scope, day: string): Promise<number | null> {
  const [state] = await tx.execute<{ due: boolean }>(sql`
    select exists (select from app.notification_setting where issuer_id = ${scope.issuerId} and paused_at is null)
      and exists (select from gold.type_day where issuer_id = ${scope.issuerId})
      and not exists (select from app.job_run where issuer_id = ${scope.issuerId} and kind = ${PROPOSE}
        and (state in ('queued', 'running') or (state = 'done'
          and (created_at at time zone ${scope.issuer.timeZone})::date >= ${day}::date
          and result->>'proposed' <> 'no-scores'))) as due`);
  if (!state?.due) return null;
  return enqueueJob(tx, scope, { kind: PROPOSE, label: t("notify.propose.night"), input: {} });
}
