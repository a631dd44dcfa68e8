import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readerLimits } from "@/lib/ingest/limits";
import { bytesSource, UnreadableFile } from "@/lib/ingest/reader/source";
import { findFormat, readRows } from "@/lib/ingest/reader/table";
import { zipEntries, zipPart } from "@/lib/ingest/reader/zip";
import { handmadeWorkbook } from "./support/stored-zip";

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

type Part = { readonly path: string; readonly listed: Buffer; readonly packed: Buffer };

/** The same workbook with its parts in another order, as other programs write them. */
function reordered(bytes: Buffer, order: (one: string, other: string) => number): Buffer {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const directory = bytes.readUInt32LE(end + 16);
  const parts: Part[] = [];
  for (let at = directory; at < end; ) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const start = bytes.readUInt32LE(at + 42);
    const stop = next < end ? bytes.readUInt32LE(next + 42) : directory;
    const path = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    parts.push({ path, listed: Buffer.from(bytes.subarray(at, next)), packed: bytes.subarray(start, stop) });
    at = next;
  }
  let offset = 0;
  const sorted = parts.sort((a, b) => order(a.path, b.path));
  for (const { listed, packed } of sorted) {
    listed.writeUInt32LE(offset, 42);
    offset += packed.length;
  }
  return Buffer.concat([...sorted.map((p) => p.packed), ...sorted.map((p) => p.listed), bytes.subarray(end)]);
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

  const [texts, formats, sheets, list] = [/sharedStrings\.xml$/, /styles\.xml$/, /worksheets\//, /xl\/workbook\.xml$/];
  it.each([
    ["which sheets there are", [list]],
    ["the texts", [texts]],
    ["the formats", [formats]],
    ["the sheets", [sheets]],
    ["the texts, then the sheets, then which there are", [texts, sheets, list]],
  ])("reads each part whichever stands last: %s", async (_, last) => {
    const rank = (path: string) => last.findIndex((one) => one.test(path));
    const bytes = await workbook((book) => {
      book.addWorksheet("One").addRow(["a", new Date("2024-02-29T00:00:00Z")]);
      book.addWorksheet("Two").addRow(["b"]);
    });
    const other = reordered(bytes, (one, two) => rank(one) - rank(two));
    expect(await read(other)).toEqual([{ line: 1, cells: ["a", "2024-02-29"] }]);
    expect(await read(other, "Two")).toEqual([{ line: 1, cells: ["b"] }]);
  });

  it("keeps the letters of any script whole, however long the texts are", async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `${"x".repeat(i % 7)}имя持ち主𝄞${i}`);
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet("Holders");
      for (const name of names) sheet.addRow([name]);
    });
    expect((await read(bytes)).map(({ cells: [name] }) => name)).toEqual(names);
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

const cellsOf = async (bytes: Uint8Array, sheet?: string) => (await read(bytes, sheet)).map(({ cells }) => cells);

/** The sheet as it is written, to see that a test asks what Excel would write. */
async function sheetXml(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "workbook-test-"));
  const file = path.join(folder, "book.xlsx");
  try {
    await writeFile(file, bytes);
    const entries = await zipEntries(file, "book.xlsx", bytes.length, readerLimits);
    const entry = entries.find((one) => one.path === "xl/worksheets/sheet1.xml");
    if (!entry) throw new Error("The workbook has no first sheet");
    const parts: Buffer[] = [];
    for await (const part of zipPart(file, "book.xlsx", entry)) parts.push(part);
    return Buffer.concat(parts).toString();
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("what a formula came to", () => {
  const sold = new Date("2023-01-11T00:00:00Z");
  const formulas = (date1904: boolean) =>
    workbook((book) => {
      book.properties.date1904 = date1904;
      const sheet = book.addWorksheet("Cards");
      sheet.addRow([
        sold,
        { formula: "A1+300", result: new Date("2023-11-07T00:00:00Z") },
        { formula: "A1+300.5", result: new Date("2023-11-07T12:00:00Z") },
        { formula: 'A1&"x"', result: "44937x" },
        { formula: "A1>0", result: true },
        { formula: "A1<0", result: false },
        { formula: "VLOOKUP(A1,X:Y,2,0)", result: { error: "#N/A" } },
        { formula: "12345", result: 12_345 },
        { formula: "A1+1" },
        { formula: '""', result: "" },
        { error: "#DIV/0!" },
      ]);
      for (const column of [1, 2, 3]) sheet.getColumn(column).numFmt = "yyyy-mm-dd";
      sheet.getCell("H1").numFmt = "00000000";
    });

  it("is a date, a text, a boolean, an error or a number as if it had been typed in; what nothing has worked out is an error", async () => {
    const bytes = await formulas(false);
    const xml = await sheetXml(bytes);
    expect(xml).toMatch(/<c r="B1" s="\d"><f>A1\+300<\/f><v>45237<\/v><\/c>/);
    expect(xml).toMatch(/<c r="E1" t="b"><f>A1&gt;0<\/f><v>1<\/v><\/c>/);
    expect(xml).toMatch(/<c r="G1" t="e"><f>VLOOKUP\(A1,X:Y,2,0\)<\/f><v>#N\/A<\/v><\/c>/);
    expect(xml).toMatch(/<c r="I1"><f>A1\+1<\/f><\/c>/);
    const days = ["2023-01-11", "2023-11-07", "2023-11-07 12:00:00"];
    const others = ["44937x", "TRUE", "FALSE", "#N/A", "00012345", "#CALC!", "", "#DIV/0!"];
    expect(await cellsOf(bytes)).toEqual([[...days, ...others]]);
  });

  it("is counted from 1904 where the workbook does", async () => {
    const bytes = await formulas(true);
    expect(await sheetXml(bytes)).toContain("<v>43775</v>");
    expect((await cellsOf(bytes))[0]?.slice(0, 3)).toEqual(["2023-01-11", "2023-11-07", "2023-11-07 12:00:00"]);
  });

  it("is no day where it lies after the last one: it stays the number it is, and not nothing", async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet("S").addRow([{ formula: "9^9", result: 387_420_489 }, 2_958_465]);
      book
        .getWorksheet("S")
        ?.getRow(1)
        .eachCell((cell) => {
          cell.numFmt = "dd.mm.yyyy";
        });
    });
    expect(await cellsOf(bytes)).toEqual([["387420489", "9999-12-31"]]);
  });
});

describe("numbers that name a card", () => {
  it("keep every digit that a workbook can hold, and none that it cannot", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 10 ** 13, max: Number.MAX_SAFE_INTEGER }), { minLength: 1 }),
        async (numbers) => {
          const bytes = await workbook((book) => {
            book.addWorksheet("S").addRows(numbers.map((number) => [number]));
          });
          expect(await cellsOf(bytes)).toEqual(numbers.map((number) => [String(BigInt(number))]));
        },
      ),
      { numRuns: 20 },
    );
    const bytes = await workbook((book) => {
      book.addWorksheet("S").addRow([6_036_281_234_567_891, 6_036_281_234_567_894, 2 ** 53, 1e16, 6.0362812345678e18]);
    });
    expect(await cellsOf(bytes)).toEqual([
      ["6036281234567891", "6036281234567894", "9.007199254740992E+15", "1E+16", "6.0362812345678E+18"],
    ]);
  });

  it("are shortened beyond what a workbook can hold, also where the file still has their digits", async () => {
    const digits = handmadeWorkbook({
      S: "<row><c><v>60362812345678912</v></c><c><v>6.0362812345678912E+16</v></c><c><v>6.036281234567891E15</v></c></row>",
    });
    // The digits of the first are exact in the file, but no spreadsheet that has saved it would have kept them.
    expect(await cellsOf(digits)).toEqual([["6.036281234567891E+16", "6.036281234567891E+16", "6036281234567891"]]);
  });

  it("have the zeros before them that their format shows", async () => {
    const bytes = await workbook((book) => {
      const row = book.addWorksheet("S").addRow([12_345, 123_456_789, 12_345.5, -5, 7, 8]);
      for (const column of [1, 2, 3, 4]) row.getCell(column).numFmt = "00000000";
      row.getCell(5).numFmt = "0";
      row.getCell(6).numFmt = "0.00";
    });
    expect(await cellsOf(bytes)).toEqual([["00012345", "123456789", "12345.5", "-5", "7", "8"]]);
  });
});

describe("workbooks of other programs", () => {
  it("have names in Japanese without what says how they are read, and texts of several formats in one", async () => {
    const strings =
      '<si><t>山田 太郎</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/></si>' +
      "<si><r><t>Gift </t></r><r><rPr><b/></rPr><t>Card</t></r></si>";
    const inline = '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>';
    const book = handmadeWorkbook({ S: `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>${inline}</row>` }, { strings });
    expect(await cellsOf(book)).toEqual([["山田 太郎", "Gift Card", "ab"]]);
  });

  it("lose no letter where a text is read in two pieces", async () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `山田${at}`);
    const rows = names.map((name) => `<row><c t="str"><v>${name}</v></c></row>`).join("");
    expect(await cellsOf(handmadeWorkbook({ S: rows }))).toEqual(names.map((name) => [name]));
  });

  it("may write prefixes, leave out places and name cells in columns far apart", async () => {
    const book = handmadeWorkbook({
      S: '<x:row xmlns:x="x"><x:c><x:v>1</x:v></x:c><x:c t="d"><x:v>2024-02-29T00:00:00</x:v></x:c></x:row><row r="7"><c r="AB7"><v>2</v></c></row>',
    });
    expect(await read(book)).toEqual([
      { line: 1, cells: ["1", "2024-02-29"] },
      { line: 7, cells: [...Array.from({ length: 27 }, () => ""), "2"] },
    ]);
  });

  it("show first the sheet whose tab stands first, not one that is hidden", async () => {
    const tabs =
      '<sheet name="Help" sheetId="1" state="hidden" r:id="s0"/><sheet name="Two" sheetId="3" r:id="s2"/><sheet name="One" sheetId="2" r:id="s1"/>';
    const row = (text: string) => `<row><c t="str"><v>${text}</v></c></row>`;
    const book = handmadeWorkbook({ Help: row("help"), One: row("one"), Two: row("two") }, { tabs });
    expect(await cellsOf(book)).toEqual([["two"]]);
    expect(await cellsOf(book, "Help")).toEqual([["help"]]);
  });

  it.each([
    ["dd/mm/yyyy", "2024-02-29"],
    ["YYYY-MM-DD", "2024-02-29"],
    ["[$-411]ggge&quot;年&quot;m&quot;月&quot;", "2024-02-29"],
    ["[h]:mm", "2024-02-29"],
    ["General", "45351"],
    ["[Red]0.00", "45351"],
    ["0&quot; days&quot;", "45351"],
    ["0\\d", "45351"],
    ["#,##0_);[Blue](#,##0)", "45351"],
  ])("show 45351 as a day by the format %s or not", async (code, text) => {
    const styles = `<numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>`;
    expect(await cellsOf(handmadeWorkbook({ S: '<row><c s="1"><v>45351</v></c></row>' }, { styles }))).toEqual([
      [text],
    ]);
  });

  it("are refused where one row never ends, a part is cut or a text is missing", async () => {
    const endless = handmadeWorkbook({ S: `<row><c t="str"><v>${"x".repeat(3_000_000)}</v></c></row>` });
    await expect(read(endless, undefined, { ...readerLimits, sheetRowBytes: 1_000_000 } as never)).rejects.toThrow(
      /Row 1 of the sheet is longer than 977 kB/,
    );
    const strings = `<si><t>${"x".repeat(3_000)}</t></si>`;
    const large = handmadeWorkbook({ S: "" }, { strings });
    await expect(read(large, undefined, { ...readerLimits, sharedStringBytes: 1_000 } as never)).rejects.toThrow(
      /holds more than 1 kB of text/,
    );
    for (const row of ['<row><c t="s"><v>5</v></c></row>', "<row><c><v>1</v></c>", '<row><c r="1A"><v>1</v></c></row>'])
      await expect(read(handmadeWorkbook({ S: row }))).rejects.toThrow(/damaged/);
    const wide = handmadeWorkbook({ S: '<row><c r="ALM1"><v>1</v></c></row>' });
    await expect(read(wide)).rejects.toThrow(/Row 1 has 1001 columns; at most 1000/);
  });
});
