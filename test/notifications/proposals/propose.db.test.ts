import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { mailboxOf } from "@/lib/notifications/mailbox";
import type { Member } from "@/lib/notifications/member";
import { editProposal } from "@/lib/notifications/mutations/edit";
import { setParameter } from "@/lib/notifications/mutations/parameters";
import { proposeReminders } from "@/lib/notifications/mutations/propose";
import { startProposing } from "@/lib/notifications/mutations/start-propose";
import { addShippedTemplates } from "@/lib/notifications/mutations/templates";
import { explanationOf } from "@/lib/notifications/proposals/explanation";
import { batchJson } from "@/lib/notifications/proposals/json";
import { parameterInput } from "@/lib/notifications/proposals/parameter-schema";
import { type BatchDetail, getBatch, listMembers, listSamples } from "@/lib/notifications/queries/batch";
import { renderSamples } from "@/lib/notifications/queries/batch-preview";
import { listBatches } from "@/lib/notifications/queries/batches";
import { readBudgetUsed } from "@/lib/notifications/queries/budget-used";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { differencesFromSeal, readBatch } from "@/lib/notifications/queries/seal";
import { findSetting } from "@/lib/notifications/queries/settings";
import { makeIssuer } from "../../support/cards";
import { auditOf, createPerson } from "../../support/tenants";
import { addHolders, escheatsOn, type Holder, now, owner, sayHow, scoreAll } from "./arrange";

afterAll(() => owner.end());

const everybody = async (scope: Scope, id: number) => (await listMembers(scope, id, { who: "all" }, 1_000)).items;
const byName = (members: readonly Member[]) => new Map(members.map((member) => [member.customer, member]));
async function allBatches(scope: Scope): Promise<BatchDetail[]> {
  const { items } = await listBatches(scope, { state: "open" }, now);
  return Promise.all(items.map(({ id }) => getBatch(scope, id, now)));
}

describe("a run", () => {
  let scope: Scope;
  let stranger: Scope;
  let batches: BatchDetail[];
  let people: Map<string | null, Member>;

  beforeAll(async () => {
    scope = await makeIssuer("PROP", { timeZone: "America/New_York" });
    stranger = await makeIssuer("PROP-OTHER");
    await sayHow(scope);
    await addShippedTemplates(scope, now);
    const family = [1, 2, 3, 4, 5, 6].map((n) => ({
      id: `FAM${n}`,
      email: "family@example.net",
      cards: [{ id: `FAM-CARD-000${n}`, balance: 10_000, expires: "2026-06-28" }],
    }));
    await addHolders(scope, [
      ...family,
      { id: "SOON", email: "soon@example.com", cards: [{ id: "SOON-0001", balance: 20_000, expires: "2026-06-28" }] },
      {
        id: "TAG",
        email: "Soon+cards@Example.com",
        cards: [{ id: "TAG-00001", balance: 20_000, expires: "2026-06-28" }],
      },
      {
        id: "NEVER",
        email: "never@example.com",
        consent: null,
        cards: [{ id: "NEVER-001", balance: 9_000, expires: "2026-06-28" }],
      },
      { id: "NOMAIL", email: null, cards: [{ id: "NOMAIL-01", balance: 9_000, expires: "2026-06-28" }] },
      { id: "OUT", email: "out@example.com", cards: [{ id: "OUT-00001", balance: 9_000, expires: "2026-06-28" }] },
      {
        id: "CAPPED",
        email: "capped@example.com",
        cards: [{ id: "CAPPED-01", balance: 9_000, expires: "2026-06-28" }],
      },
      { id: "STATE", email: "state@example.com", cards: [{ id: "STATE-001", balance: 30_000 }] },
      {
        id: "TOKYO",
        email: "tokyo@example.com",
        language: "ja",
        zone: "Asia/Tokyo",
        cards: [{ id: "TOKYO-001", balance: 9_000, expires: "2026-06-28" }],
      },
      {
        id: "KOREAN",
        email: "korean@example.com",
        language: "ko",
        zone: "Nowhere/Land",
        cards: [{ id: "KOREAN-01", balance: 9_000, expires: "2026-06-28" }],
      },
      { id: "CENT", email: "cent@example.com", cards: [{ id: "CENT-0001", balance: 1, expires: "2026-06-28" }] },
      { id: "GONE", email: "gone@example.com", cards: [{ id: "GONE-0001", balance: 9_000, expires: "2026-06-01" }] },
    ]);
    await escheatsOn(scope, "STATE-001", "2026-07-20");
    await scoreAll(scope);
    await owner`insert into app.mailbox (issuer_id, channel, mailbox, suppressed, suppressed_why, suppressed_at)
      values (${scope.issuerId}, 'email', ${mailboxOf("out@example.com", "email")}, 'commercial', 'opted-out', now())`;
    const [capped] = await owner<{ customer_id: string }[]>`
      select customer_id from silver.customer where issuer_id = ${scope.issuerId} and source_id = 'CAPPED'`;
    for (const [key, day] of [
      ["a", "2026-05-20"],
      ["b", "2026-05-28"],
      ["c", "2026-06-05"],
    ] as const) {
      await owner`insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class,
          outcome, attempts, ended_at)
        values (${key.repeat(32)}, ${scope.issuerId}, 1, 'email', 'capped@example.com', 'capped@example.com',
          ${capped?.customer_id ?? 0}, 'commercial', 'sent', 1, ${`${day}T12:00:00Z`})`;
    }
    await proposeReminders(scope, { now });
    batches = await allBatches(scope);
    people = byName((await Promise.all(batches.map(({ id }) => everybody(scope, id)))).flat());
  }, 60_000);

  it("groups by reason, channel, language and week, and every sum is that of its rows", async () => {
    const kinds = batches.map(({ reason, channel, language }) => `${reason} ${channel} ${language}`).sort();
    expect(new Set(kinds)).toContain("funds-expiry email en");
    expect(new Set(kinds)).toContain("funds-expiry email ja");
    expect(new Set(kinds)).toContain("escheat email en");
    for (const batch of batches) {
      const rows = await everybody(scope, batch.id);
      const written = rows.filter(({ leftOut }) => leftOut === null);
      const left = Object.values(batch.leftOut).reduce((sum, n) => sum + n, 0);
      expect(rows.length).toBe(batch.audience);
      expect(batch.people + left).toBe(batch.audience);
      expect(written.length).toBe(batch.people);
      expect(written.filter(({ leads }) => leads).length).toBe(batch.messages);
      expect(new Set(written.map(({ mailbox }) => mailbox)).size).toBe(batch.messages);
      expect(written.reduce((sum, { value }) => sum + value, 0n)).toBe(batch.valueAtStake);
      expect(batch.upliftLow).toBeLessThanOrEqual(batch.upliftExpected);
      expect(batch.upliftHigh).toBeGreaterThanOrEqual(batch.upliftExpected);
    }
  });

  it("is sealed: made anew from its rows the seal is the same", async () => {
    for (const { id } of batches) {
      const said = await withScope(scope, async (tx) => differencesFromSeal(tx, scope, await readBatch(tx, scope, id)));
      expect(said).toEqual([]);
    }
  });

  it("six people with one address are one message with six cards, at one moment", async () => {
    const family = [1, 2, 3, 4, 5, 6].map((n) => people.get(`FAM${n}`));
    expect(family.map((member) => member?.leftOut)).toEqual([null, null, null, null, null, null]);
    expect(family.filter((member) => member?.leads)).toHaveLength(1);
    expect(new Set(family.map((member) => member?.dueAt)).size).toBe(1);
    const batch = batches.find(({ id }) => id === family[0]?.batchId);
    const [first] = batch ? await renderSamples(scope, batch, 1) : [];
    expect(first?.people).toBe(6);
    for (const n of [1, 2, 3, 4, 5, 6]) expect(first?.message?.plain).toContain(`000${n}`);
  });

  it("two spellings of one mailbox are one message", () => {
    const [soon, tag] = [people.get("SOON"), people.get("TAG")];
    expect([soon?.mailbox, tag?.mailbox]).toEqual(["soon@example.com", "soon@example.com"]);
    expect([soon?.address, tag?.address]).toEqual(["soon@example.com", "Soon+cards@Example.com"]);
    expect([soon?.leads, tag?.leads].filter(Boolean)).toHaveLength(1);
    expect(soon?.dueAt).toBe(tag?.dueAt);
  });

  it("leaves out by the one rule that stopped it", () => {
    const rule = (name: string) => people.get(name)?.leftOut;
    expect(rule("NEVER")).toBe("no-consent");
    expect(rule("NOMAIL")).toBe("no-address");
    expect(rule("OUT")).toBe("opted-out");
    expect(rule("CAPPED")).toBe("frequency-cap");
    expect(rule("CENT")).toBe("no-gain");
    // Expired before the day of planning: nothing can be rescued, so that it is at nobody's stake.
    expect(people.has("GONE")).toBe(false);
  });

  it("leaves within lawful hours of the person's own zone; an unknown zone is the issuer's", () => {
    const tokyo = people.get("TOKYO");
    expect(tokyo?.timeZone).toBe("Asia/Tokyo");
    // 10 in the morning there.
    expect(tokyo?.dueAt?.slice(11, 16)).toBe("01:00");
    expect(people.get("KOREAN")?.timeZone).toBe("America/New_York");
  });

  it("gives a language without words English, and says how many", () => {
    const batch = batches.find(({ id }) => id === people.get("KOREAN")?.batchId);
    expect(batch?.language).toBe("en");
    expect(batch?.parameters.otherLanguages).toEqual({ ko: 1 });
  });

  it("what a state would take is kept from it, what expires is breakage", () => {
    const escheat = batches.filter(({ reason }) => reason === "escheat");
    expect(escheat.map(({ breakageGivenUp }) => breakageGivenUp)).toEqual(escheat.map(() => 0));
    for (const { escheatAvoided, upliftExpected } of escheat) expect(escheatAvoided).toBeCloseTo(upliftExpected, 6);
    const expiry = batches.find(({ reason }) => reason === "funds-expiry");
    expect(expiry?.escheatAvoided).toBe(0);
    expect(expiry?.breakageGivenUp).toBeGreaterThan(0);
    // The last day on which it is the holder's.
    expect(people.get("STATE")?.lossOn).toBe("2026-07-19");
  });

  it("explains each moment with two others and what spoke against them", async () => {
    const [sample] = await listSamples(scope, batches[0]?.id ?? 0);
    const explanation = explanationOf(sample?.explanation);
    expect(explanation?.chosen).not.toBeNull();
    expect(explanation?.others).toHaveLength(2);
    expect(explanationOf(people.get("NEVER")?.explanation)?.leftOut).toBe("no-consent");
  });

  it("is nobody's but the issuer's", async () => {
    const id = batches[0]?.id ?? 0;
    await expect(getBatch(stranger, id, now)).rejects.toThrow("does not exist");
    await expect(listMembers(stranger, id, { who: "all" })).rejects.toThrow("does not exist");
    expect((await listBatches(stranger, {}, now)).items).toEqual([]);
  });

  it("made again takes the place of what nobody touched, and nobody stands in two open batches", async () => {
    const before = batches.map(({ id }) => id);
    const outcome = await proposeReminders(scope, { now });
    expect(outcome.replaced).toBe(before.length);
    batches = await allBatches(scope);
    expect(batches.map(({ id }) => id).some((id) => before.includes(id))).toBe(false);
    const rows = (await Promise.all(batches.map(({ id }) => everybody(scope, id)))).flat();
    people = byName(rows);
    const written = rows
      .filter(({ leftOut }) => leftOut === null)
      .map(({ mailbox, customer }) => `${mailbox} ${customer}`);
    expect(new Set(written).size).toBe(written.length);
    expect(written.length).toBeGreaterThan(0);
  });

  it("expires by itself when its time is over, without anybody writing it down", async () => {
    const id = batches[0]?.id ?? 0;
    const later = new Date(now.getTime() + 8 * 86_400_000);
    expect((await getBatch(scope, id, later)).state).toBe("expired");
    expect((await listBatches(scope, { state: "open" }, later)).items).toEqual([]);
    expect((await listBatches(scope, { state: "expired" }, later)).items.length).toBe(batches.length);
    expect((await getBatch(scope, id, now)).state).toBe("proposed");
  });

  it("edited it is another proposal with the editor's window, share and least amount; the first gives way", async () => {
    const batch = batches.find(({ id }) => id === people.get("SOON")?.batchId);
    if (!batch) throw new Error("nobody proposed it");
    const edit = { batchId: batch.id, seal: batch.seal };
    await expect(editProposal(scope, { ...edit, seal: "0".repeat(64) }, now)).rejects.toThrow("not the proposal");
    await expect(editProposal(scope, { ...edit, windowFrom: "2026-06-10" }, now)).rejects.toMatchObject({
      fields: { windowFrom: expect.stringContaining("11") },
    });
    await expect(editProposal(stranger, edit, now)).rejects.toThrow("does not exist");
    const { id } = await editProposal(
      scope,
      { ...edit, windowFrom: "2026-06-15", windowTo: "2026-06-17", holdoutShare: 0.25, leastValue: "10001" },
      now,
    );
    const made = await getBatch(scope, id, now);
    expect([made.replaces, made.windowFrom, made.windowTo, made.holdoutShare]).toEqual([
      batch.id,
      "2026-06-15",
      "2026-06-17",
      0.25,
    ]);
    const rows = byName(await everybody(scope, id));
    expect(rows.get("FAM1")?.leftOut).toBe("by-hand");
    expect(rows.get("SOON")?.leftOut).toBeNull();
    expect(rows.get("SOON")?.dueAt?.slice(0, 10)).toMatch(/^2026-06-1[567]$/);
    expect(made.audience).toBe(batch.audience);
    expect((await getBatch(scope, batch.id, now)).state).toBe("replaced");
    expect((await getBatch(scope, batch.id, now)).replacedBy).toBe(id);
    await expect(editProposal(scope, edit, now)).rejects.toThrow("no longer be edited");
    const said = await withScope(scope, async (tx) => differencesFromSeal(tx, scope, await readBatch(tx, scope, id)));
    expect(said).toEqual([]);
    expect((await auditOf(scope.issuerId)).map(({ action }) => action)).toContain("notification.edited");
    // Edited again, what is not named stays as it was: the window, the share, and who was taken out.
    const again = await editProposal(scope, { batchId: id, seal: made.seal }, now);
    const last = await getBatch(scope, again.id, now);
    expect([last.windowFrom, last.windowTo, last.holdoutShare]).toEqual(["2026-06-15", "2026-06-17", 0.25]);
    expect(last.leftOut).toEqual(made.leftOut);
  });
});

/** A first approval, as a manager's decision is written down. */
async function touch(scope: Scope, batch: BatchDetail | undefined) {
  if (!batch) throw new Error("nothing was proposed");
  const email = `touch-${batch.id}@example.com`;
  const personId = await createPerson(email, [[scope.issuerId, "manager"]]);
  await owner`insert into app.notification_decision (issuer_id, batch_id, decision, person_id, person_name, seal, decided_at)
    values (${scope.issuerId}, ${batch.id}, 'approve', ${personId}, 'T', ${batch.seal}, now())`;
}

describe("a later run", () => {
  it("takes the place of what an earlier one proposed and nobody touched; what somebody has decided about stays", async () => {
    const scope = await makeIssuer("PROP-AGAIN");
    await sayHow(scope);
    await addShippedTemplates(scope, now);
    await addHolders(scope, [
      { id: "A", email: "a@example.com", cards: [{ id: "A-000001", balance: 9_000, expires: "2026-06-28" }] },
      {
        id: "J",
        email: "j@example.com",
        language: "ja",
        cards: [{ id: "J-000001", balance: 9_000, expires: "2026-06-28" }],
      },
    ]);
    await scoreAll(scope);
    const { runId } = await startProposing(scope);
    const first = await proposeReminders(scope, { now, jobRunId: runId });
    expect(first.batches).toHaveLength(2);
    const touched = (await allBatches(scope)).find(({ language }) => language === "ja");
    if (!touched) throw new Error("nobody reads Japanese");
    await touch(scope, touched);
    const again = await proposeReminders(scope, { now, jobRunId: runId });
    expect([again.batches.length, again.replaced]).toEqual([1, 1]);
    const states = await Promise.all(first.batches.map((id) => getBatch(scope, id, now)));
    expect(states.map(({ id, state }) => [id === touched.id, state])).toEqual(
      expect.arrayContaining([
        [true, "proposed"],
        [false, "replaced"],
      ]),
    );
  });

  it("a budget is spent once in a horizon: what is proposed elsewhere and what has left in it counts, what left before it does not", async () => {
    const scope = await makeIssuer("PROP-BUDGET");
    await sayHow(scope, { budget: "3" });
    await addShippedTemplates(scope, now);
    await addHolders(
      scope,
      Array.from({ length: 9 }, (_, n) => ({
        id: `B${n}`,
        email: `b${n}@example.com`,
        cards: [{ id: `B-00000${n}`, balance: 90_000 + n, expires: "2026-06-24" }],
      })),
    );
    await scoreAll(scope);
    // A message costs one minor unit.
    expect((await proposeReminders(scope, { now })).messages).toBe(3);
    const [batch] = await allBatches(scope);
    if (!batch) throw new Error("nothing was proposed");
    await touch(scope, batch);
    const used = (of: Scope, horizonDays = 60) =>
      withScope(of, (tx) => readBudgetUsed(tx, of, { now, horizonDays, except: [] }));
    expect(await used(scope)).toBe(3);
    expect(await used(await makeIssuer("PROP-BUDGET-2"))).toBe(0);
    const again = await proposeReminders(scope, { now });
    expect([again.messages, again.nowhere.budget]).toEqual([0, 6]);
    // The three have left 30 days ago.
    await owner`update app.notification_batch set state = 'sent' where id = ${batch.id}`;
    await owner`update silver.notification_member set outcome = 'sent' where batch_id = ${batch.id} and left_out is null`;
    await owner`insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class,
        outcome, attempts, ended_at)
      select md5(mailbox), issuer_id, batch_id, 'email', mailbox, mailbox, customer_id, 'commercial', 'sent', 1, '2026-05-11T15:00:00Z'
      from silver.notification_member where batch_id = ${batch.id} and left_out is null`;
    expect([await used(scope), await used(scope, 29)]).toEqual([3, 0]);
    expect((await proposeReminders(scope, { now })).messages).toBe(0);
    await sayHow(scope, {
      budget: "3",
      horizonDays: 29,
      seen: (await findSetting(scope))?.updatedAt.toISOString() ?? null,
    });
    expect((await proposeReminders(scope, { now })).messages).toBe(3);
  });

  it("in another currency than the issuer's has no cost until somebody names one in it, and then that one", async () => {
    const scope = await makeIssuer("PROP-DINAR");
    await sayHow(scope);
    await addShippedTemplates(scope, now);
    const cards = [{ id: "D-000001", balance: 90_000, expires: "2026-06-24" }];
    await addHolders(
      scope,
      [{ id: "D", email: "d@example.com", cards }],
      [{ code: "T", brand: "HV", currency: "KWD" }],
    );
    await scoreAll(scope);
    const cost = async () => {
      await proposeReminders(scope, { now });
      const [batch] = await allBatches(scope);
      return batch && { currency: batch.currency, cost: batch.cost, json: batchJson(batch).cost };
    };
    const whole = { channel: null, reason: null, low: null, high: null };
    const set = (value: number, currency: string) =>
      setParameter(
        scope,
        parameterInput.parse({ ...whole, name: "message-cost", value, currency, source: "ours" }),
        now,
      );
    await set(2, "usd");
    expect(await cost()).toEqual({ currency: "KWD", cost: null, json: null });
    await set(5, "KWD");
    expect(await cost()).toEqual({ currency: "KWD", cost: 5n, json: "0.005" });
    expect((await listParameters(scope)).map(({ value, currency }) => [value, currency])).toEqual([
      [2, null],
      [5, "KWD"],
    ]);
  });

  it("one message a day is one: capacity is shared with batches that are open", async () => {
    const scope = await makeIssuer("PROP-FULL");
    await sayHow(scope, { dailyCapacity: 1, horizonDays: 7 });
    await addShippedTemplates(scope, now);
    await addHolders(
      scope,
      Array.from({ length: 9 }, (_, n) => ({
        id: `P${n}`,
        email: `p${n}@example.com`,
        cards: [{ id: `P-00000${n}`, balance: 9_000 + n, expires: "2026-06-24" }],
      })),
    );
    await scoreAll(scope);
    const { messages } = await proposeReminders(scope, { now });
    const [batch] = await allBatches(scope);
    const rows = await everybody(scope, batch?.id ?? 0);
    const days = rows.flatMap(({ dueAt }) => (dueAt ? [dueAt.slice(0, 10)] : []));
    expect(new Set(days).size).toBe(messages);
    expect(batch?.leftOut).toEqual({ capacity: 9 - messages });
    // Somebody has decided about it, so that it stays: the second run finds every day taken.
    await touch(scope, batch);
    expect((await proposeReminders(scope, { now })).messages).toBe(0);
  });
});

describe("nothing is proposed", () => {
  it("where nobody has said how to send, without data, without words, and without scores; each says so", async () => {
    const scope = await makeIssuer("PROP-NONE");
    await expect(proposeReminders(scope, { now })).rejects.toThrow("settings of reminders first");
    await sayHow(scope);
    expect((await proposeReminders(scope, { now })).proposed).toBe("no-data");
    await addHolders(scope, [
      { id: "A", email: "a@example.com", cards: [{ id: "A-000001", balance: 9_000, expires: "2026-06-28" }] },
    ]);
    expect((await proposeReminders(scope, { now })).proposed).toBe("no-templates");
    await addShippedTemplates(scope, now);
    expect((await proposeReminders(scope, { now })).proposed).toBe("no-scores");
    await scoreAll(scope);
    expect((await proposeReminders(scope, { now })).proposed).toBe("made");
  });
});

describe("somebody of whom only the address is known", () => {
  it("is written to by the clocks of his state, of two by both, and his explanation says so; each by his own tenant's data", async () => {
    const scope = await makeIssuer("CLOCKS", { timeZone: "America/New_York" });
    await sayHow(scope, { quietTo: 10 });
    await addShippedTemplates(scope, now);
    const holder = (id: string, more: Partial<Holder>) => ({
      id,
      email: `${id.toLowerCase()}@example.com`,
      cards: [{ id: `${id}-0001`, balance: 20_000, expires: "2026-06-28" }],
      ...more,
    });
    await addHolders(scope, [
      holder("TEXAS", { jurisdiction: "US-TX" }),
      holder("SEATTLE", { zip: "98101" }),
      holder("BERLIN", { zone: "Europe/Berlin", jurisdiction: "US-WA" }),
      holder("PARIS", { jurisdiction: "FR" }),
    ]);
    await scoreAll(scope);
    await proposeReminders(scope, { now });
    const people = byName((await Promise.all((await allBatches(scope)).map(({ id }) => everybody(scope, id)))).flat());
    const told = (name: string) => {
      const member = people.get(name);
      const clock = explanationOf(member?.explanation)?.clock;
      return [member?.timeZone, member?.dueAt?.slice(11, 16), clock?.from, clock?.movedFrom];
    };
    // Summer time: 11:00 in Dallas, that is 10:00 in El Paso; 10:00 in Seattle, Berlin and New York.
    expect(told("TEXAS")).toEqual(["America/Chicago", "16:00", "state", 10]);
    expect(told("SEATTLE")).toEqual(["America/Los_Angeles", "17:00", "state", null]);
    expect(told("BERLIN")).toEqual(["Europe/Berlin", "08:00", "own", null]);
    expect(told("PARIS")).toEqual(["America/New_York", "14:00", "issuer", null]);
  });
});
