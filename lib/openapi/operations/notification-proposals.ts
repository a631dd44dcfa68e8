import { z } from "zod";
import {
  arms,
  batchStates,
  channels,
  decisions,
  leftOutRules,
  messageClasses,
  outcomes,
  reminderReasons,
} from "@/lib/notifications/constants";
import { batchIdParams, batchListParams, editBody, memberParams, proposeInput } from "@/lib/notifications/schema";
import type { Operation } from "../operation";
import { amount } from "../responses";

const tag = "Reminders";
const count = z.number().int();
const day = z.string().meta({ format: "date" });
const instant = z.string().meta({ format: "date-time" });
const rate = z.number();

const listed = {
  id: count,
  state: z.enum(batchStates),
  reason: z.enum(reminderReasons),
  channel: z.enum(channels),
  language: z.string(),
  messageClass: z.enum(messageClasses),
  currency: z.string().length(3),
  window: z.strictObject({ from: day, to: day }).meta({ description: "Civil days of each person's own zone" }),
  audience: count.meta({ description: "people, and those left out" }),
  people: count,
  messages: count.meta({ description: "One to a mailbox" }),
  valueAtStake: amount,
  cost: amount.nullable().meta({ description: "Null: nobody has said what a message costs in this currency" }),
  delayCost: amount.meta({ description: "What is lost if nothing leaves on the day after that of planning" }),
  uplift: z
    .strictObject({ expected: amount, low: amount, high: amount })
    .meta({ description: "Redeemed because of it, of those reminded; middle 80 %" }),
  proposedByName: z.string(),
  proposedAt: instant,
  expiresAt: instant,
};

export const batchListResponse = z.strictObject({
  items: z.array(z.strictObject(listed)),
  nextBefore: count.nullable(),
});

export const batchResponse = z.strictObject({
  ...listed,
  asOf: day,
  replaces: count.nullable(),
  replacedBy: count.nullable(),
  leftOut: z.record(z.string(), count).meta({ description: "People by the one rule that stopped it" }),
  baseRate: rate,
  detectable: rate.nullable().meta({ description: "Smallest rise that the trial can show; null: too few to say" }),
  delayCosts: z
    .array(amount)
    .nullable()
    .meta({ description: "What is lost if nothing leaves on the first one, two, three … days after that of planning" }),
  upliftWithin: amount.nullable().meta({ description: "Redeemed more within horizonDays, brought forward or not" }),
  breakageGivenUp: amount,
  escheatAvoided: amount,
  holdoutShare: rate,
  horizonDays: count,
  rules: z.record(z.string(), z.unknown()),
  parameters: z.record(z.string(), z.unknown()),
  seal: z.string(),
  approvalsNeeded: count,
  approvedAt: instant.nullable(),
  releasesAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  note: z.string().nullable(),
  late: z.strictObject({ messages: count, beyond: count, capacity: count, last: instant }).nullable().meta({
    description:
      "Of a proposal approved now: messages whose moment has passed, at most, and how many of them leave beyond the day's capacity, for no day has room",
  }),
  beyondCapacity: count.meta({ description: "Messages that leave beyond a day's capacity since it was approved" }),
  peopleErasedAt: instant.nullable().meta({ description: "Its people were removed, of whom nobody was written to" }),
  template: z.strictObject({ id: count, version: count, subject: z.string(), body: z.string() }),
  decisions: z.array(
    z.strictObject({
      decision: z.enum(decisions),
      personName: z.string(),
      reason: z.string().nullable(),
      decidedAt: instant,
    }),
  ),
});

export const memberListResponse = z.strictObject({
  currency: z.string().length(3),
  items: z.array(
    z.strictObject({
      customer: z.string().nullable(),
      leads: z.boolean(),
      cards: z.array(
        z.strictObject({
          id: z.string(),
          balance: amount,
          reason: z.enum(reminderReasons),
          lossOn: day.nullable(),
          lastDay: day.nullable(),
        }),
      ),
      value: amount,
      lossOn: day.nullable(),
      dueAt: instant.nullable(),
      timeZone: z.string(),
      gain: amount,
      baseRate: rate,
      leftOut: z.enum(leftOutRules).nullable(),
      arm: z.enum(arms).nullable(),
      outcome: z.enum(outcomes).nullable(),
      explanation: z.record(z.string(), z.unknown()),
    }),
  ),
  total: count,
  nextCursor: count.nullable(),
});

export const notificationProposalOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/notifications",
    id: "listReminders",
    tag,
    summary: "Batches of reminders, newest first",
    permission: "notification.read",
    query: batchListParams,
    response: batchListResponse,
  },
  {
    method: "post",
    path: "/notifications",
    id: "proposeReminders",
    tag,
    summary: "Plan reminders for everybody with value at stake, in the background",
    permission: "notification.propose",
    idempotent: true,
    body: { type: "application/json", schema: proposeInput },
    refusals: [422],
    status: 202,
    response: z.object({ runId: count }),
  },
  {
    method: "get",
    path: "/notifications/{id}",
    id: "getReminders",
    tag,
    summary: "A batch with its words, what it rests on and what was said about it",
    permission: "notification.read",
    params: batchIdParams,
    response: batchResponse,
  },
  {
    method: "get",
    path: "/notifications/{id}/people",
    id: "listRemindersPeople",
    tag,
    summary: "Everybody of a batch's audience: the moment and why, or the rule that left him out",
    permission: "notification.read",
    params: batchIdParams,
    query: memberParams,
    response: memberListResponse,
  },
  {
    method: "post",
    path: "/notifications/{id}/edit",
    id: "editReminders",
    tag,
    summary: "Another proposal in the place of an open one",
    permission: "notification.propose",
    idempotent: true,
    params: batchIdParams,
    body: { type: "application/json", schema: editBody },
    refusals: [422],
    status: 201,
    response: z.object({ id: count }),
  },
];
