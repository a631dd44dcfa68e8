import type { CivilDate } from "@/lib/dates";
import { isDomainError } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-rule-screens";
import { type ConfirmedBy, confirmedRule } from "./confirmed-rule";
import type { PropertyKind } from "./constants";
import { jurisdictionName } from "./jurisdiction-name";
import type { Rule } from "./rule";
import { ruleHash } from "./rule-hash";
import { parseRule } from "./rule-schema";

export type RuleId = Pick<Rule, "jurisdiction" | "property" | "version">;

/** An issuer's own version as it was written. */
export type OwnVersion = RuleId & {
  /** The own version whose place it takes; that one then decides nothing. */
  readonly replaces: number | null;
  readonly effectiveFrom: CivilDate | null;
  readonly json: unknown;
  readonly reason: string;
  readonly createdBy: number | null;
  readonly createdByName: string;
  readonly createdAt: string;
};

export type Confirmation = RuleId &
  ConfirmedBy & { readonly ruleHash: string; readonly personId: number; readonly at: string };

/** Those whose place no later version has taken. */
export function inForce<T extends RuleId & Pick<OwnVersion, "replaces">>(versions: readonly T[]): T[] {
  return versions.filter((one) => !versions.some((other) => sameLaw(one, other) && other.replaces === one.version));
}

export const sameLaw = (a: Omit<RuleId, "version">, b: Omit<RuleId, "version">): boolean =>
  a.jurisdiction === b.jurisdiction && a.property === b.property;

/** The rule of an own version; or, where what was kept is no rule any more, the sentence that says so and why. */
export function readOwnVersion(own: OwnVersion): { readonly rule: Rule } | { readonly fault: string } {
  try {
    const rule = parseRule(own.json);
    const isItsOwn = sameLaw(rule, own) && rule.version === own.version && rule.effectiveFrom === own.effectiveFrom;
    return isItsOwn ? { rule } : { fault: faultWords(own, t("escheat.own.otherRule")) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const why = Object.entries(error.fields).map(([field, message]) => `${field}: ${message}`);
    return { fault: faultWords(own, why.join(" ") || error.message) };
  }
}

const faultWords = ({ jurisdiction, property, version }: RuleId, why: string): string =>
  t("escheat.own.unreadable", {
    version,
    place: jurisdictionName(jurisdiction) ?? jurisdiction,
    cards: cardsWords(property),
    why,
  });

const cardsWords = (property: PropertyKind): string => t(`escheat.property.${property}`);

/** What became of a version's confirmation: `changed` where the words that were confirmed are not those that hold now. */
export type ConfirmationState =
  | { readonly kind: "unconfirmed" }
  | { readonly kind: "confirmed" | "changed"; readonly confirmation: Confirmation };

/** @param rule as written, not as its confirmation makes it. */
export function confirmationOf(rule: Rule, confirmations: readonly Confirmation[]): ConfirmationState {
  const given = confirmations.filter((one) => sameLaw(one, rule) && one.version === rule.version);
  if (given.length === 0) return { kind: "unconfirmed" };
  const hash = ruleHash(rule);
  const confirmation = given.find((one) => one.ruleHash === hash);
  if (confirmation) return { kind: "confirmed", confirmation };
  const last = given.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  return last ? { kind: "changed", confirmation: last } : { kind: "unconfirmed" };
}

/** A rule as it counts: as it was written, or as the confirmation of exactly these words makes it. */
export function asConfirmed(rule: Rule, confirmations: readonly Confirmation[]): Rule {
  const state = confirmationOf(rule, confirmations);
  return state.kind === "confirmed" ? confirmedRule(rule, state.confirmation) : rule;
}
