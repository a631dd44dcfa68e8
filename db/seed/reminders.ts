import { scopeForOperator } from "@/lib/identity/scope";
import { setParameter } from "@/lib/notifications/mutations/parameters";
import { saveSetting } from "@/lib/notifications/mutations/settings";
import { addShippedTemplates } from "@/lib/notifications/mutations/templates";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { findSetting } from "@/lib/notifications/queries/settings";
import { demoIssuer } from "./programme";

/** How the demo issuer sends. Its address is one of those that are kept for examples: nobody can be reached by it. */
const setting = {
  senderName: demoIssuer.name,
  senderAddress: "cards@harbor-vale.example",
  replyTo: "help@harbor-vale.example",
  postalAddress: "Harbor & Vale Gift Company, Inc.\n12 Pier Street\nWilmington, DE 19801",
  quietFrom: 20,
  quietTo: 9,
  capWeek: 1,
  capSixtyDays: 3,
  horizonDays: 60,
  dailyCapacity: 2_000,
  budget: null,
  holdoutShare: 0.1,
  /** 25,000.00 in the issuer's currency. */
  secondApprovalValue: "2500000",
  secondApprovalMessages: 5_000,
  undoMinutes: 10,
  proposalDays: 7,
  countsLostBreakage: false,
  seen: null,
};

/** The one figure that a finance department knows without an experiment. */
const margin = {
  name: "margin",
  channel: null,
  reason: null,
  currency: null,
  value: 0.42,
  low: 0.38,
  high: 0.46,
  source: "Gross margin of the year 2025, invented for the demo.",
} as const;

/** Texts, a figure of its own and settings, so that reminders can be proposed at once. The settings say that all is there. */
export async function insertReminders(now: Date): Promise<void> {
  const scope = await scopeForOperator(demoIssuer.code);
  await addShippedTemplates(scope, now);
  const figures = await listParameters(scope);
  if (!figures.some(({ name, origin }) => name === margin.name && origin === "set"))
    await setParameter(scope, margin, now);
  await saveSetting(scope, settingInput.parse(setting), now);
}

/** Whether `insertReminders` came to its end. */
export const hasReminders = async (): Promise<boolean> =>
  (await findSetting(await scopeForOperator(demoIssuer.code))) !== null;
