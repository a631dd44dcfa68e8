import { t } from "@/lib/messages/escheat-rule-screens";
import { dollars } from "./dollars";
import type { Condition } from "./rule";

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
const choice = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** In a form that is not yet filled in. */
const NOT_ENTERED = "…";

/** What a condition asks, as a relative clause: "does not expire". */
export function conditionWords(condition: Condition): string {
  if ("is" in condition) return t(`escheat.condition.${condition.fact}.${condition.is ? "yes" : "no"}`);
  if ("oneOf" in condition) {
    const types = condition.oneOf.map((type) => t(`value.${type}`).toLowerCase());
    return t("escheat.condition.issuerType", { types: choice.format(types) });
  }
  const { fact, atMost } = condition;
  return atMost === null
    ? t(`escheat.condition.${fact}.unknown`)
    : t(`escheat.condition.${fact}`, { amount: Number.isInteger(atMost) ? dollars(atMost) : NOT_ENTERED });
}

/** The exemption as one sentence, for who does not write one of his own. */
export const exemptionSentence = (conditions: readonly Condition[]): string =>
  t("escheat.condition.sentence", { conditions: list.format(conditions.map(conditionWords)) });

/** A stable name from what is asked: 'no-has-expiry-no-has-fees'. A second one of the same name gets a number. */
export function exemptionName(conditions: readonly Condition[], taken: readonly string[]): string {
  const name = conditions.map(nameOf).join("-") || "exemption";
  const isTaken = (one: string) => taken.includes(one);
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

const kebab = (fact: string): string => fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function nameOf(condition: Condition): string {
  if ("is" in condition) return `${condition.is ? "" : "no-"}${kebab(condition.fact)}`;
  return "oneOf" in condition ? `issuer-${[...condition.oneOf].sort().join("-")}` : `${condition.fact}-limit`;
}
