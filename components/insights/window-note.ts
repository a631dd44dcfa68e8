import { daysBetween, type Period } from "@/lib/dates";
import { formatCount, formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";

/** What stands beside a ranking of which not all is shown; `foot` where a total of all stands below. */
export function shownNote(note: string, shown: number, all: number, locale: Locale, foot = true): string {
  if (shown >= all) return note;
  const counts = { shown: formatCount(shown, locale), all: formatCount(all, locale) };
  return `${note}. ${t(foot ? "insights.ofAll" : "insights.shows", counts)}`;
}

/** A window always says its dates: "last 365 days" alone means another thing each day. */
export function windowNote(period: Period, locale: Locale): string {
  return t("insights.days", {
    days: formatCount(daysBetween(period.from, period.to) + 1, locale),
    dates: formatDateRange(period.from, period.to, locale),
  });
}
