import type { CsvProblem, CsvRecord } from "@/lib/breakage/triangle/csv-records";
import { type CivilDate, isCivilDate } from "@/lib/dates";
import { yesNoTable } from "@/lib/ingest/row/choices";
import { stateCode } from "@/lib/ingest/row/places";
import { fromDecimal, isCurrency } from "@/lib/money";
import type { ColumnName } from "./columns";

/** Reads the cells of one line. Null is an empty cell, or one that is a problem: what is read then is thrown away. */
export type CellReader = {
  readonly line: number;
  readonly text: (column: ColumnName) => string;
  readonly date: (column: ColumnName) => CivilDate | null;
  readonly yesNo: (column: ColumnName) => boolean | null;
  /** 'US-TX' from TX, Texas or US-TX. */
  readonly state: (column: ColumnName) => string | null;
  readonly amount: (column: ColumnName, currency: string) => bigint | null;
  readonly currency: (column: ColumnName) => string;
  readonly refuse: (column: ColumnName, message: string) => null;
};

const yesOrNo = yesNoTable();

export function cellReader(
  { line, cells }: CsvRecord,
  places: ReadonlyMap<ColumnName, number>,
  problems: CsvProblem[],
): CellReader {
  const text = (column: ColumnName) => cells[places.get(column) ?? -1] ?? "";
  const refuse = (column: ColumnName, message: string) => {
    problems.push({ line, column: (places.get(column) ?? 0) + 1, message });
    return null;
  };
  const read = <T>(column: ColumnName, parse: (cell: string) => T | null, wanted: string): T | null => {
    const cell = text(column);
    if (cell === "") return null;
    return parse(cell) ?? refuse(column, `${column} is "${cell}": ${wanted}`);
  };
  return {
    line,
    text,
    refuse,
    date: (column) =>
      read(column, (cell) => (isCivilDate(cell) ? cell : null), "write a date that exists, as YYYY-MM-DD"),
    yesNo: (column) => {
      const answer = read(column, (cell) => yesOrNo.get(cell.toLowerCase()) ?? null, "write true, false or nothing");
      return answer === null ? null : answer === "t";
    },
    state: (column) => {
      const code = read(
        column,
        (cell) => stateCode(cell) ?? null,
        "that is no state, district or territory of the United States",
      );
      return code === null ? null : `US-${code}`;
    },
    amount: (column, currency) => {
      const amount = read(
        column,
        (cell) => fromDecimal(cell, currency || "USD"),
        `write digits, and a point before the decimals that ${currency || "the currency"} has`,
      );
      return amount !== null && amount < 0n ? refuse(column, `${column} is negative: ${text(column)}`) : amount;
    },
    currency: (column) => {
      const code = text(column).toUpperCase();
      if (code === "") refuse(column, "the currency is empty");
      else if (isCurrency(code)) return code;
      else refuse(column, `"${text(column)}" is no currency: write its three letters`);
      return "";
    },
  };
}
