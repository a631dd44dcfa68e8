import type { ChangeRow } from "./overview";

type Sums = Omit<ChangeRow, "member"> & { readonly count: number };

export type Largest = {
  readonly rows: readonly ChangeRow[];
  /** All the others as one; null when there are none. */
  readonly rest: Sums | null;
  /** The rows and the rest: of those that were asked for. */
  readonly total: Sums;
};

const size = (amount: bigint) => (amount < 0n ? -amount : amount);

/**
 * The rows that moved most, and the others together, so that a short list still adds up to the change. Leaving out as many as
 * a list has shown gives the others of that list, with their sums again.
 */
export function largestChanges(rows: readonly ChangeRow[], most: number, leftOut = 0): Largest {
  const ordered = [...rows]
    .sort((a, b) => {
      const [left, right] = [size(a.change), size(b.change)];
      return left === right ? (a.member.name < b.member.name ? -1 : 1) : left > right ? -1 : 1;
    })
    .slice(leftOut);
  const others = ordered.slice(most);
  const total = sumsOf(ordered);
  if (others.length < 2) return { rows: ordered, rest: null, total };
  return { rows: ordered.slice(0, most), rest: sumsOf(others), total };
}

function sumsOf(rows: readonly ChangeRow[]): Sums {
  const sum = (part: "sales" | "redemptions" | "lapses" | "other" | "change") =>
    rows.reduce((total, row) => total + row[part], 0n);
  return {
    count: rows.length,
    sales: sum("sales"),
    redemptions: sum("redemptions"),
    lapses: sum("lapses"),
    other: sum("other"),
    change: sum("change"),
  };
}
