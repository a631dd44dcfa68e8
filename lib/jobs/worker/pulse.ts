import os from "node:os";
import { inArray, lt, sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { worker } from "@/db/schema/job";
import { SESSION_NAME } from "@/db/session-name";
import { log } from "@/lib/log";
import { SILENCE_MS } from "../constants";
import { giveBackRuns } from "./run-row";

const silence = sql.raw(`interval '${SILENCE_MS} milliseconds'`);

/** One sign of life of this process, and a look at the others: who has gone silent loses his sessions, locks and runs. */
export function pulse(workerIds: readonly string[]): Promise<void> {
  return withGate("system", async (tx) => {
    if (workerIds.length > 0) {
      await tx
        .insert(worker)
        .values(workerIds.map((id) => ({ id, host: os.hostname(), pid: process.pid, sessionName: SESSION_NAME })))
        .onConflictDoUpdate({ target: worker.id, set: { seenAt: sql`now()` } });
    }
    await releaseSilent(tx);
  });
}

async function releaseSilent(tx: Tx): Promise<void> {
  const silent = await tx.execute<{ id: string }>(sql`
    select id from app.worker where seen_at < now() - ${silence}
    union
    select locked_by from graphile_worker.jobs where locked_at < now() - ${silence}
      and locked_by not in (select id from app.worker where seen_at >= now() - ${silence})`);
  const ids = silent.map((row) => row.id);
  if (ids.length === 0) return;
  await endSessions(tx, ids);
  await tx.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(ids)}::text[])`);
  const runs = await giveBackRuns(tx, ids);
  await tx.delete(worker).where(inArray(worker.id, ids));
  log.warn({ workers: ids, runs }, "workers went silent; their runs are back in the queue");
}

/**
 * Whoever is frozen, or was cut off without the database noticing, has his transaction open still, and what it has locked
 * whoever takes over would wait for. The process may have another worker that lives.
 */
async function endSessions(tx: Tx, silent: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name in (
      select session_name from app.worker where id = any(${sql.param(silent)}::text[])
      except
      select session_name from app.worker where seen_at >= now() - ${silence})`);
}

export async function sayGoodbye(workerIds: readonly string[]): Promise<void> {
  await withGate("system", async (tx) => {
    if (workerIds.length > 0) await tx.delete(worker).where(inArray(worker.id, [...workerIds]));
    await tx.delete(worker).where(lt(worker.seenAt, sql`now() - interval '1 day'`));
  });
}
