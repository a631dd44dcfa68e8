import { expect, open, test } from "./fixtures";
import { linesOf, type PrintedPage, readPrinted } from "./printed";

/** Below it nobody reads a figure on paper. */
const LEAST_POINTS = 7;
/** Of the sheet, at its left and right (`@page` in components/ui/print.css: 14 mm). */
const MARGIN = 39;

const packed = (text: string) => text.replaceAll(/\s/g, "");
const textOf = (sheets: readonly PrintedPage[]) => packed(sheets.flatMap(linesOf).join(""));

/** Pages as they are printed, the words that say what they are of, and the table that has to be there whole. */
const printed = [
  {
    path: "/issuer/breakage?asOf=2026-10-31&by=brand&medium=digital&compare=previous",
    says: ["As of 31 Oct 2026", "Period 1 Nov 2025 – 31 Oct 2026", "Compare: Period before", "Medium: digital"],
  },
  {
    path: "/issuer/breakage?asOf=2026-10-31&by=card-type,expiry-year&from=2022-01-01&to=2026-10-31",
    says: ["1 Jan 2022"],
  },
  { path: "/issuer/overview?asOf=2026-10-31", says: ["As of 31 Oct 2026", "Period 1 Nov 2025 – 31 Oct 2026"] },
  { path: "/issuer/cards?asOf=2026-10-31", says: ["As of 31 Oct 2026"] },
  { path: "/issuer/customers/about-to-lapse?asOf=2026-10-31&days=90", says: ["As of 31 Oct 2026"] },
  { path: "/issuer/forecast?asOf=2026-10-31&quarters=8", says: ["As of 31 Oct 2026"] },
  { path: "/issuer/escheat?asOf=2026-10-31", says: [] },
  { path: "/issuer/accounting?asOf=2026-10-31", says: ["As of 31 Oct 2026"] },
  { path: "/issuer/accounting/journal?asOf=2026-10-31", says: ["As of 31 Oct 2026"] },
] as const;

test("on paper stand all rows, uncut and large enough to be read, with issuer, day, filters and the pages' numbers", async ({
  admin: page,
}) => {
  test.setTimeout(300_000);
  for (const { path, says } of printed) {
    // The forecasts of what falls to states are made once the worker has begun: until then there is nothing to print.
    await expect(async () => {
      await open(page, path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.locator("main table:visible tbody tr").count(), path).toBeGreaterThan(5);
    }).toPass({ timeout: 180_000 });
    await expect(page.locator("body")).not.toHaveAttribute("data-busy", /.*/);
    const rows = await page.locator("main table:visible tbody tr").evaluateAll((all) =>
      all.map((row) => {
        const shown = row.cloneNode(true) as Element;
        // What is there only for those who listen is on no paper.
        for (const unseen of shown.querySelectorAll(".visually-hidden")) unseen.remove();
        const piecesOf = (part: Node): string[] =>
          part instanceof Text ? [part.data] : [...part.childNodes].flatMap(piecesOf);
        return [...shown.querySelectorAll("th, td")].map((cell) => piecesOf(cell).join(" "));
      }),
    );
    const sheets = readPrinted(await page.pdf({ preferCSSPageSize: true }));
    const text = textOf(sheets);

    expect(text, path).toContain(packed("Harbor & Vale Gift Company"));
    for (const words of says) expect(text, path).toContain(packed(words));
    expect(text, path).not.toMatch(/Skiptocontent|Export/);
    for (const [at, sheet] of sheets.entries()) {
      const where = `${path}, sheet ${at + 1} of ${sheets.length}`;
      // A4, upright or lying.
      expect([sheet.width, sheet.height].map(Math.round).toSorted(), where).toEqual([595, 842].toSorted());
      expect(packed(linesOf(sheet).at(-1) ?? ""), where).toBe(`${at + 1}/${sheets.length}`);
      const small = sheet.words.filter(({ size, text }) => size < LEAST_POINTS && text.trim());
      expect(small, where).toEqual([]);
      const outside = sheet.words.filter(
        ({ x, y }) => x < MARGIN - 1 || x > sheet.width - MARGIN + 1 || y > sheet.height,
      );
      expect(outside, where).toEqual([]);
    }
    // The text of a row runs from sheet to sheet nowhere: all its cells stand on one, each of them whole.
    const texts = sheets.map((sheet) => textOf([sheet]));
    const missing = rows.filter(
      (cells) => !texts.some((one) => cells.every((cell) => words(cell).every((word) => one.includes(word)))),
    );
    expect(missing, path).toEqual([]);
  }
});

/** Numbers, and words of letters alone: where a line breaks within a name, its words still stand whole. */
const words = (cell: string) => cell.match(/[\d.,]*\d|\p{Script=Latin}{3,}/gu) ?? [];
