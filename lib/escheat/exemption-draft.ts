import type { IssuerType } from "@/lib/cards/constants";
import { exemptionName, exemptionSentence } from "./exemption-words";
import { type AmountFact, amountFacts, type Condition, type Exemption, type YesNoFact, yesNoFacts } from "./rule";

/** A number as it stands in a form: empty while nothing is entered. */
export type Blank = number | "";

/** What can be asked of a card, in the order the form offers it. */
export const conditionFacts = [...yesNoFacts, "issuerType", ...amountFacts] as const;
export type ConditionFact = (typeof conditionFacts)[number];

/** All answers at once, so that going from one question to the next and back loses none. */
export type ConditionDraft = {
  readonly id: number;
  readonly fact: ConditionFact;
  readonly is: boolean;
  readonly oneOf: readonly IssuerType[];
  readonly dollars: Blank;
  /** There is a limit, but nobody has seen its figure. */
  readonly isLimitKnown: boolean;
};

export type ExemptionDraft = {
  readonly id: number;
  /** Kept as long as its conditions stay. */
  readonly name: string | null;
  readonly conditions: readonly ConditionDraft[];
  /** Empty: the sentence that follows from the conditions. */
  readonly sentence: string;
  readonly onlyIfClaimed: boolean;
};

export const isAmountFact = (fact: ConditionFact): fact is AmountFact => amountFacts.some((one) => one === fact);
export const isYesNoFact = (fact: ConditionFact): fact is YesNoFact => yesNoFacts.some((one) => one === fact);

export const newCondition = (id: number): ConditionDraft => ({
  id,
  fact: "hasExpiry",
  is: false,
  oneOf: [],
  dollars: "",
  isLimitKnown: true,
});

export const newExemption = (id: number): ExemptionDraft => ({
  id,
  name: null,
  conditions: [newCondition(id + 1)],
  sentence: "",
  onlyIfClaimed: false,
});

export function exemptionDraft(
  { name, conditions, sentence, onlyIfClaimed = false }: Exemption,
  at: number,
): ExemptionDraft {
  const id = (at + 1) * 1_000;
  return { id, name, conditions: conditions.map((one, i) => conditionDraft(one, id + i + 1)), sentence, onlyIfClaimed };
}

function conditionDraft(condition: Condition, id: number): ConditionDraft {
  const draft = { ...newCondition(id), fact: condition.fact };
  if ("is" in condition) return { ...draft, is: condition.is };
  if ("oneOf" in condition) return { ...draft, oneOf: condition.oneOf };
  const { atMost } = condition;
  return { ...draft, dollars: atMost === null ? "" : atMost / 100, isLimitKnown: atMost !== null };
}

export function conditionOf({ fact, is, oneOf, dollars, isLimitKnown }: ConditionDraft): Condition {
  if (isAmountFact(fact)) return { fact, atMost: isLimitKnown ? centsOf(dollars) : null };
  return isYesNoFact(fact) ? { fact, is } : { fact: "issuerType", oneOf };
}

/** Cents of an amount in dollars; NaN, which no rule takes, while nothing is entered. */
export const centsOf = (dollars: Blank): number => (dollars === "" ? Number.NaN : Math.round(dollars * 100));

/** The exemptions of a draft, each with a name of its own. */
export function exemptionsOf(drafts: readonly ExemptionDraft[]): Exemption[] {
  const made: Exemption[] = [];
  for (const draft of drafts) {
    const conditions = draft.conditions.map(conditionOf);
    const taken = [...made, ...drafts.filter((one) => one !== draft)].flatMap(({ name }) => name ?? []);
    made.push({
      name: draft.name ?? exemptionName(conditions, taken),
      conditions,
      sentence: draft.sentence.trim() || exemptionSentence(conditions),
      ...(draft.onlyIfClaimed ? { onlyIfClaimed: true } : {}),
    });
  }
  return made;
}
