import type { Measurement, ResultListed } from "../queries/results";
import type { Interval } from "./difference";
import { broughtTwice } from "./overlap";

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

/** Lines that an effect makes, and the cost that comes with each batch alone. */
type Lines = {
  readonly rescued: bigint;
  readonly marginOnRedeemed: bigint;
  readonly marginAbove: bigint;
  readonly cost: bigint;
  readonly avoided: bigint;
};

export type LedgerTotals = Lines & {
  readonly batches: number;
  readonly breakage: bigint;
  readonly net: bigint;
  /** Of what the batches' pages say was rescued, the part that stands on two of them and is counted once here. */
  readonly twice: bigint;
};

type Shared = Omit<Lines, "cost">;

/** A later batch: to how many mailboxes of each arm it wrote within their days, and what of it stands on this one's page. */
type LaterBatch = {
  readonly batchId: number;
  readonly control: number;
  readonly remind: number;
  /** Null: too few were drawn by both to say. */
  readonly brought: Shared | null;
};

/** A batch's ledgers, the mailboxes of its arms, and the later batches within their days. */
export type BatchLedgers = {
  readonly batchId: number;
  readonly ledgers: Ledgers;
  readonly control: number;
  readonly remind: number;
  readonly laterBatches: readonly LaterBatch[];
};

/** What a batch was measured to have brought, for adding up; nothing while that cannot be said. */
export function batchLedgers({ batchId, newest }: Measured): BatchLedgers[] {
  if (!newest?.report.ledgers) return [];
  const { ledgers, control, remind } = newest.report;
  const { laterBatches, margin } = newest.figures;
  const later = laterBatches.map(({ drawn, ...counts }) => {
    const found = drawn && broughtTwice({ drawn, ...newest.report });
    const brought = found && {
      rescued: whole(found.rescued),
      marginOnRedeemed: whole(found.rescued * margin.value),
      marginAbove: whole(found.above * margin.value),
      avoided: whole(found.toState),
    };
    return { ...counts, brought };
  });
  return [{ batchId, ledgers, control: control.n, remind: remind.n, laterBatches: later }];
}

type Measured = Pick<ResultListed, "batchId"> & {
  readonly newest: Pick<Measurement, "report" | "figures"> | null;
};

const linesOf = ({ customers, issuer, states }: Ledgers): Lines => ({
  rescued: customers.rescued.value,
  marginOnRedeemed: issuer.marginOnRedeemed,
  marginAbove: issuer.marginAbove,
  cost: issuer.cost,
  avoided: states.avoided,
});

/**
 * Sums over batches of one currency: line by line what stands on each batch's own page, less what stands on two. What a
 * batch brought to mailboxes of an earlier one within its days is on both pages, and counts for the one that wrote last. Where
 * too few were drawn by both to measure it, it is the later one's mean effect on a mailbox, times those it wrote to among the
 * earlier one's reminded, less as many of them as there are in a control of their size.
 */
export function totalsOf(batches: readonly BatchLedgers[]): LedgerTotals {
  const known = new Map(batches.map((batch) => [batch.batchId, batch]));
  const shared = batches.flatMap(({ remind, control, laterBatches }) =>
    laterBatches.flatMap((later): Shared[] => {
      const by = known.get(later.batchId);
      if (!by) return [];
      if (later.brought) return [later.brought];
      if (by.remind === 0) return [];
      const mailboxes = later.remind - (control > 0 ? (later.control * remind) / control : 0);
      return [partOf(by.ledgers, mailboxes / by.remind)];
    }),
  );
  const sum = (line: keyof Lines) => batches.reduce((total, { ledgers }) => total + linesOf(ledgers)[line], 0n);
  const twice = (line: keyof Shared) => shared.reduce((total, lines) => total + lines[line], 0n);
  const lines = {
    rescued: sum("rescued") - twice("rescued"),
    marginOnRedeemed: sum("marginOnRedeemed") - twice("marginOnRedeemed"),
    marginAbove: sum("marginAbove") - twice("marginAbove"),
    cost: sum("cost"),
    avoided: sum("avoided") - twice("avoided"),
  };
  const breakage = lines.rescued - lines.avoided;
  const net = lines.marginOnRedeemed + lines.marginAbove - breakage - lines.cost;
  return { ...lines, batches: batches.length, breakage, net, twice: twice("rescued") };
}

function partOf(ledgers: Ledgers, share: number): Shared {
  const { rescued, marginOnRedeemed, marginAbove, avoided } = linesOf(ledgers);
  const part = (line: bigint) => whole(Number(line) * share);
  return {
    rescued: part(rescued),
    marginOnRedeemed: part(marginOnRedeemed),
    marginAbove: part(marginAbove),
    avoided: part(avoided),
  };
}
