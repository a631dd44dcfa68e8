import { formatCount, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposing";
import { leftOutRules } from "../constants";
import type { ProposeOutcome } from "./run-outcome";

/** What a run has come to, in a sentence or two. */
export function outcomeSentence(outcome: ProposeOutcome, locale: Locale): string {
  if (outcome.proposed !== "made" && outcome.proposed !== "nothing") return t(`notify.outcome.${outcome.proposed}`);
  const count = (n: number) => formatCount(n, locale);
  const sentences = [
    outcome.proposed === "nothing"
      ? t("notify.outcome.nothing")
      : t("notify.outcome.made", {
          n: outcome.batches.length,
          batches: count(outcome.batches.length),
          people: count(outcome.people),
          messages: count(outcome.messages),
          audience: count(outcome.audience),
        }),
    outcome.later > 0 ? t("notify.outcome.later", { n: outcome.later, later: count(outcome.later) }) : null,
    outcome.replaced > 0
      ? t("notify.outcome.replaced", { n: outcome.replaced, replaced: count(outcome.replaced) })
      : null,
    outcome.gap >= 0.001 ? t("notify.outcome.gap", { gap: formatRate(outcome.gap, locale) }) : null,
  ];
  return sentences.filter((one) => one !== null).join(" ");
}

/** Who stands in no batch, and why; null where nobody does. */
export function nowhereSentence({ nowhere, anonymousCards }: ProposeOutcome, locale: Locale): string | null {
  const rules = leftOutRules.flatMap((rule) => {
    const people = nowhere[rule];
    return people
      ? [t("notify.outcome.rule", { people: formatCount(people, locale), rule: t(`notify.leftOut.${rule}`) })]
      : [];
  });
  const parts = [
    rules.length > 0 ? t("notify.outcome.nowhere", { rules: rules.join(", ") }) : null,
    anonymousCards > 0
      ? t("notify.outcome.anonymous", { n: anonymousCards, cards: formatCount(anonymousCards, locale) })
      : null,
  ].filter((one) => one !== null);
  return parts.length > 0 ? parts.join(" ") : null;
}
