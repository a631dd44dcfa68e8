import type { NotificationSetting } from "../queries/settings";

/** How an issuer sends, in the very form in which it is handed back (`settingInput`): `seen` names what was read. */
export function settingJson({ budget, secondApprovalValue, ...setting }: NotificationSetting) {
  return {
    senderName: setting.senderName,
    senderAddress: setting.senderAddress,
    replyTo: setting.replyTo,
    postalAddress: setting.postalAddress,
    quietFrom: setting.quietFrom,
    quietTo: setting.quietTo,
    capWeek: setting.capWeek,
    capSixtyDays: setting.capSixtyDays,
    horizonDays: setting.horizonDays,
    dailyCapacity: setting.dailyCapacity,
    budget: budget?.toString() ?? null,
    holdoutShare: setting.holdoutShare,
    secondApprovalValue: secondApprovalValue?.toString() ?? null,
    secondApprovalMessages: setting.secondApprovalMessages,
    undoMinutes: setting.undoMinutes,
    proposalDays: setting.proposalDays,
    countsLostBreakage: setting.countsLostBreakage,
    seen: setting.updatedAt.toISOString(),
  };
}
