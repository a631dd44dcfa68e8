import type { CardKind, IssuerFacts } from "../card-facts";
import { type Answer, all, holds, withinLimit } from "../exemption";
import { isGiven } from "../finding";
import type { Condition, Exemption } from "../rule";

export type PreparedAmounts = { readonly face: bigint | null; readonly balance: bigint };

/** Whether a card is exempt; null where a fact nobody knows decides. */
export type PreparedExemptions = (card: PreparedAmounts) => Answer;

type AmountCondition = Extract<Condition, { atMost: unknown }>;
const isOfAmount = (condition: Condition): condition is AmountCondition => "atMost" in condition;

/** `exemptionOf` with all answered once that is the same for every card of a kind; what is left are limits of amounts. */
export function prepareExemptions(
  listed: readonly Exemption[] | null,
  kind: CardKind,
  issuer: Pick<IssuerFacts, "smallIssuer">,
): PreparedExemptions {
  const given = isGiven(kind, listed ?? []);
  const otherwise: Answer = given ? true : listed === null ? null : false;
  const unasked: PreparedAmounts = { face: null, balance: 0n };
  const facts = { kind, issuer, amounts: unasked };
  const exemptions = (listed ?? [])
    .map(({ conditions, onlyIfClaimed }) => ({
      limits: conditions.filter(isOfAmount),
      ofKind: all(conditions.filter((condition) => !isOfAmount(condition)).map((condition) => holds(condition, facts))),
      onlyIfClaimed: onlyIfClaimed === true,
    }))
    .filter(({ ofKind }) => ofKind !== false);
  const answerOf = ({ limits, ofKind, onlyIfClaimed }: (typeof exemptions)[number], card: PreparedAmounts): Answer => {
    const answers = limits.map(({ fact, atMost }) => withinLimit(card[fact], atMost, kind.currency));
    const answer = all([ofKind, ...answers]);
    return answer === null && onlyIfClaimed ? false : answer;
  };
  const fixed = exemptions.filter(({ limits }) => limits.length === 0).map((one) => answerOf(one, unasked));
  if (fixed.includes(true)) return () => true;
  const settled = any([otherwise, ...fixed]);
  const byAmount = exemptions.filter(({ limits }) => limits.length > 0);
  if (byAmount.length === 0) return () => settled;
  return (card) => any([settled, ...byAmount.map((one) => answerOf(one, card))]);
}

/** Kleene's "or". */
function any(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}
