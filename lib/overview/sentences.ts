import { toDecimal } from "@/lib/money";
import type { ChangeRow } from "./overview";

const LIMIT = 3;

/** The parts that moved the liability most, in words. Parts that moved nothing are not spoken of. */
export function changeSentences(rows: readonly ChangeRow[], currency: string): string[] {
  const size = (amount: bigint) => (amount < 0n ? -amount : amount);
  return rows
    .flatMap(({ member, ...parts }) => [
      { amount: parts.sales, text: `sales of ${member.name}` },
      { amount: parts.redemptions, text: `redemptions of ${member.name}` },
      { amount: parts.lapses, text: `lapses of ${member.name}` },
      { amount: parts.other, text: `other movements of ${member.name}` },
    ])
    .filter(({ amount }) => amount !== 0n)
    .sort((a, b) => (size(a.amount) < size(b.amount) ? 1 : size(a.amount) > size(b.amount) ? -1 : 0))
    .slice(0, LIMIT)
    .map(({ amount, text }) => {
      const verb = amount > 0n ? "added" : "took away";
      return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${verb} ${grouped(toDecimal(size(amount), currency))} ${currency}.`;
    });
}

/** Thousands separated, for sentences: 1234567.80 is 1,234,567.80. */
export const grouped = (decimal: string): string => decimal.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
