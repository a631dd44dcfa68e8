import { ratio } from "@/lib/money";

/**
 * The figures of a group of cards, in minor units of one currency. README.md says what each means.
 * unredeemed = sold − redeemed + other = lapsed + escheated + owed, always.
 */
export type Figures = {
  readonly cards: number;
  /** Redemptions less voided ones. */
  readonly redemptions: number;
  readonly sold: bigint;
  readonly redeemed: bigint;
  /** Refunds and fees taken off, transfers and adjustments added: what moved value besides sale and redemption. */
  readonly other: bigint;
  readonly unredeemed: bigint;
  readonly lapsed: bigint;
  readonly escheated: bigint;
  readonly owed: bigint;
  /** unredeemed ÷ sold; null when nothing was sold. */
  readonly rate: number | null;
};

/** The additive part, from which the rest follows. */
export type Amounts = Pick<Figures, "cards" | "redemptions" | "sold" | "redeemed" | "other" | "lapsed" | "escheated">;

export const NOTHING: Amounts = {
  cards: 0,
  redemptions: 0,
  sold: 0n,
  redeemed: 0n,
  other: 0n,
  lapsed: 0n,
  escheated: 0n,
};

export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return {
    cards: a.cards + b.cards,
    redemptions: a.redemptions + b.redemptions,
    sold: a.sold + b.sold,
    redeemed: a.redeemed + b.redeemed,
    other: a.other + b.other,
    lapsed: a.lapsed + b.lapsed,
    escheated: a.escheated + b.escheated,
  };
}

export function figuresOf(amounts: Amounts): Figures {
  const unredeemed = amounts.sold - amounts.redeemed + amounts.other;
  return {
    ...amounts,
    unredeemed,
    owed: unredeemed - amounts.lapsed - amounts.escheated,
    rate: ratio(unredeemed, amounts.sold),
  };
}

export const sumFigures = (list: readonly Amounts[]): Figures => figuresOf(list.reduce(addAmounts, NOTHING));
