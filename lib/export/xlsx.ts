import { createHash } from "node:crypto";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import ExcelJS from "exceljs";
import { Invalid } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import { currencyDecimals, toDecimal } from "@/lib/money";
import { csvLine } from "./csv";
import { neutralise } from "./neutralise";
import { type Cell, cellsOf, type ExportTable, xlsxRowLimit } from "./table";

/** @throws Invalid before anything is read, when a sheet cannot hold the rows: cut silently it would be wrong. */
export function assertFitsSheet(count: number): void {
  if (count <= xlsxRowLimit) return;
  const values = { count: formatCount(count, "en"), limit: formatCount(xlsxRowLimit, "en") };
  throw new Invalid(t("export.tooMany", values), { status: 422 });
}

/** Doubles hold 15 digits for sure. A longer amount is written as text rather than rounded. */
const exactDigits = 15;

/** Dates become real dates, amounts real numbers; text is neutralised, since a sheet may be saved as CSV again. */
export function sheetValue({ kind, value, currency }: Cell): ExcelJS.CellValue {
  if (value === null) return null;
  switch (kind) {
    case "money": {
      const decimal = toDecimal(BigInt(value), currency);
      return decimal.replace(/\D/g, "").length > exactDigits ? decimal : Number(decimal);
    }
    case "count":
    case "rate":
      return Number(value);
    case "date":
      return new Date(`${value}T00:00:00Z`);
    case "text":
      return neutralise(String(value));
  }
}

function numberFormat({ kind, currency }: Cell): string | undefined {
  if (kind === "money") {
    const decimals = currency ? currencyDecimals(currency) : 2;
    return decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
  }
  return { count: "#,##0", rate: "0.00%", date: "yyyy-mm-dd", text: undefined }[kind];
}

/**
 * The workbook as a stream: the rows, then a sheet that says what they are. The hash is of the rows as the CSV export
 * writes them, without its head, so either file can be checked against the other.
 */
export function xlsxStream<Row>(table: ExportTable<Row>): PassThrough {
  assertFitsSheet(table.count);
  const out = new PassThrough({ highWaterMark: 1 << 18 });
  write(table, out).catch((error: Error) => out.destroy(error));
  return out;
}

async function write<Row>(table: ExportTable<Row>, out: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(sheetName(table.title), { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = table.columns.map((column) => ({ width: column.kind === "text" ? 24 : 14 }));
  const head = sheet.addRow(table.columns.map((column) => neutralise(column.title)));
  head.font = { bold: true };
  head.commit();

  const hash = createHash("sha256");
  let count = 0;
  for await (const rows of table.portions) {
    for (const row of rows) {
      const cells = cellsOf(row, table.columns);
      hash.update(csvLine(cells));
      const line = sheet.addRow(cells.map(sheetValue));
      cells.forEach((cell, index) => {
        const format = numberFormat(cell);
        if (format) line.getCell(index + 1).numFmt = format;
      });
      line.commit();
    }
    count += rows.length;
    if (out.destroyed) return;
    // The writer itself does not wait for a slow reader; without this a slow download would fill the memory.
    if (out.writableNeedDrain) await once(out, "drain");
    else await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  about(workbook, table, count, hash.digest("hex"));
  await workbook.commit();
}

function about<Row>(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  table: ExportTable<Row>,
  count: number,
  digest: string,
) {
  const sheet = workbook.addWorksheet(t("export.about"));
  sheet.columns = [{ width: 28 }, { width: 100 }];
  const lines: readonly (readonly [string, string | number])[] = [
    [t("export.what"), table.title],
    ...table.facts,
    [t("export.rows"), count],
    [t("export.hash"), digest],
    ["", ""],
    ...table.definitions,
  ];
  for (const [name, value] of lines) {
    const line = sheet.addRow([neutralise(name), typeof value === "number" ? value : neutralise(value)]);
    line.getCell(1).font = { bold: true };
    line.commit();
  }
  sheet.commit();
}

/** Names of sheets have at most 31 characters and none of these. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);
}
