import { t } from "@/lib/messages/notifications-sending";
import type { MailboxLine } from "@/lib/notifications/queries/mailboxes";

/** What a mailbox gets, in a few words. */
export function mailboxState({ suppressed, suppressedWhy }: Pick<MailboxLine, "suppressed" | "suppressedWhy">): string {
  if (suppressed === null) return t("mailboxes.gets.everything");
  return t(`mailboxes.gets.${suppressed}`, { why: t(`mailboxes.why.${suppressedWhy ?? "by-hand"}`) });
}
