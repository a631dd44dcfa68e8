import type { IssuerType } from "@/lib/cards/constants";
import type { Condition, Rule, YesNoFact } from "@/lib/escheat/rule";

export type OrdinaryCard = Partial<Record<YesNoFact, boolean>> & {
  readonly issuerType: IssuerType;
  readonly face: number;
  readonly balance: number;
};

/** One seller, sold for money, good for goods and services, no expiry, no fees; nothing out of the ordinary claimed. */
export const ordinaryCard: OrdinaryCard = {
  issuerType: "retailer",
  face: 500_00,
  balance: 500_00,
  merchandiseOnly: true,
};

function meets(condition: Condition, card: OrdinaryCard): boolean {
  if ("is" in condition) return (card[condition.fact] ?? false) === condition.is;
  if ("oneOf" in condition) return condition.oneOf.includes(card.issuerType);
  return condition.atMost !== null && card[condition.fact] <= condition.atMost;
}

/** What becomes of a card of which everything is known: the plain reading of a rule, with no code of ours in it. */
export function fate(rule: Rule, card: OrdinaryCard): "exempt" | "escheats" | "unsettled" {
  if (rule.claim.value === null) return "unsettled";
  if (rule.claim.value !== "escheats") return "exempt";
  const fits = (rule.exemptions.value ?? []).some(({ conditions }) => conditions.every((one) => meets(one, card)));
  return fits ? "exempt" : "escheats";
}
