import type { CivilDate } from "@/lib/dates";
import { type AmountClaimed, amountClaimed } from "./amount";
import type { CardFacts } from "./card-facts";
import type { EscheatOutcome } from "./determination";
import { STATUTE_CURRENCY, yesNoAnswer } from "./exemption";
import type { Finding } from "./finding";
import { type LetterWindow, letterWindow, type Report, reportOf } from "./report-calendar";
import type { Rule } from "./rule";

/** Whether the owner has to be written to, and why. */
export type LetterDuty =
  | "owed"
  | "owed-law-unseen"
  | "owed-amount-open"
  | "no-address"
  | "below-minimum"
  | "nothing-taken";

/** What follows on a date from what the law says. */
export type Ruling = {
  readonly outcome: EscheatOutcome;
  readonly claimed: AmountClaimed | null;
  readonly amount: bigint | null;
  readonly report: Report | null;
  readonly letters: LetterWindow | null;
  readonly letterDuty: LetterDuty;
};

export function ruleOn(finding: Finding, card: CardFacts, asOf: CivilDate): Ruling {
  const { rule, stands, presumedOn } = finding;
  if (stands === "exempt" || stands === "no-claim") {
    return { outcome: "exempt", claimed: null, amount: 0n, report: null, letters: null, letterDuty: "nothing-taken" };
  }
  const claimed = claimedOf(finding, card);
  const outcome = outcomeOf(finding, claimed?.amount ?? null, asOf);
  const amount = outcome === "needs-counsel" ? null : (claimed?.amount ?? null);
  const report = reportBy(rule, presumedOn);
  return {
    outcome,
    claimed,
    amount,
    report,
    letters: lettersBy(rule, presumedOn, report),
    letterDuty: letterDutyOf(rule, card, amount),
  };
}

/** What is still to run is `not-yet` also where nobody knows how much will be taken: nothing is due. */
export function outcomeOf(
  { stands, presumedOn }: Pick<Finding, "stands" | "presumedOn">,
  amount: bigint | null,
  asOf: CivilDate,
): EscheatOutcome {
  if (stands === "open" || presumedOn === null) return "needs-counsel";
  if (presumedOn > asOf) return "not-yet";
  return amount === null ? "needs-counsel" : "escheats";
}

function claimedOf({ rule, run }: Finding, card: CardFacts): AmountClaimed | null {
  if (rule.share.value === null) return null;
  return amountClaimed(rule.share.value, {
    face: card.face,
    balance: card.balance,
    givesCash: yesNoAnswer("cashRedeemable", card, { smallIssuer: null }),
    lastYear: Number((run.start?.happenedOn ?? card.soldOn).slice(0, 4)),
  });
}

function reportBy({ reportCutoff, reportDue }: Rule, presumedOn: CivilDate | null): Report | null {
  if (presumedOn === null || reportCutoff.value === null || reportDue.value === null) return null;
  return reportOf(presumedOn, reportCutoff.value, reportDue.value);
}

function lettersBy({ letters }: Rule, presumedOn: CivilDate | null, report: Report | null): LetterWindow | null {
  if (letters.value === null || presumedOn === null) return null;
  const referenceOn = letters.value.before === "presumed" ? presumedOn : report?.dueOn;
  return referenceOn === undefined ? null : letterWindow(letters.value, referenceOn);
}

/** Where the law or the amount is not known the letter counts as owed: one too many does no harm. */
function letterDutyOf({ letters }: Rule, card: CardFacts, amount: bigint | null): LetterDuty {
  if (!card.hasMailingAddress) return "no-address";
  if (amount === 0n) return "nothing-taken";
  if (letters.value === null) return "owed-law-unseen";
  const { minAmount } = letters.value;
  if (minAmount === null || minAmount === 0) return "owed";
  if (card.currency !== STATUTE_CURRENCY) return "owed-amount-open";
  if ((amount ?? card.balance) < BigInt(minAmount)) return "below-minimum";
  return amount === null ? "owed-amount-open" : "owed";
}
