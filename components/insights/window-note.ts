import { daysBetween, type Period } from "@/lib/dates";
import { formatCount, formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";

/** A window always says its dates: "last 365 days" alone means another thing each day. */
export function windowNote(period: Period, locale: Locale): string {
  return t("insights.days", {
    days: formatCount(daysBetween(period.from, period.to) + 1, locale),
    dates: formatDateRange(period.from, period.to, locale),
  });
}
