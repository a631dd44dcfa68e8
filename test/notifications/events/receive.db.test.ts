import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);

import { POST as tell } from "@/app/api/v1/notifications/events/route";
import { withScope } from "@/db/client";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { receiveEvent } from "@/lib/notifications/events/mutations/receive";
import { messageEventInput } from "@/lib/notifications/events/schema";
import { resumeBatch } from "@/lib/notifications/mutations/hold";
import { liftSuppression } from "@/lib/notifications/mutations/suppress";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { getMailbox } from "@/lib/notifications/queries/mailboxes";
import { forgetfulMark } from "@/lib/notifications/sending/jobs/machine-mark";
import { startSender } from "@/lib/notifications/sending/jobs/sender";
import { messageKeyOf } from "@/lib/notifications/sending/message-key";
import { makeSmtp } from "@/lib/notifications/sending/smtp";
import { smtpServerOf } from "@/lib/notifications/sending/smtp-address";
import { eventResponse } from "@/lib/openapi/operations/notification-mailboxes";
import { asDescribed } from "../../support/described";
import { fileCommand } from "../../support/file-command";
import { approved, endOf, type Holder, later, MOMENT, openSendingHouse, planned } from "../sending/ready-batch";
import { type Sink, startSink } from "../sending/sink";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.stop());

async function send(scope: Scope, now = MOMENT): Promise<void> {
  const running = await startSender({
    providers: [{ provider: makeSmtp(smtpServerOf(sink.url)), ratePerSecond: 10_000 }],
    links: { baseUrl: "https://cards.example", secret: "x".repeat(32) },
    mark: forgetfulMark(),
    clock: () => now,
    issuerId: scope.issuerId,
  });
  await running.drained();
  await running.stop();
}

const at = "2026-12-01T16:00:00Z";
const report = (scope: Scope, event: object, now = later(1)) =>
  receiveEvent(scope, messageEventInput.parse({ channel: "email", at, ...event }), now);
const mailsTo = (email: string) => sink.taken.filter(({ to }) => to === email).length;
const nth = (holders: readonly Holder[], n: number): Holder => {
  const one = holders[n];
  if (!one) throw new Error("no such holder");
  return one;
};
/** A week and a day later no cap stands in the way. */
const nextWeek = later(24 * 8);
async function sendAgain(scope: Scope, house: Parameters<typeof approved>[0], holders: readonly Holder[]) {
  const due = { dueAt: nextWeek.toISOString() };
  const id = await approved(
    house,
    holders.map((one) => planned(one, due)),
    { batch: { windowTo: "2026-12-20" } },
  );
  await send(scope, later(24 * 8 + 1));
  return endOf(scope, id);
}

describe("after a message was accepted", () => {
  it("a bounce for good silences the address, also for what was approved before; one for now does not", async () => {
    const { house, holders } = await openSendingHouse("CAMEBACK", 3);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    await send(house.scope);
    const [gone, full] = [nth(holders, 0), nth(holders, 1)];
    const key = messageKeyOf(house.scope.issuerId, id, gone.email);
    const detail = "550 5.1.1 no such user";
    const bounce = { type: "bounce", permanent: true, detail };
    expect(await report(house.scope, { id: "b1", messageId: `<${key}@cards.example>`, ...bounce })).toEqual({
      id: "b1",
      repeated: false,
      mailbox: gone.email,
      batchId: id,
    });
    await report(house.scope, { id: "b2", address: full.email, type: "bounce", permanent: false });
    const found = await getMailbox(house.scope, "email", gone.email);
    expect(found).toMatchObject({ suppressed: "all", suppressedWhy: "bounced", reply: detail });
    expect(found.events).toEqual([
      {
        id: "b1",
        type: "bounce",
        permanent: true,
        batchId: id,
        detail,
        actor: house.scope.actor,
        happenedAt: "2026-12-01T16:00:00.000Z",
      },
    ]);
    expect((await getMailbox(house.scope, "email", full.email)).suppressed).toBeNull();
    const { events } = await getSendingFigures(house.scope, id, MOMENT);
    expect(events).toEqual({ bounced: 1, delayed: 1, complained: 0, optedOut: 0 });
    const { people } = await sendAgain(house.scope, house, holders);
    expect(people.map(({ outcome, note }) => [outcome, note])).toEqual([
      ["suppressed", "bounced"],
      ["sent", null],
      ["sent", null],
    ]);
    expect(mailsTo(gone.email)).toBe(1);
  });

  it("STOP ends everything to that address and no other, an unsubscription ends reminders; both are the holder's words", async () => {
    const { house, holders } = await openSendingHouse("SAIDSTOP", 2);
    const [one, two] = [nth(holders, 0), nth(holders, 1)];
    const id = await approved(
      house,
      holders.map((holder) => planned(holder)),
    );
    await send(house.scope);
    await report(house.scope, { id: "s1", type: "stop", address: one.email.toUpperCase(), detail: "STOP" });
    await report(house.scope, { id: "s2", type: "unsubscribe", address: two.email });
    const [first, second] = [
      await getMailbox(house.scope, "email", one.email),
      await getMailbox(house.scope, "email", two.email),
    ];
    expect([first.suppressed, first.suppressedWhy, second.suppressed]).toEqual(["all", "opted-out", "commercial"]);
    expect(first.words).toMatchObject([{ covers: "all", via: "reply", reason: "STOP" }]);
    expect(second.words).toMatchObject([{ covers: "commercial", via: "provider" }]);
    expect((await getSendingFigures(house.scope, id, MOMENT)).events.optedOut).toBe(2);
    const trail = await withScope(house.scope, (tx) =>
      tx.execute<{ subject: string }>(sql`select subject from app.audit_event
        where issuer_id = ${house.scope.issuerId} and action = 'notification.opted-out' order by id`),
    );
    expect(trail.map(({ subject }) => subject)).toEqual([one.email, two.email]);
    // An address that nobody here has written to is believed too.
    expect(await report(house.scope, { id: "s3", type: "stop", address: "new@x.example" })).toMatchObject({
      batchId: null,
    });
    expect((await getMailbox(house.scope, "email", "new@x.example")).suppressed).toBe("all");
  });

  it("a complaint is a no that outlives the lifting of it, and does not hide a bounce", async () => {
    const { house, holders } = await openSendingHouse("COMPLAIN", 1);
    const { email: address } = nth(holders, 0);
    await report(house.scope, { id: "c1", type: "complaint", address });
    expect(await getMailbox(house.scope, "email", address)).toMatchObject({
      suppressed: "all",
      suppressedWhy: "complained",
    });
    await liftSuppression(house.scope, { channel: "email", mailbox: address, reason: "a mistake" }, later(2));
    expect(await getMailbox(house.scope, "email", address)).toMatchObject({
      suppressed: "all",
      suppressedWhy: "opted-out",
    });
    await report(house.scope, { id: "c2", type: "bounce", permanent: true, address });
    await report(house.scope, { id: "c3", type: "complaint", address });
    expect((await getMailbox(house.scope, "email", address)).suppressedWhy).toBe("bounced");
  });

  it("three complaints of a small batch hold the rest of it, and say why; let go on, the next one holds it again", async () => {
    const { house, holders } = await openSendingHouse("SPAM", 6);
    const { scope } = house;
    const [last] = [nth(holders, 5)];
    const early = holders.slice(0, 5);
    const members = [...early.map((one) => planned(one)), planned(last, { dueAt: later(48).toISOString() })];
    const id = await approved(house, members);
    await send(scope);
    const complain = (n: number) =>
      report(scope, { id: `spam-${n}`, type: "complaint", address: nth(holders, n).email });
    await complain(0);
    await complain(0);
    await complain(1);
    // The same reader who complains twice is one complaint.
    await report(scope, { id: "spam-0-again", type: "complaint", address: nth(holders, 0).email });
    expect((await endOf(scope, id)).state).toBe("sending");
    await complain(2);
    const held = await endOf(scope, id);
    expect([held.state, held.note]).toEqual([
      "paused",
      expect.stringContaining("3 of 5 readers have complained, which is 0.3%"),
    ]);
    await send(scope, later(49));
    expect(mailsTo(last.email)).toBe(0);
    await resumeBatch(scope, { batchId: id }, later(50), house.emailOf("mia"));
    await complain(3);
    expect((await endOf(scope, id)).state).toBe("paused");
    expect((await getSendingFigures(scope, id, MOMENT)).events.complained).toBe(4);
    const [trail] = await withScope(scope, (tx) =>
      tx.execute(sql`select detail from app.audit_event where issuer_id = ${scope.issuerId}
        and action = 'notification.paused' order by id limit 1`),
    );
    expect(trail?.detail).toMatchObject({ complaints: 3, sent: 5 });
  });
});

describe("the door", () => {
  it("takes an event once, however often it is told, and refuses another one under its name", async () => {
    const { house } = await openSendingHouse("ONCE", 0);
    const told = { id: "x", type: "stop", address: "p@once.example", detail: "stop" };
    expect((await report(house.scope, told)).repeated).toBe(false);
    expect((await report(house.scope, told, later(24 * 400))).repeated).toBe(true);
    const other = report(house.scope, { ...told, type: "complaint", detail: "spam" });
    await expect(other).rejects.toMatchObject({
      code: "conflict",
      fields: { type: expect.any(String), detail: expect.any(String) },
    });
    const together = await Promise.all([1, 2, 3, 4].map(() => report(house.scope, { ...told, id: "y" })));
    expect(together.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const found = await getMailbox(house.scope, "email", "p@once.example");
    expect([found.events.length, found.words.length]).toEqual([2, 1]);
  });

  it("needs the scope, knows no message of another issuer, and answers as it is documented", async () => {
    const { house, holders } = await openSendingHouse("EVENTDOOR", 1);
    const { house: other } = await openSendingHouse("EVENTELSE", 0);
    const id = await approved(
      house,
      holders.map((one) => planned(one)),
    );
    await send(house.scope);
    const keyOf = async (of: typeof house, scope: "notification.event" | "notification.propose") =>
      (await createKey(await of.scopeOf("ada"), { name: "provider", scopes: [scope], days: null }, new Date())).key;
    const ask = async (key: string, body: object) =>
      tell(
        new Request("http://localhost:3000/api/v1/notifications/events", {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify({ channel: "email", at, ...body }),
        }),
        { params: Promise.resolve({}) },
      );
    const messageId = messageKeyOf(house.scope.issuerId, id, nth(holders, 0).email);
    const event = { id: "d1", type: "complaint", messageId };
    expect((await ask(await keyOf(house, "notification.propose"), event)).status).toBe(403);
    expect((await ask(await keyOf(other, "notification.event"), event)).status).toBe(404);
    const key = await keyOf(house, "notification.event");
    expect((await ask(key, { ...event, channel: "sms" })).status).toBe(400);
    expect((await ask(key, { ...event, messageId: undefined, address: "nobody" })).status).toBe(400);
    const answer = await ask(key, event);
    expect(answer.status).toBe(200);
    expect(asDescribed(eventResponse, await answer.json())).toMatchObject({ repeated: false, batchId: id });
    expect((await ask(key, { ...event, at: "2026-12-02T00:00:00Z" })).status).toBe(409);
  });

  const { file } = fileCommand("events");
  it("of the command line takes a list in, and says what it had before", async () => {
    const { house } = await openSendingHouse("EVENTCLI", 0);
    const event = { id: "1", type: "stop", channel: "sms", address: "+12015550123", at };
    const name = await file("events.json", JSON.stringify([event, { ...event, id: "2" }, event]));
    const around = { groups: GROUPS, openDatabase: async () => {}, note: () => {} };
    const { exitCode, stdout } = await runCommandLine(["notify", "events", name, "--issuer", "EVENTCLI"], around);
    expect([exitCode, stdout]).toEqual([0, "2 taken in, 1 told before."]);
    expect((await getMailbox(house.scope, "sms", "+12015550123")).suppressed).toBe("all");
  });
});
