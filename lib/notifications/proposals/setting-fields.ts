import type { SettingInput } from "./setting-schema";

/** What a form asks for, and what the command line sets. */
export const settingFields = [
  "senderName",
  "senderAddress",
  "replyTo",
  "postalAddress",
  "quietFrom",
  "quietTo",
  "capWeek",
  "capSixtyDays",
  "horizonDays",
  "dailyCapacity",
  "budget",
  "holdoutShare",
  "secondApprovalValue",
  "secondApprovalMessages",
  "undoMinutes",
  "proposalDays",
  "countsLostBreakage",
] as const satisfies readonly (keyof SettingInput)[];
export type SettingField = (typeof settingFields)[number];
