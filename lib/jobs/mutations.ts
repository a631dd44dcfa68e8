import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { jobRun } from "@/db/schema/job";
import { Conflict, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { requireAll, type Scope } from "@/lib/identity/scope";
import { isEndedShort, type JobKind, kindInfo, RUN_TASK } from "./constants";
import { isOwnRun, neededToRetry } from "./own-run";

export type NewJob = {
  kind: JobKind | (string & {});
  /** What the list shows: "Import of transactions.csv". */
  label: string;
  /** Frozen here; nothing that is edited later changes the run. */
  input: Readonly<Record<string, unknown>>;
};

/** Queues a run in the transaction of the change that asks for it: no commit, no run. */
export async function enqueueJob(tx: Tx, scope: Scope, job: NewJob): Promise<number> {
  const [run] = await tx
    .insert(jobRun)
    .values({
      issuerId: scope.issuerId,
      kind: job.kind,
      label: job.label,
      input: job.input,
      steps: kindInfo(job.kind).steps.map((name) => ({ name, state: "waiting" as const })),
      startedBy: scope.personId,
      startedByName: scope.actor,
    })
    .returning({ id: jobRun.id });
  if (!run) throw new Error("The run was not stored");
  await addToQueue(tx, { id: run.id, kind: job.kind, issuerId: scope.issuerId });
  return run.id;
}

/** One entry of the queue per run: its key is the run's id. Adding it while it is being worked off adds it once more. */
export async function addToQueue(
  tx: Tx,
  run: { id: number; kind: string; issuerId: number },
  delaySeconds = 0,
): Promise<void> {
  const { serial } = kindInfo(run.kind);
  const queue = serial ? `${serial}-${run.issuerId}` : null;
  await tx.execute(sql`select graphile_worker.add_job(
    ${RUN_TASK}, payload := json_build_object('run', ${run.id}::int), queue_name := ${queue}::text,
    run_at := now() + ${delaySeconds}::float8 * interval '1 second', job_key := ${queueKey(run.id)}::text)`);
}

export function queueKey(runId: number): string {
  return `run-${runId}`;
}

/**
 * A waiting run is cancelled at once, a running one within seconds by its worker. Cancelling twice is the same as once.
 * Whoever started it may, others with the permission. @throws NotFound, Forbidden, Conflict when it has already ended.
 */
export async function cancelJob(scope: Scope, runId: number): Promise<void> {
  await withScope(scope, async (tx) => {
    const run = await lockRun(tx, scope, runId);
    if (!isOwnRun(scope, run.startedBy)) requireAll(scope, "job.cancel");
    if (run.state === "cancelled") return;
    if (run.state !== "queued" && run.state !== "running") throw new Conflict("This run has already ended.");
    const waiting = run.state === "queued";
    if (waiting) await tx.execute(sql`select graphile_worker.remove_job(${queueKey(runId)}::text)`);
    await tx
      .update(jobRun)
      .set({
        cancelRequestedAt: sql`coalesce(cancel_requested_at, now())`,
        cancelRequestedBy: scope.personId,
        ...(waiting ? { state: "cancelled" as const, endedAt: sql`now()`, nextAttemptAt: null } : {}),
      })
      .where(eq(jobRun.id, runId));
    await writeAudit(tx, scope, { action: "job.cancelled", subject: `run ${runId}`, detail: { kind: run.kind } });
  });
}

/**
 * Queues a failed or cancelled run again, with the input it had. Whoever started it may when he may start such a one,
 * others with `job.cancel`. @throws NotFound, Forbidden, Conflict when it has not ended so.
 */
export async function retryJob(scope: Scope, runId: number): Promise<void> {
  await withScope(scope, async (tx) => {
    const run = await lockRun(tx, scope, runId);
    requireAll(scope, neededToRetry(scope, run));
    if (!isEndedShort(run.state)) {
      throw new Conflict("Only a run that has failed or was cancelled can be tried again.");
    }
    await tx
      .update(jobRun)
      .set({
        state: "queued",
        attempts: 0,
        progress: 0,
        steps: kindInfo(run.kind).steps.map((name) => ({ name, state: "waiting" as const })),
        note: null,
        error: null,
        result: null,
        workerId: null,
        cancelRequestedAt: null,
        cancelRequestedBy: null,
        startedAt: null,
        endedAt: null,
        nextAttemptAt: null,
        toldAt: null,
      })
      .where(eq(jobRun.id, runId));
    await addToQueue(tx, run);
    await writeAudit(tx, scope, { action: "job.retried", subject: `run ${runId}`, detail: { kind: run.kind } });
  });
}

/** The runs of this person that have ended and were not shown yet, each given out exactly once. */
export function takeEndedJobs(scope: Scope) {
  return withScope(scope, (tx) => {
    const mine = scope.personId === null ? isNull(jobRun.startedBy) : eq(jobRun.startedBy, scope.personId);
    return tx
      .update(jobRun)
      .set({ toldAt: sql`now()` })
      .where(
        and(
          eq(jobRun.issuerId, scope.issuerId),
          mine,
          isNull(jobRun.toldAt),
          inArray(jobRun.state, ["done", "failed", "cancelled"]),
        ),
      )
      .returning({ id: jobRun.id, label: jobRun.label, state: jobRun.state, error: jobRun.error });
  });
}

async function lockRun(tx: Tx, scope: Scope, runId: number) {
  const [run] = await tx
    .select({
      id: jobRun.id,
      kind: jobRun.kind,
      state: jobRun.state,
      issuerId: jobRun.issuerId,
      startedBy: jobRun.startedBy,
    })
    .from(jobRun)
    .where(and(eq(jobRun.id, runId), eq(jobRun.issuerId, scope.issuerId)))
    .for("update");
  if (!run) throw new NotFound("This run");
  return run;
}
