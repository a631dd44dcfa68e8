import { z } from "zod";
import { approveBody, holdAllInput, rejectBody } from "@/lib/notifications/approval/schema";
import { batchIdParams } from "@/lib/notifications/schema";
import type { Operation } from "../operation";
import { issuerPause } from "./notification-sending";

const tag = "Reminders";
const byPerson =
  "A person's decision: needs a session of our own pages, never an API key. Whoever proposed it does not approve it.";
const count = z.number().int();
const nothing = z.null();
const approved = z.strictObject({
  state: z.enum(["half-approved", "releasing", "approved"]).meta({
    description: "releasing: a run puts the messages of a large audience in place; `approved` when it has",
  }),
  approvedAt: z.string().meta({ format: "date-time" }),
  releasesAt: z
    .string()
    .nullable()
    .meta({ format: "date-time", description: "Until then it can be taken back; null while another has to agree" }),
  messages: count,
  heldOut: count.meta({ description: "Mailboxes of the control" }),
});

const act = (name: string, id: string, summary: string, more: Partial<Operation>): Operation => ({
  method: "post",
  path: `/notifications/{id}/${name}`,
  id,
  tag,
  summary,
  description: byPerson,
  permission: "notification.approve",
  idempotent: true,
  params: batchIdParams,
  response: nothing,
  ...more,
});
const json = (schema: z.ZodType) => ({ type: "application/json", schema });

export const notificationDecisionOperations: readonly Operation[] = [
  act("approve", "approveReminders", "Lets exactly these messages out", {
    body: json(approveBody),
    response: approved,
  }),
  act("reject", "rejectReminders", "Not to be sent, and why", {
    permission: "notification.propose",
    idempotent: true,
    body: json(rejectBody),
  }),
  act("undo", "undoRemindersApproval", "Takes an approval back while nothing has left", {}),
  act("pause", "pauseReminders", "Begins no further message", { permission: "notification.read" }),
  act("resume", "resumeReminders", "Goes on, if it is still what was sealed", {}),
  act("stop", "stopReminders", "Sends nothing more of it, for good", {
    permission: "notification.read",
    idempotent: true,
    body: json(rejectBody),
    response: z.strictObject({ messages: count.meta({ description: "Taken out of the outbox" }) }),
  }),
  {
    method: "get",
    path: "/notifications/pause",
    id: "getRemindersPause",
    tag,
    summary: "Whether everything is held, since when, by whom and why",
    permission: "notification.read",
    response: z.strictObject({ pause: issuerPause.nullable() }),
  },
  {
    method: "post",
    path: "/notifications/pause",
    id: "pauseAllReminders",
    tag,
    summary: "Begins no further message of any batch",
    description: byPerson,
    permission: "notification.read",
    idempotent: true,
    body: json(holdAllInput),
    response: z.strictObject({ pause: issuerPause }),
  },
  {
    method: "post",
    path: "/notifications/resume",
    id: "resumeAllReminders",
    tag,
    summary: "Lets everything go on that was held as a whole",
    description: byPerson,
    permission: "notification.approve",
    idempotent: true,
    body: json(holdAllInput),
    response: nothing,
  },
];
