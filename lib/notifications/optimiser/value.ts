import type { ReminderReason } from "../constants";
import type { ReminderParameters } from "./parameters";

/**
 * What redeemers are expected to pay above the card, in the unit of `amount`: amount × share who do × how much more. The
 * published 65 % and 38 % give 24.70 for a card of 100.00.
 */
export const spendAbove = (amount: number, p: Pick<ReminderParameters, "shareSpendingMore" | "spendAbove">): number =>
  amount * p.shareSpendingMore * p.spendAbove;

/** Of one redemption that there would not have been, in the unit of `balance`. */
export type RedemptionValue = {
  /** Balance × share used: what the holder gets back. */
  readonly rescued: number;
  readonly above: number;
  /** V: what it is worth to the issuer. */
  readonly issuer: number;
  /** Of `rescued`, what would have become breakage, and what a state would have taken. */
  readonly breakage: number;
  readonly escheat: number;
};

/**
 * V = balance·ρ·m + spend above·m. With `countsLostBreakage` the breakage that the issuer would have kept is taken off:
 * then not reminding wins wherever m < 1, and that is why it is a switch. What a state takes was never the issuer's.
 */
export function redemptionValue(
  balance: number,
  reason: ReminderReason,
  p: Pick<ReminderParameters, "shareUsed" | "shareSpendingMore" | "spendAbove" | "margin">,
  countsLostBreakage: boolean,
): RedemptionValue {
  const rescued = balance * p.shareUsed;
  const above = spendAbove(balance, p);
  const taken = reason === "escheat";
  const kept = taken ? 0 : rescued;
  return {
    rescued,
    above,
    issuer: (rescued + above) * p.margin - (countsLostBreakage ? kept : 0),
    breakage: kept,
    escheat: taken ? rescued : 0,
  };
}
