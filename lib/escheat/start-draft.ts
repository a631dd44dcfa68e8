import type { Rule } from "./rule";
import { draftOf, type RuleDraft } from "./rule-draft";
import type { NewVersionParams } from "./rule-params";

/** The fields that a link to the form opens, with the values it brings; the others stay closed. */
export function startDraft(rule: Rule, asked: NewVersionParams): RuleDraft {
  const { claim, dormancyYears, percent, base, startsAt } = asked;
  return {
    ...(claim !== undefined && {
      claim: claim === "unsettled" ? { ...draftOf(rule, "claim"), isKnown: false } : { isKnown: true, claim },
    }),
    ...(dormancyYears !== undefined && { dormancyYears: { isKnown: true, years: dormancyYears } }),
    ...((percent !== undefined || base !== undefined) && {
      share: {
        ...draftOf(rule, "share"),
        ...(percent !== undefined && { percent, byYear: [] }),
        ...(base !== undefined && { base }),
      },
    }),
    ...(startsAt !== undefined && {
      clock: { ...draftOf(rule, "clock"), basis: "activity" as const, from: startsAt, moved: startsAt },
    }),
  };
}
