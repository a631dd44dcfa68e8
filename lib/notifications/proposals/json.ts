import { toDecimal } from "@/lib/money";
import type { Member } from "../member";
import type { BatchDetail, MemberPage } from "../queries/batch";
import type { BatchListed, BatchPage } from "../queries/batches";

/** Estimates are rounded here, once. */
const estimate = (amount: number, currency: string) => toDecimal(BigInt(Math.round(amount)), currency);

/** What goes out by REST and command line: amounts as decimal text, each with its currency beside it. */
export function batchListedJson(batch: BatchListed) {
  const { currency } = batch;
  return {
    id: batch.id,
    state: batch.state,
    reason: batch.reason,
    channel: batch.channel,
    language: batch.language,
    messageClass: batch.messageClass,
    currency,
    window: { from: batch.windowFrom, to: batch.windowTo },
    audience: batch.audience,
    people: batch.people,
    messages: batch.messages,
    valueAtStake: toDecimal(batch.valueAtStake, currency),
    cost: batch.cost === null ? null : toDecimal(batch.cost, currency),
    delayCost: toDecimal(batch.delayCost, currency),
    uplift: {
      expected: estimate(batch.upliftExpected, currency),
      low: estimate(batch.upliftLow, currency),
      high: estimate(batch.upliftHigh, currency),
    },
    proposedByName: batch.proposedByName,
    proposedAt: batch.proposedAt,
    expiresAt: batch.expiresAt,
  };
}

export const batchPageJson = ({ items, nextBefore }: BatchPage) => ({
  items: items.map(batchListedJson),
  nextBefore,
});

export function batchJson(batch: BatchDetail) {
  const { currency, template } = batch;
  return {
    ...batchListedJson(batch),
    asOf: batch.asOf,
    replaces: batch.replaces,
    replacedBy: batch.replacedBy,
    leftOut: batch.leftOut,
    delayCosts: batch.delayCosts?.map((cost) => toDecimal(cost, currency)) ?? null,
    upliftWithin: batch.upliftWithin === null ? null : estimate(batch.upliftWithin, currency),
    baseRate: batch.baseRate,
    detectable: batch.detectable,
    breakageGivenUp: estimate(batch.breakageGivenUp, currency),
    escheatAvoided: estimate(batch.escheatAvoided, currency),
    holdoutShare: batch.holdoutShare,
    horizonDays: batch.horizonDays,
    rules: batch.rules,
    parameters: batch.parameters,
    seal: batch.seal,
    approvalsNeeded: batch.approvalsNeeded,
    approvedAt: batch.approvedAt,
    releasesAt: batch.releasesAt,
    startedAt: batch.startedAt,
    endedAt: batch.endedAt,
    note: batch.note,
    late: batch.late,
    beyondCapacity: batch.beyondCapacity,
    peopleErasedAt: batch.peopleErasedAt,
    template: { id: template.id, version: template.version, subject: template.subject, body: template.body },
    decisions: batch.decisions.map(({ decision, personName, reason, decidedAt }) => ({
      decision,
      personName,
      reason,
      decidedAt,
    })),
  };
}

/** Without address: who may see reminders need not see where people live. */
function memberJson(member: Member, currency: string) {
  return {
    customer: member.customer,
    leads: member.leads,
    cards: member.cards.map(({ id, balance, lossOn, lastDay, reason }) => ({
      id,
      balance: toDecimal(BigInt(balance), currency),
      reason,
      lossOn,
      lastDay,
    })),
    value: toDecimal(member.value, currency),
    lossOn: member.lossOn,
    dueAt: member.dueAt,
    timeZone: member.timeZone,
    gain: estimate(member.gain, currency),
    baseRate: member.baseRate,
    leftOut: member.leftOut,
    arm: member.arm,
    outcome: member.outcome,
    explanation: member.explanation,
  };
}

export const memberPageJson = ({ items, total, nextCursor }: MemberPage, currency: string) => ({
  currency,
  items: items.map((member) => memberJson(member, currency)),
  total,
  nextCursor,
});
