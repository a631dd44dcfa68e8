import { toCumulative } from "./conversion";
import { type CsvProblem, csvRecords, numberCell } from "./csv-records";
import type { Problem } from "./outcome";
import type { Triangle } from "./triangle";

/** Where a triangle stood in its file, so that a problem found later can name the place. */
export type CsvSource = { readonly triangle: Triangle; readonly lines: readonly number[] };

export type CsvOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/**
 * A triangle from delimited text (comma, semicolon, tab or bar): a header with a first cell of any content and then the
 * ages, a line per origin with its name and then the amounts, cumulative unless `incremental`. An empty cell, and a cell
 * that the end of the line leaves out, is not observed yet. Every cell that cannot be read is a problem of its own.
 */
export function readTriangleCsv(text: string, { incremental = false } = {}): CsvOutcome<CsvSource> {
  const records = csvRecords(text);
  if ("message" in records) return { ok: false, problems: [records] };
  const [header, ...lines] = records;
  if (header === undefined || lines.length === 0) {
    const message = header === undefined ? "the file is empty" : "there is a header, and no origin below it";
    return { ok: false, problems: [{ line: header?.line ?? 1, column: null, message }] };
  }
  const problems: CsvProblem[] = [];
  const ages = readAges(header.line, header.cells, problems);
  const seen = new Map<string, number>();
  const cells = lines.map(({ line, cells: [origin = "", ...amounts] }) => {
    const before = seen.get(origin);
    if (origin === "") problems.push({ line, column: 1, message: "the origin has no name" });
    else if (before !== undefined)
      problems.push({ line, column: 1, message: `origin ${origin} stands on line ${before} already` });
    seen.set(origin, line);
    return readAmounts(line, amounts, ages.length, problems);
  });
  if (problems.length > 0) return { ok: false, problems };
  const triangle = { origins: lines.map((line) => line.cells[0] ?? ""), ages, cells };
  const value = { triangle: incremental ? toCumulative(triangle) : triangle, lines: lines.map(({ line }) => line) };
  return { ok: true, value };
}

function readAges(line: number, [, ...names]: readonly string[], problems: CsvProblem[]): number[] {
  if (names.length === 0) problems.push({ line, column: null, message: "the header names no age after the origin" });
  return names.map((name, j) => {
    const column = j + 2;
    const age = numberCell(name);
    if (typeof age === "number" && age >= 0) return age;
    problems.push({ line, column, message: `the header should be an age in numbers, from 0 on, and is "${name}"` });
    return Number.NaN;
  });
}

function readAmounts(
  line: number,
  amounts: readonly string[],
  width: number,
  problems: CsvProblem[],
): (number | null)[] {
  const beyond = amounts.findIndex((cell, j) => j >= width && cell !== "");
  if (beyond >= 0) problems.push({ line, column: beyond + 2, message: "an amount stands beyond the last age" });
  return Array.from({ length: width }, (_, j) => {
    const cell = amounts[j] ?? "";
    if (cell === "") return null;
    const amount = numberCell(cell);
    if (typeof amount === "number") return amount;
    problems.push({ line, column: j + 2, message: amount });
    return null;
  });
}

/** A problem of one origin as a sentence with the line and column of its file; of no origin, as it is. */
export function placed({ triangle, lines }: CsvSource, { origin, age, message }: Problem): string {
  const line = origin === undefined ? undefined : lines[triangle.origins.indexOf(origin)];
  if (line === undefined) return message;
  const column = age === undefined ? -1 : triangle.ages.indexOf(age);
  return `line ${line}${column < 0 ? "" : `, column ${column + 2}`}: ${message}`;
}
