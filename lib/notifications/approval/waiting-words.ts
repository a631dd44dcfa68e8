import { formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import type { QueueItem } from "./queue-item";

type Costs = Pick<QueueItem, "delayCost" | "delayCosts" | "currency">;

const WEEK = 7;

/** What is lost when nothing leaves for a week, or for as many days as anybody has added up. */
export function weekOfWaiting({ delayCost, delayCosts }: Pick<Costs, "delayCost" | "delayCosts">): bigint {
  return delayCosts?.slice(0, WEEK).at(-1) ?? delayCost;
}

/** What waiting costs, in a sentence: for a day, by which the queue is sorted, and for a week. */
export function waitingWords(costs: Costs, locale: Locale = "en"): string {
  const week = weekOfWaiting(costs);
  if (week === 0n) return t("approvals.now.delay.none");
  const amounts = {
    amount: formatMoney(costs.delayCost, costs.currency, locale),
    week: formatMoney(week, costs.currency, locale),
  };
  if (costs.delayCosts === null) return t("approvals.now.delay.day", amounts);
  return t(costs.delayCost > 0n ? "approvals.now.delay" : "approvals.now.delay.later", amounts);
}
