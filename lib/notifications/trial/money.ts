import type { Interval } from "./difference";

/** An effect on one reminded mailbox, minor units; without an interval where it does not vary. */
export type PerMailbox = { readonly effect: number; readonly interval: Interval | null };

type MoneyInput = {
  /** Mailboxes of the arm that was reminded. */
  readonly mailboxes: number;
  /** Redeemed that would not have been, and the part of it that a state would have taken. */
  readonly rescued: PerMailbox;
  readonly toState: PerMailbox;
  readonly above: PerMailbox;
  readonly margin: number;
  /** Of all messages that left. */
  readonly cost: number;
};

/** Whole minor units, so that the lines of a ledger add up on every screen. Ranges are of 95 %. */
export type Amount = { readonly value: bigint; readonly low: bigint | null; readonly high: bigint | null };

export type Ledgers = {
  readonly customers: { readonly rescued: Amount };
  readonly issuer: {
    readonly marginOnRedeemed: bigint;
    readonly marginAbove: bigint;
    /** Taken off: it would have become revenue without anything being given for it. */
    readonly breakage: bigint;
    readonly cost: bigint;
    /** marginOnRedeemed + marginAbove − breakage − cost. */
    readonly net: bigint;
  };
  readonly states: { readonly avoided: bigint };
};

const whole = (value: number): bigint => BigInt(Math.round(value));

function amount({ effect, interval }: PerMailbox, times: number): Amount {
  return {
    value: whole(effect * times),
    low: interval && whole(interval.low * times),
    high: interval && whole(interval.high * times),
  };
}

/**
 * What the reminders of a batch brought to whom: the effect on a mailbox times the mailboxes reminded, rounded once a line.
 * What customers have back is what the issuer's breakage and the states go without: `rescued` = `breakage` + `avoided`,
 * to the cent.
 */
export function ledgersOf({ mailboxes, rescued, toState, above, margin, cost }: MoneyInput): Ledgers {
  const back = amount(rescued, mailboxes);
  const avoided = whole(toState.effect * mailboxes);
  const lines = {
    marginOnRedeemed: whole(rescued.effect * mailboxes * margin),
    marginAbove: whole(above.effect * mailboxes * margin),
    breakage: back.value - avoided,
    cost: whole(cost),
  };
  const net = lines.marginOnRedeemed + lines.marginAbove - lines.breakage - lines.cost;
  return { customers: { rescued: back }, issuer: { ...lines, net }, states: { avoided } };
}

export type LedgerTotals = {
  readonly batches: number;
  readonly rescued: bigint;
  readonly marginOnRedeemed: bigint;
  readonly marginAbove: bigint;
  readonly breakage: bigint;
  readonly cost: bigint;
  readonly net: bigint;
  readonly avoided: bigint;
};

/** Sums over batches of one currency: line by line what stands on each batch's own page. */
export function totalsOf(ledgers: readonly Ledgers[]): LedgerTotals {
  const sum = (of: (one: Ledgers) => bigint) => ledgers.reduce((total, one) => total + of(one), 0n);
  return {
    batches: ledgers.length,
    rescued: sum(({ customers }) => customers.rescued.value),
    marginOnRedeemed: sum(({ issuer }) => issuer.marginOnRedeemed),
    marginAbove: sum(({ issuer }) => issuer.marginAbove),
    breakage: sum(({ issuer }) => issuer.breakage),
    cost: sum(({ issuer }) => issuer.cost),
    net: sum(({ issuer }) => issuer.net),
    avoided: sum(({ states }) => states.avoided),
  };
}
