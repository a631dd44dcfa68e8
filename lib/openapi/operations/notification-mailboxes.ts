import { z } from "zod";
import { channels, messageEventTypes, outcomes } from "@/lib/notifications/constants";
import { messageEventInput } from "@/lib/notifications/events/schema";
import { batchIdParams } from "@/lib/notifications/schema";
import {
  mailboxListQuery,
  mailboxPath,
  messagePath,
  reasonBody,
  settleBody,
  unsettledListQuery,
} from "@/lib/notifications/sending/schema";
import type { Operation } from "../operation";

const tag = "Reminders";
const count = z.number().int();
const instant = z.string().meta({ format: "date-time" });
const nothing = z.null();
const json = (schema: z.ZodType) => ({ type: "application/json", schema });

const listed = {
  channel: z.enum(channels),
  mailbox: z.string().meta({ description: "What lies behind an address: lower case, without tag" }),
  suppressed: z.enum(["commercial", "all"]).nullable().meta({ description: "What goes there no more" }),
  suppressedWhy: z.enum(["opted-out", "bounced", "complained", "by-hand"]).nullable(),
  lastSentAt: instant.nullable(),
};
export const mailboxListResponse = z.strictObject({ items: z.array(z.strictObject(listed)), total: count });

export const mailboxResponse = z.strictObject({
  ...listed,
  suppressedAt: instant.nullable(),
  reply: z.string().nullable().meta({ description: "The words of the server or provider that suppressed it" }),
  messages: z.array(
    z.strictObject({
      key: z.string(),
      batchId: count,
      outcome: z.enum(outcomes),
      note: z.string().nullable(),
      subject: z.string().nullable(),
      endedAt: instant,
    }),
  ),
  received: z
    .array(z.strictObject({ id: count, subject: z.string(), receivedAt: instant }))
    .meta({ description: "At the mail server that stands in where none is configured" }),
  events: z
    .array(
      z.strictObject({
        id: z.string(),
        type: z.enum(messageEventTypes),
        permanent: z.boolean().nullable(),
        batchId: count.nullable(),
        detail: z.string().nullable(),
        actor: z.string(),
        happenedAt: instant,
      }),
    )
    .meta({ description: "What providers reported of it" }),
  words: z.array(
    z.strictObject({
      covers: z.enum(["commercial", "all", "nothing"]),
      via: z.string(),
      reason: z.string().nullable(),
      actor: z.string(),
      occurredAt: instant,
    }),
  ),
});

const unsettled = z.strictObject({
  key: z.string(),
  batchId: count,
  state: z.enum(["unknown", "dead"]),
  mailbox: z.string(),
  name: z.string().nullable(),
  attempts: count,
  reply: z.string().nullable(),
  uselessAt: instant.nullable(),
});
export const unsettledResponse = z.strictObject({ items: z.array(unsettled) });
export const unsettledListResponse = z.strictObject({ items: z.array(unsettled), total: count });

export const eventResponse = z.strictObject({
  id: z.string(),
  repeated: z.boolean().meta({ description: "It had been told before, and nothing more was done" }),
  mailbox: z.string(),
  batchId: count.nullable().meta({ description: "Of an address alone: the batch that last wrote to it" }),
});

export const notificationMailboxOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/notifications/events",
    id: "reportMessageEvent",
    tag,
    summary: "Tells what became of a message after it had been accepted: a bounce, a complaint, STOP, an opt-out",
    description:
      "From then on nothing more leaves to that mailbox, of batches approved before too. Told twice under one `id` it counts once; with other contents it is 409, and `errors` names what differs. From three complaints and 0.3 % of what was sent of a batch on, the batch is paused.",
    permission: "notification.event",
    idempotent: true,
    body: json(messageEventInput),
    response: eventResponse,
  },
  {
    method: "get",
    path: "/notifications/mailboxes",
    id: "listMailboxes",
    tag,
    summary: "Mailboxes of which something is known, and which of them get nothing",
    permission: "notification.read",
    query: mailboxListQuery,
    response: mailboxListResponse,
  },
  {
    method: "get",
    path: "/notifications/mailboxes/{channel}/{mailbox}",
    id: "getMailbox",
    tag,
    summary: "What was sent to a mailbox, what its holder said, and whether it still gets anything",
    permission: "notification.read",
    params: mailboxPath,
    response: mailboxResponse,
  },
  {
    method: "post",
    path: "/notifications/mailboxes/{channel}/{mailbox}/suppress",
    id: "suppressMailbox",
    tag,
    summary: "Sends a mailbox nothing but what the law demands",
    permission: "notification.propose",
    idempotent: true,
    params: mailboxPath,
    body: json(reasonBody),
    response: nothing,
  },
  {
    method: "post",
    path: "/notifications/mailboxes/{channel}/{mailbox}/lift",
    id: "liftSuppression",
    tag,
    summary: "Writes to a mailbox again, because its holder wants it",
    description: "Needs a session of our own pages, never an API key.",
    permission: "notification.approve",
    idempotent: true,
    params: mailboxPath,
    body: json(reasonBody),
    response: nothing,
  },
  {
    method: "get",
    path: "/notifications/unsettled",
    id: "listAllUnsettledMessages",
    tag,
    summary: "Messages of all batches that wait for a person, those of which nobody knows first",
    permission: "notification.read",
    query: unsettledListQuery,
    response: unsettledListResponse,
  },
  {
    method: "get",
    path: "/notifications/{id}/unsettled",
    id: "listUnsettledMessages",
    tag,
    summary: "Messages of a batch that wait for a person: unknown or without a lawful moment",
    permission: "notification.read",
    params: batchIdParams,
    response: unsettledResponse,
  },
  {
    method: "post",
    path: "/notifications/messages/{key}/settle",
    id: "settleMessage",
    tag,
    summary: "Says what became of a message that nobody knew of, or becomes of one that could not leave",
    description: "Needs a session of our own pages, never an API key.",
    permission: "notification.approve",
    idempotent: true,
    params: messagePath,
    body: json(settleBody),
    response: nothing,
  },
];
