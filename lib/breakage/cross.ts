import type { Dimension } from "./constants";
import { addAmounts, type Figures, figuresOf, NOTHING } from "./figures";
import type { BreakageRow, Member } from "./report";

export const crossMeasures = ["unredeemed", "lapsed", "owed", "rate", "cards"] as const;
export type CrossMeasure = (typeof crossMeasures)[number];

export type CrossLine = { member: Member; cells: readonly (BreakageRow | null)[]; total: Figures };
export type Cross = { columns: readonly { member: Member; total: Figures }[]; lines: readonly CrossLine[] };

const unknownMember: Member = { id: "unknown", name: "Unknown" };

/** Rows of two dimensions laid out as a table. Sums are made from amounts, so a rate at an edge is a rate and no mean of rates. */
export function crossRows(rows: readonly BreakageRow[], [down, across]: readonly [Dimension, Dimension]): Cross {
  const columns = groupBy(rows, across);
  const lines = groupBy(rows, down).map(({ member, rows: own, total }) => {
    const byColumn = new Map(own.map((row) => [row.members[across]?.id, row]));
    return { member, total, cells: columns.map((column) => byColumn.get(column.member.id) ?? null) };
  });
  return { columns: columns.map(({ member, total }) => ({ member, total })), lines };
}

type Group = { member: Member; rows: BreakageRow[]; total: Figures };

/** Years in their order, everything else by what is left unredeemed. */
function groupBy(rows: readonly BreakageRow[], dimension: Dimension): Group[] {
  const groups = new Map<string, { member: Member; rows: BreakageRow[] }>();
  for (const row of rows) {
    const member = row.members[dimension] ?? unknownMember;
    const group = groups.get(member.id) ?? { member, rows: [] };
    group.rows.push(row);
    groups.set(member.id, group);
  }
  const summed = [...groups.values()].map((group) => ({
    ...group,
    total: figuresOf(group.rows.reduce(addAmounts, NOTHING)),
  }));
  const isYear = dimension === "sale-year" || dimension === "expiry-year";
  return summed.sort((a, b) => {
    if (isYear) return a.member.id < b.member.id ? -1 : 1;
    if (a.total.unredeemed !== b.total.unredeemed) return a.total.unredeemed > b.total.unredeemed ? -1 : 1;
    return a.member.name < b.member.name ? -1 : 1;
  });
}

/** 0 to 1 against the largest cell; null where there is nothing to compare. */
export function heatOf(value: bigint | number | null, largest: bigint | number): number | null {
  if (value === null || Number(largest) <= 0) return null;
  return Math.max(0, Number(value) / Number(largest));
}
