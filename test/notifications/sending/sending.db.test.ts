import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { forgetfulMark } from "@/lib/notifications/sending/jobs/machine-mark";
import { type SenderCounts, startSender } from "@/lib/notifications/sending/jobs/sender";
import { makeSmtp } from "@/lib/notifications/sending/smtp";
import { smtpServerOf } from "@/lib/notifications/sending/smtp-address";
import { auditOf } from "../../support/tenants";
import { sampleSetting } from "../approval/sample-batch";
import { behindItsBack } from "../approval/stored-batch";
import { approved, endOf, later, MOMENT, openSendingHouse, planned } from "./ready-batch";
import { type Sink, startSink } from "./sink";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.stop());
afterEach(() => {
  (sink.taken as unknown[]).length = 0;
});

/** Sends what may leave at a moment, until nothing more may. */
async function send(scope: Scope, now = MOMENT): Promise<SenderCounts> {
  const provider = makeSmtp(smtpServerOf(sink.url));
  const sender = await startSender({
    providers: [{ provider, ratePerSecond: 10_000 }],
    links: { baseUrl: "https://cards.example", secret: "x".repeat(32) },
    mark: forgetfulMark(),
    clock: () => now,
    issuerId: scope.issuerId,
  });
  const counts = { ...(await sender.drained()) };
  await sender.stop();
  return counts;
}

const to = () => sink.taken.map((one) => one.to).sort();

describe("a released batch", () => {
  it("reaches each mailbox once and ends when everybody has an end", async () => {
    const { house, holders } = await openSendingHouse("EACH", 20);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    expect(await send(house.scope)).toEqual({ sent: 20, later: 0, bounced: 0, failed: 0, unknown: 0 });
    expect(to()).toEqual(holders.map(({ email }) => email).sort());
    const end = await endOf(house.scope, id);
    expect([end.state, end.outbox, end.messages.length]).toEqual(["sent", [], 20]);
    expect(new Set(end.people.map(({ outcome }) => outcome))).toEqual(new Set(["sent"]));
    await send(house.scope, later(1));
    expect(sink.taken).toHaveLength(20);
  });

  it("writes to six people with one address once, with a line for the card of each, soonest first", async () => {
    const { house, holders } = await openSendingHouse("SIX", 6);
    const mailbox = "family@home.example";
    const days = ["2026-12-31", "2026-12-20", "2027-01-15", "2026-12-24", "2027-03-01", "2026-12-28"];
    const members = holders.map((one, index) => {
      const card = { ...planned(one).cards[0], lastDay: days[index], lossOn: days[index], cardExpiresOn: days[index] };
      return planned(one, {
        mailbox,
        address: mailbox,
        leads: index === 0,
        cards: [card],
        lossOn: days[index] ?? null,
      });
    });
    await behindItsBack(async (owner) => {
      for (const { customerId } of holders)
        await owner`update silver.customer set email = ${mailbox} where customer_id = ${customerId}`;
    });
    const id = await approved(house, members);
    await send(house.scope);
    expect(to()).toEqual([mailbox]);
    const plain = sink.taken[0]?.mail.plain ?? "";
    const headers = sink.taken[0]?.mail.headers ?? {};
    const lines = plain.split("\n").filter((line) => /50\.00/.test(line));
    expect(lines).toHaveLength(6);
    const order = [1, 3, 5, 0, 2, 4].map((index) => `Person ${index + 1}`);
    expect(lines.map((line) => /Person \d/.exec(line)?.[0])).toEqual(order);
    expect(headers["list-unsubscribe"]).toMatch(/^<https:\/\/cards\.example\/api\/u\/[\w-]+>$/);
    expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    const { people } = await endOf(house.scope, id);
    expect(people.map(({ outcome }) => outcome)).toEqual(["sent", "merged", "merged", "merged", "merged", "merged"]);
  });

  it("marks who is held out at the moment his twin is written to, and writes to none of them", async () => {
    const { house, holders } = await openSendingHouse("HELD", 20);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
      { batch: { holdoutShare: 0.5 } },
    );
    await send(house.scope, new Date("2026-12-01T14:30:00Z"));
    expect((await endOf(house.scope, id)).people.every(({ outcome }) => outcome === null)).toBe(true);
    await send(house.scope);
    const { people, state } = await endOf(house.scope, id);
    const outcomes = people.map(({ outcome }) => outcome);
    expect([
      outcomes.filter((one) => one === "sent").length,
      outcomes.filter((one) => one === "held-out").length,
    ]).toEqual([10, 10]);
    expect([sink.taken.length, state]).toEqual([10, "sent"]);
  });
});

describe("at the moment of sending", () => {
  const setMailbox = (scope: Scope, mailbox: string, suppressed: string, why: string) =>
    withScope(scope, (tx) =>
      tx.execute(sql`insert into app.mailbox (issuer_id, channel, mailbox, suppressed, suppressed_why, suppressed_at)
        values (${scope.issuerId}, 'email', ${mailbox}, ${suppressed}, ${why}, now())`),
    );

  it("a no said after the approval, a consent taken back and an emptied card stop a message, each by its rule", async () => {
    const { house, holders } = await openSendingHouse("LATE", 4);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    const [first, second, third, fourth] = holders;
    await setMailbox(house.scope, first?.email ?? "", "commercial", "opted-out");
    await behindItsBack(
      (owner) => owner`update silver.customer set consent_email = null where customer_id = ${second?.customerId ?? 0}`,
    );
    await behindItsBack(
      (owner) => owner`update silver.card_summary set redeemed = 5000 where customer_id = ${third?.customerId ?? 0}`,
    );
    await send(house.scope);
    expect(to()).toEqual([fourth?.email]);
    const { people, state } = await endOf(house.scope, id);
    expect(people.map(({ outcome, note }) => [outcome, note])).toEqual([
      ["suppressed", "opted-out"],
      ["suppressed", "no-consent"],
      ["suppressed", "nothing-left"],
      ["sent", null],
    ]);
    expect(state).toBe("sent");
  });

  it("a message stays away from an address that its holder has left since it was approved", async () => {
    const { house, holders } = await openSendingHouse("LEFT", 2);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    const [gone, stays] = holders;
    await behindItsBack(async (owner) => {
      await owner`update silver.customer set email = 'new@left.example' where customer_id = ${gone?.customerId ?? 0}`;
    });
    await send(house.scope);
    expect(to()).toEqual([stays?.email]);
    const { people } = await endOf(house.scope, id);
    expect(people.map(({ outcome, note }) => [outcome, note])).toEqual([
      ["suppressed", "other-address"],
      ["sent", null],
    ]);
  });

  it("names the money that is on a card now, not what was on it when it was planned", async () => {
    const { house, holders } = await openSendingHouse("LESS", 1);
    await approved(
      house,
      holders.map((one) => planned(one)),
    );
    await behindItsBack(
      (owner) =>
        owner`update silver.card_summary set redeemed = 3766 where customer_id = ${holders[0]?.customerId ?? 0}`,
    );
    await send(house.scope);
    expect(sink.taken[0]?.mail.plain).toContain("12.34");
    expect(sink.taken[0]?.mail.plain).not.toContain("50.00");
  });

  it("lets a notice that the law demands pass an opt-out, a missing consent, the caps and the night", async () => {
    const { house, holders } = await openSendingHouse("LAW", 2);
    await setMailbox(house.scope, holders[0]?.email ?? "", "all", "opted-out");
    await behindItsBack(
      (owner) => owner`update silver.customer set consent_email = false where issuer_id = ${house.scope.issuerId}`,
    );
    const batch = { messageClass: "statutory-notice", holdoutShare: 0.5 } as const;
    await approved(
      house,
      holders.map((one) => planned(one)),
      { batch, template: { messageClass: "statutory-notice" } },
    );
    await send(house.scope, new Date("2026-12-02T07:00:00Z"));
    expect(to()).toEqual(holders.map(({ email }) => email).sort());
  });

  it("puts off until nine in the morning of the person's own zone what falls into his night", async () => {
    const { house, holders } = await openSendingHouse("NIGHT", 3);
    const zones = ["America/New_York", "Asia/Tokyo", "America/Los_Angeles"];
    const id = await approved(
      house,
      holders.map((one, index) => planned(one, { timeZone: zones[index] ?? "UTC" })),
    );
    // 01:30 in New York, 15:30 in Tokyo, 22:30 in Los Angeles.
    await send(house.scope, new Date("2026-12-02T06:30:00Z"));
    expect(to()).toEqual([holders[1]?.email]);
    const due = new Map((await endOf(house.scope, id)).outbox.map((row) => [row.mailbox, row.due.toISOString()]));
    expect(due.get(holders[0]?.email ?? "")).toBe("2026-12-02T14:00:00.000Z");
    expect(due.get(holders[2]?.email ?? "")).toBe("2026-12-02T17:00:00.000Z");
  });

  it("keeps to the hours of the state in which somebody lives at that moment, wherever he lived when it was planned", async () => {
    const hours = { quietFrom: 21, quietTo: 8 };
    const { house, holders } = await openSendingHouse("MOVED", 3, hours);
    const [stays, moves, arizona] = holders;
    if (!stays || !moves || !arizona) throw new Error("no holders");
    const id = await approved(
      house,
      holders.map((one) => planned(one, { timeZone: "America/Los_Angeles" })),
      { setting: { ...sampleSetting, ...hours } },
    );
    const live = (customerId: number, state: string) =>
      behindItsBack(
        (owner) => owner`update silver.customer set jurisdiction = ${state} where customer_id = ${customerId}`,
      );
    await live(stays.customerId, "US-CA");
    await live(moves.customerId, "US-WA");
    await live(arizona.customerId, "US-AZ");
    // 20:30 in Los Angeles and Seattle, 21:30 in Phoenix.
    await send(house.scope, new Date("2026-12-02T04:30:00Z"));
    expect(to()).toEqual([stays.email]);
    const due = new Map((await endOf(house.scope, id)).outbox.map((row) => [row.mailbox, row.due.toISOString()]));
    expect(due.get(moves.email)).toBe("2026-12-02T16:00:00.000Z");
    expect(due.get(arizona.email)).toBe("2026-12-02T15:00:00.000Z");
  });

  it("counts other batches, by mailbox and by person: the second waits seven times 24 hours, to the hour", async () => {
    const { house, holders } = await openSendingHouse("CAP", 2);
    const [one, two] = holders;
    if (!one || !two) throw new Error("no holders");
    await approved(house, [planned(one)]);
    await send(house.scope);
    // The same person at another address, and another person at the same mailbox.
    const moved = planned(one, { address: "new@cap.example", mailbox: "new@cap.example" });
    const housemate = planned(two, { address: one.email, mailbox: one.email });
    await behindItsBack(async (owner) => {
      await owner`update silver.customer set email = 'new@cap.example' where customer_id = ${one.customerId}`;
      await owner`update silver.customer set email = ${one.email} where customer_id = ${two.customerId}`;
    });
    const id = await approved(house, [moved, housemate]);
    await send(house.scope);
    expect(sink.taken).toHaveLength(1);
    const week = new Date(MOMENT.getTime() + 7 * 24 * 3_600_000);
    expect((await endOf(house.scope, id)).outbox.map(({ due }) => due)).toEqual([week, week]);
    await send(house.scope, new Date(week.getTime() - 1));
    expect(sink.taken).toHaveLength(1);
    await send(house.scope, week);
    expect(sink.taken).toHaveLength(3);
  });

  it("hands to a person what no lawful moment before the loss is left for", async () => {
    const { house, holders } = await openSendingHouse("DEAD", 1);
    const [one] = holders;
    if (!one) throw new Error("no holder");
    await approved(house, [planned(one)]);
    await send(house.scope);
    const id = await approved(house, [planned(one, { lossOn: "2026-12-07" })]);
    await send(house.scope);
    const { outbox, state, people } = await endOf(house.scope, id);
    expect(outbox.map(({ state: where, reply }) => [where, reply])).toEqual([["dead", "frequency-cap"]]);
    expect([state, people[0]?.outcome]).toEqual(["sending", null]);
  });

  it("sends nothing of what was changed after the approval, and says what was changed", async () => {
    const { house, holders } = await openSendingHouse("BYTE", 20);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    await behindItsBack(
      (owner) => owner`update silver.notification_member set address = 'thief@elsewhere.example'
      where batch_id = ${id} and customer_id = ${holders[19]?.customerId ?? 0}`,
    );
    await send(house.scope);
    const { state, note, outbox, people } = await endOf(house.scope, id);
    expect([sink.taken.length, state, outbox.length]).toEqual([0, "refused", 0]);
    expect(note).toContain(`The address of customer ${holders[19]?.customerId}`);
    expect(new Set(people.map(({ outcome }) => outcome))).toEqual(new Set(["stopped"]));
    expect((await auditOf(house.scope.issuerId)).at(-1)).toMatchObject({ action: "notification.refused" });
  });

  it("sends nothing while the batch or the whole issuer is paused, and goes on afterwards", async () => {
    const { house, holders } = await openSendingHouse("HALT", 2);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    const pause = (at: Date | null) =>
      withScope(house.scope, (tx) =>
        tx.execute(
          sql`update app.notification_setting set paused_at = ${at?.toISOString() ?? null}::text::timestamptz`,
        ),
      );
    await pause(MOMENT);
    await send(house.scope);
    await pause(null);
    await withScope(house.scope, (tx) =>
      tx.execute(sql`update app.notification_batch set state = 'paused' where id = ${id}`),
    );
    await send(house.scope);
    expect(sink.taken).toHaveLength(0);
    await withScope(house.scope, (tx) =>
      tx.execute(sql`update app.notification_batch set state = 'approved' where id = ${id}`),
    );
    await send(house.scope);
    expect(sink.taken).toHaveLength(2);
  });
});

describe("what a mail server answers", () => {
  it("decides by its class: again later, never, nobody there, or nobody knows", async () => {
    const { house, holders } = await openSendingHouse("REPLY", 9);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    const email = (index: number) => holders[index]?.email ?? "";
    sink.treat(email(0), { refuse: 450, words: "greylisted" });
    sink.treat(email(1), { refuse: 452, words: "too many" });
    sink.treat(email(2), { refuse: 550, words: "5.1.1 no such user here" });
    sink.treat(email(3), { refuse: 552, words: "mailbox full" });
    sink.treat(email(4), { refuse: 554, words: "5.7.1 we do not like this", after: "data" });
    sink.treat(email(5), { hangUp: "before-data" });
    sink.treat(email(6), { hangUp: "after-data" });
    sink.treat(email(7), { refuse: 550, words: "5.7.1 blocked by policy" });
    await send(house.scope);
    const first = await endOf(house.scope, id);
    const where = new Map([
      ...first.outbox.map(({ mailbox, state }) => [mailbox, state] as const),
      ...first.messages.map(({ mailbox, outcome }) => [mailbox, outcome] as const),
    ]);
    const ends = holders.map((one) => where.get(one.email));
    expect(ends).toEqual([
      "waiting",
      "waiting",
      "suppressed",
      "waiting",
      "failed",
      "waiting",
      "unknown",
      "failed",
      "sent",
    ]);
    expect(first.people[2]?.note).toBe("bounced: 550 5.1.1 no such user here");
    expect(first.people.map(({ outcome }) => outcome)).toEqual([
      null,
      null,
      "suppressed",
      null,
      "failed",
      null,
      "unknown",
      "failed",
      "sent",
    ]);
    const minute = new Date(MOMENT.getTime() + 60_000);
    expect(first.outbox.filter(({ state }) => state === "waiting").map(({ due }) => due)).toEqual([
      minute,
      minute,
      minute,
      minute,
    ]);

    for (const index of [0, 1, 3, 5]) sink.treat(email(index), null);
    await send(house.scope, minute);
    const second = await endOf(house.scope, id);
    // What nobody knows of is never repeated by itself.
    expect(second.outbox.map(({ state }) => state)).toEqual(["unknown"]);
    expect(to().filter((one) => one === email(6))).toEqual([]);
    expect(second.messages.filter(({ outcome }) => outcome === "sent").map(({ attempts }) => attempts)).toEqual([
      2, 2, 2, 2, 1,
    ]);
  });
});
