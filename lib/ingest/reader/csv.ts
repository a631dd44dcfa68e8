import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { ReaderLimits } from "../limits";
import { isHint } from "./delimiter";
import { sizeText, UnreadableFile } from "./source";

/** Cells as text, with the line of the file on which the row begins. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

const ROWS_AT_ONCE = 1_000;

/** Rows of delimited text, a thousand at a time. Lines that hold nothing are passed over, but counted, and so is Excel's `sep=;`. */
export async function* csvRows(
  name: string,
  utf8: AsyncIterable<Buffer>,
  shape: { delimiter: string; newline: "\n" | "\r" },
  limits: ReaderLimits,
): AsyncGenerator<Row[]> {
  const guard = { fed: 0, fedAtRow: 0, quotes: false, line: 1 };
  const parser = parse({
    delimiter: shape.delimiter,
    record_delimiter: shape.newline === "\r" ? ["\r"] : ["\r\n", "\n"],
    relax_column_count: true,
    relax_quotes: true,
  });
  const input = Readable.from(watched(name, utf8, guard, limits), { objectMode: false });
  input.on("error", (error) => parser.destroy(error));
  input.pipe(parser);
  let rows: Row[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      guard.fedAtRow = guard.fed;
      const line = guard.line;
      guard.line += 1 + (guard.quotes ? breaksInside(cells) : 0);
      if (line === 1 && isHint(cells, shape.delimiter)) continue;
      // Spreadsheets leave rows of nothing but delimiters behind the last one.
      if (cells.every((cell) => cell.trim() === "")) continue;
      if (cells.length > limits.columns) throw tooManyColumns(name, line, cells.length, limits);
      rows.push({ line, cells });
      if (rows.length >= ROWS_AT_ONCE) {
        yield rows;
        rows = [];
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(name, error, Math.max(guard.line, rowsBefore(error) + 1)) : error;
  } finally {
    input.destroy();
    parser.destroy();
  }
  if (rows.length > 0) yield rows;
}

async function* watched(
  name: string,
  utf8: AsyncIterable<Buffer>,
  guard: { fed: number; fedAtRow: number; quotes: boolean; line: number },
  limits: ReaderLimits,
): AsyncGenerator<Buffer> {
  for await (const part of utf8) {
    // A quote that never closes, or a file without line ends, would otherwise be one row as large as the file.
    if (guard.fed - guard.fedAtRow > limits.rowBytes) {
      throw new UnreadableFile(
        name,
        `The row that begins on line ${guard.line} is longer than ${sizeText(limits.rowBytes)}: ` +
          "a quote is never closed, or the line ends or the delimiter are not what they seem.",
      );
    }
    if (!guard.quotes && part.includes(34)) guard.quotes = true;
    for (let at = 0; at < part.length; at += 256 * 1024) {
      const piece = part.subarray(at, at + 256 * 1024);
      guard.fed += piece.length;
      yield piece;
    }
  }
}

/** A quoted cell may run over several lines. */
function breaksInside(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) breaks++;
  }
  return breaks;
}

function tooManyColumns(name: string, line: number, columns: number, limits: ReaderLimits): UnreadableFile {
  return new UnreadableFile(
    name,
    `Line ${line} has ${columns.toLocaleString("en")} columns; at most ${limits.columns.toLocaleString("en")} can be read.`,
  );
}

/** The parser stops before the rows it had already made are read, so where it stood is asked of the error. */
function rowsBefore(error: CsvError): number {
  const { records, empty_lines: empty } = error as { records?: unknown; empty_lines?: unknown };
  return (typeof records === "number" ? records : 0) + (typeof empty === "number" ? empty : 0);
}

function unreadable(name: string, error: CsvError, line: number): UnreadableFile {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return new UnreadableFile(name, `A quote opened on line ${line} is never closed.`, error);
  }
  if (error.code === "CSV_INVALID_CLOSING_QUOTE") {
    return new UnreadableFile(name, `On line ${line} a quote closes in the middle of a value.`, error);
  }
  return new UnreadableFile(name, `Line ${line} cannot be read as delimited text.`, error);
}
