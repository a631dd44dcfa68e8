import type { HeatTableData } from "@/lib/breakage/triangle-view/heat-table";

/** A cell by the numbers of its row and column. */
export type Place = { readonly row: number; readonly column: number };

const isLink = (data: HeatTableData, { row, column }: Place) => (data.rows[row]?.cells[column]?.link ?? null) !== null;

/** Where the Tab key arrives first. */
export function firstLink(data: HeatTableData): Place | null {
  for (const [row, { cells }] of data.rows.entries()) {
    const column = cells.findIndex((cell) => (cell?.link ?? null) !== null);
    if (column >= 0) return { row, column };
  }
  return null;
}

/** The link that a key leads to, or null where there is none or the key leads nowhere. */
export function placeAfter(data: HeatTableData, { row, column }: Place, key: string): Place | null {
  const cells = data.rows[row]?.cells ?? [];
  const moves: Readonly<Record<string, Place>> = {
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    Home: { row, column: cells.findIndex((cell) => (cell?.link ?? null) !== null) },
    End: { row, column: cells.findLastIndex((cell) => (cell?.link ?? null) !== null) },
  };
  const place = moves[key];
  return place && isLink(data, place) ? place : null;
}
