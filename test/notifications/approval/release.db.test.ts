import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { NotFound } from "@/lib/errors";
import { registry } from "@/lib/jobs/registry";
import { attemptRun } from "@/lib/jobs/worker/attempt";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { pauseBatch, stopBatch } from "@/lib/notifications/mutations/hold";
import { type ReleaseOptions, releaseApproved } from "@/lib/notifications/mutations/release";
import { undoApproval } from "@/lib/notifications/mutations/undo";
import { listApprovals } from "@/lib/notifications/queries/approvals";
import { endBatches } from "@/lib/notifications/sending/mutations/batch-end";
import { openBatch } from "@/lib/notifications/sending/mutations/open-batch";
import { auditOf } from "../../support/tenants";
import { sampleMember } from "./sample-batch";
import { after, behindItsBack, type House, NOW, openHouse, stateOf, storeBatch } from "./stored-batch";

let house: House;
let elsewhere: House;

beforeAll(async () => {
  house = await openHouse("LARGE");
  elsewhere = await openHouse("OTHER-LARGE");
});

/** Larger than what is released at once. */
const AT_ONCE = 10;
const members = [
  ...Array.from({ length: 38 }, (_, index) => sampleMember(index + 1)),
  sampleMember(39, { mailbox: "person1@example.test", leads: false, lossOn: "2026-12-24" }),
  sampleMember(40, { leftOut: "opted-out", dueAt: null }),
];

async function approveLarge(minutes = 0, stored?: { id: number; seal: string }) {
  const { id, seal } = stored ?? (await storeBatch(house.scope, { members }));
  const mia = await house.scopeOf("mia");
  const approved = await approveBatch(mia, { batchId: id, seal }, after(minutes), undefined, AT_ONCE);
  return { id, seal, mia, approved, run: { batchId: id, approvedAt: after(minutes).toISOString() } };
}

type Run = { batchId: number; approvedAt: string };
const release = (run: Run, options: Partial<ReleaseOptions> = {}) =>
  releaseApproved(house.scope, run, { now: NOW, ...options });

async function runsOf(batchId: number) {
  const rows = await withScope(house.scope, (tx) =>
    tx.execute<{ id: number; state: string; result: object | null }>(sql`
      select id, state, result from app.job_run where issuer_id = ${house.scope.issuerId}
        and kind = 'notifications.release' and (input->>'batchId')::int = ${batchId} order by id`),
  );
  return [...rows];
}

const nothingDone = { outbox: [], armed: 0 };
async function doneOf(id: number) {
  const { outbox, arms } = await stateOf(house.scope, id);
  return { outbox: outbox.map(({ mailbox }) => mailbox), armed: arms.filter(({ arm }) => arm !== null).length };
}

describe("the approval of a large audience", () => {
  it("answers at once with what will be, and a run does what a small one is given in the same transaction", async () => {
    const { id, approved, run } = await approveLarge();
    // Of 38 mailboxes 10 % are 3.8, so 4 are held out and 34 remain.
    expect(approved).toEqual({ state: "releasing", approvedAt: NOW, releasesAt: after(10), messages: 34, heldOut: 4 });
    expect(await doneOf(id)).toEqual(nothingDone);
    expect(await runsOf(id)).toMatchObject([{ state: "queued" }]);
    expect(await release(run)).toEqual({ released: "released", messages: 34, heldOut: 4 });
    const large = await stateOf(house.scope, id);
    expect(large.state).toBe("approved");
    expect(large.outbox).toHaveLength(34);
    const actions = (await auditOf(house.scope.issuerId)).map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(["notification.approved", "notification.released"]);

    const small = await storeBatch(house.scope, { members });
    await approveBatch(await house.scopeOf("mia"), { batchId: small.id, seal: small.seal }, NOW);
    const { outbox, arms } = await stateOf(house.scope, small.id);
    expect(large.outbox).toEqual(outbox);
    expect(large.arms).toEqual(arms);
  });

  it("is worked off by the queue, and its run says how it went", async () => {
    const { id } = await approveLarge();
    const [queued] = await runsOf(id);
    const waiting = (await listApprovals(await house.scopeOf("mia"), after(99))).revocable.find((one) => one.id === id);
    expect(waiting).toMatchObject({ state: "releasing", release: { runId: queued?.id, state: "queued", progress: 0 } });
    const signal = new AbortController().signal;
    await attemptRun(queued?.id ?? 0, { workerId: "here", registry, stopping: signal });
    const [done] = await runsOf(id);
    expect(done).toMatchObject({ state: "done", result: { released: "released", messages: 34, heldOut: 4 } });
    expect((await doneOf(id)).outbox).toHaveLength(34);
  });

  it("lets nothing leave and ends nothing while it is being released, however late it is", async () => {
    const { id, run } = await approveLarge();
    const late = after(60 * 24 * 30);
    expect(await openBatch(house.scope, id, late)).toEqual({ state: "not-now" });
    await endBatches(house.scope, late);
    expect((await stateOf(house.scope, id)).state).toBe("releasing");
    expect((await stateOf(house.scope, id)).arms.every(({ outcome }) => outcome === null)).toBe(true);
    // A release that comes late still keeps each message until the moment it was approved for.
    await release(run, { now: late });
    const dues = (await stateOf(house.scope, id)).outbox.map(({ due_at }) => new Date(due_at).toISOString());
    expect(new Set(dues)).toEqual(new Set(["2026-12-01T15:00:00.000Z"]));
  });

  it("can be taken back at any moment while it is being released, and the run then changes nothing", async () => {
    const { id, mia, run, seal } = await approveLarge();
    // Long after the undo time of an approval whose messages were in place.
    await undoApproval(mia, { batchId: id }, after(600));
    expect(await release(run)).toEqual({ released: "taken-back" });
    expect((await stateOf(house.scope, id)).state).toBe("proposed");
    expect(await doneOf(id)).toEqual(nothingDone);
    // Approved anew, the run of the first approval has nothing to do with it.
    const again = await approveLarge(601, { id, seal });
    expect(await release(run)).toEqual({ released: "taken-back" });
    expect(await release(again.run)).toMatchObject({ released: "released", messages: 34 });
  });

  it("taken back while the messages are being placed, is undone whole and keeps nobody waiting", async () => {
    const { id, mia, run } = await approveLarge();
    const outcome = await release(run, {
      step: async (name, work) => {
        const done = await work();
        if (name === "placing") await undoApproval(mia, { batchId: id }, after(1));
        return done;
      },
    });
    expect(outcome).toEqual({ released: "taken-back" });
    expect((await stateOf(house.scope, id)).state).toBe("proposed");
    expect(await doneOf(id)).toEqual(nothingDone);
  });

  it("whose run dies in the middle leaves nothing half done, and the next attempt does all of it once", async () => {
    const { id, run } = await approveLarge();
    const dies = release(run, {
      step: async (name, work) => {
        const done = await work();
        if (name === "placing") throw new Error("the worker was killed");
        return done;
      },
    });
    await expect(dies).rejects.toThrow("killed");
    expect(await doneOf(id)).toEqual(nothingDone);
    expect((await stateOf(house.scope, id)).state).toBe("releasing");
    expect(await release(run)).toMatchObject({ released: "released", messages: 34 });
    // A run that was given to two workers: the second finds it done.
    expect(await release(run)).toEqual({ released: "taken-back" });
    expect((await doneOf(id)).outbox).toHaveLength(34);
  });

  it("two at once do it once", async () => {
    const { id, run } = await approveLarge();
    const outcomes = (await Promise.all([release(run), release(run)])).map(({ released }) => released);
    expect(outcomes.toSorted()).toEqual(["released", "taken-back"]);
    expect((await doneOf(id)).outbox).toHaveLength(34);
  });

  it("refuses what is no longer what was sealed, and its note names the person", async () => {
    const { id, run } = await approveLarge();
    await behindItsBack(
      (owner) => owner`update silver.notification_member set address = 'other@example.test'
        where batch_id = ${id} and customer_id = 7`,
    );
    expect(await release(run)).toEqual({ released: "refused" });
    const { state, note, outbox, arms } = await stateOf(house.scope, id);
    expect([state, outbox.length]).toEqual(["refused", 0]);
    expect(note).toContain("customer 7");
    expect(new Set(arms.map(({ outcome }) => outcome))).toEqual(new Set(["stopped", null]));
  });

  it("whose head was changed behind its back is refused at once", async () => {
    const stored = await storeBatch(house.scope, { members });
    await behindItsBack(
      (owner) => owner`update app.notification_batch set value_at_stake = value_at_stake + 1 where id = ${stored.id}`,
    );
    await expect(approveLarge(0, stored)).rejects.toThrow(/not what was sealed/);
  });

  it("can be neither paused nor stopped before it is released: taking it back is the way", async () => {
    const { id, mia } = await approveLarge();
    await expect(pauseBatch(mia, { batchId: id }, after(1))).rejects.toThrow(/being released/);
    await expect(stopBatch(mia, { batchId: id, reason: "enough" }, after(1))).rejects.toThrow(/being released/);
    const twice = approveLarge(1, { id, seal: (await storedSeal(id)) ?? "" });
    await expect(twice).rejects.toThrow(/approved already, by mia/);
  });

  it("is nobody else's: another issuer's run finds no such batch", async () => {
    const { id, run } = await approveLarge();
    await expect(releaseApproved(elsewhere.scope, run, { now: NOW })).rejects.toThrow(NotFound);
    expect((await stateOf(house.scope, id)).state).toBe("releasing");
  });
});

async function storedSeal(id: number): Promise<string | undefined> {
  const [row] = await withScope(house.scope, (tx) =>
    tx.execute<{ seal: string }>(sql`select seal from app.notification_batch where id = ${id}`),
  );
  return row?.seal;
}
