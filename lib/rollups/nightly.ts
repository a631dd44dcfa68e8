import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { queueAtNight } from "@/lib/jobs/nightly";
import { t } from "@/lib/messages/runs";
import { VERIFY } from "./constants";

/** Before forecasts are made: what they are made of has been held against the facts by then. */
const NIGHT_HOUR = 2;

/** Queues a comparison of all sums with the facts for every issuer that has any; a worker that starts makes up for no night. */
export function startDueVerification(now: Date): Promise<number[]> {
  return queueAtNight({ now, anyHour: false, hour: NIGHT_HOUR }, queueIfDue);
}

async function queueIfDue(tx: Tx, scope: Scope): Promise<number | null> {
  const [state] = await tx.execute<{ waiting: boolean; loaded: boolean }>(sql`
    select exists (select from app.job_run where issuer_id = ${scope.issuerId} and kind = ${VERIFY}
        and state in ('queued', 'running')) as waiting,
      exists (select from app.import_batch where issuer_id = ${scope.issuerId} and state = 'loaded') as loaded`);
  if (!state?.loaded || state.waiting) return null;
  return enqueueJob(tx, scope, { kind: VERIFY, label: t("run.verify.label"), input: {} });
}
