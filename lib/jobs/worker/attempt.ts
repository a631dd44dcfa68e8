import { type Tx, withGate, withScope } from "@/db/client";
import { isDomainError } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import { log } from "@/lib/log";
import { outageOf } from "@/lib/outage";
import { redact } from "@/lib/redact";
import { secondsUntilRetry } from "../backoff";
import { kindInfo } from "../constants";
import type { JobContext, JobRegistry, JobResult } from "../context";
import { Interrupted } from "../interruption";
import { Progress } from "./progress";
import { claim, type HeldRun, handBack, markCancelled, markDone, markFailed, postpone } from "./run-row";
import { interruptible } from "./transaction";

export type Slot = { workerId: string; registry: JobRegistry; stopping: AbortSignal };

/** One attempt at one run, from taking it up to whatever comes of it. Throws only when the database cannot be told. */
export async function attemptRun(runId: number, { workerId, registry, stopping }: Slot): Promise<void> {
  const run = await claim(runId, workerId);
  if (!run) return;
  const about = { run: run.id, kind: run.kind, attempt: run.attempt };
  log.info(about, "run started");
  const abort = new AbortController();
  const stop = () => abort.abort(new Interrupted("stopping"));
  if (stopping.aborted) stop();
  stopping.addEventListener("abort", stop, { once: true });
  const progress = new Progress(run, kindInfo(run.kind).steps, abort, (error) =>
    log.warn({ ...about, err: error }, "the run's progress could not be written"),
  );
  try {
    const result = await work(run, registry, { progress, signal: abort.signal });
    await progress.close();
    const standing = await withGate("system", (tx) => markDone(tx, run, progress.stepsAt("done"), result ?? {}));
    if (standing === "cancelled") await withGate("system", (tx) => markCancelled(tx, run, progress.stepsAt("failed")));
    log.info(about, "run ended");
  } catch (error) {
    await progress.close();
    const interruption = abort.signal.aborted ? abort.signal.reason : error;
    if (interruption instanceof Interrupted) await settleInterruption(run, interruption, progress);
    else await settleFailure(run, error, progress);
  } finally {
    stopping.removeEventListener("abort", stop);
  }
}

async function work(
  run: HeldRun,
  registry: JobRegistry,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<JobResult | undefined> {
  const load = Object.hasOwn(registry, run.kind) ? registry[run.kind] : undefined;
  if (!load) throw new Error(`Nothing here can do runs of kind ${run.kind}`);
  const handler = await load();
  const scope = await scopeForJob(run.issuerId, { personId: run.startedBy, name: run.startedByName });
  const context: JobContext<Readonly<Record<string, unknown>>> = {
    scope,
    runId: run.id,
    input: run.input,
    attempt: run.attempt,
    signal,
    throwIfCancelled: () => signal.throwIfAborted(),
    step: (name, body) => {
      signal.throwIfAborted();
      return progress.step(name, body);
    },
    progress: (fraction, note) => progress.tell(fraction, note),
    transaction: (body) => interruptible(scope, signal, body),
    complete: (tx, result) => complete(tx, run, progress, result),
  };
  signal.throwIfAborted();
  return handler(context);
}

async function complete(tx: Tx, run: HeldRun, progress: Progress, result: JobResult): Promise<void> {
  const standing = await markDone(tx, run, progress.stepsAt("done"), result);
  if (standing !== "ours") throw new Interrupted(standing);
}

async function settleInterruption(run: HeldRun, { reason }: Interrupted, progress: Progress): Promise<void> {
  log.info({ run: run.id, kind: run.kind, reason }, "run interrupted");
  if (reason === "superseded") return;
  await withGate("system", async (tx) => {
    if (reason === "cancelled") await markCancelled(tx, run, progress.stepsAt("failed"));
    else await handBack(tx, run);
  });
}

async function settleFailure(run: HeldRun, error: unknown, progress: Progress): Promise<void> {
  // What the data forbids will be forbidden again; a service that does not answer may answer later.
  const hopeless = isDomainError(error) && error.status < 429;
  const seconds = hopeless ? null : secondsUntilRetry(kindInfo(run.kind), run.attempt);
  const reason = redact(outageOf(error) ?? (error instanceof Error ? error.message : String(error)));
  const about = { run: run.id, kind: run.kind, attempt: run.attempt, err: error, retryInSeconds: seconds };
  log[hopeless ? "warn" : "error"](about, "run failed");
  const steps = progress.stepsAt("failed");
  if (seconds !== null) {
    await withGate("system", (tx) => postpone(tx, run, { steps, error: reason, seconds }));
    return;
  }
  const scope: Scope = await scopeForJob(run.issuerId, { personId: run.startedBy, name: run.startedByName });
  await withScope(scope, async (tx) => {
    if (!(await markFailed(tx, run, steps, reason))) return;
    await writeAudit(tx, scope, { action: "job.failed", subject: `run ${run.id}`, detail: { kind: run.kind } });
  });
}
