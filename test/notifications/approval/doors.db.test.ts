import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { POST as approve } from "@/app/api/v1/notifications/[id]/approve/route";
import { POST as pause } from "@/app/api/v1/notifications/[id]/pause/route";
import { POST as reject } from "@/app/api/v1/notifications/[id]/reject/route";
import { POST as resume } from "@/app/api/v1/notifications/[id]/resume/route";
import { POST as stop } from "@/app/api/v1/notifications/[id]/stop/route";
import { POST as undo } from "@/app/api/v1/notifications/[id]/undo/route";
import { approveCommands } from "@/lib/cli/notify-approve";
import { createKey } from "@/lib/identity/mutations/keys";
import { tellApprovers } from "@/lib/notifications/approval/jobs";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { getApprovalDetail } from "@/lib/notifications/queries/approval-detail";
import { listApprovals } from "@/lib/notifications/queries/approvals";
import type { OutgoingMessage } from "@/lib/notifications/sending/provider";
import { sampleMember } from "./sample-batch";
import { after, type House, NOW, openHouse, stateOf, storeBatch } from "./stored-batch";

let house: House;
let elsewhere: House;
let key: string;
/** Far off: doors read the clock of today. */
const late = { expiresAt: "2999-01-01T00:00:00.000Z" };

beforeAll(async () => {
  house = await openHouse("DOORS");
  elsewhere = await openHouse("AWAY");
  const scopes = ["notification.read", "notification.propose"] as const;
  const made = await createKey(await house.scopeOf("ada"), { name: "machine", scopes: [...scopes], days: null }, NOW);
  key = made.key;
});

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
const own = { origin: "http://localhost:3000", host: "localhost:3000", "sec-fetch-site": "same-origin" };

function ask(handler: Handler, id: number, body?: unknown, headers: Record<string, string> = own): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/notifications/${id}/x`, {
    method: "POST",
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve({ id: String(id) }) });
}

describe("REST", () => {
  it("takes no decision from a key, whatever scopes it has", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: late });
    house.be(null);
    const asKey = { authorization: `Bearer ${key}` };
    const reason = { reason: "a machine says so" };
    const asked: [Handler, unknown][] = [
      [approve, { seal }],
      [undo, undefined],
      [resume, undefined],
      [pause, undefined],
      [reject, reason],
      [stop, reason],
    ];
    for (const [handler, body] of asked) expect((await ask(handler, id, body, asKey)).status).toBe(403);
    expect((await stateOf(house.scope, id)).state).toBe("proposed");
  });

  it("asks a person's own role, and lets no other site press the button for him", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: late });
    for (const name of ["ann", "ada"] as const) {
      house.be(name);
      expect((await ask(approve, id, { seal })).status).toBe(403);
    }
    house.be("mia");
    const foreign = { origin: "https://elsewhere.example", host: "localhost:3000", "sec-fetch-site": "cross-site" };
    expect((await ask(approve, id, { seal }, foreign)).status).toBe(403);
    expect((await ask(approve, id, {})).status).toBe(400);
    elsewhere.be("mia");
    expect((await ask(approve, id, { seal })).status).toBe(404);
    house.be("mia");
    const answer = await ask(approve, id, { seal });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ state: "approved", messages: 3 });
    expect((await ask(undo, id)).status).toBe(200);
    expect((await ask(reject, id, { reason: "not now" })).status).toBe(200);
    expect((await ask(approve, id, { seal })).status).toBe(409);
  });
});

describe("the command line", () => {
  const run = (name: string, args: string[], values: Record<string, string>) => {
    const found = approveCommands.find((command) => command.name === name);
    if (!found) throw new Error(`no command ${name}`);
    return found.run({ values, args, note: () => {} });
  };

  it("decides in a manager's name and by his rules: not for the proposer, not for an analyst, not without a name", async () => {
    const { id } = await storeBatch(house.scope, { batch: { ...late, proposedBy: house.idOf("mia") } });
    const asked = (as: string) => run("approve", [String(id)], { issuer: "DOORS", as });
    await expect(asked(house.emailOf("mia"))).rejects.toThrow(/You proposed it/);
    await expect(asked(house.emailOf("ann"))).rejects.toThrow(/role/);
    await expect(asked("nobody@example.test")).rejects.toThrow(/does not exist/);
    const { json, text } = await asked(house.emailOf("max"));
    expect(json).toMatchObject({ batchId: id, state: "approved", messages: 3 });
    expect(text).toMatch(/nothing leaves before/);
    await run("undo", [String(id)], { issuer: "DOORS", as: house.emailOf("max") });
    expect((await stateOf(house.scope, id)).state).toBe("proposed");
  });

  it("refuses a seal that is not of what is stored", async () => {
    const { id } = await storeBatch(house.scope, { batch: late });
    const values = { issuer: "DOORS", as: house.emailOf("max"), seal: "f".repeat(64) };
    await expect(run("approve", [String(id)], values)).rejects.toThrow(/no longer what you were looking at/);
  });
});

describe("the queue", () => {
  it("holds what waits and what can be taken back at that moment, and nobody else's", async () => {
    const own = await openHouse("QUEUE");
    const cheap = await storeBatch(own.scope, { batch: { delayCost: 10n } });
    const dear = await storeBatch(own.scope, { batch: { delayCost: 90n, approvalsNeeded: 2 } });
    const gone = await storeBatch(own.scope, { batch: { expiresAt: NOW } });
    const mia = await own.scopeOf("mia");
    await approveBatch(mia, { batchId: dear.id, seal: dear.seal }, NOW);
    const first = await listApprovals(mia, NOW);
    expect(first.waiting.map(({ id, state }) => [id, state])).toEqual([
      [dear.id, "half-approved"],
      [cheap.id, "proposed"],
    ]);
    expect(first.waiting[0]?.approvers).toEqual([
      { personId: own.idOf("mia"), name: "mia.queue", at: NOW.toISOString() },
    ]);
    expect(first.waiting.some(({ id }) => id === gone.id)).toBe(false);
    await approveBatch(mia, { batchId: cheap.id, seal: cheap.seal }, NOW);
    const revocable = async (minutes: number) =>
      (await listApprovals(mia, after(minutes))).revocable.map(({ id }) => id);
    expect(await revocable(9)).toEqual([cheap.id]);
    expect(await revocable(10)).toEqual([]);
    const other = await listApprovals(await elsewhere.scopeOf("mia"), NOW);
    expect([other.waiting, other.revocable]).toEqual([[], []]);
  });

  it("shows ten people and three messages, one of a shared mailbox with everybody's cards", async () => {
    const card = (id: number, day: string) => ({
      cardId: id,
      id: `C-${id}`,
      lastFour: String(1_000 + id),
      brand: "Pier",
      cardType: "Gift card",
      cardTypeId: 1,
      balance: "5000",
      cardExpiresOn: day,
      fundsExpiresOn: null,
      escheatOn: null,
      lastDay: day,
      reason: "card-expiry",
      lossOn: day,
    });
    const members = Array.from({ length: 12 }, (_, index) =>
      sampleMember(index + 1, { gain: 100 - index, cards: [card(index + 1, "2026-12-31")] }),
    );
    members.push(sampleMember(13, { mailbox: "person1@example.test", leads: false, cards: [card(13, "2026-12-15")] }));
    const { id } = await storeBatch(house.scope, {
      members,
      template: { subject: "{{total}} waits", body: "{{cards}}" },
    });
    const detail = await getApprovalDetail(await house.scopeOf("mia"), id, NOW);
    expect(detail.samples.map(({ customerId }) => customerId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(detail.messages.map(({ to, subject }) => [to, subject])).toEqual([
      ["person1@example.test", "$100.00 waits"],
      ["person2@example.test", "$50.00 waits"],
      ["person3@example.test", "$50.00 waits"],
    ]);
    const [shared] = detail.messages;
    expect(shared?.plain.indexOf("1013")).toBeGreaterThan(0);
    expect(shared?.plain.indexOf("1013")).toBeLessThan(shared?.plain.indexOf("1001") ?? 0);
    await expect(getApprovalDetail(await elsewhere.scopeOf("mia"), id, NOW)).rejects.toThrow(/does not exist/);
  });
});

describe("the mail to those who decide", () => {
  it("goes to each manager with what he may decide, links to the sealed screen, and decides nothing", async () => {
    const own = await openHouse("LETTER");
    const by = own.idOf("mia");
    const dear = await storeBatch(own.scope, { batch: { delayCost: 90n, proposedBy: by } });
    const cheap = await storeBatch(own.scope, { batch: { delayCost: 10n } });
    await storeBatch(own.scope, { batch: { delayCost: 0n, delayCosts: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 90n] } });
    const sent: OutgoingMessage[] = [];
    const provider = {
      send: async (message: OutgoingMessage) => {
        sent.push(message);
        return { result: "sent" as const, reply: "250 ok" };
      },
    };
    expect(await tellApprovers(own.scope, provider, NOW)).toBe(2);
    const linksTo = (name: "mia" | "max") =>
      [...(sent.find(({ to }) => to === own.emailOf(name))?.plain ?? "").matchAll(/&batch=(\d+)/g)].map(([, id]) =>
        Number(id),
      );
    expect(linksTo("max")).toEqual([dear.id, cheap.id]);
    // Nobody is asked about what he proposed himself.
    expect(linksTo("mia")).toEqual([cheap.id]);
    expect(sent[0]?.plain).toContain("/manager/approvals?issuer=LETTER&batch=");
    expect((await stateOf(own.scope, dear.id)).state).toBe("proposed");
  });
});
