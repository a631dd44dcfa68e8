import { z } from "zod";
import { channels, reminderReasons } from "@/lib/notifications/constants";
import { parameterNames } from "@/lib/notifications/optimiser/parameters";
import { parameterInput } from "@/lib/notifications/proposals/parameter-schema";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import type { Operation } from "../operation";

const tag = "Reminders";
const byPerson = "Needs a session of our own pages, never an API key.";
const whole = z.number().int();
const instant = z.string().meta({ format: "date-time" });
const minor = z.string().nullable().meta({ description: "Minor units of the issuer's currency; null: no limit" });

export const settingResponse = z.strictObject({
  setting: z
    .strictObject({
      senderName: z.string(),
      senderAddress: z.string(),
      replyTo: z.string().nullable(),
      postalAddress: z.string().nullable(),
      quietFrom: whole,
      quietTo: whole,
      capWeek: whole,
      capSixtyDays: whole,
      horizonDays: whole,
      dailyCapacity: whole.nullable(),
      budget: minor,
      holdoutShare: z.number(),
      secondApprovalValue: minor,
      secondApprovalMessages: whole.nullable(),
      undoMinutes: whole,
      proposalDays: whole,
      countsLostBreakage: z.boolean(),
      seen: instant.meta({ description: "Hand it back with a change: 409 when somebody else changed it meanwhile" }),
    })
    .nullable(),
});

const figure = {
  name: z.enum(parameterNames),
  channel: z.enum(channels).nullable(),
  reason: z.enum(reminderReasons).nullable(),
  currency: z.string().length(3).nullable().meta({ description: "Of an amount; null: the issuer's own" }),
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  origin: z.enum(["prior", "set", "measured"]),
  source: z.string(),
  date: z.string(),
};

export const parametersResponse = z.strictObject({
  inForce: z.array(
    z.strictObject({
      ...figure,
      doubtful: z.boolean().meta({ description: "Its own source does not bear it out" }),
      setBy: z.string().nullable(),
    }),
  ),
  history: z.array(
    z.strictObject({
      ...figure,
      id: whole,
      name: z.string(),
      batches: z.array(whole).nullable(),
      createdByName: z.string(),
    }),
  ),
});

export const notificationSettingOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/notifications/settings",
    id: "getReminderSettings",
    tag,
    summary: "By which rules the issuer sends; null where nobody has said so yet",
    permission: "notification.read",
    response: settingResponse,
  },
  {
    method: "put",
    path: "/notifications/settings",
    id: "saveReminderSettings",
    tag,
    summary: "Changes the rules by which the issuer sends, as a whole",
    description: byPerson,
    permission: "notification.manage",
    idempotent: true,
    body: { type: "application/json", schema: settingInput },
    response: z.strictObject({ seen: instant }),
  },
  {
    method: "get",
    path: "/notifications/parameters",
    id: "getReminderParameters",
    tag,
    summary: "What the optimiser believes, from where, and everything that was ever said of it",
    permission: "notification.read",
    response: parametersResponse,
  },
  {
    method: "post",
    path: "/notifications/parameters",
    id: "setReminderParameter",
    tag,
    summary: "Adds a figure of one's own, with where it comes from",
    description: byPerson,
    permission: "notification.manage",
    idempotent: true,
    body: { type: "application/json", schema: parameterInput },
    status: 201,
    response: z.strictObject({ id: whole }),
  },
];
