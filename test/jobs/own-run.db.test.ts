import { beforeAll, expect, it, vi } from "vitest";
import { POST as cancel } from "@/app/api/v1/runs/[id]/cancel/route";
import { POST as retry } from "@/app/api/v1/runs/[id]/retry/route";
import { withScope } from "@/db/client";
import { createKey } from "@/lib/identity/mutations/keys";
import type { KeyScope } from "@/lib/identity/permissions";
import { type Scope, scopeForOperator, sessionScope } from "@/lib/identity/scope";
import { cancelRunAction, retryRunAction } from "@/lib/jobs/actions";
import { cancelJob, enqueueJob } from "@/lib/jobs/mutations";
import { jobQuestions } from "@/lib/jobs/questions";
import { askAs } from "../support/ask";
import { ownPage, requestAs } from "../support/next-request";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

let issuerId: number;
let operator: Scope;
let [ann, ben, ada]: number[] = [];

beforeAll(async () => {
  issuerId = await createIssuer("RUNS");
  operator = await scopeForOperator("RUNS");
  ann = await createPerson("ann@runs.test", [[issuerId, "analyst"]]);
  ben = await createPerson("ben@runs.test", [[issuerId, "analyst"]]);
  ada = await createPerson("ada@runs.test", [[issuerId, "admin"]]);
});

async function as(personId = 0): Promise<Scope> {
  requestAs({ session: await signInAs(personId) });
  return sessionScope("job.read");
}

const startedBy = (scope: Scope, kind = "x") =>
  withScope(scope, (tx) => enqueueJob(tx, scope, { kind, label: "a run", input: {} }));

/** As our own pages ask with the session, or a machine with its key. */
async function byRest(word: "cancel" | "retry", runId: number, key?: string): Promise<Response> {
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : ownPage;
  const request = new Request(`http://localhost:3000/api/v1/runs/${runId}/${word}`, { method: "POST", headers });
  return (word === "cancel" ? cancel : retry)(request, { params: Promise.resolve({ id: String(runId) }) });
}
const cancelByRest = async (runId: number, key?: string) => (await byRest("cancel", runId, key)).status;

it("whoever started a run cancels it, at the screen and by REST; a colleague may not, an admin may", async () => {
  const scope = await as(ann);
  const [first, second, third] = [await startedBy(scope), await startedBy(scope), await startedBy(scope)];
  await as(ben);
  expect(await cancelRunAction({ runId: first })).toMatchObject({ ok: false, code: "forbidden" });
  expect(await cancelByRest(second)).toBe(403);
  const seen = await askAs(jobQuestions.list, {});
  expect(seen.ok && seen.data.map(({ state, isMine }) => [state, isMine])).toEqual(Array(3).fill(["queued", false]));

  await as(ann);
  expect(await cancelRunAction({ runId: first })).toMatchObject({ ok: true });
  expect(await cancelByRest(second)).toBe(202);
  const own = await askAs(jobQuestions.list, {});
  expect(own.ok && own.data.map(({ id, state, isMine }) => [id, state, isMine])).toEqual([
    [third, "queued", true],
    [second, "cancelled", true],
    [first, "cancelled", true],
  ]);
  await as(ada);
  expect(await cancelRunAction({ runId: third })).toMatchObject({ ok: true });
  const trail = (await auditOf(issuerId)).filter(({ action }) => action === "job.cancelled");
  expect(trail.map(({ actor, subject }) => [actor, subject])).toEqual([
    ["ann", `run ${first}`],
    ["ann", `run ${second}`],
    ["ada", `run ${third}`],
  ]);
});

it("a key cancels with the scope for it, whoever has started the run: it is nobody", async () => {
  const keyWith = async (...scopes: KeyScope[]) =>
    (await createKey(operator, { name: "machine", scopes, days: 1 }, new Date())).key;
  const run = await startedBy(operator);
  expect(await cancelByRest(run, await keyWith("job.read"))).toBe(403);
  expect(await cancelByRest(run, await keyWith("job.read", "job.cancel"))).toBe(202);
});

it("whoever started a run starts it anew when he may start such a one, at the screen and by REST; a colleague may not, an admin may", async () => {
  const scope = await as(ann);
  const [question, load] = [await startedBy(scope, "escheat.what-if"), await startedBy(scope, "import.load")];
  for (const run of [question, load]) await cancelJob(scope, run);
  const seen = await askAs(jobQuestions.list, {});
  const mayRetry = new Map(seen.ok ? seen.data.map((run) => [run.id, run.mayRetry]) : []);
  expect([mayRetry.get(question), mayRetry.get(load)]).toEqual([true, false]);

  await as(ben);
  expect((await byRest("retry", question)).status).toBe(403);
  await as(ann);
  const answer = await byRest("retry", question);
  expect([answer.status, await answer.json()]).toMatchObject([202, { id: question, state: "queued" }]);
  expect((await byRest("retry", question)).status).toBe(409);
  await cancelJob(scope, question);
  expect(await retryRunAction({ runId: question })).toMatchObject({ ok: true });
  // Started when he was an admin: an analyst loads no files, and so not once more.
  expect(await retryRunAction({ runId: load })).toMatchObject({ ok: false, code: "forbidden" });
  expect((await byRest("retry", load)).status).toBe(403);

  await as(ada);
  expect((await byRest("retry", load)).status).toBe(202);
});

it("a key starts a run anew with the scope for it, which a refusal names", async () => {
  const keyWith = async (...scopes: KeyScope[]) =>
    (await createKey(operator, { name: "again", scopes, days: 1 }, new Date())).key;
  const run = await startedBy(operator, "escheat.what-if");
  await cancelJob(operator, run);
  const refused = await byRest("retry", run, await keyWith("job.read", "escheat.forecast"));
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { detail: "This API key does not have the scope job.cancel." },
  ]);
  expect((await byRest("retry", run, await keyWith("job.read", "job.cancel"))).status).toBe(202);
});
