import { type CsvProblem, csvRecords, numberCell } from "./csv-records";
import type { CsvOutcome } from "./read-csv";

/**
 * An amount for each origin from delimited text: two columns, origin and amount, with or without a header. Refused with
 * line and column where an amount is no number above 0, an origin stands twice, is not in the triangle, or is missing.
 * The amounts come in the order of `origins`.
 */
export function readExposureCsv(text: string, origins: readonly string[]): CsvOutcome<number[]> {
  const records = csvRecords(text);
  if ("message" in records) return { ok: false, problems: [records] };
  const [first, ...rest] = records;
  // A first line whose origin is none of the triangle's and whose amount is no number is a header.
  const isHeader = first !== undefined && !origins.includes(first.cells[0] ?? "") && !isNumber(first.cells[1]);
  const problems: CsvProblem[] = [];
  const amounts = new Map<string, number>();
  for (const { line, cells } of isHeader ? rest : records) {
    const [origin = "", cell = ""] = cells;
    const amount = numberCell(cell);
    if (!origins.includes(origin))
      problems.push({ line, column: 1, message: `origin "${origin}" is not in the triangle` });
    else if (amounts.has(origin)) problems.push({ line, column: 1, message: `origin ${origin} stands there twice` });
    else if (typeof amount === "string") problems.push({ line, column: 2, message: amount });
    else if (!(amount > 0))
      problems.push({
        line,
        column: 2,
        message: `origin ${origin} has ${amount}: without sales there is nothing to redeem`,
      });
    else amounts.set(origin, amount);
    const surplus = cells.findIndex((text, j) => j >= 2 && text !== "");
    if (surplus >= 0)
      problems.push({ line, column: surplus + 1, message: "only an origin and one amount are expected" });
  }
  const missing = origins.filter((origin) => !amounts.has(origin));
  if (problems.length === 0 && missing.length > 0) {
    const line = records.at(-1)?.line ?? 1;
    problems.push({ line, column: null, message: `no amount is given for ${missing.join(", ")}` });
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: origins.map((name) => amounts.get(name) ?? 0) };
}

const isNumber = (cell: string | undefined) => typeof numberCell(cell ?? "") === "number";
