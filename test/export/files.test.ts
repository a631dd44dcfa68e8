import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import { csvPieces } from "@/lib/export/csv";
import { restore } from "@/lib/export/neutralise";
import { type ExportTable, xlsxRowLimit } from "@/lib/export/table";
import { assertFitsSheet, xlsxStream } from "@/lib/export/xlsx";

type Row = { name: string; cents: bigint; day: string | null; rate: number | null };

const rows: readonly Row[] = [
  { name: '=HYPERLINK("http://x")', cents: -1234n, day: "2020-02-29", rate: 0.125 },
  { name: 'He said "hi",\r\nthen left', cents: 5n, day: null, rate: null },
  { name: "00123", cents: 10_000_000_00n, day: "2026-10-31", rate: 1 },
];

async function* portions(list: readonly Row[], size: number) {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

function tableOf(list: readonly Row[]): ExportTable<Row> {
  return {
    name: "breakage",
    title: "Breakage by card type",
    columns: [
      { title: "Name", kind: "text", value: (row) => row.name },
      { title: "Owed", kind: "money", currency: "USD", value: (row) => row.cents },
      { title: "Expires", kind: "date", value: (row) => row.day },
      { title: "Rate", kind: "rate", value: (row) => row.rate },
    ],
    facts: [["As of", "2026-10-31"]],
    definitions: [["Owed", "What holders can still claim."]],
    count: list.length,
    portions: portions(list, 2),
  };
}

async function csvOf(list: readonly Row[]): Promise<string> {
  let text = "";
  for await (const piece of csvPieces(tableOf(list))) text += piece;
  return text;
}

async function workbookOf(list: readonly Row[]): Promise<ExcelJS.Workbook> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxStream(tableOf(list))) chunks.push(chunk as Buffer);
  const workbook = new ExcelJS.Workbook();
  const bytes = Buffer.concat(chunks);
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return workbook;
}

describe("CSV", () => {
  it("survives the round trip: quotes, line breaks, leading zeros and formulas come back as they were", async () => {
    const read: string[][] = parse(await csvOf(rows), { bom: true, from: 2 });
    expect(read.map((line) => restore(line[0] ?? ""))).toEqual(rows.map((row) => row.name));
  });

  it("keeps negative amounts as bare numbers and dates as dates", async () => {
    const [, first] = (await csvOf(rows)).split("\r\n");
    expect(first).toBe('"\'=HYPERLINK(""http://x"")",-12.34,2020-02-29,0.125');
  });
});

describe("XLSX", () => {
  it("holds real numbers and real dates, and no cell that is a formula", async () => {
    const sheet = (await workbookOf(rows)).worksheets[0];
    expect(sheet?.getCell("B2").value).toBe(-12.34);
    expect(sheet?.getCell("C2").value).toEqual(new Date("2020-02-29T00:00:00Z"));
    expect(sheet?.getCell("A2").type).toBe(ExcelJS.ValueType.String);
    expect(sheet?.rowCount).toBe(1 + rows.length);
  });

  it("says on its second sheet what the rows are, how many, and the hash of the CSV rows", async () => {
    const about = (await workbookOf(rows)).worksheets[1];
    const facts = new Map<string, unknown>();
    about?.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
    const body = (await csvOf(rows)).slice((await csvOf(rows)).indexOf("\r\n") + 2);
    expect(facts.get("As of")).toBe("2026-10-31");
    expect(facts.get("Owed")).toBe("What holders can still claim.");
    expect(facts.get("Rows")).toBe(3);
    expect(facts.get("SHA-256 of the rows as CSV")).toBe(createHash("sha256").update(body).digest("hex"));
  });

  it("refuses what no sheet can hold before the first row is read, and says the number", () => {
    expect(() => assertFitsSheet(xlsxRowLimit)).not.toThrow();
    expect(() => assertFitsSheet(xlsxRowLimit + 1)).toThrow(Invalid);
    expect(() => assertFitsSheet(2_000_000)).toThrow(/2,000,000/);
  });
});
