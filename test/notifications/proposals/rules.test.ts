import { describe, expect, it } from "vitest";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import { approvalsNeeded } from "@/lib/notifications/proposals/approvals-needed";
import { stateAt } from "@/lib/notifications/proposals/batch-state";
import { lossesOf } from "@/lib/notifications/proposals/card-losses";
import { expiryOf } from "@/lib/notifications/proposals/expiry";
import { parameterLines } from "@/lib/notifications/proposals/parameter-rows";
import { parameterInput } from "@/lib/notifications/proposals/parameter-schema";
import { languageOf, type PersonFacts } from "@/lib/notifications/proposals/people";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import { stratumOf } from "@/lib/notifications/proposals/stratum";
import { householdsOf } from "@/lib/notifications/proposals/units";
import { waysTo } from "@/lib/notifications/proposals/ways";
import type { Standing } from "@/lib/notifications/queries/standing";

describe("how many have to agree", () => {
  const limits = { secondApprovalValue: 10_000n, secondApprovalMessages: 100 };
  const batch = { value: 1n, messages: 1, currency: "USD", messageClass: "commercial" } as const;
  const of = (value: bigint, messages: number, currency = "USD") =>
    approvalsNeeded({ ...batch, value, messages, currency }, limits, "USD");
  it("two from the limit on, by money or by messages", () => {
    expect([of(9_999n, 99), of(10_000n, 1), of(1n, 100)]).toEqual([1, 2, 2]);
  });
  it("two where amounts are in a currency that the limit says nothing of", () => {
    expect(of(1n, 1, "KWD")).toBe(2);
    expect(approvalsNeeded({ ...batch, currency: "KWD" }, { ...limits, secondApprovalValue: null }, "USD")).toBe(1);
  });
  it("two for a notice that the law demands, however small, and where no limit is set", () => {
    const none = { secondApprovalValue: null, secondApprovalMessages: null };
    expect(approvalsNeeded({ ...batch, messageClass: "statutory-notice" }, none, "USD")).toBe(2);
    expect(approvalsNeeded({ ...batch, messageClass: "transactional" }, none, "USD")).toBe(1);
  });
});

describe("expiry", () => {
  it("is after the days that a proposal lives", () => {
    const now = new Date("2026-06-10T12:00:00Z");
    expect(expiryOf(now, 7, { windowTo: "2026-06-30", timeZone: "America/New_York" }).toISOString()).toBe(
      "2026-06-17T12:00:00.000Z",
    );
  });
  it("is never after the last day of the window has ended at the issuer's, on the night of the clocks too", () => {
    // Midnight after 1 November in New York: clocks went back that morning, so that it is 05:00 in UTC.
    const now = new Date("2026-10-30T12:00:00Z");
    expect(expiryOf(now, 7, { windowTo: "2026-11-01", timeZone: "America/New_York" }).toISOString()).toBe(
      "2026-11-02T05:00:00.000Z",
    );
  });
  it("turns an open proposal into an expired one at that instant, and nothing else", () => {
    const expiresAt = new Date("2026-06-17T12:00:00Z");
    const at = (state: "proposed" | "half-approved" | "approved", time: string) =>
      stateAt({ state, expiresAt }, new Date(time));
    expect(at("proposed", "2026-06-17T11:59:59.999Z")).toBe("proposed");
    expect(at("proposed", "2026-06-17T12:00:00Z")).toBe("expired");
    expect(at("half-approved", "2026-06-17T12:00:00Z")).toBe("expired");
    expect(at("approved", "2026-06-18T12:00:00Z")).toBe("approved");
  });
});

it("a card is usable on its expiry date; an escheat date and the first fee are the day on which something is gone", () => {
  const dates = { cardEnds: "2026-07-01", fundsEnd: null, escheats: "2026-08-01", feesFrom: "2028-02-29" };
  expect(lossesOf(dates, "2026-06-10")).toEqual([
    { reason: "card-expiry", lastDay: "2026-07-01" },
    { reason: "escheat", lastDay: "2026-07-31" },
    { reason: "fees", lastDay: "2028-02-28" },
  ]);
  expect(lossesOf({ ...dates, cardEnds: "2026-06-10" }, "2026-06-10")[0]?.lastDay).toBe("2026-06-10");
  expect(lossesOf({ ...dates, cardEnds: "2026-06-09" }, "2026-06-10").map(({ reason }) => reason)).not.toContain(
    "card-expiry",
  );
});

describe("ways to a person", () => {
  const person = { email: "a@example.com", phone: "+1 201-555-0123", consentEmail: true, consentSms: null };
  it("a mailbox's own no comes before a consent; a question never asked is no yes", () => {
    const suppressed = new Map([["email a@example.com", "bounced" as const]]);
    expect(waysTo(person, ["email", "sms"], suppressed).map(({ channel, blockedBy }) => [channel, blockedBy])).toEqual([
      ["email", "bounced"],
      ["sms", "no-consent"],
    ]);
  });
  it("what is no address is no way", () => {
    expect(waysTo({ ...person, email: "nobody", phone: null }, ["email", "sms"], new Map())).toEqual([]);
  });
});

describe("people at one mailbox", () => {
  const standing: Standing = {
    suppressed: new Map(),
    sentToMailbox: new Map([["email a@example.com", [5]]]),
    sentToCustomer: new Map([[2, [5, 9]]]),
    plannedElsewhere: new Set(),
    lastCall: new Set(),
    letters: new Map(),
  };
  const card = { cardId: 1, balance: 100n, hazard: { ends: [1], perDay: [0.01] }, untouched: 0.5, losses: [] };
  const one = (customerId: number, change: Partial<PersonFacts> = {}): PersonFacts => ({
    customerId,
    currency: "USD",
    language: "en",
    clock: clockOf(nowhere, "UTC"),
    ways: [{ channel: "email", address: "a@example.com", mailbox: "a@example.com", blockedBy: null }],
    value: 100n,
    reason: "unused-balance",
    lossOn: null,
    cards: [card],
    isLastCall: false,
    rule: null,
    ...change,
  });
  it("are one unit, which is held against the caps as a mailbox and as each of its people", () => {
    const { households, leftOut } = householdsOf([one(1), one(2)], standing, "USD");
    expect(households.map(({ people }) => people.length)).toEqual([2]);
    expect(households[0]?.unit.histories).toEqual([[5], [5, 9]]);
    expect(leftOut).toEqual([]);
  });
  it("wait together while one of them stands in another batch", () => {
    const { households, leftOut } = householdsOf([one(1), one(2, { rule: "planned-elsewhere" })], standing, "USD");
    expect(households).toEqual([]);
    expect(leftOut.map(({ customerId, rule }) => [customerId, rule]).sort()).toEqual([
      [1, "planned-elsewhere"],
      [2, "planned-elsewhere"],
    ]);
  });
  it("get amounts of one currency at a time, the issuer's first", () => {
    const { households, leftOut } = householdsOf(
      [one(1, { currency: "KWD" }), one(1), one(2, { currency: "EUR" })],
      standing,
      "USD",
    );
    expect(households.map(({ currency, people }) => [currency, people.length])).toEqual([["USD", 1]]);
    expect(leftOut.map(({ currency, rule }) => [currency, rule])).toEqual([
      ["KWD", "planned-elsewhere"],
      ["EUR", "planned-elsewhere"],
    ]);
  });
  it("without a score among them have no moment that is better than another", () => {
    const { leftOut } = householdsOf([one(1, { cards: [] })], standing, "USD");
    expect(leftOut.map(({ rule }) => rule)).toEqual(["no-gain"]);
  });
});

it("a stratum is of what is at stake in whole units of the currency, and of how soon it is lost", () => {
  const of = (value: bigint, currency: string, lossOn: string | null) =>
    stratumOf({ value, lossOn }, currency, "2026-06-10");
  // 30.00 USD, 3 000 JPY, 30.000 KWD: the third band of money for dollars and dinars, the last for yen.
  expect(of(3_000n, "USD", "2026-06-20")).toBe("value-3 days-1");
  expect(of(3_000n, "JPY", "2026-06-25")).toBe("value-6 days-2");
  expect(of(30_000n, "KWD", null)).toBe("value-3 days-0");
});

it("languages are told by their first part", () => {
  expect(["en-GB", "RU", "zh_Hant", "", null, "!!"].map(languageOf)).toEqual(["en", "ru", "zh", "en", "en", "en"]);
});

describe("settings", () => {
  const good = {
    senderName: "Cards",
    senderAddress: "cards@example.com",
    replyTo: "",
    postalAddress: "",
    quietFrom: "20",
    quietTo: "9",
    capWeek: "1",
    capSixtyDays: "3",
    horizonDays: "60",
    dailyCapacity: "",
    budget: null,
    holdoutShare: 0.1,
    secondApprovalValue: "2500",
    secondApprovalMessages: "",
    undoMinutes: "10",
    proposalDays: "7",
    countsLostBreakage: false,
    seen: null,
  };
  const faults = (change: Record<string, unknown>) =>
    settingInput.safeParse({ ...good, ...change }).error?.issues.map(({ path }) => path[0]) ?? [];
  it("reads a form as it is sent", () => {
    expect(settingInput.parse(good)).toMatchObject({
      replyTo: null,
      dailyCapacity: null,
      secondApprovalValue: 2500n,
      quietFrom: 20,
    });
  });
  it("lets nothing leave outside 8 to 21, no header be smuggled in, and no cap contradict another", () => {
    expect(faults({ quietTo: 7 })).toEqual(["quietTo"]);
    expect(faults({ quietFrom: 22 })).toEqual(["quietFrom"]);
    expect(faults({ quietFrom: 9 })).toEqual(["quietFrom"]);
    expect(faults({ senderName: "Cards\r\nBcc: x@example.com" })).toEqual(["senderName"]);
    expect(faults({ capWeek: 4 })).toEqual(["capSixtyDays"]);
    expect(faults({ holdoutShare: 0.51 })).toEqual(["holdoutShare"]);
  });
});

it("parameters: an amount may name a currency that there is, anything else none", () => {
  const input = { name: "message-cost", channel: "", reason: "", value: "5", low: "", high: "", source: "the invoice" };
  const faults = (change: object) =>
    parameterInput.safeParse({ ...input, ...change }).error?.issues.map(({ path }) => path.join(".")) ?? [];
  expect(parameterInput.parse(input).currency).toBeNull();
  expect(parameterInput.parse({ ...input, currency: "kwd" }).currency).toBe("KWD");
  expect([faults({ currency: "QQQ" }), faults({ name: "margin", value: "0.5", currency: "KWD" })]).toEqual([
    ["currency"],
    ["currency"],
  ]);
});

it("parameters: one line for all reminders, and one where a channel differs, of the product's own or of a row", () => {
  const row = {
    currency: null,
    low: null,
    high: null,
    origin: "set",
    source: "ours",
    date: "2026-06-10T00:00:00Z",
    batches: null,
    createdByName: "Ida",
  } as const;
  const lines = parameterLines([
    { ...row, id: 1, name: "margin", channel: null, reason: null, value: 0.5 },
    { ...row, id: 2, name: "margin", channel: null, reason: "escheat", value: 0.6 },
  ]).filter(({ name }) => name === "margin");
  expect(lines.map(({ channel, reason, inForce, setBy }) => [channel, reason, inForce.value, setBy])).toEqual([
    [null, null, 0.5, "Ida"],
    [null, "escheat", 0.6, "Ida"],
  ]);
  const costs = parameterLines([
    { ...row, id: 1, name: "message-cost", channel: null, reason: null, value: 2 },
    { ...row, id: 2, name: "message-cost", channel: null, reason: null, value: 7, currency: "KWD" },
  ]).filter(({ name, channel }) => name.endsWith("cost") && channel === null);
  expect(costs.map(({ name, currency, inForce }) => [name, currency, inForce.value])).toEqual([
    ["message-cost", null, 2],
    ["fatigue-cost", null, 3],
    ["message-cost", "KWD", 7],
  ]);
});
