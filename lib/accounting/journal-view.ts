import type { JournalLine } from "./journal";

/** What a journal comes to on one account, in one currency. */
export type AccountSum = {
  readonly account: string;
  readonly accountName: string;
  readonly currency: string;
  readonly debit: bigint;
  readonly credit: bigint;
};

/** By account, in the order of their numbers. */
export function accountSums(lines: readonly JournalLine[]): AccountSum[] {
  const sums = new Map<string, AccountSum>();
  for (const { account, accountName, currency, debit, credit } of lines) {
    const key = JSON.stringify([account, currency]);
    const known = sums.get(key) ?? { account, accountName, currency, debit: 0n, credit: 0n };
    sums.set(key, { ...known, debit: known.debit + debit, credit: known.credit + credit });
  }
  return [...sums.values()].sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0));
}

export const debitTotal = (lines: readonly Pick<JournalLine, "debit">[]): bigint =>
  lines.reduce((sum, { debit }) => sum + debit, 0n);
