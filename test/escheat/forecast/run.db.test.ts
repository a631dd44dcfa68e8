import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appUrl } from "@/db/role";
import { seedDemo } from "@/db/seed";
import { escheatOutcomeOf, isUnchanged } from "@/lib/escheat/forecast/run-outcome";
import { whatIfResultOf } from "@/lib/escheat/forecast/what-if-result";
import { whatIfInput } from "@/lib/escheat/forecast/what-if-schema";
import { startDueEscheatForecasts } from "@/lib/escheat/mutations/nightly";
import { startEscheatForecast } from "@/lib/escheat/mutations/start-forecast";
import { startWhatIf } from "@/lib/escheat/mutations/start-what-if";
import { listEscheatVersions } from "@/lib/escheat/queries/forecast-versions";
import { findWhatIfRun } from "@/lib/escheat/queries/what-if";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { cancelJob } from "@/lib/jobs/mutations";
import { getJob, type JobView } from "@/lib/jobs/queries";
import { registry } from "@/lib/jobs/registry";
import { startWorker, type Worker } from "@/lib/jobs/worker/start";
import { createIssuer } from "../../support/issuer";
import { until } from "../../support/until";

const now = new Date("2026-11-02T08:00:00Z");
let scope: Scope;
let worker: Worker | null = null;
const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });

beforeAll(async () => {
  await seedDemo({ cards: 600, seed: 3 });
  scope = await scopeForOperator("DEMO");
  worker = await startWorker({
    registry,
    concurrency: 1,
    connectionString: appUrl(process.env.DATABASE_URL ?? ""),
  });
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await owner.end();
});

const ended = (id: number, of = scope) =>
  until<JobView>(
    `run ${id} has ended`,
    async () => {
      const run = await getJob(of, id);
      return (run.state === "done" || run.state === "failed" || run.state === "cancelled") && run;
    },
    100,
  );
const states = ({ steps }: JobView) => steps.map(({ name, state }) => `${name} ${state}`);

it("is due by itself where nothing was determined yet, and is not once it is done; an issuer without data never is", async () => {
  await createIssuer("EMPTY");
  const due = await startDueEscheatForecasts(now, { anyHour: true });
  expect(due).toHaveLength(1);
  const run = await ended(due[0] ?? 0);
  expect([run.state, run.progress, run.error]).toEqual(["done", 1, null]);
  expect(states(run)).toEqual(["preparing done", "determining done", "storing done"]);
  expect(escheatOutcomeOf(run.result)?.escheatAsOf).toBe("2026-10-31");
  expect(await startDueEscheatForecasts(now, { anyHour: true })).toEqual([]);
}, 120_000);

it("is due again when a rule has changed, and not in every hour", async () => {
  await owner`
    update app.issuer set state_of_incorporation = 'NV' where id = ${scope.issuerId}`;
  // 3 in the morning in New York.
  expect(await startDueEscheatForecasts(new Date("2026-11-03T08:00:00Z"))).toEqual([]);
  const due = await startDueEscheatForecasts(new Date("2026-11-03T09:00:00Z"));
  expect(due).toHaveLength(1);
  expect((await ended(due[0] ?? 0)).state).toBe("done");
}, 120_000);

it("asked for again of the same data and rules makes nothing", async () => {
  const before = await listEscheatVersions(scope, "USD");
  const run = await ended((await startEscheatForecast(scope, {})).runId);
  const outcome = escheatOutcomeOf(run.result);
  expect(outcome && isUnchanged(outcome)).toBe(true);
  expect(await listEscheatVersions(scope, "USD")).toEqual(before);
}, 120_000);

it("cancelled while it works leaves no version", async () => {
  const before = await listEscheatVersions(scope, "USD");
  await owner`select pg_advisory_lock(${IMPORT_LOCK}, ${scope.issuerId})`;
  const { runId } = await startEscheatForecast(scope, { asOf: "2026-06-30" });
  await until("it has begun", async () => (await getJob(scope, runId)).state === "running", 100);
  await cancelJob(scope, runId);
  expect((await ended(runId)).state).toBe("cancelled");
  await owner`select pg_advisory_unlock(${IMPORT_LOCK}, ${scope.issuerId})`;
  expect(await listEscheatVersions(scope, "USD")).toEqual(before);
}, 120_000);

it("a question is answered by a run that is found again by the question, and by nobody else", async () => {
  const question = whatIfInput.parse({
    asOf: "2026-10-31",
    currency: "USD",
    state: "US-NY",
    dormancyYears: "2",
    // Belongs to another kind of question.
    to: "US-NM",
  });
  const { runId } = await startWhatIf(scope, question);
  const run = await ended(runId);
  expect([run.state, states(run)]).toEqual(["done", ["preparing done", "determining done"]]);
  const found = await findWhatIfRun(scope, { ...question, to: undefined });
  expect(found?.id).toBe(runId);
  const result = whatIfResultOf(found?.result ?? null);
  expect(result?.moved.cards).toBeGreaterThan(0);
  expect(new Set(result?.rows.map(({ jurisdiction }) => jurisdiction))).toEqual(new Set(["US-NY"]));
  expect(await findWhatIfRun(await scopeForOperator("EMPTY"), question)).toBeNull();
}, 120_000);

it("a question that contradicts itself is refused before anybody waits for it", async () => {
  const question = { asOf: "2026-10-31", currency: "USD", state: "US-OH", claim: "exempt", percent: "50" } as const;
  await expect(startWhatIf(scope, whatIfInput.parse(question))).rejects.toThrow("there is no share");
});
