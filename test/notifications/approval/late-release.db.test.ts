import { describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { pauseBatch, resumeBatch } from "@/lib/notifications/mutations/hold";
import { pauseAll, resumeAll } from "@/lib/notifications/mutations/hold-all";
import { undoApproval } from "@/lib/notifications/mutations/undo";
import { getApprovalDetail } from "@/lib/notifications/queries/approval-detail";
import { getBatch } from "@/lib/notifications/queries/batch";
import { readCapacityUsed } from "@/lib/notifications/queries/capacity-used";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { auditOf } from "../../support/tenants";
import { sampleMember, sampleSetting } from "./sample-batch";
import { openHouse, stateOf, storeBatch } from "./stored-batch";

const setting = { ...sampleSetting, dailyCapacity: 2 };
const DAYS = ["2026-12-01", "2026-12-02", "2026-12-03"];
/** Two on each of three days at ten in New York. */
const members = Array.from({ length: 6 }, (_, index) =>
  sampleMember(index + 1, {
    dueAt: `${DAYS[Math.floor(index / 2)]}T15:00:00.000Z`,
    lossOn: index === 3 ? "2026-12-05" : "2026-12-31",
  }),
);

/** How many leave on which day of New York. */
const byDay = async (scope: Scope, batchId: number) => {
  const counts: Record<string, number> = {};
  for (const { due_at } of (await stateOf(scope, batchId)).outbox) {
    const day = new Date(due_at).toISOString().slice(0, 10);
    counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
};
const propose = (scope: Scope, change = {}) =>
  storeBatch(scope, { members, setting, batch: { holdoutShare: 0, expiresAt: "2026-12-20T00:00:00.000Z", ...change } });

describe("a batch that is approved after its first days", () => {
  it("leaves no more a day than the capacity lets it, those whose loss is near first, beside what others have taken", async () => {
    const house = await openHouse("LATE", setting);
    const mia = house.emailOf("mia");
    const seenBy = await house.scopeOf("mia");
    const first = await propose(house.scope);
    // What an approval would do to them is told before it.
    expect((await getApprovalDetail(seenBy, first.id, new Date("2026-12-03T17:00:00Z"))).late).toEqual({
      messages: 6,
      beyond: 0,
      capacity: 2,
      last: "2026-12-05T15:00:00.000Z",
    });
    await approveBatch(house.scope, { batchId: first.id, seal: first.seal }, new Date("2026-12-03T17:00:00Z"), mia);
    expect(await byDay(house.scope, first.id)).toEqual({ "2026-12-03": 2, "2026-12-04": 2, "2026-12-05": 2 });
    const { outbox } = await stateOf(house.scope, first.id);
    const near = outbox.find(({ mailbox }) => mailbox === "person4@example.test");
    expect(new Date(near?.due_at ?? 0).toISOString()).toBe("2026-12-03T17:10:00.000Z");
    const [spread] = (await auditOf(house.scope.issuerId)).filter(({ action }) => action === "notification.spread");
    expect(spread?.detail).toMatchObject({ messages: 6, beyond: 0, last: "2026-12-05T15:00:00.000Z" });

    const second = await propose(house.scope, { seed: "another" });
    const told = await getApprovalDetail(seenBy, second.id, new Date("2026-12-03T17:00:00Z"));
    expect(told.late).toEqual({ messages: 6, beyond: 1, capacity: 2, last: "2026-12-08T15:00:00.000Z" });
    await approveBatch(house.scope, { batchId: second.id, seal: second.seal }, new Date("2026-12-03T17:00:00Z"), mia);
    expect(await byDay(house.scope, second.id)).toEqual({
      // Of use until the 5th, and no day before it has room.
      "2026-12-03": 1,
      "2026-12-06": 2,
      "2026-12-07": 2,
      "2026-12-08": 1,
    });
    const used = await withScope(house.scope, (tx) =>
      readCapacityUsed(tx, house.scope, { now: new Date("2026-12-03T17:00:00Z") }),
    );
    expect(used.get("email 2026-12-06")).toBe(2);
    // And afterwards for as long as it holds.
    const beyond = async (id: number) =>
      (await getSendingFigures(seenBy, id, new Date("2026-12-03T17:05:00Z"))).beyondCapacity;
    expect([await beyond(first.id), await beyond(second.id)]).toEqual([0, 1]);
    expect(await getBatch(seenBy, second.id, new Date("2026-12-03T17:05:00Z"))).toMatchObject({
      beyondCapacity: 1,
      late: null,
    });
    await undoApproval(seenBy, { batchId: second.id }, new Date("2026-12-03T17:05:00Z"));
    expect(await beyond(second.id)).toBe(0);
  });

  it("and one that goes on after days of being held is spread as well; in time, it keeps its moments", async () => {
    const house = await openHouse("HELD", setting);
    const mia = house.emailOf("mia");
    const { id, seal } = await propose(house.scope);
    expect((await getBatch(house.scope, id, new Date("2026-11-30T17:00:00Z"))).late).toBeNull();
    await approveBatch(house.scope, { batchId: id, seal }, new Date("2026-11-30T17:00:00Z"), mia);
    expect(await byDay(house.scope, id)).toEqual({ "2026-12-01": 2, "2026-12-02": 2, "2026-12-03": 2 });
    await withScope(house.scope, (tx) =>
      tx.execute(
        sql`update app.notification_batch set state = 'sending', started_at = '2026-12-01T15:00:00Z' where id = ${id}`,
      ),
    );
    await pauseBatch(house.scope, { batchId: id }, new Date("2026-12-01T15:00:00Z"), mia);
    await resumeBatch(house.scope, { batchId: id }, new Date("2026-12-02T17:00:00Z"), mia);
    // Those of the 1st and the 2nd were to leave before; the 3rd is full.
    expect(await byDay(house.scope, id)).toEqual({ "2026-12-02": 2, "2026-12-03": 2, "2026-12-04": 2 });
    const mine = await house.scopeOf("mia");
    await pauseAll(mine, { reason: "a mistake" }, new Date("2026-12-02T17:00:00Z"));
    await resumeAll(mine, { reason: "none after all" }, new Date("2026-12-04T17:00:00Z"));
    expect(await byDay(house.scope, id)).toEqual({ "2026-12-04": 2, "2026-12-05": 2, "2026-12-06": 2 });
  });
});
