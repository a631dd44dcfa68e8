import { describe, expect, it } from "vitest";
import { triangleMethods } from "@/lib/breakage/triangle/methods";
import { exampleForm } from "@/lib/breakage/triangle-view/example";
import { methodRow } from "@/lib/breakage/triangle-view/method-rows";
import { factorsTable, resultsTable } from "@/lib/breakage/triangle-view/results-export";
import { csvPieces } from "@/lib/export/csv";
import type { ExportTable } from "@/lib/export/table";
import { pasted, TWO_LINKS } from "./pasted";

async function linesOf<Row>(table: ExportTable<Row>): Promise<string[]> {
  let text = "";
  for await (const piece of csvPieces(table)) text += piece;
  return text.replace("\ufeff", "").trimEnd().split("\r\n");
}

describe("results as a file", () => {
  it("have a line per origin and a total for each method, unrounded, and one with the reason where there are no figures", async () => {
    const own = pasted({ triangle: TWO_LINKS });
    const rows = triangleMethods.map((method) => methodRow(method, own, []));
    const lines = await linesOf(resultsTable(rows, own, [], "en"));
    expect(lines[0]).toBe(
      '"Method","Origin","Latest","Ultimate","Reserve","Standard error","Error of one more period","90 % range from","90 % range to","Face value","Never redeemed","Notes"',
    );
    expect(lines[1]).toBe('"Chain ladder","a",2000,2000,0,0,0,0,0,,,""');
    // One step is left of c, so the next diagonal brings all of its error: √(1000·41.667·(1 + 1000/3000)) = 235.70.
    expect(lines[3]).toMatch(/^"Chain ladder","c",1000,1833\.3333333333\d*,833\.3333333333\d*,235\.70\d*,235\.70\d*,/);
    expect(lines.filter((line) => line.startsWith('"Open balance"'))).toEqual([
      '"Open balance","Total",,,,,,,,,,"Needs the face value of each origin, or open balances."',
    ]);
  });

  it("cannot run in a spreadsheet: an origin that begins like a formula gets an apostrophe", async () => {
    const own = pasted({ triangle: TWO_LINKS.replace("\na,", "\n=1+1,") });
    const rows = [methodRow("chain-ladder", own, [])];
    const lines = await linesOf(resultsTable(rows, own, [], "en"));
    expect(lines[1]).toMatch(/^"Chain ladder","'=1\+1",2000/);
  });
});

describe("factors as a file", () => {
  it("stand for both bases, with what a left-out link leaves of them: 3500 ÷ 2000 is 1.75, open 500 ÷ 2000 of 4000", async () => {
    const own = pasted({
      triangle: "o,1,2\na,1000,2000\nb,2000,3500\nc,1000,1750\nd,500",
      exposures: "a,4000\nb,4000\nc,2000\nd,2000",
    });
    const lines = await linesOf(factorsTable(own, [{ origin: "a", step: 0 }]));
    // Amounts (3500 + 1750) ÷ (2000 + 1000); open (500 + 250) ÷ (2000 + 1000).
    expect(lines[1]).toBe('"value redeemed",1,2,1.75,0,0,"own links",2');
    expect(lines[3]).toBe('"open balance",1,2,0.25,0,0,"own links",2');
    expect(lines).toHaveLength(4);
  });

  it("are as many as the example has steps: 7 of value redeemed, 8 of open balances", async () => {
    expect(await linesOf(factorsTable(pasted(exampleForm), []))).toHaveLength(1 + 7 + 8);
  });
});
