import type { ListedVersion } from "./law-versions";
import type { ConfirmationState } from "./own-version";
import { type Rule, ruleFields } from "./rule";
import type { RuleLine } from "./rule-list";
import { counselWords, fieldSentence } from "./words";

/** A field for machines: its value, and all that says how far it may be relied on. */
const fieldJson = (rule: Rule, field: (typeof ruleFields)[number]) => {
  const { value, confidence, source, mayBeStale = false, alternatives = [] } = rule[field];
  const sentence = fieldSentence(rule, field);
  return { value, confidence, needsCounsel: counselWords(rule, field), sentence, source, mayBeStale, alternatives };
};

/** A rule as it goes out in JSON. Amounts are US cents, as in the rule itself. */
export function ruleJson(rule: Rule) {
  const { jurisdiction, property, version, effectiveFrom, effectiveTo, confirmed, note } = rule;
  const fields = Object.fromEntries(ruleFields.map((field) => [field, fieldJson(rule, field)]));
  return { jurisdiction, property, version, effectiveFrom, effectiveTo, confirmed, fields, note };
}

export const ruleLineJson = ({ rule, name, standing, counsel, isHere }: RuleLine) => ({
  name,
  ordinaryCard: standing,
  needsCounsel: counsel,
  isHere,
  ...ruleJson(rule),
});

export function versionJson({ rule, own, confirmation, decides, replacedBy, hash }: ListedVersion) {
  return {
    ...ruleJson(rule),
    decides,
    replacedBy,
    hash,
    writtenBy: own?.createdByName ?? null,
    writtenAt: own?.createdAt ?? null,
    reason: own?.reason ?? null,
    confirmation: confirmationJson(confirmation),
  };
}

function confirmationJson(state: ConfirmationState) {
  if (state.kind === "unconfirmed") return null;
  const { by, on, note } = state.confirmation;
  return { counts: state.kind === "confirmed", by, on, note };
}
