/** Every figure opens to its rows: on each page every column is followed, and what the opened list adds up to is the figure. */
import type { Page } from "@playwright/test";
import { amountOf, type FoundFigure, figuresOf, listAt, type OpenedList } from "./figure-lists";
import { saidOf } from "./figure-sums";
import { expect, open, test } from "./fixtures";

const AS_OF = "asOf=2026-10-31";

const pages = [
  `/issuer/overview?${AS_OF}&liability=table&flows=table`,
  `/issuer/overview?${AS_OF}&by=brand&aging=last-use&from=2026-09-01&to=2026-09-30&compare=year`,
  `/issuer/overview?${AS_OF}&aging=loss&compare=previous&match=weekday&liability=table&flows=table`,
  `/issuer/overview?asOf=2026-10-17&knownAt=2026-10-15&compare=none`,
  `/issuer/breakage?${AS_OF}&chart=table&compare=year`,
  `/issuer/breakage?${AS_OF}&by=expiry-year&from=2024-01-01&to=2026-12-31&chart=table`,
  `/issuer/breakage?${AS_OF}&by=state`,
  `/issuer/breakage?${AS_OF}&by=brand,state`,
  `/issuer/breakage?${AS_OF}&by=merchant,sale-year&measure=cards`,
  `/issuer/breakage?${AS_OF}&by=segment,medium&measure=owed&brand=SM`,
  `/issuer/insights?${AS_OF}`,
  `/issuer/customers?${AS_OF}`,
  `/issuer/customers/about-to-lapse?${AS_OF}&days=365`,
] as const;

/** Figures that lead nowhere, and why; everything else has to. */
const exempt: readonly { place: RegExp; key: RegExp; isFoot?: boolean; why: string }[] = [
  {
    place: /^Highest-grossing merchants$/,
    key: /^spent$/,
    isFoot: true,
    why: "what was bought at all merchants together is known of whole months only, and not of the events of any days",
  },
  { place: /^Holders$/, key: /^head$/, why: "the holders are the rows of the table below, to its last page" },
];

/** The first of each column, its foot, and one more from anywhere: always the same one. */
function sampleOf(figures: readonly FoundFigure[]): FoundFigure[] {
  const columns = new Map<string, FoundFigure[]>();
  for (const figure of figures) {
    if (figure.href === null) continue;
    const column = `${figure.place} ${figure.key} ${figure.isFoot}`;
    columns.set(column, [...(columns.get(column) ?? []), figure]);
  }
  return [...columns.values()].flatMap((column, at) => {
    const other = column[(at * 7919 + 5) % column.length];
    return [...new Set([column[0], other])].filter((one) => one !== undefined);
  });
}

const isNothing = ({ text }: FoundFigure) => amountOf(text) === 0;
const isExempt = ({ key, place, isFoot }: FoundFigure) =>
  exempt.some(
    (one) => one.place.test(place) && one.key.test(key) && (one.isFoot === undefined || one.isFoot === isFoot),
  );

/** A rate is written to one decimal, in hundredths of a percent here. */
const leeway = ({ text }: FoundFigure) => (text.includes("%") ? 5.1 : 0);

async function wrongOf(page: Page, figure: FoundFigure, address: string, opened: Map<string, OpenedList>) {
  const href = figure.href ?? "";
  const list = opened.get(href) ?? (await listAt(page, href));
  opened.set(href, list);
  const said = saidOf(figure, href, address)(list, href);
  const isRate = figure.text.includes("%");
  if (said === null && isRate) return null;
  if (said !== null && Math.abs(said - amountOf(figure.text)) <= leeway(figure)) return null;
  return `${figure.place}, ${figure.key}: ${figure.text} opens to ${said === null ? "no sum" : said / 100} at ${href}`;
}

for (const address of pages)
  test(`every figure of ${address} opens to rows that add up to it`, async ({ admin: page }) => {
    // Many lists, one after another.
    test.setTimeout(300_000);
    const figures = await figuresOf(page, address);
    expect(figures.length).toBeGreaterThan(4);
    const closed = figures.filter((one) => one.href === null && !isNothing(one) && !isExempt(one));
    expect(closed.map(({ place, key, text }) => `${place}, ${key}: ${text}`)).toEqual([]);
    const opened = new Map<string, OpenedList>();
    const wrong: string[] = [];
    for (const figure of sampleOf(figures)) {
      const found = await wrongOf(page, figure, address, opened);
      if (found) wrong.push(found);
    }
    expect(wrong).toEqual([]);
    expect(opened.size).toBeGreaterThan(0);
  });

test("the arrow keys choose a series of a chart, of what it is compared with too, and Enter opens its rows", async ({
  admin: page,
}) => {
  await open(page, `/issuer/overview?${AS_OF}&compare=year`);
  const chart = page.getByRole("application", { name: /^Sold, redeemed and lapsed by month/ });
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  // From the first series up to the last: sold, redeemed, lapsed, and the same before.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  const read = page.locator("[aria-live=polite]", { hasText: /^Oct 2025: Redeemed before / });
  await expect(read).toHaveCount(1);
  const shown = amountOf(((await read.textContent()) ?? "").split("before ")[1] ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/issuer\/events\?.*group=redeemed.*from=2025-10-01&to=2025-10-31/);
  await expect(page.locator("tfoot [data-column=amount]")).toBeVisible();
  expect(amountOf((await page.locator("tfoot [data-column=amount]").textContent()) ?? "")).toBe(-shown);
  expect(shown).toBeGreaterThan(0);
});
