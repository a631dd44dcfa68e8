import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { APP_ROLE, appUrl } from "@/db/role";
import { seedDemo } from "@/db/seed";
import { SCORE_LOCK } from "@/lib/breakage/card-score/constants";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { startDueForecasts } from "@/lib/breakage/forecast/mutations/nightly";
import { startForecast } from "@/lib/breakage/forecast/mutations/start";
import { listVersions } from "@/lib/breakage/forecast/queries/versions";
import { isUnchanged, runOutcomeOf } from "@/lib/breakage/forecast/run-outcome";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { cancelJob, retryJob } from "@/lib/jobs/mutations";
import { getJob, type JobView } from "@/lib/jobs/queries";
import { registry } from "@/lib/jobs/registry";
import { startWorker, type Worker } from "@/lib/jobs/worker/start";
import { until } from "../../support/until";

// As in the product; other files make theirs on one thread.
process.env.COMPUTE_THREADS = "2";

const now = new Date("2026-11-02T08:00:00Z");
let scope: Scope;
let worker: Worker | null = null;
const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
const start = () => startWorker({ registry, concurrency: 1, connectionString: appUrl(process.env.DATABASE_URL ?? "") });

beforeAll(async () => {
  await seedDemo({ cards: 600, seed: 3 });
  scope = await scopeForOperator("DEMO");
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await owner.end();
});

const ended = (id: number) =>
  until<JobView>(
    `run ${id} has ended`,
    async () => {
      const run = await getJob(scope, id);
      return (run.state === "done" || run.state === "failed" || run.state === "cancelled") && run;
    },
    150,
  );
const states = ({ steps }: JobView) => steps.map(({ name, state }) => `${name} ${state}`);

it("a forecast without scores is due for a run of its own: the cards are scored, and after that nothing is due", async () => {
  await makeForecasts(scope, { currency: "EUR" }, { now });
  const due = await startDueForecasts(now, { anyHour: true });
  expect(due).toHaveLength(1);
  worker = await start();
  const run = await ended(due[0] ?? 0);
  expect([run.state, run.progress, run.error]).toEqual(["done", 1, null]);
  expect(states(run)).toEqual([
    "gathering done",
    "forecasting done",
    "storing done",
    "spreading done",
    "scoring done",
    "comparing done",
  ]);
  const outcome = runOutcomeOf(run.result);
  expect(outcome).toMatchObject({ dataDate: "2026-10-31", scores: { asOf: "2026-10-31", status: "ok" } });
  expect(outcome?.versions.find(({ currency }) => currency === "EUR")?.state).toBe("unchanged");
  expect(await startDueForecasts(now, { anyHour: true })).toEqual([]);
}, 180_000);

it("asked for again of the same data it makes nothing: no version and no score", async () => {
  const run = await ended((await startForecast(scope, {})).runId);
  const outcome = runOutcomeOf(run.result);
  expect(outcome && isUnchanged(outcome)).toBe(true);
  expect(outcome?.scores.status).toBe("unchanged");
}, 180_000);

it("cancelled while it scores it leaves the version that it made, and tried again it goes on from there", async () => {
  await owner`select pg_advisory_lock(${SCORE_LOCK}, ${scope.issuerId})`;
  const { runId } = await startForecast(scope, { asOf: "2026-06-30", currency: "USD" });
  const scoring = ({ steps }: JobView) => steps.some(({ name, state }) => name === "scoring" && state === "running");
  await until("it waits to score", async () => scoring(await getJob(scope, runId)), 150);
  await cancelJob(scope, runId);
  const cancelled = await ended(runId);
  expect(cancelled.state).toBe("cancelled");
  expect(states(cancelled)).toEqual([
    "gathering done",
    "forecasting done",
    "storing done",
    "spreading done",
    "scoring failed",
    "comparing skipped",
  ]);
  const versions = await listVersions(scope, "USD");
  expect(versions.map(({ dataDate }) => dataDate)).toEqual(["2026-10-31", "2026-06-30"]);

  await owner`select pg_advisory_unlock(${SCORE_LOCK}, ${scope.issuerId})`;
  await retryJob(scope, runId);
  const run = await ended(runId);
  expect([run.state, states(run).at(-1)]).toEqual(["done", "comparing done"]);
  expect(runOutcomeOf(run.result)).toMatchObject({
    versions: [{ id: versions[1]?.id, state: "unchanged" }],
    scores: { asOf: "2026-10-31", status: "unchanged" },
  });
}, 180_000);

it("a run whose comparison fails is done, with its versions and scores: the step alone has failed", async () => {
  await owner`revoke select, insert on gold.forecast_move from ${owner(APP_ROLE)}`;
  const run = await ended((await startForecast(scope, {})).runId);
  await owner`grant select, insert on gold.forecast_move to ${owner(APP_ROLE)}`;
  expect([run.state, run.attempts, run.error]).toEqual(["done", 1, null]);
  expect(states(run).slice(-2)).toEqual(["scoring done", "comparing failed"]);
  expect(runOutcomeOf(run.result)).toMatchObject({ dataDate: "2026-10-31", scores: { asOf: "2026-10-31" } });
}, 180_000);

it("a run that is cancelled while it compares is cancelled, and no failed comparison", async () => {
  const comparing = ({ steps }: JobView) =>
    steps.some(({ name, state }) => name === "comparing" && state === "running");
  let runId = 0;
  await owner.begin(async (tx) => {
    await tx`lock table gold.forecast_move in access exclusive mode`;
    ({ runId } = await startForecast(scope, {}));
    await until("it waits to compare", async () => comparing(await getJob(scope, runId)), 150);
    await cancelJob(scope, runId);
    expect((await ended(runId)).state).toBe("cancelled");
  });
  await retryJob(scope, runId);
  expect((await ended(runId)).state).toBe("done");
}, 180_000);
