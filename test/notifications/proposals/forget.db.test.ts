import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { forgetPeople } from "@/lib/notifications/mutations/forget";
import { startDueForgetting } from "@/lib/notifications/mutations/forget-nightly";
import { getBatch, listMembers } from "@/lib/notifications/queries/batch";
import { auditOf } from "../../support/tenants";
import { sampleMember } from "../approval/sample-batch";
import { behindItsBack, type House, openHouse, storeBatch } from "../approval/stored-batch";

let house: House;
let elsewhere: House;
/** Long before the clock of whatever server this runs on. */
const NOW = new Date("2024-06-30T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

beforeAll(async () => {
  house = await openHouse("FORGET");
  elsewhere = await openHouse("FORGET-OTHER");
});

const members = [sampleMember(1), sampleMember(2), sampleMember(3, { leftOut: "opted-out", dueAt: null })];

/** A proposal that ended so many days ago, or is about to. */
async function ended(state: string, days: number | null, of: House = house): Promise<number> {
  const { id } = await storeBatch(of.scope, { members });
  const at = days === null ? null : daysAgo(days);
  await behindItsBack(
    (owner) => owner`update app.notification_batch set state = ${state}, ended_at = ${at} where id = ${id}`,
  );
  return id;
}

async function said(id: number): Promise<number> {
  await behindItsBack(
    (
      owner,
    ) => owner`insert into app.notification_decision (issuer_id, batch_id, decision, person_id, person_name, seal, decided_at)
      select issuer_id, id, 'approve', 1, 'Mia', seal, proposed_at from app.notification_batch where id = ${id}`,
  );
  return id;
}

async function peopleOf(id: number, of: House = house): Promise<number> {
  const { total } = await listMembers(of.scope, id, { who: "all" }, 0);
  return total;
}

describe("people of proposals", () => {
  it("go a week after a proposal ended of which nobody said a word, and ninety days after one that somebody touched", async () => {
    const [young, old] = [await ended("replaced", 6), await ended("replaced", 8)];
    const [touched, longAgo] = [await said(await ended("rejected", 89)), await said(await ended("rejected", 91))];
    const edited = await ended("replaced", 30);
    const editedTo = await ended("expired", 8);
    await behindItsBack(
      (owner) => owner`update app.notification_batch set replaces = ${edited} where id = ${editedTo}`,
    );
    expect(await forgetPeople(house.scope, { now: NOW })).toEqual({ batches: 3, people: 9 });
    const left = await Promise.all([young, old, touched, longAgo, edited, editedTo].map((id) => peopleOf(id)));
    expect(left).toEqual([3, 0, 3, 0, 3, 0]);
    expect(await forgetPeople(house.scope, { now: NOW })).toEqual({ batches: 0, people: 0 });
  });

  it("leave counts, sums and the reasons of those left out behind, with when they went", async () => {
    const id = await ended("replaced", 8);
    const before = await getBatch(house.scope, id, NOW);
    await forgetPeople(house.scope, { now: NOW });
    const { peopleErasedAt, ...after } = await getBatch(house.scope, id, NOW);
    expect({ ...after, peopleErasedAt: null }).toEqual(before);
    expect(after).toMatchObject({
      audience: 3,
      people: 2,
      messages: 2,
      leftOut: { "opted-out": 1 },
      valueAtStake: 10_000n,
    });
    expect(peopleErasedAt).not.toBeNull();
    expect((await auditOf(house.scope.issuerId)).at(-1)).toMatchObject({
      action: "notification.people-erased",
      subject: `batch ${id}`,
      detail: { people: 3 },
    });
  });

  it("of one that expired and that nobody marked go too", async () => {
    const { id } = await storeBatch(house.scope, { members, batch: { expiresAt: daysAgo(8) } });
    const { id: open } = await storeBatch(house.scope, { members, batch: { expiresAt: daysAgo(-1) } });
    await forgetPeople(house.scope, { now: NOW });
    expect([await peopleOf(id), await peopleOf(open)]).toEqual([0, 3]);
    expect((await getBatch(house.scope, id, NOW)).state).toBe("expired");
  });

  it("of whatever was approved, sent, held out or measured stay for ever", async () => {
    const kept: number[] = [];
    for (const state of ["releasing", "approved", "sending", "paused", "sent", "stopped", "refused"])
      kept.push(await ended(state, 900));
    const { id, seal } = await storeBatch(house.scope, { members, batch: { expiresAt: "2999-01-01T00:00:00Z" } });
    await approveBatch(await house.scopeOf("mia"), { batchId: id, seal }, NOW);
    // Even if its state were falsified: somebody has an arm, or a message waits.
    await behindItsBack(
      (owner) =>
        owner`update app.notification_batch set state = 'rejected', ended_at = ${daysAgo(900)} where id = ${id}`,
    );
    await forgetPeople(house.scope, { now: NOW });
    expect(await Promise.all([...kept, id].map((id) => peopleOf(id)))).toEqual([...kept, id].map(() => 3));
  });

  it("are removed by no other way: the application may not delete them, nor name a fresher end, nor reach another issuer's", async () => {
    const id = await ended("replaced", 8);
    const remove = withScope(house.scope, (tx) =>
      tx.execute(sql`delete from silver.notification_member where batch_id = ${id}`),
    );
    await expect(remove).rejects.toMatchObject({ cause: { code: "42501" } });
    const erase = (of: House, batch: number) =>
      withScope(of.scope, async (tx) => {
        const rows = await tx.execute<{ gone: number | null }>(
          sql`select app.erase_proposal_people(${batch}::int, '2999-01-01'::timestamptz) as gone`,
        );
        return rows[0]?.gone;
      });
    expect(await erase(elsewhere, id)).toBeNull();
    const fresh = await ended("replaced", null);
    await behindItsBack(
      (owner) => owner`update app.notification_batch set ended_at = now() - interval '6 days' where id = ${fresh}`,
    );
    expect(await erase(house, fresh)).toBeNull();
    expect(await forgetPeople(elsewhere.scope, { now: NOW })).toEqual({ batches: 0, people: 0 });
    expect([await peopleOf(id), await peopleOf(fresh)]).toEqual([3, 3]);
    expect(await erase(house, id)).toBe(3);
  });

  it("one proposal after the other: what ends the run in the middle leaves no proposal half removed", async () => {
    const own = await openHouse("FORGET-DIES");
    const ids = [await ended("replaced", 8, own), await ended("replaced", 8, own)];
    const dies = forgetPeople(own.scope, {
      now: NOW,
      progress: () => {
        throw new Error("killed");
      },
    });
    await expect(dies).rejects.toThrow("killed");
    expect(await Promise.all(ids.map((id) => peopleOf(id, own)))).toEqual([0, 3]);
    expect(await forgetPeople(own.scope, { now: NOW })).toEqual({ batches: 1, people: 3 });
  });

  it("are looked for by night, and a run is queued only where there are some", async () => {
    const own = await openHouse("FORGET-NIGHT");
    const runs = async () =>
      (
        await withScope(own.scope, (tx) =>
          tx.execute(
            sql`select id from app.job_run where issuer_id = ${own.scope.issuerId} and kind = 'notifications.forget'`,
          ),
        )
      ).length;
    await startDueForgetting(NOW, { anyHour: true });
    expect(await runs()).toBe(0);
    await ended("replaced", 8, own);
    // 8 in the morning in New York.
    await startDueForgetting(NOW);
    expect(await runs()).toBe(0);
    await startDueForgetting(new Date("2024-06-30T10:10:00Z"));
    await startDueForgetting(new Date("2024-06-30T10:20:00Z"));
    expect(await runs()).toBe(1);
  });
});
