import type { Page } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { cellsByHead, cents } from "./tables";

const asOf = "asOf=2026-10-31";
const runs = 240_000;

/** A column's cells, in minor units. */
async function column(page: Page, table: string, head: string): Promise<{ rows: number[]; foot: number }> {
  const found = page.getByRole("table", { name: table, exact: true });
  await expect(found).toBeVisible();
  const at = (await found.locator("thead th").allTextContents()).findIndex((text) => text.trim() === head);
  const cells = (rows: string) => found.locator(`${rows} tr > :nth-child(${at + 1})`).allTextContents();
  return { rows: (await cells("tbody")).map(cents), foot: cents((await cells("tfoot"))[0] ?? null) };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

async function headFigure(page: Page, label: string): Promise<number> {
  const link = page.getByRole("main").getByRole("link", { name: new RegExp(`${label}: open the rows`) });
  return cents(await link.textContent());
}

let isThere = false;
const openForecast = (page: Page) => open(page, `/issuer/forecast?${asOf}`);

/** Every test of this file looks at a version; who comes first makes one. */
test.beforeEach(async ({ admin: page }) => {
  test.setTimeout(runs + 60_000);
  if (isThere) return;
  await openForecast(page);
  const made = page.getByRole("heading", { name: "How it was made" });
  const first = page.getByRole("button", { name: "Make the first forecast" });
  await expect(made.or(first)).toBeVisible();
  // Where one is being made already, the page waits for it by itself.
  if ((await first.isVisible()) && (await first.isEnabled())) await first.click();
  await expect(made).toBeVisible({ timeout: runs });
  isThere = true;
});

test("a forecast is made by a run that the page shows, and equal data give the version that is there", async ({
  admin: page,
}) => {
  await openForecast(page);
  const version = page.getByText(/^Version \d+, made .* of data to 31 Oct 2026\.$/);
  const make = page.getByRole("button", { name: "Make forecast" });
  const same = page.getByText(/Nothing has changed since the version that is there/);
  const anew = page.getByText(/^The forecast of data to .* is made\.$/);
  test.setTimeout(3 * runs + 60_000);
  await expect(async () => {
    await expect(make).toBeEnabled({ timeout: runs });
    const before = await version.textContent();
    await make.click();
    await expect(same.or(anew).first()).toBeVisible({ timeout: runs });
    // Whoever chooses a method meanwhile, as another test does, is given a version of his own: then once more.
    await expect(same).toBeVisible();
    await expect(version).toHaveText(before ?? "");
  }).toPass({ timeout: 3 * runs });
  await expect(make).toBeEnabled();
});

test("parts add up: settled and to come to the whole, groups and quarters to their total, however it is cut", async ({
  admin: page,
}) => {
  await open(page, `/issuer/forecast?${asOf}&quarters=80`);
  const [whole, settled, toCome] = [
    await headFigure(page, "Projected breakage"),
    await headFigure(page, "Unredeemed at the end"),
    await headFigure(page, "Still to come"),
  ];
  expect(settled + toCome).toBe(whole);
  const quarters = await column(page, "Breakage by quarter, with ranges", "Expected");
  expect(sum(quarters.rows)).toBe(quarters.foot);
  expect(quarters.foot).toBe(toCome);
  for (const [by, name] of [
    ["card-type", "card type"],
    ["brand", "brand"],
    ["state", "state or country"],
    ["brand,medium", "brand × medium"],
  ]) {
    await open(page, `/issuer/forecast?${asOf}&quarters=80&by=${by}`);
    const groups = await column(page, `Projected breakage by ${name}`, "Projected breakage");
    expect(sum(groups.rows), by).toBe(toCome);
    expect(groups.foot, by).toBe(toCome);
  }
});

test("a group opens to itself by card type, with the figure one came from, and to its cards, as many as it says", async ({
  admin: page,
}) => {
  await open(page, `/issuer/forecast?${asOf}&by=state`);
  const table = page.getByRole("table", { name: "Projected breakage by state or country" });
  const row = table.getByRole("row", { name: /^US-/ }).first();
  const figures = await cellsByHead(table, row);
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(/state=US-/);
  await expect(page.getByRole("list", { name: "Filters" })).toBeVisible();
  const types = await column(page, "Projected breakage by card type", "Projected breakage");
  expect(types.foot).toBe(cents(figures.get("Projected breakage") ?? null));

  await open(page, `/issuer/forecast?${asOf}&by=state`);
  await row.getByRole("link", { name: /open them/ }).click();
  await expect(page).toHaveURL(/\/issuer\/cards\?.*of=ending/);
  await expect(page.getByRole("heading", { level: 2, name: `${figures.get("Cards")} cards` })).toBeVisible();
});

test("a card type opens its own page, a quarter the cards that end in it", async ({ admin: page }) => {
  await openForecast(page);
  const type = page.getByRole("table", { name: "Projected breakage by card type" }).locator("tbody tr").first();
  await type.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/issuer\/forecast\/types\/.+/);
  await openForecast(page);
  await page.getByRole("link", { name: /cards that end in Q1 2027: open them$/ }).click();
  await expect(page).toHaveURL(/\/issuer\/cards\?.*of=ending.*from=2027-01-01&to=2027-03-31/);
});

test("past quarters stand by brand beside what came of them, and say where no version had been made by then", async ({
  admin: page,
}) => {
  await open(page, `/issuer/forecast?${asOf}&by=brand`);
  const table = page.getByRole("table", { name: "Past quarters: forecast beside what came" });
  const row = table.getByRole("row", { name: /^Q3 2026/ }).first();
  const cells = await cellsByHead(table, row);
  expect(cells.get("Came")).toMatch(/^[\d,]+\.\d\d$/);
  expect(cells.get("Inside")).toMatch(/^(yes|no|no range)$/);
  expect(cells.get("Stored version")).toBe("none made by then");

  await open(page, `/issuer/forecast?${asOf}&by=state`);
  await expect(page.getByText(/Of merchants, age segments and states no past forecasts are kept/)).toBeVisible();
});

test("the fan is read point by point, and as a table", async ({ admin: page }) => {
  await openForecast(page);
  const chart = page.getByRole("application", { name: /^Breakage by quarter\. Of \d+ past/ });
  await chart.focus();
  await page.keyboard.press("End");
  await expect(
    page.getByText(/^Q3 2031: expected \$.*, 50 % range \$.*, 80 % range \$.*, 95 % range \$/),
  ).toBeAttached();
  await page.keyboard.press("Home");
  await expect(page.getByText(/^Q. 202.: present model \$.*, came \$.*, (inside|outside|no range)$/)).toBeAttached();
  await page
    .getByRole("group", { name: "Breakage by quarter: show as" })
    .getByRole("button", { name: "Table" })
    .click();
  await expect(page).toHaveURL(/chart=table/);
  const table = page.getByRole("table", { name: "Breakage by quarter", exact: true });
  await expect(table.getByRole("row", { name: /^Q3 2031/ })).toBeVisible();
  await expect(
    table
      .getByRole("row")
      .filter({ hasText: /inside|outside/ })
      .first(),
  ).toBeVisible();
});

test("merchant goes with age segment, and neither with a state", async ({ admin: page }) => {
  await openForecast(page);
  await page.getByRole("combobox", { name: "Break down by" }).selectOption("merchant");
  await expect(page).toHaveURL(/by=merchant/);
  const across = page.getByRole("combobox", { name: "Cross with" });
  await expect(across.getByRole("option", { name: "State or country" })).toHaveCount(0);
  await across.selectOption("medium");
  await expect(page.getByRole("table", { name: "Projected breakage by merchant × medium" })).toBeVisible();
  await open(page, `/issuer/forecast?${asOf}&by=merchant,state`);
  await expect(page.getByText(/by merchant and age segment together, or by state alone/)).toBeVisible();
  await expect(page.getByRole("table", { name: "Projected breakage by merchant", exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Cross with" }).selectOption("segment");
  await expect(page.getByRole("table", { name: "Projected breakage by merchant × age segment" })).toBeVisible();
});

test("a choice shows at once, and one made before the page has answered the first stands on it", async ({
  admin: page,
}) => {
  await openForecast(page);
  let answer = () => {};
  const computing = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/issuer\/forecast\?.*_rsc=/, async (route) => {
    await computing;
    await route.continue();
  });
  const [by, across] = ["Break down by", "Cross with"].map((name) => page.getByRole("combobox", { name }));
  await by?.selectOption("brand");
  await expect(page.locator("body")).toHaveAttribute("data-busy");
  await across?.selectOption("medium");
  expect([await by?.inputValue(), await across?.inputValue()]).toEqual(["brand", "medium"]);
  answer();
  await expect(page.getByRole("table", { name: "Projected breakage by brand × medium" })).toBeVisible();
  await expect(page.locator("body")).not.toHaveAttribute("data-busy");
});

test("a day before any version says so and offers one of the last whole month; a number nobody has is none", async ({
  admin: page,
}) => {
  await open(page, "/issuer/forecast?asOf=2023-08-15");
  await expect(page.getByText("No version of data up to 15 Aug 2023")).toBeVisible();
  // While another forecast is being made, the button says that instead.
  await expect(page.getByText("Of data to 31 Jul 2023, as of 15 Aug 2023")).toBeVisible({ timeout: runs });
  await expect(page.getByRole("heading", { name: "How it was made" })).toHaveCount(0);
  await open(page, "/issuer/forecast?version=2000000000");
  await expect(page.getByText("There is no such version")).toBeVisible();
});

test("the overview has the same figure and leads to the Forecast; so do G and F", async ({ admin: page }) => {
  await openForecast(page);
  const whole = await headFigure(page, "Projected breakage");
  await open(page, `/issuer/overview?${asOf}`);
  expect(await headFigure(page, "Projected breakage")).toBe(whole);
  await page.getByRole("link", { name: /Projected breakage: open the rows/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
  await open(page, "/issuer/overview?asOf=2020-01-31");
  await expect(page.getByText(/has not been forecast yet/)).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
});

test("exports every group, whole", async ({ admin: page }) => {
  await openForecast(page);
  const table = page.getByRole("table", { name: "Projected breakage by card type" });
  const rows = await table.locator("tbody tr").count();
  await page.getByRole("button", { name: "Export" }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("breakwater-forecast.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString("utf8").trim().split("\r\n")).toHaveLength(rows + 1);
});

const pages = [
  "",
  "&chart=table",
  "&by=brand,state&quarters=8",
  "&by=segment",
  "&brand=nobody",
  "&currency=EUR&card-type=HV-CORP",
];

test("axe finds nothing on the Forecast, light or dark, and nothing scrolls sideways on a phone", async ({
  admin: page,
}) => {
  for (const more of [...pages.map((part) => `${asOf}${part}`), "asOf=2023-08-15"]) {
    await open(page, `/issuer/forecast?${more}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
    await expectFitsPhone(page);
  }
});

test("a filter that names nothing is said, and taken off, on every screen that takes it; one without cards in the currency is no 0", async ({
  admin: page,
}) => {
  for (const path of ["forecast", "breakage", "cards", "events", "accounting", "accounting/journal"]) {
    await open(page, `/issuer/${path}?${asOf}&brand=NOPE`);
    await expect(page.getByRole("heading", { name: "Nothing has this name", level: 1 })).toBeVisible();
    await expect(page.getByText("Brand “NOPE” does not exist here, so there are no figures of it.")).toBeVisible();
  }
  await open(page, `/issuer/breakage?${asOf}&brand=NOPE`);
  await page.getByRole("link", { name: "Show it without" }).click();
  await expect(page.getByRole("heading", { name: "Nothing has this name" })).toBeHidden();
  await expect(page.getByRole("table").first()).toBeVisible();
  await open(page, `/issuer/forecast?${asOf}&currency=EUR&card-type=HV-CORP`);
  await expect(page.getByText("No cards of this cut in EUR", { exact: true })).toBeVisible();
  await expect(page.getByText("€0.00")).toBeHidden();
});
