import { type CivilDate, endOfMonth } from "@/lib/dates";
import { toDecimal } from "@/lib/money";
import type { AccountMap } from "./account-map";
import type { AccountRole } from "./constants";
import { type Movement, movementNames } from "./movements";
import { type Outcome, type Problem, refused } from "./outcome";
import { missesBy, type RollForwardRow } from "./roll-forward";

/** The cell of the roll-forward a line comes from, and through it the entries behind. */
export type SourceCell = Pick<RollForwardRow, "month" | "cardType" | "brand" | "standing"> & {
  readonly movement: Movement;
};

/** One side of an entry, in minor units of its currency. */
export type JournalLine = {
  /** Last day of the month. */
  readonly date: CivilDate;
  readonly account: string;
  readonly accountName: string;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly currency: string;
  readonly memo: string;
  readonly source: SourceCell;
};

/** Which accounts each movement is booked on when its amount is above 0; below 0 the sides change places. */
export const entries = {
  sold: { debit: "cash", credit: "contractLiability", memo: "Cards sold" },
  reloaded: { debit: "cash", credit: "contractLiability", memo: "Cards reloaded" },
  redeemed: { debit: "contractLiability", credit: "redemptions", memo: "Redeemed" },
  refunded: { debit: "contractLiability", credit: "cash", memo: "Refunded to holders" },
  fees: { debit: "contractLiability", credit: "feeRevenue", memo: "Fees taken from cards" },
  transferred: { debit: "transferClearing", credit: "contractLiability", memo: "Transferred between cards" },
  adjusted: { debit: "adjustments", credit: "contractLiability", memo: "Balances adjusted" },
  expired: { debit: "contractLiability", credit: "breakageRevenue", memo: "Funds expired" },
  breakage: { debit: "contractLiability", credit: "breakageRevenue", memo: "Breakage recognised by estimate" },
  toEscheatPayable: { debit: "contractLiability", credit: "escheatPayable", memo: "Presumed abandoned" },
  claimedFromStates: {
    debit: "receivableFromStates",
    credit: "contractLiability",
    memo: "Honoured after remittance, to be claimed back",
  },
  escheated: { debit: "escheatPayable", credit: "cash", memo: "Remitted to states" },
} as const satisfies Record<Movement, { debit: AccountRole; credit: AccountRole; memo: string }>;

/**
 * The entries of a roll-forward, a pair of lines for each cell that is not 0, in the order of the rows. Given cards
 * have none: they are a discount when used, not a liability. Refused, naming the cell and the difference, when a row
 * does not add up.
 */
export function journalOf(rows: readonly RollForwardRow[], accounts: AccountMap): Outcome<JournalLine[]> {
  const booked = rows.filter(({ standing }) => standing !== "given");
  const problems = booked.flatMap(rowProblems);
  if (problems.length > 0) return refused(...problems);
  return balanced(booked.flatMap((row) => movementNames.flatMap((movement) => pair(row, movement, accounts))));
}

function pair(row: RollForwardRow, movement: Movement, accounts: AccountMap): JournalLine[] {
  const amount = row.movements[movement];
  if (amount === 0n) return [];
  const { debit, credit, memo } = entries[movement];
  const [debited, credited] = amount > 0n ? [debit, credit] : [credit, debit];
  const { month, cardType, brand, currency, standing } = row;
  const size = amount > 0n ? amount : -amount;
  const line = (role: AccountRole, sides: Pick<JournalLine, "debit" | "credit">): JournalLine => ({
    date: endOfMonth(month),
    account: accounts[role].code,
    accountName: accounts[role].name,
    ...sides,
    currency,
    memo: `${memo}: ${cardType}, ${month.slice(0, 7)}`,
    source: { month, cardType, brand, standing, movement },
  });
  return [line(debited, { debit: size, credit: 0n }), line(credited, { debit: 0n, credit: size })];
}

function rowProblems(row: RollForwardRow): Problem[] {
  const field = `${row.month.slice(0, 7)} ${row.cardType}`;
  return Object.entries(missesBy(row)).flatMap(([balance, difference]) =>
    difference === 0n
      ? []
      : [
          {
            field,
            message: `the ${balance} does not add up: ${money(difference, row.currency)} more moved than closing shows`,
          },
        ],
  );
}

/**
 * The lines themselves when debits equal credits in every currency and every month, and each line has one side above 0;
 * else what is out, and by how much.
 */
export function balanced(lines: readonly JournalLine[]): Outcome<JournalLine[]> {
  const problems: Problem[] = [];
  const sums = new Map<string, { readonly date: CivilDate; readonly currency: string; difference: bigint }>();
  for (const [i, { debit, credit, date, currency }] of lines.entries()) {
    if (debit < 0n || credit < 0n || debit > 0n === credit > 0n)
      problems.push({ field: `lines.${i}`, message: "has not one side above 0 and the other 0" });
    const key = `${date} ${currency}`;
    const sum = sums.get(key) ?? { date, currency, difference: 0n };
    sum.difference += debit - credit;
    sums.set(key, sum);
  }
  for (const { date, currency, difference } of sums.values()) {
    if (difference === 0n) continue;
    const [more, size] = difference > 0n ? ["debits", difference] : ["credits", -difference];
    problems.push({ field: `${date} ${currency}`, message: `${more} are ${money(size, currency)} higher` });
  }
  return problems.length > 0 ? refused(...problems) : { ok: true, value: [...lines] };
}

const money = (amount: bigint, currency: string) => `${toDecimal(amount, currency)} ${currency}`;
