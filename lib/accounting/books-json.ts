import { toDecimal } from "@/lib/money";
import type { Books } from "./books";
import type { JournalLine } from "./journal";
import { isLocked } from "./month-lock";
import type { Months } from "./months-view";
import { type Movements, movementNames } from "./movements";
import { type Recognition, type RecognitionAmounts, recognitionFigures, recognitionTotal } from "./recognition-view";
import type { GroupRow } from "./roll-forward-groups";
import { groupNames, monthsBy } from "./roll-forward-view";
import type { BooksParams } from "./schema";

type Asked = Pick<BooksParams, "by" | "standing">;

/** Amounts as decimal texts of the row's currency. */
const amountsOf = (movements: Movements, currency: string) =>
  Object.fromEntries(movementNames.map((name) => [name, toDecimal(movements[name], currency)]));

const headOf = ({ asOf, knownAt, span }: Books) => ({
  asOf,
  knownAt,
  from: span?.from.slice(0, 7) ?? null,
  to: span?.to.slice(0, 7) ?? null,
});

/** As REST and the command line print a roll-forward: opening + movements = closing in each row, by the signs of README.md. */
export function rollForwardJson(books: Books, { by, standing }: Asked) {
  const names = groupNames(books.programmes, by);
  const rows = books.rows.filter((row) => standing === undefined || row.standing === standing);
  return {
    ...headOf(books),
    by,
    rows: monthsBy(rows, by).map((row) =>
      rowJson(row, names.get(row.group) ?? row.group, isLocked(books.locks, row.from)),
    ),
    corrections: books.corrections.map(({ month, bookedIn, cardType, currency, movements, standing: own }) => ({
      month: month.slice(0, 7),
      bookedIn: bookedIn.slice(0, 7),
      cardType,
      currency,
      standing: own,
      ...amountsOf(movements, currency),
    })),
  };
}

function rowJson({ group, currency, standing, from, movements, ...row }: GroupRow, name: string, locked: boolean) {
  const amount = (minor: bigint) => toDecimal(minor, currency);
  return {
    month: from.slice(0, 7),
    group: { id: group, name },
    currency,
    standing,
    locked,
    opening: amount(row.opening),
    ...amountsOf(movements, currency),
    closing: amount(row.closing),
    payableOpening: amount(row.payableOpening),
    payableClosing: amount(row.payableClosing),
  };
}

/** Recognised breakage of one month, by card type or by month of sale. */
export function recognitionJson({ books, currency, by, isLocked: locked, rows }: Recognition) {
  const amounts = (row: RecognitionAmounts) =>
    Object.fromEntries(
      recognitionFigures.map((name) => {
        const amount = row[name];
        return [name, amount === null ? null : toDecimal(amount, currency)];
      }),
    );
  return {
    ...headOf(books),
    currency,
    by,
    locked,
    rows: rows.map((row) => ({
      cardType: row.programme.code,
      saleMonth: row.saleMonth?.slice(0, 7) ?? null,
      ...amounts(row),
      exceeded: row.exceeded,
      unestimated: books.estimates.get(row.programme.id)?.unestimated ?? null,
    })),
    total: amounts(recognitionTotal(rows)),
  };
}

export const monthsJson = ({ months, firstOpen }: Months) => ({
  firstOpen: firstOpen?.slice(0, 7) ?? null,
  items: months.map(({ month, lock }) => ({
    month: month.slice(0, 7),
    state: lock === null ? "open" : lock.signedOffBy === null ? "locked" : "signed-off",
    lockedAt: lock?.lockedAt ?? null,
    lockedBy: lock?.lockedByName ?? null,
    signedOffAt: lock?.signedOffAt ?? null,
    signedOffBy: lock?.signedOffByName ?? null,
    hash: lock?.rowsHash ?? null,
  })),
});

/** The journal as it is printed: debits equal credits in every month and currency. */
export const journalJson = (books: Books, lines: readonly JournalLine[]) => ({
  ...headOf(books),
  lines: lines.map(({ date, account, accountName, debit, credit, currency, memo, source }) => ({
    date,
    account,
    accountName,
    debit: toDecimal(debit, currency),
    credit: toDecimal(credit, currency),
    currency,
    memo,
    source: {
      month: source.month.slice(0, 7),
      cardType: source.cardType,
      brand: source.brand,
      movement: source.movement,
    },
  })),
});
