import { rulesOf } from "../approval/rules";
import type { NotificationSetting } from "../queries/settings";

/** How an issuer sends, in the very form in which it is handed back (`settingInput`): `seen` names what was read. */
export function settingJson(setting: NotificationSetting) {
  return {
    ...rulesOf(setting),
    holdoutShare: setting.holdoutShare,
    secondApprovalValue: setting.secondApprovalValue?.toString() ?? null,
    secondApprovalMessages: setting.secondApprovalMessages,
    undoMinutes: setting.undoMinutes,
    proposalDays: setting.proposalDays,
    seen: setting.updatedAt.toISOString(),
  };
}
