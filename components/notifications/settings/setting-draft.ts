import { toDecimal } from "@/lib/money";
import type { SettingField } from "@/lib/notifications/proposals/setting-fields";
import { usualSetting } from "@/lib/notifications/proposals/usual-setting";
import type { NotificationSetting } from "@/lib/notifications/queries/settings";

/** As it stands in the form: what nobody has entered is empty. Amounts are decimals, the share held out is in percent. */
export type SettingDraft = Record<Exclude<SettingField, "countsLostBreakage">, string> & {
  countsLostBreakage: boolean;
};

export function draftOf(setting: NotificationSetting | null, issuer: { name: string; currency: string }): SettingDraft {
  const number = (field: keyof typeof usualSetting) => String(setting?.[field] ?? usualSetting[field]);
  const money = (amount: bigint | null | undefined) =>
    amount === null || amount === undefined ? "" : toDecimal(amount, issuer.currency);
  const share = setting?.holdoutShare ?? usualSetting.holdoutShare;
  return {
    senderName: setting?.senderName ?? issuer.name,
    senderAddress: setting?.senderAddress ?? "",
    replyTo: setting?.replyTo ?? "",
    postalAddress: setting?.postalAddress ?? "",
    quietFrom: number("quietFrom"),
    quietTo: number("quietTo"),
    capWeek: number("capWeek"),
    capSixtyDays: number("capSixtyDays"),
    horizonDays: number("horizonDays"),
    dailyCapacity: setting?.dailyCapacity?.toString() ?? "",
    budget: money(setting?.budget),
    holdoutShare: String(Math.round(share * 1000) / 10),
    secondApprovalValue: money(setting?.secondApprovalValue),
    secondApprovalMessages: setting?.secondApprovalMessages?.toString() ?? "",
    undoMinutes: number("undoMinutes"),
    proposalDays: number("proposalDays"),
    countsLostBreakage: setting?.countsLostBreakage ?? false,
  };
}
