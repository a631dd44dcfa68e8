import type { CardKind, IssuerFacts } from "./card-facts";
import type { AmountFact, Condition, Exemption, YesNoFact } from "./rule";

/** Yes, no, or null: nobody has said. */
export type Answer = boolean | null;

export type ExemptionFacts = {
  readonly kind: CardKind;
  readonly issuer: Pick<IssuerFacts, "smallIssuer">;
  readonly amounts: Readonly<Record<AmountFact, bigint | null>>;
};

/** The statutes write their limits in this currency. */
export const STATUTE_CURRENCY = "USD";

/** One of two contrary questions answers the other: good for goods and services only, or turned into money. */
const CONTRARY: Readonly<Partial<Record<YesNoFact, "merchandiseOnly" | "cashRedeemable">>> = {
  merchandiseOnly: "cashRedeemable",
  cashRedeemable: "merchandiseOnly",
};

export function yesNoAnswer(fact: YesNoFact, kind: CardKind, issuer: Pick<IssuerFacts, "smallIssuer">): Answer {
  if (fact === "smallIssuer") return issuer.smallIssuer;
  const contrary = CONTRARY[fact];
  const opposite = contrary === undefined ? null : kind[contrary];
  return kind[fact] ?? (opposite === null ? null : !opposite);
}

export function holds(condition: Condition, { kind, issuer, amounts }: ExemptionFacts): Answer {
  if ("is" in condition) {
    const answer = yesNoAnswer(condition.fact, kind, issuer);
    return answer === null ? null : answer === condition.is;
  }
  if ("oneOf" in condition) return kind.issuerType === null ? null : condition.oneOf.includes(kind.issuerType);
  return withinLimit(amounts[condition.fact], condition.atMost, kind.currency);
}

/** A limit in dollars says nothing about an amount in another currency: the law names no rate. */
export function withinLimit(amount: bigint | null, atMostCents: number | null, currency: string): Answer {
  if (amount === null || atMostCents === null || currency !== STATUTE_CURRENCY) return null;
  return amount <= BigInt(atMostCents);
}

/** Kleene's "and": no as soon as one says no, yes when all do, otherwise unknown. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

export type ExemptionOutcome = {
  /** The first that fits; the card is exempt. */
  readonly fits: Exemption | null;
  /** Those that would fit if what is unknown were as they ask, with the facts that are unknown. */
  readonly open: readonly { readonly exemption: Exemption; readonly unknown: readonly Condition["fact"][] }[];
  /** Likewise, but the issuer must claim them, and has not. */
  readonly unclaimed: readonly Exemption[];
};

export function exemptionOf(exemptions: readonly Exemption[], facts: ExemptionFacts): ExemptionOutcome {
  const judged = exemptions.map((exemption) => {
    const answers = exemption.conditions.map((condition) => ({
      fact: condition.fact,
      answer: holds(condition, facts),
    }));
    const unknown = answers.filter(({ answer }) => answer === null).map(({ fact }) => fact);
    return { exemption, unknown, answer: all(answers.map(({ answer }) => answer)) };
  });
  const open = judged.filter(({ answer }) => answer === null);
  return {
    fits: judged.find(({ answer }) => answer === true)?.exemption ?? null,
    open: open.filter(({ exemption }) => !exemption.onlyIfClaimed),
    unclaimed: open.filter(({ exemption }) => exemption.onlyIfClaimed).map(({ exemption }) => exemption),
  };
}
