import type { Locator, Page } from "@playwright/test";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from "./axe";
import { expect, open, test } from "./fixtures";
import { cellsByHead, cents } from "./tables";

const asOf = "asOf=2026-10-31";
const runs = 240_000;

const grid = (page: Page) => page.getByRole("table", { name: "Jurisdiction and year", exact: true });
const places = (page: Page) => page.getByRole("table", { name: "Jurisdictions", exact: true });
const foot = async (table: Locator) => cellsByHead(table, table.locator("tfoot tr"));
const figure = (page: Page, label: string) =>
  page.getByRole("main").getByRole("link", { name: new RegExp(`${label}: open the rows`) });

let isThere = false;
const openForecast = (page: Page) => open(page, `/issuer/escheat?${asOf}`);

/** Every test of this file looks at a version; who comes first makes one. */
test.beforeEach(async ({ admin: page }) => {
  test.setTimeout(runs + 60_000);
  if (isThere) return;
  await openForecast(page);
  const made = page.getByRole("heading", { name: "How it is made" });
  const first = page.getByRole("button", { name: "Make the first forecast" });
  await expect(made.or(first)).toBeVisible();
  // Where one is being made already, the page waits for it by itself.
  if ((await first.isVisible()) && (await first.isEnabled())) await first.click();
  await expect(made).toBeVisible({ timeout: runs });
  isThere = true;
});

test("years and jurisdictions add up to the whole, and a cell opens to cards whose sums it is", async ({
  admin: page,
}) => {
  await openForecast(page);
  const whole = cents(await figure(page, "Will fall to states").textContent());
  const years = await foot(grid(page));
  expect(cents(years.get("Total") ?? null)).toBe(whole);
  const sums = [...years].filter(([head]) => /^\d{4}$/.test(head)).map(([, text]) => cents(text));
  expect(sums.reduce((total, amount) => total + amount, 0)).toBe(whole);
  expect(cents((await foot(places(page))).get("Expected") ?? null)).toBe(whole);

  const texas = grid(page).getByRole("row", { name: /^Texas/ });
  const cell = texas.getByRole("link").last();
  const amount = cents(await cell.textContent());
  await cell.click();
  await expect(page).toHaveURL(/\/issuer\/escheat\/cards\?.*state=US-TX/);
  await expect(page.getByText(/^The sums are those of version \d+\.$/)).toBeVisible();
  const cards = page.getByRole("table", { name: "Cards with what is claimed of them" });
  expect(cents((await foot(cards)).get("Expected") ?? null)).toBe(amount);
});

test("a card says whose law, when, how much and why, with a way to the rule", async ({ admin: page }) => {
  await open(page, `/issuer/escheat/cards?${asOf}&state=US-TX&outcome=not-yet`);
  const row = page.getByRole("table", { name: "Cards with what is claimed of them" }).locator("tbody tr").first();
  await row.getByRole("link").click();
  const panel = page.getByRole("region", { name: "Escheatment of this card" });
  await expect(panel.getByText("Texas", { exact: true })).toBeVisible();
  await expect(panel.getByText(/^The owner’s last known address is in Texas/)).toBeVisible();
  await expect(panel.getByText(/^The card is presumed abandoned on/)).toBeVisible();
  await expect(panel.getByText(/^Our own reminders never start a clock anew/)).toBeVisible();
  await panel.getByRole("link", { name: "Read the rule" }).click();
  await expect(page).toHaveURL(/\/issuer\/escheat\/rules\/US-TX\//);
});

test("a jurisdiction narrows the page, its state stays in the address, and its readings are shown", async ({
  admin: page,
}) => {
  await openForecast(page);
  await places(page).getByRole("link", { name: "Delaware", exact: true }).click();
  await expect(page).toHaveURL(/state=US-DE/);
  await expect(page.getByRole("list", { name: "Filters" })).toBeVisible();
  const readings = page.getByRole("table", { name: "Readings of the law of Delaware: cards of one seller or group" });
  await expect(readings.getByText("60 % of what is left is taken.")).toBeVisible();
  await expect(places(page).locator("tbody tr")).toHaveCount(1);
  const shown = await places(page).locator("tbody").textContent();
  await page.reload();
  await expect(places(page).locator("tbody")).toHaveText(shown ?? "");
});

test("what needs counsel names the field and leads to the rule", async ({ admin: page }) => {
  await openForecast(page);
  const table = page.getByRole("table", { name: "What counsel is needed for" });
  const delaware = table.getByRole("row", { name: /^Delaware cards of one seller or group/ }).first();
  await expect(delaware).toContainText("Share taken");
  await delaware.getByRole("link").click();
  await expect(page).toHaveURL(/\/issuer\/escheat\/rules\/US-DE\/closed-loop/);
});

test("made anew of the same data and rules it is the version that is there", async ({ admin: page }) => {
  await openForecast(page);
  const version = page.getByText(/^Version \d+, made /);
  const make = page.getByRole("button", { name: "Make it anew" });
  let before: string | null = null;
  // Where other tests have just made new curves, the first time gives a new version; the time after that gives the same.
  await expect(async () => {
    await expect(make).toBeEnabled({ timeout: runs });
    before = await version.textContent();
    await make.click();
    await expect(page.getByText(/the version that is there stands/)).toBeVisible({ timeout: 60_000 });
  }).toPass({ timeout: runs });
  await expect(version).toHaveText(before ?? "");
});

test("what if New York waited three years: asked, answered, in the address, and carried into the form of a version", async ({
  admin: page,
}) => {
  await open(page, `/issuer/escheat/what-if?${asOf}`);
  await expect(page.getByText("Choose what changes")).toBeVisible();
  await page.getByRole("combobox", { name: "Jurisdiction" }).selectOption("US-NY");
  await expect(page.getByText("Now: 5", { exact: true })).toBeVisible();
  await page.getByRole("textbox", { name: "Years of dormancy" }).fill("3");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/state=US-NY/);
  await expect(page).toHaveURL(/dormancyYears=3/);
  const title = page.getByRole("heading", { name: "New York, cards of one seller or group: 3 years of dormancy" });
  await expect(title).toBeVisible();
  const ask = page.getByRole("button", { name: "Answer it", exact: true });
  const answer = page.getByRole("table", { name: "What moves", exact: true });
  await expect(ask.or(answer)).toBeVisible();
  if (await ask.isVisible()) await ask.click();
  await expect(answer).toBeVisible({ timeout: 120_000 });
  await expect(answer.locator("tbody tr").first()).toContainText("New York");
  for (const row of await answer.locator("tbody tr").all()) await expect(row).toContainText("New York");

  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await expect(answer).toBeVisible();
  await page.getByRole("link", { name: "Write it as a new version" }).click();
  await expect(page).toHaveURL(/\/rules\/US-NY\/closed-loop\/new\?.*dormancyYears=3/);
});

test("a question that contradicts itself is refused with the reason", async ({ admin: page }) => {
  await open(page, `/issuer/escheat/what-if?${asOf}&state=US-OH&claim=exempt&percent=50`);
  await page.getByRole("button", { name: "Answer it", exact: true }).click();
  await expect(page.getByRole("alert").getByText(/there is no share/)).toBeVisible();
});

test("the chart is read by keyboard, and every table exports", async ({ admin: page }) => {
  await openForecast(page);
  const chart = page.getByRole("application", { name: /^By year of the report\./ });
  await chart.focus();
  await page.keyboard.press("End");
  await expect(page.getByText(/^20\d\d: .*\$/).first()).toBeAttached();
  for (const name of ["Jurisdiction and year", "Jurisdictions", "By card type", "What counsel is needed for"]) {
    const section = page.getByRole("region", { name, exact: true });
    await section.getByRole("button", { name: "Export" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: /CSV/ }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^breakwater-escheat-.*\.csv$/);
  }
});

for (const path of [
  `/issuer/escheat?${asOf}`,
  `/issuer/escheat?${asOf}&state=US-DE&by=brand`,
  `/issuer/escheat/cards?${asOf}&state=US-TX`,
  `/issuer/escheat/what-if?${asOf}&state=US-NY&dormancyYears=3`,
  `/issuer/escheat/what-if?${asOf}&change=card-type`,
]) {
  test(`${path.replace(`${asOf}`, "")} is in reach of everybody, also on a phone`, async ({ admin: page }) => {
    await open(page, path);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await expectLargeTargets(page);
    }
  });
}
