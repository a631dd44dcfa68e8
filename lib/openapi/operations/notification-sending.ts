import { z } from "zod";
import { batchStates } from "@/lib/notifications/constants";
import { batchIdParams } from "@/lib/notifications/schema";
import type { Operation } from "../operation";

const count = z.number().int();
const instant = z.string().meta({ format: "date-time" }).nullable();
const byRule = z.record(z.string(), count);

export const issuerPause = z.strictObject({
  since: z.string().meta({ format: "date-time" }),
  by: z.string(),
  why: z.string(),
});

const figures = z.strictObject({
  batchId: count,
  state: z.enum(batchStates),
  note: z.string().nullable(),
  releasesAt: instant,
  startedAt: instant,
  endedAt: instant,
  beyondCapacity: count.meta({ description: "Late messages that leave beyond a day's capacity, for no day had room" }),
  audience: count.meta({ description: "Everybody: the sum of all figures of `people`" }),
  people: z.strictObject({
    sent: count,
    merged: count.meta({ description: "Told in the message of another holder of the same mailbox" }),
    heldOut: count,
    failed: count,
    unknown: count,
    stopped: count,
    leftOut: byRule.meta({ description: "By rule, before the approval" }),
    suppressed: byRule.meta({ description: "By rule, at the moment of sending" }),
    left: count,
    leftControl: count,
  }),
  outbox: z.strictObject({
    waiting: count,
    handingOver: count,
    unknown: count,
    dead: count.meta({ description: "Without a lawful moment: a person has to settle it" }),
    nextAt: instant,
    lastAt: instant,
  }),
  events: z
    .strictObject({ bounced: count, delayed: count, complained: count, optedOut: count })
    .meta({ description: "Mailboxes by what providers reported after they had taken the message" }),
  lastMinute: count,
  ratePerSecond: z.number().nullable(),
  expectedEnd: instant,
  issuerPause: issuerPause.nullable().meta({ description: "Nothing of any batch leaves: the issuer holds everything" }),
  restored: z.enum(["another-database", "behind"]).nullable().meta({
    description: "Nothing leaves until an operator confirms this database, which may be a restored backup",
  }),
});

export const notificationSendingOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/notifications/{id}/sending",
    id: "getRemindersSending",
    tag: "Reminders",
    summary: "How a batch stands: what has left, what has not, and why",
    permission: "notification.read",
    params: batchIdParams,
    response: figures,
  },
];
