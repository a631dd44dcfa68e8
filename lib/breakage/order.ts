import type { BreakageRow } from "./report";

export const breakageOrders = ["name", "cards", "sold", "redeemed", "unredeemed", "lapsed", "owed", "rate"] as const;
export type BreakageOrder = (typeof breakageOrders)[number];
type Sort = { by: BreakageOrder; direction: "asc" | "desc" };

/** Rows as one reads them: `Card type A · Texas`. */
export function rowName(row: BreakageRow): string {
  return Object.values(row.members)
    .map((member) => member?.name ?? "")
    .join(" · ");
}

const compareNames = new Intl.Collator("en", { numeric: true }).compare;

/** A rate that does not exist stands last, whichever way one looks; equals stand by name, so that no order is chance. */
export function sortRows(rows: readonly BreakageRow[], sort: Sort): BreakageRow[] {
  const sign = sort.direction === "asc" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const names = compareNames(rowName(a), rowName(b));
    if (sort.by === "name") return sign * names;
    const left = a[sort.by];
    const right = b[sort.by];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || names;
    return left === right ? names : sign * (left < right ? -1 : 1);
  });
}
