import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { appUrl } from "@/db/role";
import type { Scope } from "@/lib/identity/scope";
import { retryJob } from "@/lib/jobs/mutations";
import { getJob, listJobs } from "@/lib/jobs/queries";
import { registry } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker/start";
import { startDueVerification } from "@/lib/rollups/nightly";
import { loadBatch, makeIssuer } from "../support/cards";
import { until } from "../support/until";

let scope: Scope;
let empty: Scope;

beforeAll(async () => {
  [scope, empty] = [await makeIssuer("SUMS", { timeZone: "America/New_York" }), await makeIssuer("NO-DATA")];
  await loadBatch(scope, {
    types: [{ code: "T" }],
    cards: [{ id: "c", type: "T", soldOn: "2024-01-10" }],
    events: [
      { id: "s", card: "c", kind: "sale", amount: 5_000, on: "2024-01-10" },
      { id: "r", card: "c", kind: "redemption", amount: -1_500, on: "2024-02-10" },
    ],
  });
});

const verifications = async (of: Scope) => (await listJobs(of)).filter(({ kind }) => kind === "rollups.verify");
const addSold = (amount: number) =>
  withScope(scope, (tx) => tx.execute(sql`update gold.type_cohort set sold = sold + ${amount} where sold <> 0`));

it("is queued once for whom it is night, and for nobody without data", async () => {
  // 8 in the morning in New York, then 2 at night, when it is 6 in UTC.
  await startDueVerification(new Date("2024-06-30T12:10:00Z"));
  expect(await verifications(scope)).toEqual([]);
  for (const minute of [10, 20]) await startDueVerification(new Date(`2024-06-30T06:${minute}:00Z`));
  expect(await verifications(scope)).toHaveLength(1);
  await startDueVerification(new Date("2024-06-30T02:10:00Z"));
  expect(await verifications(empty)).toEqual([]);
});

it("fails by the name of the table whose sum is not what the events add up to, and is well again once it is mended", async () => {
  const [queued] = await verifications(scope);
  const id = queued?.id ?? 0;
  await addSold(1);
  const connectionString = appUrl(process.env.DATABASE_URL ?? "");
  const worker = await startWorker({ registry, concurrency: 1, connectionString });
  try {
    const ended = (state: string) =>
      until(`the run is ${state}`, async () => {
        const run = await getJob(scope, id);
        return run.state === state && run;
      });
    const failed = await ended("failed");
    expect(failed.error).toContain("These stored sums differ from the events: gold.type_cohort.");
    // Another attempt of itself would find the same.
    expect(failed.attempts).toBe(1);
    await addSold(-1);
    await retryJob({ ...scope, permissions: new Set([...scope.permissions, "job.cancel"]) }, id);
    expect((await ended("done")).result).toMatchObject({ facts: 2, comparisons: expect.any(Number) });
  } finally {
    await worker.stop();
  }
});
