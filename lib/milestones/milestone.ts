import type { CivilDate } from "@/lib/dates";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { formatCount, formatDate, type Locale } from "@/lib/format";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import type { ReminderReason } from "@/lib/notifications/constants";

const t = words(escheatRuleMessages, overviewMessages);

/** Something the issuer did that may bend a curve: charts say so on the day. */
export type Milestone =
  | {
      readonly kind: "rule";
      readonly on: CivilDate;
      readonly jurisdiction: string;
      readonly property: "closed-loop" | "open-loop";
      readonly version: number;
    }
  | {
      readonly kind: "reminders";
      readonly on: CivilDate;
      readonly batchId: number;
      readonly reason: ReminderReason;
      readonly messages: number;
    };

/** As many as a reader takes in under one point; the others are counted. */
const MOST_NAMED = 3;

/**
 * One mark for each point of a chart at which something happened, in the order in which it did. `keyAt` gives the point of
 * a day, or null where the chart has none.
 */
export function marksAt(
  milestones: readonly Milestone[],
  keyAt: (on: CivilDate) => string | null,
  locale: Locale,
): { key: string; text: string }[] {
  const byKey = new Map<string, Milestone[]>();
  for (const milestone of milestones.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const key = keyAt(milestone.on);
    if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), milestone]);
  }
  return [...byKey].map(([key, found]) => {
    const named = found.slice(0, MOST_NAMED).map((milestone) => sentence(milestone, locale));
    const rest = found.length - named.length;
    return { key, text: [...named, ...(rest > 0 ? [t("milestone.more", { count: rest })] : [])].join("; ") };
  });
}

function sentence(milestone: Milestone, locale: Locale): string {
  const on = formatDate(milestone.on, locale);
  if (milestone.kind === "rule") {
    const { jurisdiction, property, version } = milestone;
    const place = jurisdictionName(jurisdiction) ?? jurisdiction;
    return t("milestone.rule", { on, place, property: t(`escheat.property.${property}`), version });
  }
  const { messages, batchId } = milestone;
  return t("milestone.reminders", { on, batch: batchId, count: messages, n: formatCount(messages, locale) });
}

/** The point of a day in a chart whose points are months, each named by its first day. */
export function monthIn(keys: readonly string[]): (on: CivilDate) => string | null {
  const known = new Set(keys);
  return (on) => {
    const month = `${on.slice(0, 7)}-01`;
    return known.has(month) ? month : null;
  };
}

/** The same for quarters; where a quarter has several points, such as what was said of it and what lies ahead, the first. */
export function quarterIn(points: readonly { key: string; quarter: string }[]): (on: CivilDate) => string | null {
  const known = new Map(points.toReversed().map(({ key, quarter }) => [quarter, key]));
  return (on) => {
    const month = Number(on.slice(5, 7));
    const first = month - ((month - 1) % 3);
    return known.get(`${on.slice(0, 4)}-${String(first).padStart(2, "0")}-01`) ?? null;
  };
}
