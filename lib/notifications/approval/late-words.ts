import { formatCount, formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval-closer";

/** As `LateApproval` of the queries. */
type Late = { readonly messages: number; readonly beyond: number; readonly capacity: number; readonly last: string };

/** What becomes of messages whose moment has passed, in sentences: those that get a day, and those for which there is none. */
export function lateWords({ messages, beyond, capacity, last }: Late, timeZone: string, locale: Locale): string[] {
  const count = (n: number) => formatCount(n, locale);
  const spread = messages - beyond;
  const day = { capacity: count(capacity), last: formatInstant(last, timeZone, locale) };
  return [
    ...(spread > 0 ? [t("approvals.late.spread", { ...day, messages: count(spread), n: spread })] : []),
    ...(beyond > 0 ? [t("approvals.late.beyond", { ...day, beyond: count(beyond), b: beyond })] : []),
  ];
}
