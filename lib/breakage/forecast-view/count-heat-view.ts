import { formatCount, formatDecimal, type Locale } from "@/lib/format";
import { type HeatTableData, heatTable } from "../triangle-view/heat-table";
import { type CountTriangle, countHeat } from "./count-triangle";
import { originName } from "./triangle-heat-view";

/** Redemptions since the sale, since the age before, and by card; ratios of links. */
export const countCellKinds = ["redeemed", "within", "share", "ratios"] as const;
export type CountCellKind = (typeof countCellKinds)[number];

/** The triangle of numbers as texts, its links, and the factors under them. Nothing is carried on beyond the last age. */
export function countHeatTable(
  of: CountTriangle,
  cells: CountCellKind,
  locale: Locale,
): HeatTableData & { readonly problems: readonly string[] } {
  const heat = countHeat(of);
  const data = heatTable(of.triangle, heat, { locale, amount: (count) => formatCount(count, locale) });
  const rows = data.rows.map((row, i) => ({
    ...row,
    label: originName(of.origins[i], locale),
    cells: row.cells.map((cell, j) => cell && { ...cell, amount: write(of, i, j, cells, locale) }),
  }));
  return { ...data, rows, problems: heat.problems.map(({ message }) => message) };
}

function write({ triangle, origins }: CountTriangle, row: number, age: number, cells: CountCellKind, locale: Locale) {
  const counts = triangle.cells[row] ?? [];
  // A row without cards sold is no row.
  if (cells === "share") return formatDecimal((counts[age] ?? 0) / (origins[row]?.cards ?? 0), 2, locale);
  return formatCount(cells === "within" ? countWithin(counts, age) : (counts[age] ?? 0), locale);
}

/** Redemptions of an age alone, of a row that adds them up. */
export const countWithin = (row: readonly (number | null)[], age: number): number =>
  (row[age] ?? 0) - (row[age - 1] ?? 0);
