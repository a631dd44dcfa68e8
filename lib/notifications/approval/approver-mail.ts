import { formatCount, formatMoney } from "@/lib/format";
import { words } from "@/lib/messages/message";
import { notificationMessages } from "@/lib/messages/notifications";
import { notificationApprovalMessages } from "@/lib/messages/notifications-approval";
import { notificationDecisionMessages } from "@/lib/messages/notifications-decision";
import { screenMessages } from "@/lib/messages/screens";
import type { QueueItem } from "./queue-item";
import { waitingWords } from "./waiting-words";

const t = words(screenMessages, notificationMessages, notificationApprovalMessages, notificationDecisionMessages);

type Wanted = {
  readonly issuer: { readonly code: string; readonly name: string };
  /** The address people use. */
  readonly baseUrl: string;
  readonly name: string;
  /** What he may decide, dearest to wait for first. */
  readonly items: readonly QueueItem[];
};

const NAMED = 5;

/**
 * What asks a manager to decide. Its link opens the sealed proposal once he has signed in, and nothing in it decides: a
 * scanner that follows links, or a mail that is passed on, changes nothing.
 */
export function approverMail({ issuer, baseUrl, name, items }: Wanted): { subject: string; plain: string } {
  const queue = `${baseUrl.replace(/\/$/, "")}/manager/approvals?issuer=${encodeURIComponent(issuer.code)}`;
  const lines = items.slice(0, NAMED).map((item) => {
    const said = t("approvals.mail.line", {
      reason: t(`notify.reason.${item.reason}`),
      channel: t(`approvals.channel.${item.channel}`),
      messages: formatCount(item.messages),
      value: formatMoney(item.valueAtStake, item.currency),
      waiting: waitingWords(item),
    });
    return `${said}\n${queue}&batch=${item.id}`;
  });
  const more = items.length > NAMED ? [t("approvals.mail.more", { count: items.length - NAMED, link: queue })] : [];
  const plain = [t("approvals.mail.hello", { name }), ...lines, ...more, t("approvals.mail.nothing")].join("\n\n");
  return { subject: t("approvals.mail.subject", { count: items.length, issuer: issuer.name }), plain };
}
