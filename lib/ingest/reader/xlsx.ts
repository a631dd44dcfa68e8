import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import ExcelJS from "exceljs";
import type { ReaderLimits } from "../limits";
import type { Row } from "./csv";
import { type ByteSource, sizeText, UnreadableFile } from "./source";
import { refuseLyingEntries, zipEntries } from "./zip";

/**
 * Rows of one sheet (the first unless named). A zip is read from its end, so the file is laid on disk for the time
 * being; its directory is checked before anything is unpacked.
 */
export async function* xlsxRows(
  source: ByteSource,
  sheet: string | undefined,
  limits: ReaderLimits,
): AsyncGenerator<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "breakwater-"));
  const file = path.join(folder, "book.xlsx");
  try {
    await pipeline(Readable.from(source.open(), { objectMode: false }), createWriteStream(file));
    await refuseBombs(file, source, limits);
    yield* sheetRows(file, source.name, sheet, limits);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function refuseBombs(file: string, source: ByteSource, limits: ReaderLimits): Promise<void> {
  const entries = await zipEntries(file, source.name, source.size, limits);
  if (!entries.some((entry) => entry.path === "xl/workbook.xml")) {
    throw new UnreadableFile(
      source.name,
      "This is a zip archive, not a workbook. Unpack it and import the files in it.",
    );
  }
  const strings = entries.find((entry) => entry.path === "xl/sharedStrings.xml");
  if (strings && strings.unpacked > limits.sharedStringBytes) {
    throw new UnreadableFile(
      source.name,
      `The workbook holds more than ${sizeText(limits.sharedStringBytes)} of text. Export it as CSV.`,
    );
  }
  await refuseLyingEntries(file, source.name, entries);
}

async function* sheetRows(
  file: string,
  name: string,
  sheet: string | undefined,
  limits: ReaderLimits,
): AsyncGenerator<Row[]> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    entries: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    worksheets: "emit",
  });
  const seen: string[] = [];
  try {
    for await (const worksheet of reader) {
      const title = "name" in worksheet && typeof worksheet.name === "string" ? worksheet.name : "";
      seen.push(title);
      if (sheet !== undefined && title !== sheet) continue;
      yield* rowsOf(worksheet, name, limits);
      return;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(
      name,
      "The workbook is damaged and cannot be read. Save it anew or export it as CSV.",
      error,
    );
  }
  throw new UnreadableFile(
    name,
    sheet === undefined
      ? "The workbook has no sheet."
      : `The workbook has no sheet named "${sheet}"; it has ${seen.join(", ")}.`,
  );
}

async function* rowsOf(
  worksheet: AsyncIterable<ExcelJS.Row>,
  name: string,
  limits: ReaderLimits,
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  for await (const row of worksheet) {
    if (row.cellCount > limits.columns) {
      throw new UnreadableFile(
        name,
        `Row ${row.number} has ${row.cellCount} columns; at most ${limits.columns} can be read.`,
      );
    }
    const cells: string[] = [];
    for (let column = 1; column <= row.cellCount; column++) cells.push(cellText(row.getCell(column).value));
    if (cells.every((cell) => cell === "")) continue;
    rows.push({ line: row.number, cells });
    if (rows.length >= 500) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** A cell as the text a CSV export would hold. Numbers carry at most 15 digits in a workbook; what follows is noise. */
export function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return plainNumber(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value instanceof Date) return dateText(value);
  if ("richText" in value) return value.richText.map((part) => part.text).join("");
  if ("text" in value) return String(value.text);
  if ("result" in value) return cellText(value.result as ExcelJS.CellValue);
  if ("error" in value) return String(value.error);
  return "";
}

function plainNumber(value: number): string {
  const exact = Number(value.toPrecision(15));
  return Number.isInteger(exact) && Math.abs(exact) < 1e21 ? BigInt(exact).toString() : String(exact);
}

/** A workbook's dates have no zone; they are given back as they stand in the cell. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return "";
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}
