import { z } from "zod";
import { channels, messageClasses, reminderReasons } from "@/lib/notifications/constants";
import { saveTemplateInput, templateListParams, templateParams } from "@/lib/notifications/templates/schema";
import type { Operation } from "../operation";

const tag = "Reminders";
const instant = z.string().meta({ format: "date-time" });

export const templateResponse = z.strictObject({
  id: z.number().int(),
  reason: z.enum(reminderReasons),
  channel: z.enum(channels),
  language: z.string().meta({ description: "BCP 47", example: "en" }),
  version: z.number().int(),
  messageClass: z.enum(messageClasses),
  subject: z.string(),
  body: z.string().meta({ description: "Paragraphs with {{values}}; see /issuer/notifications/templates" }),
  writtenBy: z.string(),
  writtenAt: instant,
  withdrawnAt: instant.nullable().meta({ description: "Used for nothing new since; null: it may be used" }),
});

export const templateListResponse = z.strictObject({ items: z.array(templateResponse) });

export const notificationTemplateOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/notifications/templates",
    id: "listReminderTemplates",
    tag,
    summary: "The words of reminders with all their versions",
    permission: "notification.read",
    query: templateListParams,
    response: templateListResponse,
  },
  {
    method: "get",
    path: "/notifications/templates/{id}",
    id: "getReminderTemplate",
    tag,
    summary: "One version of the words of a reminder",
    permission: "notification.read",
    params: templateParams,
    response: templateResponse,
  },
  {
    method: "post",
    path: "/notifications/templates",
    id: "writeReminderTemplate",
    tag,
    summary: "Writes a new version of the words of a reminder",
    description:
      "The words are checked as on the page; 422 names all that is wrong with them. `seen` is the newest version that was read, 0 for none: 409 when another was written meanwhile.",
    permission: "notification.propose",
    idempotent: true,
    body: { type: "application/json", schema: saveTemplateInput },
    refusals: [422],
    status: 201,
    response: z.strictObject({ id: z.number().int(), version: z.number().int() }),
  },
  {
    method: "post",
    path: "/notifications/templates/{id}/withdraw",
    id: "withdrawReminderTemplate",
    tag,
    summary: "Uses a version for nothing new any more",
    permission: "notification.propose",
    idempotent: true,
    params: templateParams,
    response: z.strictObject({ version: z.number().int() }),
  },
  {
    method: "post",
    path: "/notifications/templates/shipped",
    id: "addShippedReminderTemplates",
    tag,
    summary: "Adds the shipped words of every kind that has none yet",
    permission: "notification.propose",
    idempotent: true,
    body: { type: "application/json", schema: z.strictObject({}) },
    response: z.strictObject({ written: z.number().int() }),
  },
];
