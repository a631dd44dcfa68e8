import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, shortMark } from "@/lib/notifications/approval/canonical";
import { rulesOf } from "@/lib/notifications/approval/rules";
import {
  batchSeal,
  memberLeaf,
  type SealedBatch,
  type SealedMember,
  type SealedTemplate,
  sealedHead,
  startSeal,
} from "@/lib/notifications/approval/seal";
import {
  headDifference,
  memberDifference,
  rulesDifference,
  sealDifference,
} from "@/lib/notifications/approval/seal-difference";
import { sampleBatch, sampleMember, sampleSetting, sampleTemplate } from "./sample-batch";

const rules = rulesOf(sampleSetting);
const people = [sampleMember(1), sampleMember(2), sampleMember(3, { leftOut: "no-consent", dueAt: null })];
const batch = sampleBatch(people);
const sealOf = (
  members: readonly SealedMember[] = people,
  of: SealedBatch = batch,
  template: SealedTemplate = sampleTemplate,
  by: object = rules,
) => batchSeal(of, members.map(memberLeaf), template, by);

describe("what is hashed", () => {
  it("is JSON with its keys in order, amounts of any size as text, and nothing for what is undefined", () => {
    const value = { b: [1, -0, null, 10n ** 20n], a: { d: "x\n", c: undefined }, "": true };
    expect(canonicalJson(value)).toBe('{"":true,"a":{"d":"x\\n"},"b":[1,0,null,"100000000000000000000"]}');
  });

  it("marks by FNV-1a: 32 bits of nothing are 811c9dc5 and of 'a' e40c292c (published), folded by exclusive or", () => {
    expect(shortMark("")).toBe("1cd9");
    expect(shortMark("a")).toBe("cd20");
  });
});

describe("the leaf of a person", () => {
  it("is the same whatever order a database gives keys back in, and however an instant is written", () => {
    const turned = sampleMember(1, {
      explanation: { why: "card-expiry", day: 6 },
      dueAt: new Date("2026-12-01T10:00:00-05:00"),
    });
    expect(memberLeaf(turned)).toBe(memberLeaf(sampleMember(1)));
    expect(memberLeaf(turned)).toMatch(/^[0-9a-f]{116}$/);
  });

  it("is another for any other value of any field", () => {
    const others: Partial<SealedMember>[] = [
      { customerId: 2 },
      { address: "Person1@example.test" },
      { mailbox: null },
      { leads: false },
      { cards: [] },
      { value: 5_001n },
      { lossOn: null },
      { dueAt: "2026-12-01T15:00:00.001Z" },
      { timeZone: "America/Chicago" },
      { gain: 120.50000000000001 },
      { baseRate: 0.26 },
      { explanation: { day: 7, why: "card-expiry" } },
      { stratum: "large/soon" },
      { leftOut: "by-hand" },
    ];
    const leaves = [sampleMember(1), ...others.map((change) => ({ ...sampleMember(1), ...change }))].map(memberLeaf);
    expect(new Set(leaves.map((leaf) => leaf.slice(0, 64))).size).toBe(others.length + 1);
  });

  it("does not mistake a number for its text, nor nothing for an empty word", () => {
    expect(memberLeaf(sampleMember(1, { mailbox: null }))).not.toBe(memberLeaf(sampleMember(1, { mailbox: "null" })));
    expect(memberLeaf(sampleMember(1, { stratum: "" }))).not.toBe(memberLeaf(sampleMember(1)));
  });
});

describe("the seal of a batch", () => {
  it("of one that was proposed before days of waiting were added up fits still, and not once somebody adds them", () => {
    const before = sampleBatch(people, { delayCosts: null, upliftWithin: null });
    const head = sealedHead(before, sampleTemplate, rules);
    expect(Object.keys(head)).not.toContain("delayCosts");
    expect(Object.keys(head)).not.toContain("upliftWithin");
    const now = sealedHead({ ...before, delayCosts: [1n] }, sampleTemplate, rules);
    expect(headDifference(head, now)).toEqual(["What waiting costs is no longer what was sealed."]);
  });

  it("is another for any other value of any field of the batch, its text or its rules", () => {
    const changes: Partial<Record<keyof SealedBatch, unknown>> = {
      reason: "fees",
      channel: "sms",
      language: "ru",
      messageClass: "transactional",
      currency: "EUR",
      asOf: "2026-11-23",
      windowFrom: "2026-12-01",
      windowTo: "2026-12-07",
      audience: 4,
      people: 1,
      messages: 1,
      leftOut: {},
      valueAtStake: 1n,
      cost: 101n,
      delayCost: 41n,
      delayCosts: [40n, 91n],
      upliftExpected: 0.09,
      upliftLow: 0.05,
      upliftHigh: 0.13,
      upliftWithin: 0.06,
      baseRate: 0.26,
      detectable: 0.1,
      breakageGivenUp: 901,
      escheatAvoided: 301,
      holdoutShare: 0.2,
      horizonDays: 61,
      seed: "another seed",
      parameters: {},
      approvalsNeeded: 2,
      proposedBy: 7,
      expiresAt: "2026-12-02T00:00:01.000Z",
    };
    expect(Object.keys(changes).sort()).toEqual(Object.keys(batch).sort());
    const seals = [
      sealOf(),
      ...Object.entries(changes).map(([field, value]) => sealOf(people, { ...batch, [field]: value } as SealedBatch)),
      ...(["subject", "body"] as const).map((part) => sealOf(people, batch, { ...sampleTemplate, [part]: "other" })),
      sealOf(people, batch, { ...sampleTemplate, version: 2 }),
      sealOf(people, batch, sampleTemplate, { ...rules, capWeek: 2 }),
    ];
    expect(new Set(seals).size).toBe(seals.length);
  });

  it("is another when somebody is missing, added, moved or put in twice", () => {
    const [one, two, three] = people as [SealedMember, SealedMember, SealedMember];
    const lists = [people, [one, two], [two, one, three], [...people, three], [one, one, two, three]];
    expect(new Set(lists.map((list) => sealOf(list))).size).toBe(lists.length);
  });

  it("does not depend on whether the share came from a program or, in single precision, from the table", () => {
    const share = 0.1;
    expect(sealOf(people, { ...batch, holdoutShare: share })).toBe(
      sealOf(people, { ...batch, holdoutShare: Math.fround(share) }),
    );
  });

  it("is made as well leaf by leaf, without holding the people", () => {
    const sealer = startSeal(sealedHead(batch, sampleTemplate, rules));
    for (const member of people) sealer.add(memberLeaf(member));
    expect(sealer.end()).toBe(sealOf());
  });

  it("survives the way through JSON that a table's jsonb takes, whatever an explanation holds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (explanation) => {
        const back = JSON.parse(JSON.stringify(explanation)) as object;
        expect(memberLeaf(sampleMember(1, { explanation: back }))).toBe(memberLeaf(sampleMember(1, { explanation })));
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe("what differs is said in sentences", () => {
  const sealed = { seal: sealOf(), head: sealedHead(batch, sampleTemplate, rules) };
  const nowOf = (members: readonly SealedMember[], of = batch, template = sampleTemplate) => ({
    seal: sealOf(members, of, template),
    head: sealedHead(of, template, rules),
    count: members.length,
    members: members.flatMap((member, index) =>
      memberDifference(member, memberLeaf(people[index] ?? member), batch.currency),
    ),
  });

  it("nothing when nothing differs", () => {
    expect(sealDifference(sealed, nowOf(people))).toEqual([]);
  });

  it("names a person's amount, his address, and a field of the batch with what it was", () => {
    const [one, two, three] = people as [SealedMember, SealedMember, SealedMember];
    expect(sealDifference(sealed, nowOf([one, { ...two, value: 5_100n, address: "x@example.test" }, three]))).toEqual([
      "The address of customer 2 is no longer what was sealed.",
      "The amount of customer 2 is $51.00 now, which is not what was sealed.",
    ]);
    expect(sealDifference(sealed, nowOf(people, { ...batch, cost: 101n, windowTo: "2026-12-07" }))).toEqual([
      "The last day of the window was 6 Dec 2026 when the batch was sealed and is 7 Dec 2026 now.",
      "The cost of sending was $1.00 when the batch was sealed and is $1.01 now.",
    ]);
  });

  it("names the subject with both readings, and that the text is another", () => {
    const template = { ...sampleTemplate, subject: "Act now", body: "{{cards}}." };
    expect(sealDifference(sealed, nowOf(people, batch, template))).toEqual([
      "The subject of the message was “Your card ends on {{last-day}}” when the batch was sealed and is “Act now” now.",
      "The text of the message is no longer what was sealed.",
    ]);
  });

  it("counts who is missing, and says that the seal is another where nothing else can be said", () => {
    expect(sealDifference(sealed, nowOf(people.slice(0, 2)))).toEqual([
      "3 people were sealed, 2 are in the batch now.",
    ]);
    const forged = { ...nowOf(people), seal: "f".repeat(64) };
    expect(sealDifference({ ...sealed, head: null }, forged)).toEqual([
      `The batch was sealed as ${sealed.seal.slice(0, 8)} and makes the seal ffffffff now.`,
    ]);
  });

  it("names a rule of sending that was changed since, and none that only shapes a plan", () => {
    expect(rulesDifference(rules, sampleSetting)).toEqual([]);
    expect(rulesDifference(rules, { ...sampleSetting, horizonDays: 90, budget: 5n })).toEqual([]);
    expect(rulesDifference(rules, { ...sampleSetting, capWeek: 2, postalAddress: null })).toEqual([
      "The postal address was 1 Pier Road, Wilmington, DE 19801 when the batch was sealed and is not set now.",
      "The cap of any 7 days was 1 when the batch was sealed and is 2 now.",
    ]);
    expect(rulesDifference({}, sampleSetting).length).toBeGreaterThan(5);
  });
});
