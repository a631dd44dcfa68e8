import type { RecognitionMethod } from "./constants";
import { compare, dividedBy, type Fraction, least, minus, most, NONE, plus, rounded, times, whole } from "./fraction";
import { lesser } from "./whole-amount";

/** What has happened to a cohort by a date, in minor units of one currency. Points may come to parts of a cent. */
export type Facts = {
  /** F: paid in for the rights. Reloads add to it, refunds take from it; promotional value is never in it. */
  readonly face: bigint;
  /** R: of it, the rights exercised, fees included. */
  readonly exercised: Fraction;
  /** L: of it, the rights that ended unexercised because the funds expired. */
  readonly lapsed: Fraction;
  /** P: of it, what is presumed abandoned already, remitted or not: no estimate makes that less. */
  readonly presumed: bigint;
};

/** What is expected of it at that date. Shares lie between 0 and 1. */
export type Estimate = {
  readonly method: RecognitionMethod;
  /** b: share of F never to be exercised, after the constraint; null where nobody expects to be entitled to any. */
  readonly unexercised: Fraction | null;
  /** e: share of the unexercised that states will claim. */
  readonly escheatable: Fraction;
  /** That more will be exercised is remote. */
  readonly remote: boolean;
};

/** F taken apart, in whole minor units: revenue + liability + states = F. */
export type Split = {
  /** R and the breakage recognised. */
  readonly revenue: bigint;
  readonly breakage: bigint;
  /** Still owed to holders, or not yet earned. */
  readonly liability: bigint;
  /** Held for states: never revenue (606-10-55-49). In the ledger part of the liability until presumed abandoned. */
  readonly states: bigint;
  /** More was exercised than expected in all: the estimate has to be made anew. */
  readonly exceeded: boolean;
};

/**
 * ASC 606-10-55-48 and IFRS 15.B46 at one date. With U = Fb, at least L, the rights never exercised and R* = F − U:
 *
 * - proportional: breakage = (1 − e)(L + (U − L) · min(1, R ÷ R*)), but never so much that revenue passes F − E;
 * - remote, and with R* = 0: only (1 − e)L until it is remote;
 * - once remote, by either method, all that is left is unexercised whatever b said: breakage = F − R − E.
 *
 * For states E = Ue is held, or (F − R)e once it is remote, and at least P. Where R passes R*, what was exercised on
 * top comes out of breakage recognised before, and then out of what was held for states. Each cumulative amount is
 * rounded once, halves away from zero, so that the months of a cohort add up to its whole. Facts that cannot be, R
 * below 0 or above F, have no breakage, and the liability shows it.
 * @throws RangeError for a share outside 0 to 1, and for L or P below 0
 */
export function splitOf(facts: Facts, estimate: Estimate): Split {
  const { face, exercised, lapsed, presumed } = facts;
  checkShare("unexercised", estimate.unexercised ?? NONE);
  checkShare("escheatable", estimate.escheatable);
  if (lapsed.over < 0n || presumed < 0n) throw new RangeError("less than nothing lapsed or was presumed abandoned");
  const redeemed = rounded(exercised);
  if (exercised.over < 0n || compare(exercised, whole(face)) >= 0) {
    return { revenue: redeemed, breakage: 0n, liability: face - redeemed, states: 0n, exceeded: redeemed > face };
  }
  const exact = exactSplit(facts, estimate);
  const states = lesser(rounded(exact.states), face - redeemed);
  const revenue = lesser(rounded(plus(exercised, exact.breakage)), face - states);
  const breakage = revenue - redeemed;
  return { revenue, breakage, liability: face - revenue - states, states, exceeded: exact.exceeded };
}

/** Before rounding, and before revenue is kept within F − E: past R* it is that which holds breakage back. */
function exactSplit(facts: Facts, { method, unexercised, escheatable, remote }: Estimate) {
  const [face, { exercised }] = [whole(facts.face), facts];
  const open = minus(face, exercised);
  const held = (claim: Fraction) => least(most(claim, whole(facts.presumed)), open);
  if (remote) {
    const states = held(times(open, escheatable));
    return { breakage: minus(open, states), states, exceeded: false };
  }
  const lapsed = least(facts.lapsed, open);
  const lost = most(times(face, unexercised ?? NONE), lapsed);
  const expected = minus(face, lost);
  const hasPattern = method === "proportional" && expected.over > 0n;
  const progress = hasPattern ? dividedBy(exercised, expected) : NONE;
  const earned = plus(lapsed, times(minus(lost, lapsed), progress));
  const kept = minus(whole(1n), escheatable);
  return {
    breakage: times(earned, kept),
    states: held(times(lost, escheatable)),
    exceeded: compare(exercised, expected) > 0,
  };
}

function checkShare(name: string, share: Fraction): void {
  if (share.over < 0n || share.over > share.under) throw new RangeError(`the ${name} share is outside 0 to 1`);
}
