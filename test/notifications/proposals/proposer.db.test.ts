import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { jobRun } from "@/db/schema/job";
import { createKey } from "@/lib/identity/mutations/keys";
import { type Scope, scopeForJob, scopeForKey, scopeForOperator } from "@/lib/identity/scope";
import { startProposing } from "@/lib/notifications/mutations/start-propose";
import { readProposer } from "@/lib/notifications/queries/proposer";
import { createIssuer, createPerson } from "../../support/tenants";
import { now, sayHow } from "./arrange";

let scope: Scope;
let mia: number;

beforeAll(async () => {
  const issuerId = await createIssuer("KEYS");
  mia = await createPerson("mia@keys.test", [[issuerId, "manager"]]);
  scope = await scopeForJob(issuerId, { personId: mia, name: "Mia" });
  await sayHow(scope);
});

it("whoever made the key that proposes stands behind the proposal, so that he cannot approve it", async () => {
  const { key } = await createKey(scope, { name: "nightly", scopes: ["notification.propose"], days: null }, now);
  const keyed = await scopeForKey(key, "notification.propose", null);
  expect(keyed.personId).toBeNull();
  expect(await withScope(keyed, (tx) => readProposer(tx, keyed))).toBe(mia);
  const { runId } = await startProposing(keyed);
  const [run] = await withScope(scope, (tx) =>
    tx.select({ input: jobRun.input }).from(jobRun).where(eq(jobRun.id, runId)),
  );
  expect(run?.input).toEqual({ proposedBy: mia });
});

it("a person stands behind his own; nobody behind the nightly run and the command line", async () => {
  expect(await withScope(scope, (tx) => readProposer(tx, scope))).toBe(mia);
  const nightly = await scopeForJob(scope.issuerId, { personId: null, name: "the nightly run" });
  expect(await withScope(nightly, (tx) => readProposer(tx, nightly))).toBeNull();
  const operator = await scopeForOperator("KEYS");
  expect(await withScope(operator, (tx) => readProposer(tx, operator))).toBeNull();
});
