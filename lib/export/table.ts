/** What a cell holds; decides how a spreadsheet shows it. Money is whole minor units, a date a civil one. */
export type ExportKind = "text" | "money" | "count" | "rate" | "date";

export type ExportColumn<Row> = {
  readonly title: string;
  readonly kind: ExportKind;
  /** Of a money column; a mixed list names it per row. */
  readonly currency?: string | ((row: Row) => string);
  readonly value: (row: Row) => string | number | bigint | null;
};

export type Fact = readonly [name: string, value: string];

/** A whole result on its way into a file. Rows come in portions, so that a million of them never stand in memory at once. */
export type ExportTable<Row> = {
  /** Also the file's name. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn<Row>[];
  /** As-of date, period, filters: what one must know to read the numbers. */
  readonly facts: readonly Fact[];
  /** What each figure means. */
  readonly definitions: readonly Fact[];
  /** Known before the first row is read. */
  readonly count: number;
  readonly portions: AsyncIterable<readonly Row[]>;
};

export const exportFormats = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A sheet has 1,048,576 rows; the first is the head. */
export const xlsxRowLimit = 1_048_575;

export type Cell = {
  readonly kind: ExportKind;
  readonly value: string | number | bigint | null;
  readonly currency: string;
};

export function cellsOf<Row>(row: Row, columns: readonly ExportColumn<Row>[]): Cell[] {
  return columns.map((column) => ({
    kind: column.kind,
    value: column.value(row),
    currency: typeof column.currency === "function" ? column.currency(row) : (column.currency ?? ""),
  }));
}
