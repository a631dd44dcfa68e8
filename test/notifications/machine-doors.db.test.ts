import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

import { GET as unsettled } from "@/app/api/v1/notifications/[id]/unsettled/route";
import { POST as lift } from "@/app/api/v1/notifications/mailboxes/[channel]/[mailbox]/lift/route";
import { GET as mailbox } from "@/app/api/v1/notifications/mailboxes/[channel]/[mailbox]/route";
import { POST as suppress } from "@/app/api/v1/notifications/mailboxes/[channel]/[mailbox]/suppress/route";
import { GET as mailboxes } from "@/app/api/v1/notifications/mailboxes/route";
import { POST as settle } from "@/app/api/v1/notifications/messages/[key]/settle/route";
import { GET as parameters, POST as setParameter } from "@/app/api/v1/notifications/parameters/route";
import { POST as takeLearned } from "@/app/api/v1/notifications/results/learned/route";
import { PUT as saveSettings, GET as settings } from "@/app/api/v1/notifications/settings/route";
import { POST as withdraw } from "@/app/api/v1/notifications/templates/[id]/withdraw/route";
import { POST as write } from "@/app/api/v1/notifications/templates/route";
import { POST as addShipped } from "@/app/api/v1/notifications/templates/shipped/route";
import { GET as allUnsettled } from "@/app/api/v1/notifications/unsettled/route";
import { withScope } from "@/db/client";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { createKey } from "@/lib/identity/mutations/keys";
import { findSetting } from "@/lib/notifications/queries/settings";
import {
  mailboxListResponse,
  mailboxResponse,
  unsettledListResponse,
  unsettledResponse,
} from "@/lib/openapi/operations/notification-mailboxes";
import { parametersResponse, settingResponse } from "@/lib/openapi/operations/notification-settings";
import { asDescribed } from "../support/described";
import { sampleMember } from "./approval/sample-batch";
import { behindItsBack, type House, openHouse, stateOf, storeBatch } from "./approval/stored-batch";
import { approved } from "./sending/ready-batch";

let house: House;
let key: string;
/** As the proposing run names a mailbox of `sampleMember`. */
const first = "person1@example.test";
const far = { expiresAt: "2999-01-01T00:00:00.000Z" };

beforeAll(async () => {
  house = await openHouse("MACHINES");
  const scopes = ["notification.read", "notification.propose"] as const;
  key = (await createKey(await house.scopeOf("ada"), { name: "machine", scopes: [...scopes], days: null }, new Date()))
    .key;
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const ownPage = { origin: "http://localhost:3000", host: "localhost:3000", "sec-fetch-site": "same-origin" };

function ask(handler: Handler, body?: unknown, params = {}, headers: Record<string, string> = ownPage, search = "") {
  const request = new Request(`http://localhost:3000/api/v1/notifications${search}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}
const asKey = () => ({ authorization: `Bearer ${key}` });

async function cliText(...words: string[]) {
  const around = { groups: GROUPS, openDatabase: async () => {}, note: () => {} };
  return runCommandLine(["notify", ...words, "--issuer", "MACHINES"], around);
}
const cli = (...words: string[]) => cliText(...words, "--json");
const said = async (...words: string[]) => {
  const { exitCode, stdout, stderr } = await cli(...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout);
};

/** A message in the outbox that a person has to settle. */
async function waiting(state: "unknown" | "dead", of: House = house) {
  const members = [1].map((id) => sampleMember(id));
  const id = await approved(of, members, { batch: far });
  let key = "";
  await behindItsBack(async (owner) => {
    const [row] = await owner`
      update app.outbox set state = ${state} where batch_id = ${id} returning message_key as key`;
    key = String(row?.key);
  });
  return { id, key };
}
const outboxOf = (id: number) =>
  withScope(house.scope, (tx) =>
    tx.execute<{ state: string }>(sql`select state from app.outbox where batch_id = ${id}`),
  );
const trailOf = async (action: string) =>
  (
    await withScope(house.scope, (tx) =>
      tx.execute(sql`select 1 from app.audit_event where issuer_id = ${house.scope.issuerId} and action = ${action}`),
    )
  ).length;

describe("REST", () => {
  it("settings are read as they are handed back; an admin changes them in person, and not over another's change", async () => {
    house.be(null);
    const { setting } = asDescribed(settingResponse, await (await ask(settings, undefined, {}, asKey())).json());
    const wanted = { ...setting, proposalDays: 5, budget: "123456" };
    expect((await ask(saveSettings, wanted, {}, asKey())).status).toBe(403);
    for (const name of ["ann", "mia"] as const) {
      house.be(name);
      expect((await ask(saveSettings, wanted)).status).toBe(403);
    }
    house.be("ada");
    expect((await ask(saveSettings, { ...wanted, quietTo: 3 })).status).toBe(400);
    const saved = await ask(saveSettings, wanted);
    expect(saved.status).toBe(200);
    expect(await findSetting(house.scope)).toMatchObject({ proposalDays: 5, budget: 123456n });
    expect((await ask(saveSettings, wanted)).status).toBe(409);
    expect(await trailOf("notification.settings-changed")).toBe(1);
  });

  it("a figure is added by an admin in person, and its history is read", async () => {
    const figure = {
      name: "margin",
      channel: null,
      reason: null,
      value: 0.4,
      low: null,
      high: null,
      source: "our books",
    };
    house.be(null);
    expect((await ask(setParameter, figure, {}, asKey())).status).toBe(403);
    house.be("ada");
    expect((await ask(setParameter, { ...figure, value: 2 })).status).toBe(400);
    expect((await ask(setParameter, figure)).status).toBe(201);
    house.be(null);
    const read = asDescribed(parametersResponse, await (await ask(parameters, undefined, {}, asKey())).json());
    const margin = read.inForce.find(({ name, channel, reason }) => name === "margin" && !channel && !reason);
    expect(margin).toMatchObject({ value: 0.4, origin: "set", source: "our books" });
    expect(read.history.map(({ name, value }) => [name, value])).toEqual([["margin", 0.4]]);
  });

  it("a measured figure is taken over by an admin only, and only one that was measured", async () => {
    const figure = { name: "acceleration", channel: "email", reason: "card-expiry", value: 0.25 };
    house.be("mia");
    expect((await ask(takeLearned, figure)).status).toBe(403);
    house.be("ada");
    expect((await ask(takeLearned, figure)).status).toBe(409);
  });

  it("a mailbox is suppressed by a key, lifted by a manager in person, and is nobody else's", async () => {
    await waiting("dead");
    await behindItsBack(async (owner) => {
      await owner`insert into app.mailbox (issuer_id, channel, mailbox)
        values (${house.scope.issuerId}, 'email', ${first}) on conflict do nothing`;
    });
    const path = { channel: "email", mailbox: first };
    const why = { reason: "asked for by telephone" };
    const stranger = await openHouse("MACHINES-B");
    stranger.be("mia");
    expect((await ask(mailbox, undefined, path)).status).toBe(404);
    expect((await ask(lift, why, path)).status).toBe(404);
    house.be(null);
    expect((await ask(suppress, {}, path, asKey())).status).toBe(400);
    expect((await ask(suppress, why, path, asKey())).status).toBe(200);
    expect((await ask(suppress, why, path, asKey())).status).toBe(409);
    const found = asDescribed(mailboxResponse, await (await ask(mailbox, undefined, path, asKey())).json());
    expect(found).toMatchObject({ mailbox: first, suppressed: "all", suppressedWhy: "by-hand" });
    const only = await ask(mailboxes, undefined, {}, asKey(), "?suppressed=yes&q=person");
    expect(asDescribed(mailboxListResponse, await only.json())).toMatchObject({
      total: 1,
      items: [{ mailbox: first }],
    });
    expect((await ask(mailboxes, undefined, {}, asKey(), "?colour=red")).status).toBe(400);
    expect((await ask(lift, why, path, asKey())).status).toBe(403);
    house.be("mia");
    expect((await ask(lift, why, path)).status).toBe(200);
    expect(await (await ask(mailbox, undefined, path)).json()).toMatchObject({ suppressed: null });
  });

  it("a message is settled by a manager in person, by the words that fit its state, once", async () => {
    const { id, key: message } = await waiting("dead");
    house.be(null);
    const list = await ask(unsettled, undefined, { id: String(id) }, asKey());
    expect(asDescribed(unsettledResponse, await list.json()).items.map((one) => [one.key, one.state])).toEqual([
      [message, "dead"],
    ]);
    const everywhere = await ask(allUnsettled, undefined, {}, asKey(), "?page=1");
    const all = asDescribed(unsettledListResponse, await everywhere.json());
    expect(all.items).toContainEqual(expect.objectContaining({ key: message, batchId: id, state: "dead" }));
    expect(all.total).toBe(all.items.length);
    expect((await ask(allUnsettled, undefined, {}, asKey(), "?batch=1")).status).toBe(400);
    const again = { again: true, reason: "the line was down" };
    expect((await ask(settle, again, { key: message }, asKey())).status).toBe(403);
    const stranger = await openHouse("MACHINES-C");
    stranger.be("mia");
    expect((await ask(unsettled, undefined, { id: String(id) })).status).toBe(404);
    expect(await (await ask(allUnsettled)).json()).toEqual({ items: [], total: 0 });
    expect((await ask(settle, again, { key: message })).status).toBe(404);
    house.be("mia");
    expect((await ask(settle, { reason: "neither" }, { key: message })).status).toBe(400);
    expect((await ask(settle, { ...again, arrived: true }, { key: message })).status).toBe(400);
    expect((await ask(settle, { arrived: true, reason: "she has it" }, { key: message })).status).toBe(409);
    expect((await ask(settle, again, { key: message })).status).toBe(200);
    expect((await outboxOf(id)).map(({ state }) => state)).toEqual(["waiting"]);
    expect((await ask(settle, again, { key: message })).status).toBe(409);
  });

  it("words are written and withdrawn by a key, checked as on the page, and not over another's version", async () => {
    house.be(null);
    const draft = {
      reason: "fees",
      channel: "push",
      language: "en",
      messageClass: "commercial",
      subject: "{{total}} waits",
      body: "{{greeting}}\n\n{{cards}}",
      seen: 0,
    };
    const bad = await ask(write, { ...draft, body: "{{nonsense}}" }, {}, asKey());
    expect(bad.status).toBe(422);
    const made = await ask(write, draft, {}, asKey());
    expect(made.status).toBe(201);
    const { id, version } = await made.json();
    expect(version).toBe(1);
    expect((await ask(write, { ...draft, subject: "Another" }, {}, asKey())).status).toBe(409);
    const stranger = await openHouse("MACHINES-D");
    stranger.be("ann");
    expect((await ask(withdraw, {}, { id: String(id) })).status).toBe(404);
    house.be(null);
    expect((await ask(withdraw, {}, { id: String(id) }, asKey())).status).toBe(200);
    expect((await ask(withdraw, {}, { id: String(id) }, asKey())).status).toBe(409);
    // Fees by push had words already, and so had what the batches above were written with.
    const added = await (await ask(addShipped, {}, {}, asKey())).json();
    expect(added.written).toBeGreaterThan(0);
    expect(await (await ask(addShipped, {}, {}, asKey())).json()).toEqual({ written: 0 });
  });
});

describe("the command line", () => {
  it("shows a batch with its people, and makes no other proposal of one that is not open or not as it was seen", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: far });
    const shown = await said("show", String(id), "--people", "written");
    expect(shown).toMatchObject({ id, seal, state: "proposed", sending: { batchId: id }, people: { total: 3 } });
    expect((await cliText("show", String(id))).stdout).toContain(seal);
    expect(await cli("show", "999999")).toMatchObject({ exitCode: 1 });
    const other = await cli("edit", String(id), "--holdout", "0.2", "--seal", "f".repeat(64));
    expect(other).toMatchObject({ exitCode: 1, stdout: "" });
    expect(await cli("edit", String(id), "--holdout", "much")).toMatchObject({ exitCode: 2 });
    expect(await cli("edit", String(id), "--holdout", "0.9")).toMatchObject({ exitCode: 1 });
    expect((await stateOf(house.scope, id)).state).toBe("proposed");
  });

  it("reads settings and figures, changes the ones that are named and leaves the others", async () => {
    const before = (await said("settings")).setting;
    const { setting } = await said("settings", "--set", "proposalDays=6", "--set", "replyTo=answer@cards.example");
    const { seen: _, ...kept } = before;
    expect(setting).toMatchObject({ ...kept, proposalDays: 6, replyTo: "answer@cards.example" });
    expect((await said("settings", "--set", "replyTo=")).setting.replyTo).toBeNull();
    expect(await cli("settings", "--set", "colour=red")).toMatchObject({ exitCode: 2 });
    expect(await cli("settings", "--set", "quietTo=3")).toMatchObject({ exitCode: 1 });
    await said("set-parameter", "margin", "--value", "0.3", "--channel", "sms", "--source", "a study");
    const { inForce } = await said("parameters");
    const margins = inForce.filter(({ name }: { name: string }) => name === "margin");
    expect(margins.map((one: { channel: string; value: number }) => [one.channel, one.value])).toEqual([
      [null, 0.4],
      ["sms", 0.3],
    ]);
    const nothing = await cli("take-learned", "acceleration", "--channel", "email", "--reason", "card-expiry");
    expect(nothing).toMatchObject({ exitCode: 2 });
  });

  it("suppresses and lifts a mailbox, settles messages, and says what it did", async () => {
    const why = ["--reason", "asked for by telephone"];
    await said("suppress", "email", first, ...why);
    expect((await said("mailbox", "email", first)).suppressedWhy).toBe("by-hand");
    expect((await said("mailboxes", "--suppressed")).items.map((one: { mailbox: string }) => one.mailbox)).toEqual([
      first,
    ]);
    await said("lift", "email", first, ...why);
    expect((await said("mailboxes", "--suppressed")).total).toBe(0);
    const listed = async (...words: string[]) => (await cliText("mailboxes", ...words)).stdout;
    expect(await listed("--suppressed")).toBe("Every mailbox gets everything.");
    expect(await listed("--q", "zzz")).toBe("No mailbox begins so.");
    expect(await listed("--q", "zzz", "--suppressed")).toBe("No mailbox begins so that does not get everything.");
    expect(await listed("--page", "99")).toBe("The list has no such page.");
    const { id, key: message } = await waiting("unknown");
    const everywhere = await said("unsettled");
    expect(everywhere.items).toContainEqual(expect.objectContaining({ key: message, batchId: id, state: "unknown" }));
    expect(everywhere.total).toBe(everywhere.items.length);
    expect((await said("unsettled", String(id))).items.map((one: { key: string }) => one.key)).toEqual([message]);
    expect(await cli("settle", message, "--outcome", "perhaps", ...why)).toMatchObject({ exitCode: 2 });
    expect(await cli("settle", message, "--outcome", "again", ...why)).toMatchObject({ exitCode: 1 });
    await said("settle", message, "--outcome", "not-arrived", ...why);
    expect((await outboxOf(id)).map(({ state }) => state)).toEqual(["waiting"]);
  });

  it("lists, shows and withdraws words", async () => {
    const { items } = await said("templates", "--channel", "sms", "--reason", "fees", "--language", "en");
    const [{ id }] = items;
    expect(await said("template", String(id))).toEqual(items[0]);
    await said("withdraw-template", String(id));
    expect((await said("template", String(id))).withdrawnAt).not.toBeNull();
    expect(await said("add-templates")).toEqual({ written: 0 });
    expect(await cli("write-template", "/no/such/file.json")).toMatchObject({ exitCode: 2 });
  });
});
