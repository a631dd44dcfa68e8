import { addAmounts, type Figures, figuresOf, NOTHING } from "@/lib/breakage/figures";
import type { Member } from "@/lib/breakage/report";
import type { HistoricalRow } from "./insight";

export type HistoryLine = { cardType: Member; cells: readonly (HistoricalRow | null)[]; total: Figures };
export type History = {
  years: readonly number[];
  lines: readonly HistoryLine[];
  totals: readonly Figures[];
  total: Figures;
};

/** Card types down, years across. A rate at an edge is made from amounts, never from the rates beside it. */
export function historyTable(rows: readonly HistoricalRow[]): History {
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => a - b);
  const types = new Map(rows.map((row) => [row.cardType.id, row.cardType]));
  const sum = (some: readonly HistoricalRow[]) => figuresOf(some.reduce(addAmounts, NOTHING));
  const lines = [...types.values()]
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((cardType) => {
      const own = rows.filter((row) => row.cardType.id === cardType.id);
      const byYear = new Map(own.map((row) => [row.year, row]));
      return { cardType, cells: years.map((year) => byYear.get(year) ?? null), total: sum(own) };
    });
  return { years, lines, totals: years.map((year) => sum(rows.filter((row) => row.year === year))), total: sum(rows) };
}
