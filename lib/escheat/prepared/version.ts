import { amountClaimed } from "../amount";
import type { CardKind, IssuerFacts } from "../card-facts";
import { yesNoAnswer } from "../exemption";
import type { Finding } from "../finding";
import { type Report, reportOf } from "../report-calendar";
import type { Rule } from "../rule";
import { type CivilNumber, dayNumber, NO_DATE, yearOf } from "./civil-number";
import { boundOf, type PreparedDates, prepareClock } from "./clock";
import { type PreparedAmounts, prepareExemptions } from "./exemptions";

export type PreparedCard = PreparedDates & PreparedAmounts;

export type Judged = { readonly stands: Finding["stands"]; readonly start: CivilNumber; readonly end: CivilNumber };

/** One version of a law with all answered that is the same for every card of a kind. */
export type PreparedVersion = {
  readonly rule: Rule;
  /** First and last day that the version decides. */
  readonly from: CivilNumber;
  readonly to: CivilNumber;
  readonly judge: (card: PreparedCard) => Judged;
  /** Null where it turns on something unknown. */
  readonly amount: (card: PreparedCard, start: CivilNumber) => bigint | null;
  readonly report: (presumedOn: CivilNumber) => Report | null;
};

const LAST_DAY: CivilNumber = 99_991_231;
const notTaken = { start: NO_DATE, end: NO_DATE };
const exempt: Judged = { ...notTaken, stands: "exempt" };
const noClaim: Judged = { ...notTaken, stands: "no-claim" };

export function prepareVersion(rule: Rule, kind: CardKind, issuer: IssuerFacts): PreparedVersion {
  return {
    rule,
    from: boundOf(rule.effectiveFrom, NO_DATE),
    to: boundOf(rule.effectiveTo, LAST_DAY),
    judge: prepareJudge(rule, kind, issuer),
    amount: prepareAmount(rule, kind),
    report: prepareReport(rule),
  };
}

function prepareJudge(rule: Rule, kind: CardKind, issuer: IssuerFacts): PreparedVersion["judge"] {
  const claim = rule.claim.value;
  if (claim === "no-claim") return () => noClaim;
  if (claim === "exempt") return () => exempt;
  const clock = rule.clock.value && prepareClock(rule.clock.value, rule.dormancyYears.value, kind.hasExpiry);
  const isExempt = claim === null ? () => null : prepareExemptions(rule.exemptions.value, kind, issuer);
  const neverStarts = rule.clock.value?.fromDate === "card-expiry" && kind.hasExpiry === false;
  return (card) => {
    if (card.balance <= 0n) return exempt;
    const answer = isExempt(card);
    if (answer === true || (neverStarts && answer === false)) return exempt;
    const start = clock === null ? NO_DATE : clock.start(card);
    const end = clock === null ? NO_DATE : clock.end(start, card);
    return { stands: answer === null ? "open" : "taken", start, end };
  };
}

function prepareAmount({ share: { value: share } }: Rule, kind: CardKind): PreparedVersion["amount"] {
  if (share === null) return () => null;
  const givesCash = yesNoAnswer("cashRedeemable", kind, { smallIssuer: null });
  return ({ face, balance, soldOn }, start) =>
    amountClaimed(share, { face, balance, givesCash, lastYear: yearOf(start === NO_DATE ? soldOn : start) }).amount;
}

/** All cards of one report year share its dates, so that each is worked out once. */
function prepareReport({ reportCutoff, reportDue }: Rule): PreparedVersion["report"] {
  const { value: cutoff } = reportCutoff;
  const { value: due } = reportDue;
  if (cutoff === null || due === null) return () => null;
  const known = new Map<number, Report>();
  const cutoffDay = dayNumber(cutoff);
  return (presumedOn) => {
    const year = yearOf(presumedOn) + (presumedOn % 10_000 > cutoffDay ? 1 : 0);
    const found = known.get(year) ?? reportOf(`${year}-${cutoff}`, cutoff, due);
    known.set(year, found);
    return found;
  };
}
