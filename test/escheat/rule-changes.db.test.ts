import { beforeAll, beforeEach, expect, test, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { ActionResult } from "@/lib/action";
import { confirmRuleAction, previewRuleVersionAction, writeRuleVersionAction } from "@/lib/escheat/actions/rules";
import { loadRulebook } from "@/lib/escheat/queries/rulebook";
import { getRuleList, getRulePage } from "@/lib/escheat/queries/rules";
import type { RuleVersionInput } from "@/lib/escheat/rule-change";
import { ruleAt, versionsOf } from "@/lib/escheat/rulebook";
import { counselFields } from "@/lib/escheat/words";
import type { Role } from "@/lib/identity/constants";
import type { Scope } from "@/lib/identity/scope";
import { makeIssuer } from "../support/cards";
import { requestAs } from "../support/next-request";
import { auditOf, createPerson, signInAs } from "../support/tenants";

const NEW_YORK = { jurisdiction: "US-NY", property: "closed-loop" } as const;
let number = 0;
let issuer: Scope;
let other: Scope;
const sessions = new Map<string, string>();

/** Somebody of the issuer under test; everything after this is done by him. */
async function be(name: string): Promise<void> {
  requestAs({ session: sessions.get(`${issuer.issuer.code} ${name}`) ?? null });
}

async function hire(scope: Scope, name: string, role: Role): Promise<void> {
  const person = await createPerson(`${name}.${scope.issuer.code.toLowerCase()}@example.test`, [
    [scope.issuerId, role],
  ]);
  sessions.set(`${scope.issuer.code} ${name}`, await signInAs(person));
}

beforeAll(async () => {
  other = await makeIssuer("ELSEWHERE");
});

beforeEach(async () => {
  number += 1;
  issuer = await makeIssuer(`LAW${number}`);
  await hire(issuer, "ann", "analyst");
  await hire(issuer, "mia", "manager");
  await hire(issuer, "max", "manager");
  await be("ann");
});

const fiveYears: RuleVersionInput = {
  ...NEW_YORK,
  startFrom: 0,
  seen: 0,
  replaces: null,
  effectiveFrom: "2027-07-01",
  source: "Chapter 12 of the laws of 2027",
  reason: "The legislature shortened dormancy",
  changes: { dormancyYears: 3 },
};

async function ok<T>(asked: Promise<ActionResult<T>>): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(`${result.message} ${JSON.stringify(result.fields)}`);
  return result.data;
}

async function refused(asked: Promise<ActionResult<unknown>>): Promise<[string, string, Record<string, string>]> {
  const result = await asked;
  if (result.ok) throw new Error("was not refused");
  return [result.code, result.message, { ...result.fields }];
}

const hashOf = async (version: number): Promise<string> => {
  const { versions } = await getRulePage(issuer, NEW_YORK, "2026-11-25");
  const found = versions.find(({ written }) => written.version === version);
  if (!found) throw new Error("no such version");
  return found.hash;
};

const confirm = async (version: number, note = "Read against the text of 1 July 2027.") =>
  confirmRuleAction({ ...NEW_YORK, version, ruleHash: await hashOf(version), note });

test("a new version decides from its first day on, ours until the day before, and nobody else's law moves", async () => {
  expect(await ok(writeRuleVersionAction(fiveYears))).toEqual({ version: 1 });
  const rulebook = await loadRulebook(issuer);
  const years = (day: string) => ruleAt(rulebook, "US-NY", "closed-loop", day).dormancyYears.value;
  expect([years("2027-06-30"), years("2027-07-01")]).toEqual([5, 3]);
  expect(versionsOf(rulebook, "US-NY", "closed-loop").map((one) => [one.version, one.effectiveTo])).toEqual([
    [0, "2027-06-30"],
    [1, null],
  ]);
  const theirs = await loadRulebook(other);
  expect(versionsOf(theirs, "US-NY", "closed-loop").map(({ version }) => version)).toEqual([0]);
  expect((await getRulePage(other, NEW_YORK, "2027-08-01")).versions).toHaveLength(1);
});

test("what changes is to be confirmed and has the version's source; what does not change keeps its own", async () => {
  const before = ruleAt(await loadRulebook(issuer), "US-NY", "closed-loop", "2027-07-01");
  await ok(writeRuleVersionAction(fiveYears));
  const after = ruleAt(await loadRulebook(issuer), "US-NY", "closed-loop", "2027-07-01");
  expect(after.dormancyYears).toEqual({ value: 3, confidence: "to-confirm", source: fiveYears.source });
  expect({ ...after, version: 0, effectiveFrom: null, dormancyYears: before.dormancyYears }).toEqual(before);
});

test("the preview says what the writing would do, and writes nothing", async () => {
  const preview = await ok(previewRuleVersionAction(fiveYears));
  expect(
    preview.fields
      .filter(({ differs }) => differs)
      .map(({ field, before, after }) => [field, before.sentence, after.sentence]),
  ).toEqual([
    ["dormancyYears", "The card is presumed abandoned 5 years later.", "The card is presumed abandoned 3 years later."],
  ]);
  expect(preview.days).toEqual([
    { version: 0, days: "up to 30 Jun 2027" },
    { version: 1, days: "from 1 Jul 2027 on" },
  ]);
  expect((await getRulePage(issuer, NEW_YORK, "2027-08-01")).versions).toHaveLength(1);
});

test("the trail has who, why, and each changed sentence before and after", async () => {
  await ok(writeRuleVersionAction(fiveYears));
  const lines = (await auditOf(issuer.issuerId)).filter(({ action }) => action === "escheat.rule-written");
  expect(lines).toEqual([
    {
      action: "escheat.rule-written",
      actor: expect.stringMatching(/^ann\.law\d+$/),
      subject: "New York, cards of one seller or group: version 1",
      detail: {
        from: "2027-07-01",
        replaces: null,
        reason: fiveYears.reason,
        source: fiveYears.source,
        Dormancy: ["The card is presumed abandoned 5 years later.", "The card is presumed abandoned 3 years later."],
      },
    },
  ]);
});

test("a contradiction is refused at its field, by its sentence, in the preview and in the writing", async () => {
  const letters = { minDays: 120, maxDays: 60, before: "report-due", minAmount: 5_000 } as const;
  const wrong = { ...fiveYears, changes: { letters } };
  const expected = [
    "invalid",
    "Some of what was entered cannot be used.",
    {
      "letters.value.minDays":
        "Letters not later than 120 and not earlier than 60 days before leave no day to send them.",
    },
  ];
  expect(await refused(previewRuleVersionAction(wrong))).toEqual(expected);
  expect(await refused(writeRuleVersionAction(wrong))).toEqual(expected);
});

test("what becomes exempt whatever the card is like has no share and no exemptions left", async () => {
  await ok(writeRuleVersionAction({ ...fiveYears, changes: { claim: "exempt" } }));
  const rule = ruleAt(await loadRulebook(issuer), "US-NY", "closed-loop", "2027-07-01");
  expect([rule.claim.value, rule.share.value, rule.exemptions.value]).toEqual(["exempt", null, []]);
});

test("two versions from one day are refused with both names and the days, until one takes the other's place", async () => {
  await ok(writeRuleVersionAction(fiveYears));
  const again: RuleVersionInput = { ...fiveYears, startFrom: 1, seen: 1, changes: { dormancyYears: 4 } };
  const [code, message] = await refused(writeRuleVersionAction(again));
  expect([code, message]).toEqual([
    "invalid",
    "US-NY, closed-loop: Two versions hold from 1 Jul 2027 on: version 1 and version 2.",
  ]);
  await ok(writeRuleVersionAction({ ...again, replaces: 1 }));
  const rulebook = await loadRulebook(issuer);
  expect(versionsOf(rulebook, "US-NY", "closed-loop").map((one) => [one.version, one.dormancyYears.value])).toEqual([
    [0, 5],
    [2, 4],
  ]);
  const { versions } = await getRulePage(issuer, NEW_YORK, "2027-08-01");
  expect(versions.map((one) => [one.rule.version, one.decides, one.replacedBy])).toEqual([
    [0, true, null],
    [2, true, null],
    [1, false, 2],
  ]);
  expect((await refused(writeRuleVersionAction({ ...again, seen: 2, replaces: 1 })))[2]).toEqual({
    replaces: "Version 1 decides nothing any more, so nothing can take its place.",
  });
});

test("of two who write from the same page the second is told, and only one version is there", async () => {
  const results = await Promise.all([
    writeRuleVersionAction(fiveYears),
    writeRuleVersionAction({ ...fiveYears, effectiveFrom: "2028-01-01" }),
  ]);
  expect(results.map((one) => (one.ok ? "ok" : one.code)).toSorted()).toEqual(["conflict", "ok"]);
  expect((await getRulePage(issuer, NEW_YORK, "2027-08-01")).versions).toHaveLength(2);
});

test("nothing is written that changes nothing", async () => {
  expect((await refused(writeRuleVersionAction({ ...fiveYears, changes: {} })))[0]).toBe("invalid");
});

test("somebody else's confirmation settles what was in doubt, with his name, day and words, wherever the rule is used", async () => {
  await ok(writeRuleVersionAction(fiveYears));
  await be("mia");
  await ok(confirm(1));
  const rule = ruleAt(await loadRulebook(issuer), "US-NY", "closed-loop", "2027-07-01");
  expect(rule.dormancyYears.confidence).toBe("verified");
  expect(rule.dormancyYears.source).toMatch(
    /^Confirmed by mia\.law\d+ on \d{1,2} \w{3} \d{4}: Read against the text of 1 July 2027\. Before that: Chapter 12 of the laws of 2027$/,
  );
  expect(counselFields(rule)).toEqual(counselFields(rule).filter((field) => rule[field].value === null));
  const list = await getRuleList(issuer, { property: "closed-loop", asOf: "2027-08-01" });
  expect(list.lines.find(({ name }) => name === "New York")?.counsel).toEqual(["aggregateBelow"]);
  // The other issuer still works by what nobody has confirmed for it.
  expect(ruleAt(await loadRulebook(other), "US-NY", "closed-loop", "2027-07-01").confirmed).toBeNull();
});

test("nobody confirms a version of his own, an analyst none at all, and nobody one that is confirmed", async () => {
  await be("max");
  await ok(writeRuleVersionAction(fiveYears));
  expect((await refused(confirm(1)))[0]).toBe("forbidden");
  await be("ann");
  expect((await refused(confirm(1)))[0]).toBe("forbidden");
  await be("mia");
  const both = await Promise.all([confirm(1), confirm(1)]);
  expect(both.map((one) => (one.ok ? "ok" : one.code)).toSorted()).toEqual(["conflict", "ok"]);
  const kept = await withScope(issuer, (tx) => tx.execute(sql`select * from app.escheat_rule_confirmation`));
  expect(kept).toHaveLength(1);
});

test("ours can be confirmed too; when its words change by an update the confirmation no longer counts and says so", async () => {
  await be("mia");
  await ok(confirm(0, "Read against the Abandoned Property Law, February 2026."));
  const page = await getRulePage(issuer, NEW_YORK, "2026-11-25");
  expect(page.current.confirmed?.by).toMatch(/^mia/);
  // As if what we ship had been another text on the day of the confirmation.
  await withScope(issuer, async (tx) => {
    await tx.execute(sql`insert into app.escheat_rule_confirmation
      select issuer_id, 'US-NJ', property, version, repeat('0', 64), note, confirmed_by, confirmed_by_name, confirmed_at
      from app.escheat_rule_confirmation`);
  });
  const changed = await getRulePage(issuer, { ...NEW_YORK, jurisdiction: "US-NJ" }, "2026-11-25");
  expect(changed.current.confirmed).toBeNull();
  expect(changed.versions[0]?.confirmation.kind).toBe("changed");
});

test("words that are others by now are not confirmed", async () => {
  await be("mia");
  const asked = confirmRuleAction({ ...NEW_YORK, version: 0, ruleHash: "0".repeat(64), note: "Seen." });
  expect((await refused(asked))[0]).toBe("conflict");
});

test("a kept version that is no rule any more stops everything that would rest on it, and is named", async () => {
  await ok(writeRuleVersionAction(fiveYears));
  await withScope(issuer, (tx) =>
    tx.execute(sql`insert into app.escheat_rule (issuer_id, jurisdiction, property, version, effective_from, rule, reason,
        created_by_name, created_at)
      select issuer_id, jurisdiction, property, 2, '2029-01-01', rule || '{"version": 2, "effectiveFrom": "2029-01-01",
        "dormancyYears": {"value": -3, "confidence": "verified", "source": "?"}}', reason, created_by_name, created_at
      from app.escheat_rule`),
  );
  const sentence =
    "Version 2 for New York, cards of one seller or group, can no longer be read: dormancyYears.value: Years are not negative. Write a version that replaces it.";
  await expect(loadRulebook(issuer)).rejects.toThrow(sentence);
  const page = await getRulePage(issuer, NEW_YORK, "2027-08-01");
  expect(page.faults).toEqual([sentence]);
  await ok(writeRuleVersionAction({ ...fiveYears, seen: 2, replaces: 2, startFrom: 1, effectiveFrom: "2029-01-01" }));
  expect((await loadRulebook(issuer)).versions.get("US-NY.closed-loop")?.map(({ version }) => version)).toEqual([
    0, 1, 3,
  ]);
});

test("neither a version nor a confirmation can be changed or taken away by the application", async () => {
  await ok(writeRuleVersionAction(fiveYears));
  for (const statement of [
    sql`update app.escheat_rule set reason = 'other'`,
    sql`delete from app.escheat_rule`,
    sql`update app.escheat_rule_confirmation set note = 'other'`,
    sql`delete from app.escheat_rule_confirmation`,
  ]) {
    await expect(withScope(issuer, (tx) => tx.execute(statement))).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

test("another tenant's scope sees and adds nothing", async () => {
  await ok(writeRuleVersionAction(fiveYears));
  const seen = await withScope(other, (tx) => tx.execute(sql`select * from app.escheat_rule`));
  expect(seen).toHaveLength(0);
  await expect(
    withScope(other, (tx) =>
      tx.execute(sql`insert into app.escheat_rule (issuer_id, jurisdiction, property, version, rule, reason, created_by_name, created_at)
        values (${issuer.issuerId}, 'US-NY', 'closed-loop', 9, '{}', 'x', 'x', now())`),
    ),
  ).rejects.toMatchObject({ cause: { code: "42501" } });
});
