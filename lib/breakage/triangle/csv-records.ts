import { CsvError, parse } from "csv-parse/sync";
import { guessShape } from "@/lib/ingest/reader/delimiter";

export type CsvProblem = {
  /** From 1; a record over several lines is named by its first. */
  readonly line: number;
  /** From 1; null where the whole line is meant. */
  readonly column: number | null;
  readonly message: string;
};

export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/** Records of delimited text with trimmed cells; the delimiter is found out. Records without any content are passed over. */
export function csvRecords(text: string): readonly CsvRecord[] | CsvProblem {
  const { delimiter, newline } = guessShape(text, true);
  try {
    const records: unknown = parse(text, {
      delimiter,
      record_delimiter: newline === "\r" ? ["\r"] : ["\r\n", "\n"],
      bom: true,
      info: true,
      relax_column_count: true,
    });
    return (records as { record: string[]; info: { lines: number } }[])
      .map(({ record, info }) => ({
        line: info.lines - (record.join("").match(/\n/g)?.length ?? 0),
        cells: record.map((cell) => cell.trim()),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== ""));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    return { line, column: null, message: "a quote is never closed, or closes in the middle of a value" };
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}([,.' \u00a0\u202f]\d{3})+([.,]\d+)?$/;

/** A cell as a number, or why it is none. Only plain decimals with a point: "1,234" could be a thousand or one. */
export function numberCell(cell: string): number | string {
  if (NUMBER.test(cell)) {
    const value = Number(cell);
    return Number.isFinite(value) ? value : `"${cell}" is too large a number`;
  }
  if (GROUPED.test(cell)) return `"${cell}" has thousands separators: write digits only, with a point for decimals`;
  if (/^[+-]?\d+,\d+$/.test(cell)) return `"${cell}" has a comma for decimals: write a point`;
  return `"${cell}" is no number; leave empty what is not observed yet`;
}
