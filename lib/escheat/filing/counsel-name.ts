import { escheatFilingMessages } from "@/lib/messages/escheat-filing";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import { type FactName, factNames, factWords } from "../reasons/fact";
import { ruleFields } from "../rule";

const t = words(escheatFilingMessages, escheatRuleMessages);

/** What counsel has to confirm, by its name in a determination: 'share' is a field of the rule, 'card.hasFees' a fact. */
export function counselName(name: string): string {
  const field = ruleFields.find((one) => one === name);
  if (field) return t(`escheat.field.${field}`);
  const fact = factNames.find((one: FactName) => name === `card.${one}` || name === `issuer.${one}`);
  if (fact) return factWords(fact);
  return name === "issuer.incorporation" ? t("filing.fact.incorporation") : name;
}

export const counselNames = (names: readonly string[]): string => names.map(counselName).join(", ");
