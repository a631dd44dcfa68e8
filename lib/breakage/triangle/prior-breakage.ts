import { found, type Outcome, refused } from "./outcome";

export type NewCohort = { readonly face: number; readonly open: number; readonly latestAge: number };

/**
 * Breakage of a cohort whose card type has no history of its own, between the pattern of its category and a prior rate:
 *
 *   Û = G·(U·Πg) + (1 − G)·F·q₀,   G = (1 − Π_{l<j} g) ÷ (1 − Π_{l<A} g)
 *
 * G is the share of all redemptions that is expected by the cohort's age j, so that at age 0 the prior decides alone.
 * Kept within [0, U]. `factors` are the category's open-balance factors from age 0 to the ultimate age, tail included;
 * `priorRate` is the share of face value never redeemed, in [0, 1]. For types with history of their own it gains nothing.
 * Refused when a figure is outside its domain, or the pattern sees no redemption at all.
 */
export function breakageWithPrior(
  { face, open, latestAge }: NewCohort,
  factors: readonly { readonly fromAge: number; readonly factor: number }[],
  priorRate: number,
): Outcome<{ readonly ultimateBreakage: number; readonly developed: number }> {
  if (!(priorRate >= 0 && priorRate <= 1)) {
    return refused({ kind: "prior", message: `A breakage rate lies between 0 and 1; ${priorRate} does not.` });
  }
  if (!(face > 0)) return refused({ kind: "zero-sales", message: `A face value of ${face} leaves nothing to redeem.` });
  if (!(open >= 0 && open <= face)) {
    return refused({
      kind: "above-face",
      message: `The open balance ${open} is not between 0 and the face value ${face}.`,
    });
  }
  const product = (steps: typeof factors) => steps.reduce((total, { factor }) => total * factor, 1);
  const redeemedInAll = 1 - product(factors);
  if (!(redeemedInAll > 0)) {
    return refused({ kind: "nothing-to-develop", message: "The pattern sees no redemption at any age." });
  }
  const developed = (1 - product(factors.filter(({ fromAge }) => fromAge < latestAge))) / redeemedInAll;
  const byPattern = open * product(factors.filter(({ fromAge }) => fromAge >= latestAge));
  const mixed = developed * byPattern + (1 - developed) * face * priorRate;
  return found({ ultimateBreakage: Math.min(open, Math.max(0, mixed)), developed });
}
