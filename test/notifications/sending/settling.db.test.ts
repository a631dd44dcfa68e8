import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withGate, withScope } from "@/db/client";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { confirmRestored } from "@/lib/notifications/mutations/confirm-restore";
import { pauseBatch, stopBatch } from "@/lib/notifications/mutations/hold";
import { recordOptOut } from "@/lib/notifications/mutations/opt-out";
import { settleDead, settleUnknown } from "@/lib/notifications/mutations/settle";
import { liftSuppression, suppressMailbox } from "@/lib/notifications/mutations/suppress";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { findReceived, getMailbox, listMailboxes } from "@/lib/notifications/queries/mailboxes";
import { countUnsettled, listAllUnsettled, listUnsettled } from "@/lib/notifications/queries/unsettled";
import { everybody } from "@/lib/notifications/sending/figures";
import { forgetfulMark, type MachineMark } from "@/lib/notifications/sending/jobs/machine-mark";
import { startSender } from "@/lib/notifications/sending/jobs/sender";
import { type StandIn, startStandIn } from "@/lib/notifications/sending/jobs/stand-in";
import { findRestored, readMarks } from "@/lib/notifications/sending/queries/mark";
import { makeSmtp } from "@/lib/notifications/sending/smtp";
import { smtpServerOf } from "@/lib/notifications/sending/smtp-address";
import { until } from "../../support/until";
import { sampleMember } from "../approval/sample-batch";
import { behindItsBack } from "../approval/stored-batch";
import { approved, endOf, later, MOMENT, openSendingHouse, planned } from "./ready-batch";
import { type Sink, startSink } from "./sink";

let sink: Sink;
let standIn: StandIn;
beforeAll(async () => {
  sink = await startSink();
  standIn = await startStandIn(() => MOMENT);
});
afterAll(async () => {
  await sink.stop();
  await standIn.stop();
});

const sender = (scope: Scope, url: string, now = MOMENT, mark: MachineMark = forgetfulMark()) =>
  startSender({
    providers: [{ provider: makeSmtp(smtpServerOf(url)), ratePerSecond: 10_000 }],
    links: { baseUrl: "https://cards.example", secret: "x".repeat(32) },
    mark,
    clock: () => now,
    issuerId: scope.issuerId,
  });
async function send(scope: Scope, url = sink.url, now = MOMENT): Promise<void> {
  const running = await sender(scope, url, now);
  await running.drained();
  await running.stop();
}
const mailsTo = (email: string) => sink.taken.filter(({ to }) => to === email).length;

describe("a message nobody knows of", () => {
  it("is settled by a person: it arrived, or it did not and leaves once more; never both", async () => {
    const { house, holders } = await openSendingHouse("UNKNOWN", 2);
    const [one, two] = holders;
    if (!one || !two) throw new Error("no holders");
    const id = await approved(house, [planned(one), planned(two)]);
    for (const { email } of holders) sink.treat(email, { hangUp: "after-data" });
    await send(house.scope);
    for (const { email } of holders) sink.treat(email, null);
    const unsettled = await listUnsettled(house.scope, id);
    expect(unsettled.map(({ state, mailbox }) => [state, mailbox])).toEqual([
      ["unknown", one.email],
      ["unknown", two.email],
    ]);
    const [first, second] = unsettled.map(({ key }) => key);
    const settled = { key: first ?? "", arrived: true, reason: "she has it" };
    const stranger = (await openSendingHouse("STRANGER", 0)).house.scope;
    await expect(settleUnknown(stranger, settled, MOMENT)).rejects.toThrow(NotFound);
    await settleUnknown(house.scope, settled, MOMENT);
    await expect(settleUnknown(house.scope, settled, MOMENT)).rejects.toThrow(NotFound);
    await settleUnknown(house.scope, { key: second ?? "", arrived: false, reason: "not in the log" }, MOMENT);
    await send(house.scope);
    expect([mailsTo(one.email), mailsTo(two.email)]).toEqual([0, 1]);
    const { state, people } = await endOf(house.scope, id);
    expect([state, people.map(({ outcome }) => outcome)]).toEqual(["sent", ["sent", "sent"]]);
  });

  it("of a batch that was stopped meanwhile ends as stopped when it did not arrive", async () => {
    const { house, holders } = await openSendingHouse("OVER", 1);
    const [one] = holders;
    if (!one) throw new Error("no holder");
    const id = await approved(house, [planned(one)]);
    sink.treat(one.email, { hangUp: "after-data" });
    await send(house.scope);
    sink.treat(one.email, null);
    await stopBatch(house.scope, { batchId: id, reason: "no longer wanted" }, MOMENT, house.emailOf("mia"));
    const [left] = await listUnsettled(house.scope, id);
    await settleUnknown(house.scope, { key: left?.key ?? "", arrived: false, reason: "not in the log" }, MOMENT);
    const { outbox, people, messages } = await endOf(house.scope, id);
    expect([outbox, people.map(({ outcome }) => outcome)]).toEqual([[], ["stopped"]]);
    expect(messages.map(({ outcome }) => outcome)).toEqual(["stopped"]);
    expect(mailsTo(one.email)).toBe(0);
  });

  it("and one without a lawful moment is given up by a person, or checked anew", async () => {
    const { house, holders } = await openSendingHouse("GIVEUP", 1);
    const [one] = holders;
    if (!one) throw new Error("no holder");
    const id = await approved(house, [planned(one, { lossOn: "2026-12-02" })]);
    await send(house.scope, sink.url, later(24 * 3));
    const [dead] = await listUnsettled(house.scope, id);
    expect([dead?.state, dead?.reply]).toEqual(["dead", "too-late"]);
    const key = dead?.key ?? "";
    await settleDead(house.scope, { key, again: true, reason: "try once more" }, later(24 * 3));
    await send(house.scope, sink.url, later(24 * 3));
    expect((await listUnsettled(house.scope, id)).length).toBe(1);
    await settleDead(house.scope, { key, again: false, reason: "the card is gone" }, later(24 * 3));
    await send(house.scope, sink.url, later(24 * 3));
    const { state, people } = await endOf(house.scope, id);
    expect([state, people[0]?.outcome]).toEqual(["sent", "failed"]);
  });

  it("appears when a sender dies without a word: after its lease, not before", async () => {
    const { house, holders } = await openSendingHouse("LEASE", 2);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    await withScope(house.scope, (tx) =>
      tx.execute(sql`update app.outbox set state = 'handing-over', leased_by = 'gone', attempts = 1,
        lease_until = clock_timestamp() + case when customer_id = ${holders[0]?.customerId ?? 0} then interval '-1 second'
          else interval '1 hour' end where batch_id = ${id}`),
    );
    await send(house.scope);
    const { outbox, people } = await endOf(house.scope, id);
    expect(outbox.map(({ state }) => state).sort()).toEqual(["handing-over", "unknown"]);
    expect(people.map(({ outcome }) => outcome)).toEqual(["unknown", null]);
    expect(holders.map(({ email }) => mailsTo(email))).toEqual([0, 0]);
  });
});

describe("what waits for a person", () => {
  it("is counted and listed over all batches of the issuer, page by page, each once", async () => {
    const { house, holders } = await openSendingHouse("PERSON", 5);
    const { house: other } = await openSendingHouse("PERSON-ELSE", 0);
    const [a, b, c, d, e] = holders.map((one) => planned(one));
    if (!a || !b || !c || !d || !e) throw new Error("no holders");
    const first = await approved(house, [a, b, c]);
    const second = await approved(house, [d, e], { batch: { seed: "another" } });
    const put = (batch: number, state: string, customers: readonly (typeof a)[]) =>
      withScope(house.scope, (tx) =>
        tx.execute(sql`update app.outbox set state = ${state} where batch_id = ${batch}
          and customer_id in ${customers.map(({ customerId }) => customerId)}`),
      );
    await put(first, "unknown", [a, b]);
    await put(second, "dead", [d]);
    await put(second, "handing-over", [e]);
    expect(await countUnsettled(house.scope)).toEqual({ unknown: 2, dead: 1 });
    const pages = [await listAllUnsettled(house.scope, 1, 2), await listAllUnsettled(house.scope, 2, 2)];
    expect(pages.map(({ total }) => total)).toEqual([3, 3]);
    expect(pages.map(({ items }) => items.map(({ batchId, state, mailbox }) => [batchId, state, mailbox]))).toEqual([
      [
        [first, "unknown", a.mailbox],
        [first, "unknown", b.mailbox],
      ],
      [[second, "dead", d.mailbox]],
    ]);
    expect(await countUnsettled(other.scope)).toEqual({ unknown: 0, dead: 0 });
    expect(await listAllUnsettled(other.scope, 1)).toEqual({ items: [], total: 0 });
    expect((await listUnsettled(house.scope, second)).map(({ mailbox }) => mailbox)).toEqual([d.mailbox]);
  });
});

describe("the figures of a batch", () => {
  it("add up to its audience while it is on its way and when it has ended", async () => {
    const { house, holders } = await openSendingHouse("SUM", 8);
    const out = sampleMember(999_999_999, { leftOut: "no-address", address: null, mailbox: null, dueAt: null });
    const members = [...holders.map((one) => planned(one)), out];
    const id = await approved(house, members, { batch: { holdoutShare: 0.25 } });
    const figures = () => getSendingFigures(house.scope, id, MOMENT);
    const before = await figures();
    expect(before.people).toMatchObject({ left: 6, leftControl: 2, leftOut: { "no-address": 1 } });
    expect([everybody(before.people), before.audience, before.outbox.waiting]).toEqual([9, 9, 6]);
    await recordOptOut(house.scope, {
      channel: "email",
      mailbox: holders[0]?.email ?? "",
      covers: "commercial",
      via: "one-click",
      batchId: id,
      now: MOMENT,
    });
    sink.treat(holders[1]?.email ?? "", { refuse: 550, words: "5.1.1 no such user" });
    await send(house.scope);
    const after = await figures();
    expect([everybody(after.people), after.state, after.people.heldOut]).toEqual([9, "sent", 2]);
    const { sent, suppressed } = after.people;
    expect(sent + Object.values(suppressed).reduce((sum, n) => sum + n, 0)).toBe(6);
    await expect(getSendingFigures((await openSendingHouse("SUMS", 0)).house.scope, id, MOMENT)).rejects.toThrow(
      NotFound,
    );
  });
});

describe("the end that a batch is expected to come to", () => {
  it("counts the issuer's other batches that the same server has to send until then, and not those that are paused", async () => {
    const { house, holders } = await openSendingHouse("QUEUE", 6);
    const other = await approved(
      house,
      holders.slice(0, 4).map((one) => planned(one)),
    );
    const id = await approved(
      house,
      holders.slice(4).map((one) => planned(one)),
    );
    const rate = (perSecond: number) =>
      behindItsBack(
        (
          owner,
        ) => owner`insert into app.provider (name, rate_per_second, tokens, refilled_at) values ('smtp', ${perSecond}, 0, now())
          on conflict (name) do update set rate_per_second = excluded.rate_per_second`,
      );
    await rate(0.5);
    const end = async () => (await getSendingFigures(house.scope, id, MOMENT)).expectedEnd;
    // All are due half an hour ago: six at one in two seconds, then two.
    expect(await end()).toBe(new Date(MOMENT.getTime() + 12_000).toISOString());
    await pauseBatch(house.scope, { batchId: other }, MOMENT, house.emailOf("mia"));
    expect(await end()).toBe(new Date(MOMENT.getTime() + 4_000).toISOString());
    await rate(10_000);
  });
});

describe("a mailbox", () => {
  it("is taken out of sending and back by a person with a reason; an older no of its holder still holds", async () => {
    const { house, holders } = await openSendingHouse("BOX", 1);
    const [one] = holders;
    if (!one) throw new Error("no holder");
    await approved(house, [planned(one)]);
    await send(house.scope);
    const box = { channel: "email", mailbox: one.email } as const;
    const gets = async () => (await getMailbox(house.scope, "email", one.email)).suppressedWhy;
    await recordOptOut(house.scope, { ...box, covers: "commercial", via: "page", batchId: null, now: MOMENT });
    await suppressMailbox(house.scope, { ...box, reason: "asked by phone" }, MOMENT);
    await expect(suppressMailbox(house.scope, { ...box, reason: "again" }, MOMENT)).rejects.toThrow(Conflict);
    expect(await gets()).toBe("by-hand");
    await liftSuppression(house.scope, { ...box, reason: "a mistake" }, later(1));
    expect(await gets()).toBe("opted-out");
    await liftSuppression(house.scope, { ...box, reason: "he wrote to us today" }, later(2));
    expect(await gets()).toBeNull();
    const { words } = await getMailbox(house.scope, "email", one.email);
    expect(words.map(({ covers, via }) => [covers, via])).toEqual([
      ["nothing", "person"],
      ["commercial", "page"],
    ]);
  });

  it("that was never written to is taken out of sending by any address that leads to it, before a batch finds it", async () => {
    const { house, holders } = await openSendingHouse("UNSEEN", 1);
    const { house: other } = await openSendingHouse("UNSEEN-ELSE", 0);
    const [one] = holders;
    if (!one) throw new Error("no holder");
    const [name, domain] = one.email.split("@");
    const written = { channel: "email", mailbox: ` ${name?.toUpperCase()}+cards@${domain} `, reason: "asked" } as const;
    await suppressMailbox(house.scope, written, MOMENT);
    await expect(suppressMailbox(house.scope, written, MOMENT)).rejects.toThrow(Conflict);
    expect(await getMailbox(house.scope, "email", one.email)).toMatchObject({
      suppressed: "all",
      suppressedWhy: "by-hand",
      lastSentAt: null,
    });
    await expect(getMailbox(other.scope, "email", one.email)).rejects.toThrow(NotFound);
    const wrong = { channel: "sms", mailbox: one.email, reason: "asked" } as const;
    await expect(suppressMailbox(house.scope, wrong, MOMENT)).rejects.toThrow(Invalid);
    await expect(
      liftSuppression(house.scope, { ...written, mailbox: "nobody@nowhere.example" }, MOMENT),
    ).rejects.toThrow(NotFound);
    const id = await approved(house, [planned(one)]);
    await send(house.scope);
    expect(mailsTo(one.email)).toBe(0);
    expect((await endOf(house.scope, id)).people[0]).toMatchObject({ outcome: "suppressed", note: "by-hand" });
  });

  it("shows what arrived at the stand-in server, to its own issuer only", async () => {
    const { house, holders } = await openSendingHouse("ARRIVED", 1);
    const { house: other } = await openSendingHouse("ELSEWHERE", 0);
    const [one] = holders;
    if (!one) throw new Error("no holder");
    await approved(house, [planned(one)]);
    await send(house.scope, standIn.url);
    const { received } = await getMailbox(house.scope, "email", one.email);
    expect(received).toHaveLength(1);
    const mail = await findReceived(house.scope, one.email, received[0]?.id ?? 0);
    expect(mail?.plain).toContain("50.00");
    expect(mail?.html).toContain("50.00");
    expect(mail?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    expect(await findReceived(other.scope, one.email, received[0]?.id ?? 0)).toBeNull();
    expect(await listMailboxes(other.scope, { page: 1 })).toEqual({ items: [], total: 0 });
    await expect(getMailbox(other.scope, "email", one.email)).rejects.toThrow(NotFound);
  });
});

describe("a restored backup", () => {
  it("sends nothing until an operator confirms it, and everything afterwards", async () => {
    const { house, holders } = await openSendingHouse("RESTORED", 1);
    await approved(
      house,
      holders.map((one) => planned(one)),
    );
    const mark = forgetfulMark();
    const first = await sender(house.scope, sink.url, new Date("2026-12-01T14:30:00Z"), mark);
    await first.stop();
    // This machine has seen the database come further.
    const { identity } = (await withGate("system", readMarks)).database;
    mark.keep({ identity, epoch: 0, count: 1_000_000 });
    const second = await sender(house.scope, sink.url, MOMENT, mark);
    expect(await until("the sender has refused", findRestored)).toBe("behind");
    expect(mailsTo(holders[0]?.email ?? "")).toBe(0);
    await confirmRestored("operator", "the other copy is switched off", new Date());
    await until("it has left", async () => mailsTo(holders[0]?.email ?? "") === 1, 30);
    await second.stop();
    expect(await findRestored()).toBeNull();
    await expect(confirmRestored("operator", "once more", new Date())).rejects.toThrow(Conflict);
  });

  it("and a machine whose mark is damaged sends nothing and keeps nothing in hand", async () => {
    const { house, holders } = await openSendingHouse("DAMAGED", 1);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    let asked = 0;
    const mark: MachineMark = {
      read: () => {
        asked++;
        throw new Error("damaged");
      },
      keep: () => {},
    };
    const running = await sender(house.scope, sink.url, MOMENT, mark);
    await until("it has asked for the mark", async () => asked > 0);
    await running.stop();
    const { outbox } = await endOf(house.scope, id);
    expect(outbox.map(({ state }) => state)).toEqual(["waiting"]);
    expect(mailsTo(holders[0]?.email ?? "")).toBe(0);
  });
});
