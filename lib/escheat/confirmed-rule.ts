import type { CivilDate } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import { type Exemption, type Rule, type RuleField, ruleFields, type Sourced } from "./rule";

/** Somebody has held a rule against the law: who, on which day of the issuer's, and what he wrote beside it. */
export type ConfirmedBy = { readonly by: string; readonly on: CivilDate; readonly note: string };

/** A public source says so, it is not an old one, and neither it nor a single exemption leaves anything open. */
export function isSure(rule: Rule, field: RuleField): boolean {
  const { confidence, alternatives, mayBeStale } = rule[field];
  return confidence === "verified" && !alternatives && !mayBeStale && !hasUnsureExemption(rule, field);
}

const hasUnsureExemption = ({ exemptions }: Rule, field: RuleField): boolean =>
  field === "exemptions" && (exemptions.value ?? []).some(({ confidence }) => confidence !== undefined);

/** The fields that a confirmation would settle: those in doubt which have a value. */
export const confirmable = (rule: Rule): RuleField[] =>
  ruleFields.filter((field) => rule[field].value !== null && !isSure(rule, field));

/**
 * The rule as whoever confirmed it answers for it: what had a value and was in doubt is verified, and what else its
 * source allowed is no longer considered. A field that nobody has found stays not found: there was nothing to confirm.
 */
export function confirmedRule(rule: Rule, confirmation: ConfirmedBy): Rule {
  const { by, on } = confirmation;
  const settled = confirmable(rule).map((field) => [field, settle(rule[field], confirmation)]);
  return { ...rule, ...Object.fromEntries(settled), confirmed: { by, on } };
}

function settle({ value, source }: Sourced<unknown>, { by, on, note }: ConfirmedBy): Sourced<unknown> {
  const confirmed = t("escheat.confirmed.source", { by, on: formatDate(on), note });
  return { value: isList(value) ? value.map(sure) : value, confidence: "verified", source: `${confirmed} ${source}` };
}

/** The one field whose value is a list has a confidence at each item too. */
const isList = (value: unknown): value is readonly Exemption[] => Array.isArray(value);

const sure = ({ confidence: _, ...exemption }: Exemption): Exemption => exemption;
