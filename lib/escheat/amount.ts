import type { Share } from "./rule";

export type AmountFacts = {
  readonly face: bigint | null;
  readonly balance: bigint;
  /** Whether the card gives money back beyond a small rest; null: not known. */
  readonly givesCash: boolean | null;
  /** The year of the last transaction that the clock counts. */
  readonly lastYear: number;
};

export type AmountClaimed =
  | { readonly amount: bigint; readonly percent: number; readonly base: "face" | "remaining" }
  /** The fact without which there is no amount. */
  | { readonly amount: null; readonly unknown: "face" | "cashRedeemable" };

/**
 * What the jurisdiction takes of a card, in minor units: a percentage of face value or of what is left, rounded half up
 * once, and never more than what is left. Of an overdrawn card nothing.
 */
export function amountClaimed(share: Share, facts: AmountFacts): AmountClaimed {
  if (share.percentIfCash !== undefined && facts.givesCash === null) return { amount: null, unknown: "cashRedeemable" };
  const cash = share.percentIfCash !== undefined && facts.givesCash === true;
  const base = cash ? "remaining" : share.base;
  const percent = cash ? (share.percentIfCash ?? share.percent) : percentOf(share, facts.lastYear);
  const of = base === "remaining" ? facts.balance : facts.face;
  if (of === null) return { amount: null, unknown: "face" };
  return { amount: capped(percentage(of, percent), facts.balance), percent, base };
}

/** The percentage of a year: the first entry holds for years before it, each until the next one. */
function percentOf({ percent, byYearOfLastTransaction: steps }: Share, year: number): number {
  if (steps === undefined) return percent;
  return (steps.filter((step) => step.year <= year).at(-1) ?? steps[0])?.percent ?? percent;
}

/** Statutes name whole per cents; hundredths of one are the finest that is kept. */
function percentage(amount: bigint, percent: number): bigint {
  const of = amount < 0n ? 0n : amount;
  return (of * BigInt(Math.round(percent * 100)) + 5_000n) / 10_000n;
}

function capped(amount: bigint, balance: bigint): bigint {
  const left = balance < 0n ? 0n : balance;
  return amount < left ? amount : left;
}
