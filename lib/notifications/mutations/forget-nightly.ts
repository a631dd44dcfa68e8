import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { queueAtNight } from "@/lib/jobs/nightly";
import { t } from "@/lib/messages/notifications-proposals";
import { FORGET } from "../constants";
import { readErasable } from "../queries/erasable";

/** When the new proposals have been made and measurements have read what they need. */
const NIGHT_HOUR = 6;

/** Queues a run for every issuer with people to forget; nights without any have none. */
export function startDueForgetting(now: Date, { anyHour = false } = {}): Promise<number[]> {
  return queueAtNight({ now, anyHour, hour: NIGHT_HOUR, by: t("notify.forget.byItself") }, (tx, scope) =>
    queueIfDue(tx, scope, now),
  );
}

async function queueIfDue(tx: Tx, scope: Scope, now: Date): Promise<number | null> {
  const [busy] = await tx.execute(sql`
    select from app.job_run where issuer_id = ${scope.issuerId} and kind = ${FORGET} and state in ('queued', 'running')`);
  if (busy || (await readErasable(tx, scope, now)).length === 0) return null;
  return enqueueJob(tx, scope, { kind: FORGET, label: t("notify.forget.run"), input: {} });
}
