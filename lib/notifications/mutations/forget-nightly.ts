import { sql } from "drizzle-orm";
import { type Tx, withGate, withScope } from "@/db/client";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { t } from "@/lib/messages/message";
import { FORGET } from "../constants";
import { readErasable } from "../queries/erasable";

/** When the new proposals have been made and measurements have read what they need. */
const NIGHT_HOUR = 6;

/** Queues a run for every issuer with people to forget; nights without any have none. */
export async function startDueForgetting(now: Date, { anyHour = false } = {}): Promise<number[]> {
  const issuers = await withGate("system", async (tx) => [
    ...(await tx.execute<{ id: number; hour: number }>(sql`
      select id, extract(hour from ${now.toISOString()}::timestamptz at time zone time_zone)::int as hour
      from app.issuer order by id`)),
  ]);
  const runs: number[] = [];
  for (const { id, hour } of issuers) {
    if (!anyHour && hour !== NIGHT_HOUR) continue;
    const scope = await scopeForJob(id, { personId: null, name: t("notify.forget.byItself") });
    const run = await withScope(scope, (tx) => queueIfDue(tx, scope, now));
    if (run !== null) runs.push(run);
  }
  return runs;
}

async function queueIfDue(tx: Tx, scope: Scope, now: Date): Promise<number | null> {
  const [busy] = await tx.execute(sql`
    select from app.job_run where issuer_id = ${scope.issuerId} and kind = ${FORGET} and state in ('queued', 'running')`);
  if (busy || (await readErasable(tx, scope, now)).length === 0) return null;
  return enqueueJob(tx, scope, { kind: FORGET, label: t("notify.forget.run"), input: {} });
}
