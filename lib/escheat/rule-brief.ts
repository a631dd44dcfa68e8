import { t } from "@/lib/messages/escheat-rule-screens";
import { dayWords } from "./day-words";
import { dollars } from "./dollars";
import type { Rule, RuleField } from "./rule";
import { isAsked } from "./words";

/** A field in the few words that fit a cell of a table; the sentence stands on the rule's own page. */
export function briefly(rule: Rule, field: "dormancyYears" | "share" | "reportCutoff" | "reportDue" | "letters") {
  if (!isAsked(rule, field)) return t("escheat.brief.none");
  if (rule[field].value === null) return t("escheat.brief.unknown");
  return briefs[field](rule) || t("escheat.brief.unknown");
}

const briefs = {
  dormancyYears: ({ dormancyYears: { value } }) =>
    value !== null && t("escheat.brief.years", { years: value, n: value }),
  share: ({ share: { value } }) => value && t(`escheat.brief.share.${value.base}`, { percent: value.percent }),
  reportCutoff: ({ reportCutoff: { value } }) => value && dayWords(value),
  reportDue: ({ reportDue: { value } }) => value && dayWords(value.day),
  letters: ({ letters: { value } }) => value && lettersBrief(value),
} satisfies Partial<Record<RuleField, (rule: Rule) => string | false | null>>;

function lettersBrief({ minDays, maxDays, minAmount }: NonNullable<Rule["letters"]["value"]>): string {
  const days =
    minDays === null && maxDays === null
      ? t("escheat.brief.anyDay")
      : minDays === null
        ? t("escheat.brief.daysAtMost", { max: maxDays ?? 0 })
        : maxDays === null
          ? t("escheat.brief.daysAtLeast", { min: minDays })
          : t("escheat.brief.daysBetween", { min: minDays, max: maxDays });
  return minAmount ? t("escheat.brief.from", { days, amount: dollars(minAmount) }) : days;
}
