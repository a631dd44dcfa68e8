import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import * as one from "@/app/api/v1/notifications/templates/[id]/route";
import * as list from "@/app/api/v1/notifications/templates/route";
import { withScope } from "@/db/client";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { saveTemplateAction } from "@/lib/notifications/actions/templates";
import { addShippedTemplates, saveTemplate, withdrawTemplate } from "@/lib/notifications/mutations/templates";
import { previewTemplate } from "@/lib/notifications/queries/template-preview";
import { getTemplate, listTemplates, listVersions } from "@/lib/notifications/queries/templates";
import { chooseTemplate } from "@/lib/notifications/templates/choose";
import { templateListResponse, templateResponse } from "@/lib/openapi/operations/notification-templates";
import { loadBatch, makeIssuer } from "../../support/cards";
import { asDescribed } from "../../support/described";
import { requestAs } from "../../support/next-request";
import { auditOf, createPerson, signInAs } from "../../support/tenants";

const now = new Date("2026-03-01T12:00:00Z");
const draft = {
  reason: "card-expiry",
  channel: "email",
  language: "en",
  messageClass: "commercial",
  subject: "{{total}} left",
  body: "{{greeting}}\n\n{{cards}}",
} as const;

let number = 0;
async function tenant(code = `TPL${++number}`): Promise<Scope> {
  const scope = await makeIssuer(code);
  await withScope(scope, (tx) =>
    tx.execute(sql`insert into app.notification_setting
      (issuer_id, sender_name, sender_address, postal_address, updated_by_name, updated_at)
      values (${scope.issuerId}, 'Harbor Cards', 'cards@harbor.test', '1 Harbor Street', 'test', now())`),
  );
  return scope;
}

describe("versions of a template", () => {
  let scope: Scope;
  let other: Scope;
  beforeAll(async () => {
    [scope, other] = [await tenant(), await tenant()];
  });

  it("grow, the newest is in use, and an older one takes the place of one withdrawn", async () => {
    const one = await saveTemplate(scope, { ...draft, seen: 0 }, now);
    const two = await saveTemplate(scope, { ...draft, subject: "{{total}} is still yours", seen: 1 }, now);
    expect([one.version, two.version]).toEqual([1, 2]);
    const used = async () => chooseTemplate(await listTemplates(scope), draft)?.template.version;
    expect(await used()).toBe(2);
    await withdrawTemplate(scope, two.id, now);
    expect(await used()).toBe(1);
    await expect(withdrawTemplate(scope, two.id, now)).rejects.toThrow(Conflict);
    expect((await listVersions(scope, draft)).map(({ version }) => version)).toEqual([2, 1]);
    expect((await auditOf(scope.issuerId)).map(({ action }) => action)).toEqual([
      "notification.template-written",
      "notification.template-written",
      "notification.template-withdrawn",
    ]);
  });

  it("are never changed, not even by us", async () => {
    const [template] = await listTemplates(scope);
    const change = withScope(scope, (tx) =>
      tx.execute(sql`update app.notification_template set body = 'x' where id = ${template?.id ?? 0}`),
    );
    await expect(change).rejects.toThrow();
  });

  it("are refused when somebody has written since, or when nothing is new", async () => {
    await expect(saveTemplate(scope, { ...draft, seen: 1 }, now)).rejects.toThrow(Conflict);
    await saveTemplate(scope, { ...draft, seen: 2 }, now);
    await expect(saveTemplate(scope, { ...draft, seen: 3 }, now)).rejects.toThrow(Conflict);
  });

  it("of two writers at once only one is stored", async () => {
    const both = await Promise.allSettled(
      ["a", "b"].map((word) => saveTemplate(scope, { ...draft, subject: `{{total}} ${word}`, seen: 3 }, now)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("belong to one issuer: another sees and withdraws none of them", async () => {
    const [template] = await listTemplates(scope);
    if (!template) throw new Error("no template");
    expect(await listTemplates(other)).toEqual([]);
    await expect(getTemplate(other, template.id)).rejects.toThrow(NotFound);
    await expect(withdrawTemplate(other, template.id, now)).rejects.toThrow(NotFound);
  });
});

it("an unknown variable is refused with its name, line and column, and nothing is stored", async () => {
  const scope = await tenant();
  const bad = saveTemplate(scope, { ...draft, body: "Hello\n\n{{balanse}}\n\n{{cards}}", seen: 0 }, now);
  await expect(bad).rejects.toThrow(Invalid);
  await expect(bad).rejects.toMatchObject({
    fields: { body: "{{balanse}} in line 3, column 1 is no value of ours." },
  });
  expect(await listTemplates(scope)).toEqual([]);
});

it("the shipped words fill what is missing and leave what somebody has written", async () => {
  const scope = await tenant();
  await saveTemplate(scope, { ...draft, seen: 0 }, now);
  expect(await addShippedTemplates(scope, now)).toEqual({ written: 19 });
  expect(await addShippedTemplates(scope, now)).toEqual({ written: 0 });
  const english = (await listTemplates(scope)).filter(
    ({ reason, channel, language }) => [reason, channel, language].join() === "card-expiry,email,en",
  );
  expect(english).toMatchObject([{ version: 1, subject: draft.subject }]);
});

it("the preview shows holders with money at stake, all of one mailbox in one message", async () => {
  const scope = await tenant();
  await loadBatch(scope, {
    types: [{ code: "COFFEE", brand: "HARBOR" }],
    brands: ["HARBOR"],
    customers: [
      { id: "c1", name: "Ann Holder", email: "Family@Example.com" },
      { id: "c2", name: "Ben Holder", email: "Family@Example.com" },
      { id: "c3", name: "Cem Holder", email: "cem@example.com" },
    ],
    cards: [
      { id: "6000000000001111", type: "COFFEE", soldOn: "2025-06-01", expiresOn: "2026-04-20", customer: "c1" },
      { id: "6000000000002222", type: "COFFEE", soldOn: "2025-06-01", expiresOn: "2026-04-01", customer: "c2" },
      { id: "6000000000003333", type: "COFFEE", soldOn: "2025-06-01", expiresOn: "2026-05-01", customer: "c3" },
      { id: "6000000000004444", type: "COFFEE", soldOn: "2025-06-01", expiresOn: "2026-02-01", customer: "c3" },
    ],
    events: ["1111", "2222", "3333", "4444"].map((last, index) => ({
      id: `s${last}`,
      card: `600000000000${last}`,
      kind: "sale" as const,
      amount: 1000 * (index + 1),
      on: "2025-06-01",
    })),
  });
  const preview = await previewTemplate(scope, draft, now);
  expect(preview).toMatchObject({ real: true, findings: [], sender: "Harbor Cards" });
  expect(preview.readers.map(({ mailbox, people }) => [mailbox, people])).toEqual([
    ["family@example.com", 2],
    ["cem@example.com", 1],
  ]);
  const lines = preview.readers[0]?.message?.plain.split("\n").filter((line) => line.startsWith("- "));
  expect(lines).toEqual([
    "- Ben Holder: Brand HARBOR Type COFFEE ending in 2222: $20.00",
    "- Ann Holder: Brand HARBOR Type COFFEE ending in 1111: $10.00",
  ]);
  // The card that has ended is no money of his any more.
  expect(preview.readers[1]?.message?.subject).toBe("$30.00 left");
});

it("a template that cannot be rendered is previewed by what is wrong with it", async () => {
  const scope = await tenant();
  const preview = await previewTemplate(scope, { ...draft, body: "{{balanse}}" }, now);
  expect(preview.findings.map(({ code }) => code)).toContain("unknown-variable");
  expect(preview).toMatchObject({ real: false });
  expect(preview.readers).toHaveLength(3);
  expect(preview.readers.every(({ message }) => message === null)).toBe(true);
});

it("only who may propose writes words", async () => {
  const scope = await tenant();
  const partner = await createPerson("reader@templates.test", []);
  requestAs({ session: await signInAs(partner) });
  expect((await saveTemplateAction({ ...draft, seen: 0 })).ok).toBe(false);
  const analyst = await createPerson("analyst@templates.test", [[scope.issuerId, "analyst"]]);
  requestAs({ session: await signInAs(analyst) });
  expect((await saveTemplateAction({ ...draft, seen: 0 })).ok).toBe(true);
});

describe("templates through REST", () => {
  const ask = (handler: Pick<typeof list, "GET">, key: string, query = "", params: Record<string, string> = {}) =>
    handler.GET(
      new Request(`http://localhost/api/v1/notifications/templates${query}`, {
        headers: { authorization: `Bearer ${key}` },
      }),
      { params: Promise.resolve(params) },
    );

  it("are the documented answers, narrowed as asked, and no other issuer's", async () => {
    const [scope, other] = [await tenant(), await tenant()];
    await addShippedTemplates(scope, now);
    const keyOf = async (of: Scope) =>
      (await createKey(of, { name: "test", scopes: ["notification.read"], days: 1 }, new Date())).key;
    const [key, strangers] = [await keyOf(scope), await keyOf(other)];
    const all = asDescribed(templateListResponse, await (await ask(list, key)).json());
    expect(all.items).toHaveLength(20);
    const some = asDescribed(templateListResponse, await (await ask(list, key, "?channel=sms&reason=fees")).json());
    expect(some.items.map(({ channel, reason }) => [channel, reason])).toEqual([["sms", "fees"]]);
    const id = String(some.items[0]?.id);
    expect(asDescribed(templateResponse, await (await ask(one, key, "", { id })).json())).toEqual(some.items[0]);
    expect((await ask(one, strangers, "", { id })).status).toBe(404);
    expect((await ask(list, key, "?channel=letter")).status).toBe(400);
  });
});
