import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { notificationSetting } from "@/db/schema/notification";
import { NotFound } from "@/lib/errors";
import { scopeForJob } from "@/lib/identity/scope";
import { approveBatchesAction } from "@/lib/notifications/actions/decisions";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { pauseBatch, resumeBatch, stopBatch } from "@/lib/notifications/mutations/hold";
import { rejectBatch } from "@/lib/notifications/mutations/reject";
import { undoApproval } from "@/lib/notifications/mutations/undo";
import { auditOf } from "../../support/tenants";
import { sampleMember } from "./sample-batch";
import { after, behindItsBack, type House, NOW, openHouse, stateOf, storeBatch } from "./stored-batch";

let house: House;
let elsewhere: House;

beforeAll(async () => {
  house = await openHouse("PIER");
  elsewhere = await openHouse("OTHER");
});

const many = (count: number) => Array.from({ length: count }, (_, index) => sampleMember(index + 1));

describe("the last approval that is needed", () => {
  it("draws the hold-out, puts one message per mailbox into the outbox and names the moment of release", async () => {
    const members = [
      ...many(38),
      // Two more people who share a mailbox with the first: one message, which bears the first one's name.
      sampleMember(39, { mailbox: "person1@example.test", leads: false, lossOn: "2026-12-24" }),
      sampleMember(40, { leftOut: "opted-out", dueAt: null }),
    ];
    const { id, seal } = await storeBatch(house.scope, { members });
    const approved = await approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW);
    // Of 38 mailboxes 10 % are 3.8, so 4 are held out and 34 remain; ten minutes for taking it back.
    expect(approved).toEqual({ state: "approved", approvedAt: NOW, releasesAt: after(10), messages: 34, heldOut: 4 });
    const now = await stateOf(house.scope, id);
    expect(now.state).toBe("approved");
    expect(now.outbox).toHaveLength(34);
    expect(now.arms.filter(({ arm }) => arm === null).map(({ customer_id }) => Number(customer_id))).toEqual([40]);
    const armOf = (customer: number) => now.arms.find(({ customer_id }) => Number(customer_id) === customer)?.arm;
    expect(armOf(39)).toBe(armOf(1));
    expect(now.said).toEqual([{ decision: "approve", person_name: "mia.pier" }]);
    expect((await auditOf(house.scope.issuerId)).at(-1)).toMatchObject({
      action: "notification.approved",
      actor: "mia.pier",
      detail: { seal, messages: 34, heldOut: 4 },
    });
  });

  it("lets nothing go before the release, and calls a message useless when the first day of loss is over", async () => {
    const early = sampleMember(1, { dueAt: "2026-11-25T09:00:00Z", lossOn: "2026-12-24" });
    const late = sampleMember(2, { mailbox: "person1@example.test", leads: false, lossOn: "2026-11-30" });
    const { id, seal } = await storeBatch(house.scope, { members: [early, late], batch: { holdoutShare: 0 } });
    await approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW);
    const { outbox } = await stateOf(house.scope, id);
    expect(outbox.map(({ due_at, useless_at }) => [new Date(due_at), new Date(useless_at)])).toEqual([
      // Midnight in New York after 30 November.
      [after(10), new Date("2026-12-01T05:00:00Z")],
    ]);
  });

  it("holds nobody back from a notice that the law demands, and asks two managers whatever the batch says", async () => {
    const { id, seal } = await storeBatch(house.scope, {
      members: many(40),
      batch: { messageClass: "statutory-notice", holdoutShare: 0.5 },
    });
    expect((await approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW)).state).toBe("half-approved");
    expect(await approveBatch(await house.scopeOf("max"), { batchId: id, seal }, NOW)).toMatchObject({
      state: "approved",
      messages: 40,
      heldOut: 0,
    });
  });

  it("leaves no message behind when its transaction fails at the end", async () => {
    const { id, seal } = await storeBatch(house.scope);
    await behindItsBack(
      (owner) => owner`create function pg_temp_refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no trail today'; end $$`,
    );
    await behindItsBack(
      (owner) => owner`create trigger refuse before insert on app.audit_event for each row
        when (new.action = 'notification.approved') execute function pg_temp_refuse()`,
    );
    try {
      await expect(approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW)).rejects.toThrow();
    } finally {
      await behindItsBack((owner) => owner`drop trigger refuse on app.audit_event`);
    }
    const now = await stateOf(house.scope, id);
    expect([now.state, now.outbox, now.said]).toEqual(["proposed", [], []]);
    expect(now.arms.every(({ arm }) => arm === null)).toBe(true);
  });
});

describe("an approval fails closed", () => {
  const refused = async (wanted: Parameters<typeof storeBatch>[1], meddle: (id: number) => unknown, said: RegExp) => {
    const { id, seal } = await storeBatch(house.scope, wanted);
    await meddle(id);
    await expect(approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW)).rejects.toThrow(said);
    expect((await stateOf(house.scope, id)).outbox).toEqual([]);
  };

  it("for whoever proposed it, by any path", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: { proposedBy: house.idOf("mia") } });
    const own = /You proposed it/;
    await expect(approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW)).rejects.toThrow(own);
    // At the command line, in the name of the same person, and of one who is nobody.
    const operator = house.scope;
    const asMia = approveBatch(operator, { batchId: id, seal }, NOW, house.emailOf("mia").toUpperCase());
    await expect(asMia).rejects.toThrow(own);
    await expect(approveBatch(operator, { batchId: id, seal }, NOW)).rejects.toThrow(/person's name under it/);
    const stranger = approveBatch(operator, { batchId: id, seal }, NOW, elsewhere.emailOf("mia"));
    await expect(stranger).rejects.toThrow(NotFound);
    const job = await scopeForJob(house.scope.issuerId, { personId: house.idOf("max"), name: "Max" });
    await expect(approveBatch(job, { batchId: id, seal }, NOW)).rejects.toThrow(/person's name under it/);
    // A signed-in person can act for nobody but himself.
    const forMax = approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW, house.emailOf("max"));
    await expect(forMax).rejects.toThrow(/person's name under it/);
    expect(await approveBatch(operator, { batchId: id, seal }, NOW, house.emailOf("max"))).toMatchObject({
      state: "approved",
    });
    expect((await auditOf(house.scope.issuerId)).at(-1)?.actor).toBe("max.pier (by the command line)");
  });

  it("for a role that was taken away a moment ago, though the page was opened before", async () => {
    const { id, seal } = await storeBatch(house.scope);
    const max = await house.scopeOf("max");
    const become = (role: string) =>
      behindItsBack(
        (owner) => owner`update app.membership set role = ${role}
          where person_id = ${house.idOf("max")} and issuer_id = ${house.scope.issuerId}`,
      );
    await become("analyst");
    await expect(approveBatch(max, { batchId: id, seal }, NOW)).rejects.toThrow(/role/);
    await become("manager");
  });

  it("for an analyst who proposed it and became a manager since", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: { proposedBy: house.idOf("ann") } });
    const become = (role: string) =>
      behindItsBack(
        (owner) => owner`update app.membership set role = ${role}
          where person_id = ${house.idOf("ann")} and issuer_id = ${house.scope.issuerId}`,
      );
    await become("manager");
    await expect(approveBatch(await house.scopeOf("ann"), { batchId: id, seal }, NOW)).rejects.toThrow(/You proposed/);
    await become("analyst");
  });

  it("for a seal that is not the one stored", async () => {
    const { id } = await storeBatch(house.scope);
    const asked = approveBatch(await house.scopeOf("mia"), { batchId: id, seal: "0".repeat(64) }, NOW);
    await expect(asked).rejects.toThrow(/no longer what you were looking at/);
  });

  it("for one cent more on one person, and says whose", () =>
    refused(
      {},
      (id) =>
        behindItsBack(
          (owner) => owner`update silver.notification_member set value = value + 1
          where batch_id = ${id} and customer_id = 2`,
        ),
      /amount of customer 2 is \$50\.01 now/,
    ));

  it("for one letter more in the text, and says so", () =>
    refused(
      {},
      (id) =>
        behindItsBack(
          (owner) => owner`update app.notification_template set body = body || '!' where id =
          (select template_id from app.notification_batch where id = ${id})`,
        ),
      /The text of the message is no longer what was sealed/,
    ));

  it("for a person who is gone, or a window that is another", async () => {
    await refused(
      {},
      (id) =>
        behindItsBack(
          (owner) => owner`delete from silver.notification_member where batch_id = ${id} and customer_id = 3`,
        ),
      /3 people were sealed, 2 are in the batch now/,
    );
    await refused(
      {},
      (id) =>
        behindItsBack((owner) => owner`update app.notification_batch set window_to = '2026-12-07' where id = ${id}`),
      /The last day of the window was 6 Dec 2026 .* is 7 Dec 2026 now/,
    );
  });

  it("for a proposal whose proposer was put out of sight", () =>
    refused(
      { batch: { proposedBy: 987 } },
      (id) => behindItsBack((owner) => owner`update app.notification_batch set proposed_by = null where id = ${id}`),
      /The person who proposed it is no longer what was sealed/,
    ));

  it("for what has expired, at the very moment", async () => {
    await refused({ batch: { expiresAt: NOW } }, () => {}, /expired/);
    const { id, seal } = await storeBatch(house.scope, { batch: { expiresAt: new Date(NOW.getTime() + 1) } });
    expect(await approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW)).toMatchObject({
      state: "approved",
    });
  });

  it("for a text that was withdrawn", () =>
    refused(
      {},
      (id) =>
        behindItsBack(
          (owner) => owner`update app.notification_template set withdrawn_at = '2026-11-24T12:00Z' where id =
          (select template_id from app.notification_batch where id = ${id})`,
        ),
      /withdrawn on 24 Nov 2026/,
    ));

  it("for nobody to write to", () => refused({ members: [] }, () => {}, /Nobody would be written to/));

  it("where no rules of sending are set, where a cap is another than it was, and without a postal address", async () => {
    const bare = await openHouse("BARE", null);
    const { id, seal } = await storeBatch(bare.scope);
    const approve = async () => approveBatch(await bare.scopeOf("mia"), { batchId: id, seal }, NOW);
    await expect(approve()).rejects.toThrow(/No rules of sending are set/);
    const set = (change: object) =>
      withScope(bare.scope, async (tx) => {
        const known = { issuerId: bare.scope.issuerId, updatedByName: "Ada", updatedAt: NOW };
        const row = { ...known, senderName: "Pier Gift Cards", senderAddress: "cards@example.test", ...change };
        await tx
          .insert(notificationSetting)
          .values(row)
          .onConflictDoUpdate({ target: notificationSetting.issuerId, set: row });
      });
    await set({ postalAddress: " " });
    await expect(approve()).rejects.toThrow(/postal address/);
    await set({ postalAddress: "1 Pier Road, Wilmington, DE 19801", capWeek: 2 });
    await expect(approve()).rejects.toThrow(/The cap of any 7 days was 1 .* and is 2 now/);
    await set({ capWeek: 1 });
    expect(await approve()).toMatchObject({ state: "approved" });
  });

  it("for a batch of another issuer, as if there were none", async () => {
    const { id, seal } = await storeBatch(house.scope);
    await expect(approveBatch(await elsewhere.scopeOf("mia"), { batchId: id, seal }, NOW)).rejects.toThrow(NotFound);
  });
});

describe("from the limits on a second manager has to agree", () => {
  it("the first leaves it half approved, cannot be the second, and nothing waits to be sent in between", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: { approvalsNeeded: 2 } });
    const first = await approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW);
    expect(first).toMatchObject({ state: "half-approved", releasesAt: null });
    expect((await stateOf(house.scope, id)).outbox).toEqual([]);
    const again = approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW);
    await expect(again).rejects.toThrow(/You have approved it already/);
    expect(await approveBatch(await house.scopeOf("max"), { batchId: id, seal }, NOW)).toMatchObject({
      state: "approved",
    });
  });

  it("a limit set after the proposal counts as well", async () => {
    const strict = await openHouse("STRICT", { secondApprovalMessages: 3 });
    const { id, seal } = await storeBatch(strict.scope);
    const first = await approveBatch(await strict.scopeOf("mia"), { batchId: id, seal }, NOW);
    expect(first.state).toBe("half-approved");
  });

  it("a first approval that was taken back counts no more", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: { approvalsNeeded: 2 } });
    const [mia, max] = [await house.scopeOf("mia"), await house.scopeOf("max")];
    await approveBatch(mia, { batchId: id, seal }, NOW);
    await undoApproval(mia, { batchId: id }, after(60));
    expect((await approveBatch(max, { batchId: id, seal }, after(61))).state).toBe("half-approved");
    expect((await approveBatch(mia, { batchId: id, seal }, after(62))).state).toBe("approved");
  });
});

describe("two at once have one effect", () => {
  it("of two approvers one approves and the other hears that it is approved already", async () => {
    const { id, seal } = await storeBatch(house.scope);
    const [mia, max] = [await house.scopeOf("mia"), await house.scopeOf("max")];
    const asked = [mia, max, mia, max].map((scope) => approveBatch(scope, { batchId: id, seal }, NOW));
    const results = await Promise.allSettled(asked);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(String(result.reason)).toMatch(/approved already, by m(ia|ax)\.pier/);
    const now = await stateOf(house.scope, id);
    expect([now.outbox.length, now.said.length]).toEqual([3, 1]);
  });

  it("one person in two tabs is still one of two approvers", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: { approvalsNeeded: 2 } });
    const mia = await house.scopeOf("mia");
    const results = await Promise.allSettled([1, 2].map(() => approveBatch(mia, { batchId: id, seal }, NOW)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await stateOf(house.scope, id)).state).toBe("half-approved");
  });

  it("an approval and a rejection exclude each other", async () => {
    const { id, seal } = await storeBatch(house.scope);
    const [mia, max] = [await house.scopeOf("mia"), await house.scopeOf("max")];
    const results = await Promise.allSettled([
      approveBatch(mia, { batchId: id, seal }, NOW),
      rejectBatch(max, { batchId: id, reason: "too dear" }, NOW),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const now = await stateOf(house.scope, id);
    expect(now.outbox).toHaveLength(now.state === "approved" ? 3 : 0);
  });
});

describe("taking an approval back", () => {
  it("leaves nothing in the outbox and the same proposal, which draws the same people again", async () => {
    const { id, seal } = await storeBatch(house.scope, { members: many(30) });
    const mia = await house.scopeOf("mia");
    await approveBatch(mia, { batchId: id, seal }, NOW);
    const first = await stateOf(house.scope, id);
    await undoApproval(await house.scopeOf("max"), { batchId: id }, after(9.99));
    const back = await stateOf(house.scope, id);
    expect([back.state, back.outbox]).toEqual(["proposed", []]);
    expect(back.arms.every(({ arm }) => arm === null)).toBe(true);
    await approveBatch(mia, { batchId: id, seal }, after(20));
    expect((await stateOf(house.scope, id)).arms).toEqual(first.arms);
  });

  it("is refused from the moment of release on, and once a message is in somebody's hands", async () => {
    const { id, seal } = await storeBatch(house.scope);
    const mia = await house.scopeOf("mia");
    await approveBatch(mia, { batchId: id, seal }, NOW);
    await expect(undoApproval(mia, { batchId: id }, after(10))).rejects.toThrow(/time for taking it back is over/);
    await withScope(house.scope, (tx) =>
      tx.execute(sql`update app.outbox set state = 'handing-over' where batch_id = ${id} and customer_id = 2`),
    );
    await expect(undoApproval(mia, { batchId: id }, after(5))).rejects.toThrow(/time for taking it back is over/);
    expect((await stateOf(house.scope, id)).state).toBe("approved");
  });

  it("and a first message exclude each other: whoever holds the batch's row goes first", async () => {
    const { id, seal } = await storeBatch(house.scope);
    const mia = await house.scopeOf("mia");
    await approveBatch(mia, { batchId: id, seal }, NOW);
    let undo: Promise<void> | undefined;
    // As the sender does: the batch's row, then the message.
    await withScope(house.scope, async (tx) => {
      await tx.execute(sql`select 1 from app.notification_batch where id = ${id} for share`);
      undo = undoApproval(mia, { batchId: id }, after(9));
      undo.catch(() => {});
      await tx.execute(sql`update app.outbox set state = 'handing-over' where batch_id = ${id} and customer_id = 1`);
    });
    await expect(undo).rejects.toThrow(/time for taking it back is over/);
    expect((await stateOf(house.scope, id)).outbox).toHaveLength(3);
  });
});

describe("holding and stopping", () => {
  it("a pause keeps everything, a resumption goes on where it was, and the proposer cannot let it go on", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: { proposedBy: house.idOf("max") } });
    const mia = await house.scopeOf("mia");
    await approveBatch(mia, { batchId: id, seal }, NOW);
    await pauseBatch(await house.scopeOf("ada"), { batchId: id }, after(20));
    expect(await stateOf(house.scope, id)).toMatchObject({ state: "paused", note: "Paused by ada.pier." });
    await expect(resumeBatch(await house.scopeOf("max"), { batchId: id }, after(21))).rejects.toThrow(
      /You proposed it/,
    );
    await expect(resumeBatch(await house.scopeOf("ada"), { batchId: id }, after(21))).rejects.toThrow(/role/);
    await resumeBatch(mia, { batchId: id }, after(22));
    const now = await stateOf(house.scope, id);
    expect([now.state, now.outbox.length]).toEqual(["approved", 3]);
  });

  it("does not go on with what was changed while it was paused", async () => {
    const { id, seal } = await storeBatch(house.scope);
    const mia = await house.scopeOf("mia");
    await approveBatch(mia, { batchId: id, seal }, NOW);
    await pauseBatch(mia, { batchId: id }, after(20));
    await behindItsBack(
      (owner) => owner`update silver.notification_member set address = 'thief@example.test'
        where batch_id = ${id} and customer_id = 3`,
    );
    await expect(resumeBatch(mia, { batchId: id }, after(21))).rejects.toThrow(/address of customer 3/);
    expect((await stateOf(house.scope, id)).state).toBe("paused");
  });

  it("a stop gives everybody without an end this one, and leaves what is in hand to end by itself", async () => {
    const { id, seal } = await storeBatch(house.scope, {
      members: [...many(4), sampleMember(5, { leftOut: "no-consent", dueAt: null })],
      batch: { holdoutShare: 0 },
    });
    const mia = await house.scopeOf("mia");
    await approveBatch(mia, { batchId: id, seal }, NOW);
    await withScope(house.scope, (tx) =>
      tx.execute(sql`update app.outbox set state = 'handing-over' where batch_id = ${id} and customer_id = 2`),
    );
    expect(await stopBatch(mia, { batchId: id, reason: "wrong brand" }, after(20))).toEqual({ messages: 3 });
    const now = await stateOf(house.scope, id);
    expect([now.state, now.note]).toEqual(["stopped", "wrong brand"]);
    expect(now.outbox.map(({ customer_id }) => Number(customer_id))).toEqual([2]);
    expect(now.arms.map(({ outcome }) => outcome)).toEqual(["stopped", null, "stopped", "stopped", null]);
    const [ended] = await withScope(house.scope, (tx) =>
      tx.execute(sql`select count(*)::int as n from app.message where batch_id = ${id} and outcome = 'stopped'`),
    );
    expect(ended?.n).toBe(3);
    await expect(undoApproval(mia, { batchId: id }, after(21))).rejects.toThrow();
  });
});

describe("rejecting", () => {
  it("keeps the reason, and is open to whoever proposed it but to no other analyst", async () => {
    const { id } = await storeBatch(house.scope, { batch: { proposedBy: house.idOf("ann") } });
    await expect(rejectBatch(await house.scopeOf("ada"), { batchId: id, reason: "no" }, NOW)).rejects.toThrow(/role/);
    await rejectBatch(await house.scopeOf("ann"), { batchId: id, reason: "the wrong week" }, NOW);
    expect(await stateOf(house.scope, id)).toMatchObject({ state: "rejected", note: "the wrong week" });
    await expect(rejectBatch(await house.scopeOf("mia"), { batchId: id, reason: "again" }, NOW)).rejects.toThrow(
      /cannot be rejected any more: it is rejected/,
    );
  });
});

describe("several with one word", () => {
  it("are decided each for itself: one that is refused holds back no other", async () => {
    const own = await storeBatch(house.scope, {
      batch: { proposedBy: house.idOf("mia"), expiresAt: "2999-01-01T00:00:00Z" },
    });
    const other = await storeBatch(house.scope, { batch: { expiresAt: "2999-01-01T00:00:00Z" } });
    house.be("mia");
    const result = await approveBatchesAction({
      batches: [own, other].map(({ id, seal }) => ({ batchId: id, seal })),
    });
    expect(result).toMatchObject({
      ok: true,
      data: [
        { batchId: own.id, ok: false, message: expect.stringMatching(/You proposed it/) },
        { batchId: other.id, ok: true, approved: { state: "approved" } },
      ],
    });
  });
});
