import type { ChangeRow } from "./overview";
import type { Writing } from "./writing";

const LIMIT = 3;

/** The parts that moved the liability most, in words. Parts that moved nothing are not spoken of. */
export function changeSentences(rows: readonly ChangeRow[], currency: string, write: Writing): string[] {
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
      return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${verb} ${write.money(size(amount), currency)}.`;
    });
}
