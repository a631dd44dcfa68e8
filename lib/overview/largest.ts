import type { ChangeRow } from "./overview";

export type Largest = {
  rows: readonly ChangeRow[] /** All the others as one; null when there are none. */;
  rest: (Omit<ChangeRow, "member"> & { count: number }) | null;
};

const size = (amount: bigint) => (amount < 0n ? -amount : amount);

/** The rows that moved most, and the others together, so that a short list still adds up to the change. */
export function largestChanges(rows: readonly ChangeRow[], most: number): Largest {
  const ordered = [...rows].sort((a, b) => {
    const [left, right] = [size(a.change), size(b.change)];
    return left === right ? (a.member.name < b.member.name ? -1 : 1) : left > right ? -1 : 1;
  });
  const others = ordered.slice(most);
  if (others.length < 2) return { rows: ordered, rest: null };
  const sum = (part: "sales" | "redemptions" | "lapses" | "other" | "change") =>
    others.reduce((total, row) => total + row[part], 0n);
  return {
    rows: ordered.slice(0, most),
    rest: {
      count: others.length,
      sales: sum("sales"),
      redemptions: sum("redemptions"),
      lapses: sum("lapses"),
      other: sum("other"),
      change: sum("change"),
    },
  };
}
