import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connection, withGate, withScope } from "@/db/client";
import { appUrl } from "@/db/role";
import { jobRun } from "@/db/schema/job";
import { Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { JobHandler, JobRegistry } from "@/lib/jobs/context";
import { cancelJob, enqueueJob, retryJob, takeEndedJobs } from "@/lib/jobs/mutations";
import { findJob, getJob, listJobs } from "@/lib/jobs/queries";
import { pulse } from "@/lib/jobs/worker/pulse";
import { startWorker, type Worker } from "@/lib/jobs/worker/start";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";

const handlers = new Map<string, JobHandler>();
const registry: JobRegistry = new Proxy(
  {},
  {
    getOwnPropertyDescriptor: (_, kind) =>
      handlers.has(String(kind)) ? { configurable: true, enumerable: true } : undefined,
    get: (_, kind) => async () => handlers.get(String(kind)),
  },
);
const connectionString = appUrl(process.env.DATABASE_URL ?? "");
const start = (options = {}) => startWorker({ registry, concurrency: 2, connectionString, ...options });

let scope: Scope;
let other: Scope;
let worker: Worker | null = null;

beforeAll(async () => {
  [scope, other] = await Promise.all([createIssuer(), createIssuer()]);
});
beforeEach(async () => {
  handlers.clear();
});
afterAll(() => worker?.stop());

const put = (kind: string, input = {}) =>
  withScope(scope, (tx) => enqueueJob(tx, scope, { kind, label: `Test of ${kind}`, input }));
const inState = (id: number, state: string, seconds?: number) =>
  until(
    `run ${id} is ${state}`,
    async () => {
      const run = await getJob(scope, id);
      return run.state === state && run;
    },
    seconds,
  );
/** The queue is told of a run's end a moment after the run itself. */
const queueEmpties = () =>
  until("the queue is empty", async () => (await connection().sql`select from graphile_worker.jobs`).length === 0);
const comesDueNow = () =>
  until("the queue lets it be brought forward", async () => {
    const rows = await connection()
      .sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null returning id`;
    return rows.length > 0;
  });
const waitForAbort = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

describe("queueing", () => {
  it("a rolled-back change leaves no run and no entry in the queue (BG-8)", async () => {
    await expect(
      withScope(scope, async (tx) => {
        await enqueueJob(tx, scope, { kind: "x", label: "never", input: {} });
        throw new Error("the change fails");
      }),
    ).rejects.toThrow("the change fails");
    expect(await listJobs(scope)).toHaveLength(0);
    expect(await connection().sql`select * from graphile_worker.jobs`).toHaveLength(0);
  });

  it("five waiting: each owner sees his place, also behind another issuer's run, and nothing of that run (BG-9)", async () => {
    await withScope(other, (tx) => enqueueJob(tx, other, { kind: "x", label: "theirs", input: {} }));
    const ids = [];
    for (let i = 0; i < 4; i++) ids.push(await put("x"));
    const mine = await listJobs(scope);
    expect(mine.map((run) => [run.id, run.place, run.progress])).toEqual(
      [...ids.entries()].map(([i, id]) => [id, i + 2, 0]).reverse(),
    );
    expect(JSON.stringify(mine)).not.toContain("theirs");
    expect(mine[0]?.startedByName).toBe(scope.actor);
    await cancelJob(scope, ids[0] ?? 0);
    expect((await getJob(scope, ids[1] ?? 0)).place).toBe(2);
    for (const id of ids.slice(1)) await cancelJob(scope, id);
    expect(await connection().sql`select * from graphile_worker.jobs`).toHaveLength(1);
    await connection().sql`select graphile_worker.remove_job(key) from graphile_worker.jobs`;
  });

  it("a stranger's run does not exist: not read, not cancelled, not retried", async () => {
    const id = await put("x");
    expect(await findJob(other, id)).toBeNull();
    expect((await listJobs(other)).map((run) => run.label)).toEqual(["theirs"]);
    await expect(cancelJob(other, id)).rejects.toThrow(NotFound);
    await expect(retryJob(other, id)).rejects.toThrow(NotFound);
    await cancelJob(scope, id);
    await expect(retryJob(other, id)).rejects.toThrow(NotFound);
  });
});

describe("waking", () => {
  it("a worker that would look again in ten minutes takes a run up all the same: it is woken (BG-1)", async () => {
    handlers.set("woken", async () => ({}));
    const own = await start({ pollMs: 600_000 });
    try {
      // The first may come before the worker listens.
      await until("it listens", async () => {
        const id = await put("woken");
        return inState(id, "done", 2).catch(() => null);
      });
      await inState(await put("woken"), "done");
    } finally {
      await own.stop();
      await connection().sql`select graphile_worker.remove_job(key) from graphile_worker.jobs`;
    }
  });
});

describe("working", () => {
  beforeAll(async () => {
    worker = await start();
  });

  it("a run shows steps and a progress that never falls, and is 1 only when done (Z-5)", async () => {
    const seen: number[] = [];
    handlers.set("steps", async (context) => {
      await context.step("Reading", async () => context.progress(0.5));
      context.progress(0.2);
      await context.step("Writing", () => new Promise((resolve) => setTimeout(resolve, 1200)));
      context.progress(5, "nearly");
      await new Promise((resolve) => setTimeout(resolve, 700));
      return { rows: 3 };
    });
    const id = await put("steps");
    const run = await until("it ends", async () => {
      const now = await getJob(scope, id);
      seen.push(now.progress);
      return now.endedAt && now;
    });
    expect(run).toMatchObject({ state: "done", progress: 1, result: { rows: 3 }, attempts: 1, error: null });
    expect(run.steps.map(({ name, state }) => [name, state])).toEqual([
      ["Reading", "done"],
      ["Writing", "done"],
    ]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen.map((value) => value.toFixed(2)))).toEqual(new Set(["0.00", "0.50", "0.99", "1.00"]));
    await queueEmpties();
  });

  it("the end is told once, and only to who started it", async () => {
    const ended = await takeEndedJobs(scope);
    expect(ended.map((run) => run.state)).toContain("done");
    expect(await takeEndedJobs(scope)).toHaveLength(0);
    expect(await takeEndedJobs(other)).toHaveLength(0);
  });

  it("what the data forbids fails at once with its sentence; a failed step leaves the later ones not done (Z-4)", async () => {
    handlers.set("forbidden", async (context) => {
      await context.step("First", async () => {
        throw new Invalid("The file holds no rows.");
      });
      return undefined;
    });
    const run = await inState(await put("forbidden"), "failed");
    expect(run).toMatchObject({ attempts: 1, error: "The file holds no rows.", nextAttemptAt: null });
    expect(run.steps[0]?.state).toBe("failed");
    expect(run.progress).toBeLessThan(1);
  });

  it("a planted fault is retried with its reason and next time shown, then stays as failed until retried by hand (BG-5)", async () => {
    let mended = false;
    handlers.set("faulty", async () => {
      if (!mended) throw new Error("connect to ann@example.com failed");
      return {};
    });
    const id = await put("faulty");
    const waiting = await until("it waits for the second attempt", async () => {
      const run = await getJob(scope, id);
      return run.nextAttemptAt && run;
    });
    expect(waiting).toMatchObject({ state: "queued", attempts: 1, error: "connect to [address] failed" });
    const delay = (waiting.nextAttemptAt?.getTime() ?? 0) - Date.now();
    expect(delay).toBeGreaterThan(5_000);
    expect(delay).toBeLessThan(11_000);
    await comesDueNow();
    await until("the second attempt", async () => (await getJob(scope, id)).attempts === 2);
    await until("it waits again", async () => (await getJob(scope, id)).state === "queued");
    await comesDueNow();
    const dead = await inState(id, "failed");
    expect(dead).toMatchObject({ attempts: 3, attemptsAllowed: 3, nextAttemptAt: null });
    await queueEmpties();

    mended = true;
    await retryJob(scope, id);
    expect(await inState(id, "done")).toMatchObject({ attempts: 1, error: null, progress: 1 });
    await expect(retryJob(scope, id)).rejects.toThrow("Only a run that has failed or was cancelled");
    const [trail] = await withScope(scope, (tx) =>
      tx.execute(sql`select array_agg(action order by id) as said from app.audit_event where subject = ${`run ${id}`}`),
    );
    expect(trail?.said).toEqual(["job.failed", "job.retried"]);
  });

  it("cancelling ends a run within seconds even in the middle of a long statement", async () => {
    handlers.set("long", async (context) => {
      await context.transaction(async (tx) => {
        await tx.execute(sql`select pg_sleep(60)`);
      });
      return {};
    });
    const id = await put("long");
    await inState(id, "running");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = Date.now();
    await cancelJob(scope, id);
    const run = await inState(id, "cancelled", 5);
    expect(Date.now() - asked).toBeLessThan(3_000);
    expect(run.progress).toBeLessThan(1);
    await cancelJob(scope, id); // Twice is the same as once.
    await expect(cancelJob(scope, (await listJobs(scope, { states: ["done"] }))[0]?.id ?? 0)).rejects.toThrow(
      "already ended",
    );
  });

  it("done and its effects are one commit: a run cancelled before that commit leaves nothing", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    handlers.set("effects", async (context) => {
      await withScope(context.scope, async (tx) => {
        await tx.execute(sql`create temporary table probe_run (id int) on commit drop`);
        await gate;
        await context.complete(tx, { effect: true });
      });
      return undefined;
    });
    const id = await put("effects");
    await inState(id, "running");
    await connection().sql`select 1`;
    await withGate("system", (tx) => tx.update(jobRun).set({ cancelRequestedAt: new Date() }).where(sql`id = ${id}`));
    go();
    expect((await inState(id, "cancelled")).result).toBeNull();

    const again = await put("effects");
    expect(await inState(again, "done")).toMatchObject({ result: { effect: true }, progress: 1 });
  });

  it("runs of one issuer that change facts go one after another", async () => {
    let running = 0;
    let most = 0;
    handlers.set("import.load", async () => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running--;
      return {};
    });
    const ids = [await put("import.load"), await put("import.load"), await put("import.load")];
    for (const id of ids) await inState(id, "done");
    expect(most).toBe(1);
  });

  it("a run that takes longer than a dead worker is waited for stays with the worker that lives", async () => {
    handlers.set("long arithmetic", async (context) => {
      await waitForAbort(context.signal);
      return {};
    });
    const id = await put("long arithmetic");
    await inState(id, "running");
    const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
    const aged = await owner`update graphile_worker._private_jobs set locked_at = locked_at - interval '10 minutes'
      where key = ${`run-${id}`} and locked_by is not null returning id`;
    await owner.end();
    expect(aged.length).toBe(1);
    await pulse([]); // As another worker would, looking for the dead.
    expect(await getJob(scope, id)).toMatchObject({ state: "running", attempts: 1, error: null });
    await cancelJob(scope, id);
    await inState(id, "cancelled", 5);
  });

  it("a graceful stop hands the run back unharmed and the next worker takes it up; no attempt is used", async () => {
    handlers.set("patient", async (context) => {
      await waitForAbort(context.signal);
      return {};
    });
    const id = await put("patient");
    await inState(id, "running");
    const asked = Date.now();
    await worker?.stop();
    expect(Date.now() - asked).toBeLessThan(3_000);
    expect(await getJob(scope, id)).toMatchObject({ state: "queued", attempts: 0, error: null, place: 1 });
    handlers.set("patient", async () => ({ second: true }));
    worker = await start();
    expect(await inState(id, "done")).toMatchObject({ attempts: 1, result: { second: true } });
  });

  it("a lost connection to the database is survived: the next run is done without a new process", async () => {
    await connection().sql`select 1`;
    handlers.set("after", async () => ({}));
    const admin = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await admin.end();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const id = await put("after");
    await inState(id, "done", 20);
  });
});
