import { and, eq, inArray, sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { type JobStep, jobRun } from "@/db/schema/job";
import { kindInfo, MAX_CRASHES } from "../constants";
import type { JobResult } from "../context";
import { addToQueue } from "../mutations";

/** A run that this worker holds. `workerId` and `attempt` fence it: who has lost it can no longer write to it. */
export type HeldRun = {
  readonly id: number;
  readonly issuerId: number;
  readonly kind: string;
  readonly label: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly startedBy: number | null;
  readonly startedByName: string;
  readonly workerId: string;
  readonly attempt: number;
};

/** Takes a run up, or null when there is nothing to do: it has ended, or is to be cancelled, or kills its workers. */
export function claim(runId: number, workerId: string): Promise<HeldRun | null> {
  return withGate("system", async (tx) => {
    const [run] = await tx.select().from(jobRun).where(eq(jobRun.id, runId)).for("update");
    if (!run || (run.state !== "queued" && run.state !== "running")) return null;
    if (run.cancelRequestedAt !== null) {
      await tx.update(jobRun).set({ state: "cancelled", endedAt: sql`clock_timestamp()` }).where(eq(jobRun.id, runId));
      return null;
    }
    const { attempts, steps } = kindInfo(run.kind);
    // A failure ends a run by itself; only one whose workers died without a word comes here with all attempts used.
    if (run.attempts >= Math.max(attempts, MAX_CRASHES)) {
      const error = `The worker has stopped ${run.attempts} times in the middle of this run.`;
      await tx
        .update(jobRun)
        .set({ state: "failed", error, endedAt: sql`clock_timestamp()` })
        .where(eq(jobRun.id, runId));
      return null;
    }
    const attempt = run.attempts + 1;
    await tx
      .update(jobRun)
      .set({
        state: "running",
        attempts: attempt,
        workerId,
        steps: steps.map((name) => ({ name, state: "waiting" as const })),
        startedAt: sql`coalesce(started_at, now())`,
        nextAttemptAt: null,
        note: null,
      })
      .where(eq(jobRun.id, runId));
    const { id, issuerId, kind, label, input, startedBy, startedByName } = run;
    return { id, issuerId, kind, label, input, startedBy, startedByName, workerId, attempt };
  });
}

function held(run: HeldRun) {
  return and(
    eq(jobRun.id, run.id),
    eq(jobRun.workerId, run.workerId),
    eq(jobRun.attempts, run.attempt),
    eq(jobRun.state, "running"),
  );
}

export type Standing = "ours" | "cancelled" | "superseded";
export type Shown = { steps: JobStep[]; progress: number; note: string | null };

/** Writes what the screen shows, when there is something new, and says how the run stands. */
export function report(run: HeldRun, shown: Shown | null): Promise<Standing> {
  return withGate("system", async (tx) => {
    const cancel = { cancelRequestedAt: jobRun.cancelRequestedAt };
    const [row] = shown
      ? await tx
          .update(jobRun)
          .set({ ...shown, progress: sql`greatest(progress, ${shown.progress}::real)` })
          .where(held(run))
          .returning(cancel)
      : await tx.select(cancel).from(jobRun).where(held(run));
    if (!row) return "superseded";
    return row.cancelRequestedAt === null ? "ours" : "cancelled";
  });
}

/** Done, within the given transaction, unless it was cancelled or lost: then nothing is written and the standing returned. */
export async function markDone(tx: Tx, run: HeldRun, steps: JobStep[], result: JobResult): Promise<Standing> {
  const [done] = await tx
    .update(jobRun)
    .set({ state: "done", progress: 1, steps, result, error: null, endedAt: sql`clock_timestamp()` })
    .where(and(held(run), sql`${jobRun.cancelRequestedAt} is null`))
    .returning({ id: jobRun.id });
  if (done) return "ours";
  const [row] = await tx.select({ id: jobRun.id }).from(jobRun).where(held(run));
  return row ? "cancelled" : "superseded";
}

export async function markCancelled(tx: Tx, run: HeldRun, steps: JobStep[]): Promise<boolean> {
  return ended(
    await tx
      .update(jobRun)
      .set({ state: "cancelled", steps, endedAt: sql`clock_timestamp()` })
      .where(held(run))
      .returning(),
  );
}

export async function markFailed(tx: Tx, run: HeldRun, steps: JobStep[], error: string): Promise<boolean> {
  return ended(
    await tx
      .update(jobRun)
      .set({ state: "failed", steps, error, endedAt: sql`clock_timestamp()` })
      .where(held(run))
      .returning(),
  );
}

/** Back into the queue after a failure, visibly waiting for its next attempt. */
export async function postpone(
  tx: Tx,
  run: HeldRun,
  { steps, error, seconds }: { steps: JobStep[]; error: string; seconds: number },
): Promise<void> {
  const nextAttemptAt = sql`now() + ${seconds}::float8 * interval '1 second'`;
  const rows = await tx
    .update(jobRun)
    .set({ state: "queued", steps, error, workerId: null, nextAttemptAt })
    .where(held(run))
    .returning();
  if (ended(rows)) await addToQueue(tx, run, seconds);
}

/** Back into the queue because the worker stops: no attempt is used up. */
export async function handBack(tx: Tx, run: HeldRun): Promise<void> {
  const rows = await tx
    .update(jobRun)
    .set({ state: "queued", attempts: run.attempt - 1, workerId: null, note: "Interrupted; waiting to go on" })
    .where(held(run))
    .returning();
  if (ended(rows)) await addToQueue(tx, run);
}

/** The runs of workers that went silent. Their locks in the queue are released by the caller, in the same transaction. */
export async function giveBackRuns(tx: Tx, workerIds: readonly string[]): Promise<number> {
  const rows = await tx
    .update(jobRun)
    .set({ state: "queued", workerId: null, error: "The worker that had this run stopped without a word." })
    .where(and(inArray(jobRun.workerId, [...workerIds]), eq(jobRun.state, "running")))
    .returning({ id: jobRun.id });
  return rows.length;
}

function ended(rows: readonly unknown[]): boolean {
  return rows.length > 0;
}
