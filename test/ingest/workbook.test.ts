import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { readerLimits } from "@/lib/ingest/limits";
import { bytesSource, UnreadableFile } from "@/lib/ingest/reader/source";
import { findFormat, readRows } from "@/lib/ingest/reader/table";

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function read(bytes: Uint8Array, sheet?: string, limits = readerLimits as typeof readerLimits) {
  const source = bytesSource("book.xlsx", bytes);
  const format = await findFormat(source, sheet === undefined ? {} : { sheet }, limits);
  const rows = [];
  for await (const some of readRows(source, format, limits)) rows.push(...some);
  return rows;
}

describe("workbooks", () => {
  it("gives cells as a CSV export would: texts, exact amounts, dates, booleans, formula results", async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet("Cards");
      sheet.addRow(["id", "amount", "sold", "reloadable", "sum"]);
      sheet.addRow(["0042", 42.99, new Date("2024-02-29T00:00:00Z"), true, { formula: "1+1", result: 2 }]);
      sheet.addRow([]);
      sheet.addRow(["имя", 0.1 + 0.2, new Date("2024-02-29T13:05:00Z"), false, null]);
    });
    expect(await read(bytes)).toEqual([
      { line: 1, cells: ["id", "amount", "sold", "reloadable", "sum"] },
      { line: 2, cells: ["0042", "42.99", "2024-02-29", "TRUE", "2"] },
      { line: 4, cells: ["имя", "0.3", "2024-02-29 13:05:00", "FALSE"] },
    ]);
  });

  it("takes the sheet asked for, and says which there are", async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet("One").addRow(["a"]);
      book.addWorksheet("Two").addRow(["b"]);
    });
    expect(await read(bytes)).toEqual([{ line: 1, cells: ["a"] }]);
    expect(await read(bytes, "Two")).toEqual([{ line: 1, cells: ["b"] }]);
    await expect(read(bytes, "Three")).rejects.toThrow(/no sheet named "Three"; it has One, Two/);
  });

  it("refuses zips that are none, cut ones, and those that unpack to too much", async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet("S");
      for (let row = 0; row < 3_000; row++) sheet.addRow(["the same words again and again", row]);
    });
    await expect(read(bytes.subarray(0, bytes.length - 30))).rejects.toThrow(UnreadableFile);
    await expect(read(bytes, undefined, { ...readerLimits, workbookBytes: 10_000 } as never)).rejects.toThrow(
      /Unpacked, the workbook is larger/,
    );
    const other = Buffer.from(bytes);
    for (let at = other.indexOf("xl/workbook.xml"); at >= 0; at = other.indexOf("xl/workbook.xml"))
      other.write("no/workbook.xml", at);
    await expect(read(other)).rejects.toThrow(/zip archive, not a workbook/);
  });

  it("refuses a part that unpacks to more than the directory declares", async () => {
    const bytes = await workbook((book) => book.addWorksheet("S").addRow(["a".repeat(5_000)]));
    const directory = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16);
    bytes.writeUInt32LE(10, directory + 24);
    await expect(read(bytes)).rejects.toThrow(/unpacks to more than it declares|damaged/);
  });
});
