import type { SealedBatch, SealedMember, SealedTemplate } from "@/lib/notifications/approval/seal";

/** Rules as an issuer of the tests has set them. */
export const sampleSetting = {
  senderName: "Pier Gift Cards",
  senderAddress: "cards@example.test",
  replyTo: null,
  postalAddress: "1 Pier Road, Wilmington, DE 19801",
  quietFrom: 20,
  quietTo: 9,
  capWeek: 1,
  capSixtyDays: 3,
  horizonDays: 60,
  dailyCapacity: null,
  budget: null,
  countsLostBreakage: false,
};

export const sampleTemplate: SealedTemplate = {
  id: 1,
  version: 1,
  messageClass: "commercial",
  subject: "Your card ends on {{last-day}}",
  body: "{{cards}}",
};

/** A person with one card of 50.00 USD, who is written to on 1 December 2026 at 10 in New York. */
export function sampleMember(customerId: number, change: Partial<SealedMember> = {}): SealedMember {
  return {
    customerId,
    address: `person${customerId}@example.test`,
    mailbox: `person${customerId}@example.test`,
    leads: true,
    cards: [{ cardId: customerId, id: `C-${customerId}`, lastFour: "1001", balance: "5000", lastDay: "2026-12-31" }],
    value: 5_000n,
    lossOn: "2026-12-31",
    dueAt: "2026-12-01T15:00:00.000Z",
    timeZone: "America/New_York",
    gain: 120.5,
    baseRate: 0.25,
    explanation: { day: 6, why: "card-expiry" },
    stratum: "small/soon",
    leftOut: null,
    ...change,
  };
}

export function sampleBatch(members: readonly SealedMember[], change: Partial<SealedBatch> = {}): SealedBatch {
  const written = members.filter(({ leftOut }) => leftOut === null);
  const leftOut: Record<string, number> = {};
  for (const { leftOut: rule } of members) if (rule !== null) leftOut[rule] = (leftOut[rule] ?? 0) + 1;
  return {
    reason: "card-expiry",
    channel: "email",
    language: "en",
    messageClass: "commercial",
    currency: "USD",
    asOf: "2026-11-24",
    windowFrom: "2026-11-30",
    windowTo: "2026-12-06",
    audience: members.length,
    people: written.length,
    messages: new Set(written.map(({ mailbox }) => mailbox)).size,
    leftOut,
    valueAtStake: written.reduce((sum, { value }) => sum + value, 0n),
    cost: 100n,
    delayCost: 40n,
    delayCosts: [40n, 90n],
    upliftExpected: 0.08,
    upliftLow: 0.04,
    upliftHigh: 0.12,
    upliftWithin: 0.07,
    baseRate: 0.25,
    detectable: null,
    breakageGivenUp: 900,
    escheatAvoided: 300,
    holdoutShare: 0.1,
    horizonDays: 60,
    seed: "a seed",
    parameters: { margin: 0.4 },
    approvalsNeeded: 1,
    proposedBy: null,
    expiresAt: "2026-12-02T00:00:00.000Z",
    ...change,
  };
}
