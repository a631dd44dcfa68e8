import { describe, expect, it } from "vitest";
import { pauseBatch, stopBatch } from "@/lib/notifications/mutations/hold";
import type { ClaimedBatch, ClaimedMessage } from "@/lib/notifications/sending/claimed";
import { handOverOne } from "@/lib/notifications/sending/jobs/hand-over";
import { Turns } from "@/lib/notifications/sending/jobs/turns";
import { endBatches } from "@/lib/notifications/sending/mutations/batch-end";
import { claimGroup } from "@/lib/notifications/sending/mutations/claim";
import { endLapsed, putBack } from "@/lib/notifications/sending/mutations/lapsed";
import { openBatch } from "@/lib/notifications/sending/mutations/open-batch";
import { writeOutcomes } from "@/lib/notifications/sending/mutations/outcome";
import type { HandOver, Provider } from "@/lib/notifications/sending/provider";
import { listDueIssuers } from "@/lib/notifications/sending/queries/due";
import type { House } from "../approval/stored-batch";
import { behindItsBack } from "../approval/stored-batch";
import { approved, endOf, later, MOMENT, openSendingHouse, planned } from "./ready-batch";

const WORKER = "a worker";
const LATER: HandOver = { result: "later", reply: "450 greylisted", resting: false };
const SILENCE: HandOver = { result: "unknown", reply: "nothing was said" };

/** A batch of which a worker has all messages in hand. */
async function inHand(code: string, count: number) {
  const { house, holders } = await openSendingHouse(code, count);
  const id = await approved(
    house,
    holders.map((one) => planned(one)),
  );
  return { house, id, ...(await takeAll(house, id, { count, now: MOMENT })) };
}

async function takeAll(house: House, id: number, { count, now }: { count: number; now: Date }) {
  const opened = await openBatch(house.scope, id, now);
  if (opened.state !== "sending") throw new Error("the batch was not opened");
  const asked = { channels: ["email" as const], limit: count, workerId: WORKER, now };
  const claim = await claimGroup(house.scope, { ...asked, opened: new Map([[id, opened.head]]) });
  if (claim.found !== "messages" || claim.messages.length !== count) throw new Error("not all were taken in hand");
  return { batch: claim.batch, messages: claim.messages };
}

const stop = (house: House, batchId: number) =>
  stopBatch(house.scope, { batchId, reason: "no longer wanted" }, MOMENT, house.emailOf("mia"));

const heard = (
  { house, batch }: { house: House; batch: ClaimedBatch },
  message: ClaimedMessage | undefined,
  handOver: HandOver,
  repeatable = false,
) => {
  if (!message) throw new Error("no such message");
  const handled = [{ message, handOver, subject: "s", contentHash: "0".repeat(64) }];
  return writeOutcomes(house.scope, { batch, handled, provider: "p", repeatable, workerId: WORKER, now: MOMENT });
};

describe("what is in hand when its batch is stopped", () => {
  it("and is not taken ends as stopped: put off by the provider, or put back before it was begun", async () => {
    const hand = await inHand("INHAND", 3);
    const { house, id, messages } = hand;
    await stop(house, id);
    await heard(hand, messages[0], LATER);
    await putBack(house.scope, messages.slice(1, 2), WORKER);
    await heard(hand, messages[2], { result: "sent", reply: "250 ok" });
    await endBatches(house.scope, later(1));
    const { state, outbox, messages: ended, people } = await endOf(house.scope, id);
    expect([state, outbox]).toEqual(["stopped", []]);
    expect(ended.map(({ outcome, note }) => [outcome, note])).toEqual([
      ["stopped", "no longer wanted"],
      ["stopped", "no longer wanted"],
      ["sent", "250 ok"],
    ]);
    expect(people.map(({ outcome }) => outcome)).toEqual(["stopped", "stopped", "sent"]);
    expect(await listDueIssuers(later(24))).not.toContain(house.scope.issuerId);
  });

  it("and may be there already stands as unknown, whoever was silent", async () => {
    const hand = await inHand("MAYBE", 2);
    const { house, id, messages } = hand;
    await stop(house, id);
    await heard(hand, messages[0], SILENCE, true);
    await behindItsBack(
      (owner) => owner`update app.outbox set lease_until = now() - interval '1 second'
        where message_key = ${messages[1]?.key ?? ""}`,
    );
    await endLapsed(house.scope, ["email"], MOMENT);
    await endBatches(house.scope, later(1));
    const { outbox, people } = await endOf(house.scope, id);
    expect(outbox.map(({ state }) => state)).toEqual(["unknown", "unknown"]);
    expect(people.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
  });

  it("of a batch that is refused ends as stopped too, and of one that is paused it waits", async () => {
    const refused = await inHand("REFUSED", 1);
    await behindItsBack(
      (owner) => owner`update silver.notification_member set value = value + 1 where batch_id = ${refused.id}`,
    );
    expect((await openBatch(refused.house.scope, refused.id, MOMENT)).state).toBe("refused");
    await heard(refused, refused.messages[0], LATER);
    await endBatches(refused.house.scope, later(1));
    const end = await endOf(refused.house.scope, refused.id);
    expect([end.outbox, end.people.map(({ outcome }) => outcome)]).toEqual([[], ["stopped"]]);

    const paused = await inHand("PAUSED", 1);
    await pauseBatch(paused.house.scope, { batchId: paused.id }, MOMENT, paused.house.emailOf("mia"));
    await heard(paused, paused.messages[0], LATER);
    await endBatches(paused.house.scope, later(1));
    const waiting = await endOf(paused.house.scope, paused.id);
    expect([waiting.outbox.map(({ state }) => state), waiting.people[0]?.outcome]).toEqual([["waiting"], null]);
  });
});

describe("a message that cannot be written out", () => {
  const provider: Provider = {
    name: "p",
    channels: ["email"],
    repeatable: true,
    send: () => Promise.reject(new Error("nothing is to be handed over")),
    close: async () => {},
  };
  const broken = async (hand: { house: House; batch: ClaimedBatch }, message: ClaimedMessage | undefined) => {
    if (!message) throw new Error("no such message");
    const batch = { ...hand.batch, template: { ...hand.batch.template, body: "{{no-such-value}}" } };
    const links = { baseUrl: "https://cards.example", secret: "x".repeat(32) };
    const at = performance.now();
    const turn = { at, leasedAt: at, now: MOMENT, turns: new Turns(100) };
    const one = await handOverOne({ scope: hand.house.scope, batch, provider, links }, message, turn);
    if (!one) throw new Error("it was not begun");
    const writing = { batch, handled: [one], provider: "p", repeatable: true, workerId: WORKER, now: MOMENT };
    await writeOutcomes(hand.house.scope, writing);
  };

  it("has failed the first time, and stands as unknown where an earlier attempt may have arrived", async () => {
    const hand = await inHand("BROKEN", 2);
    const { house, id, messages } = hand;
    await broken(hand, messages[0]);
    await heard(hand, messages[1], SILENCE, true);
    const again = await takeAll(house, id, { count: 1, now: later(1) });
    await broken({ house, batch: again.batch }, again.messages[0]);
    const { outbox, messages: ended, people } = await endOf(house.scope, id);
    expect(ended.map(({ outcome }) => outcome)).toEqual(["failed"]);
    expect(outbox.map(({ state }) => state)).toEqual(["unknown"]);
    expect(people.map(({ outcome }) => outcome)).toEqual(["failed", "unknown"]);
  });
});
