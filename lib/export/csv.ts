import { toDecimal } from "@/lib/money";
import { neutralise } from "./neutralise";
import { type Cell, cellsOf, type ExportTable } from "./table";

/** RFC 4180 with a byte order mark: without it a spreadsheet takes UTF-8 for the machine's own alphabet. */
const mark = "\ufeff";

/** Text is quoted, always; numbers and dates never are, so that negative amounts stay numbers. */
export function csvCell({ kind, value, currency }: Cell): string {
  if (value === null) return "";
  switch (kind) {
    case "money":
      return toDecimal(BigInt(value), currency);
    case "count":
    case "rate":
    case "date":
      return String(value);
    case "text":
      return `"${neutralise(String(value)).replaceAll('"', '""')}"`;
  }
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Rows to a piece: a whole portion as one text would stand in memory twice, as text and as bytes. */
const PIECE = 500;

/** The file in pieces: the head, then some rows at a time. */
export async function* csvPieces<Row>(table: ExportTable<Row>): AsyncGenerator<string> {
  yield mark + csvLine(table.columns.map((column) => ({ kind: "text", value: column.title, currency: "" })));
  for await (const rows of table.portions) {
    for (let from = 0; from < rows.length; from += PIECE) {
      const piece = rows.slice(from, from + PIECE);
      yield piece.map((row) => csvLine(cellsOf(row, table.columns))).join("");
    }
  }
}
