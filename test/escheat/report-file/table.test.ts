import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { reportTable } from "@/lib/escheat/report-file/table";
import { csvPieces } from "@/lib/export/csv";
import { aggregate, owner, person, property, report, unknown, withBody } from "./sample-report";

async function rowsOf(of = report): Promise<Record<string, string>[]> {
  let text = "";
  for await (const piece of csvPieces(reportTable(of))) text += piece;
  return parse(text, { bom: true, columns: true });
}

describe("the report as a table", () => {
  it("has a row per property, in the report's order, and amounts that add up to the report's", async () => {
    const rows = await rowsOf();
    expect(rows.map((row) => [row.Number, row.Account, row["Kind of owner"], row["Amount reported"]])).toEqual([
      ["1", "GC-1", "named", "253.73"],
      ["2", "GC-2", "unknown", "60.00"],
      ["3", "AGGREGATE", "aggregate", "45.01"],
    ]);
    const facts = new Map(reportTable(report).facts);
    expect(facts.get("Amount reported")).toBe("358.74");
    expect(facts.get("Properties")).toBe("3");
    expect(facts.get("State")).toBe("West Virginia");
    expect(facts.get("As-of date")).toBe("2026-06-30");
  });

  it("tells of a named owner all the report tells, and of the others nothing invented", async () => {
    const [first, second] = await rowsOf(withBody({ properties: [property, unknown, aggregate] }));
    expect(first).toMatchObject({
      Owner: "Ann O'Neil",
      "Relationship code": "SO",
      Street: "12 Oak St",
      City: "Charleston",
      State: "WV",
      "ZIP code": "25301-1234",
      Country: "USA",
      "Presumed abandoned on": "2025-12-31",
      "Last activity on": "2022-03-15",
      "First letter on": "2026-07-06",
      "Second letter on": "",
      "Sold in": "OH",
      "Amount remitted": "253.73",
    });
    expect(second).toMatchObject({ Owner: "unknown", Street: "", City: "", "ZIP code": "", "Relationship code": "" });
  });

  it("neutralises a name that a spreadsheet would run", async () => {
    const formula = { ...owner, name: person("=1+1", "Moe") };
    const [row] = await rowsOf(withBody({ properties: [{ ...property, owners: [formula] }] }));
    expect(row?.Owner).toBe("'=1+1 Moe");
  });

  it("numbers rows through all portions of a large report", async () => {
    const properties = Array.from({ length: 20_001 }, (_, index) => ({ ...unknown, account: `GC-${index}` }));
    const numbers: number[] = [];
    for await (const rows of reportTable(withBody({ properties })).portions)
      for (const row of rows) numbers.push(row.number);
    expect(numbers).toEqual(Array.from({ length: 20_001 }, (_, index) => index + 1));
  });

  it("is named by state and year", () => {
    expect(reportTable(report)).toMatchObject({
      name: "unclaimed-property-WV-2026",
      title: "Unclaimed property report, West Virginia, 2026",
      count: 3,
    });
  });
});
