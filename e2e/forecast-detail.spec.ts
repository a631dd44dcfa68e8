import type { Page } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { ensureVersion, runs } from "./forecast-version";
import { cents } from "./tables";

const asOf = "asOf=2026-10-31";
/** A card type of the demo that expires, in dollars. */
const type = `/issuer/forecast/types/HV-CHOICE?${asOf}`;
const backTest = `/issuer/forecast/back-test?${asOf}`;
const versions = `/issuer/forecast/versions?${asOf}`;

/** Every test of this file looks at versions; who comes first makes them. */
test.beforeEach(async ({ admin: page }) => {
  test.setTimeout(2 * runs + 60_000);
  await ensureVersion(page, "2026-10-31");
});

async function figure(page: Page, label: string): Promise<number> {
  const head = page.getByRole("heading", { level: 2, name: label, exact: true });
  await expect(head).toBeVisible();
  // The first paragraph after the heading's own line is the value.
  return cents(await head.locator("xpath=following::p[1]").textContent());
}

const heat = (page: Page) => page.getByRole("table", { name: "Triangle", exact: true });
const says = (page: Page) => page.getByText(/^The chain ladder on the open balance says \$/);

test("a card type says why its figure is what it is, and its parts add up", async ({ admin: page }) => {
  await open(page, type);
  await expect(page.getByRole("heading", { level: 1, name: "Vale Choice" })).toBeVisible();
  await expect(page.getByText(/^(Enough|Too little) history.*Figures by/)).toBeVisible();
  const [whole, settled, toCome] = [
    await figure(page, "Projected breakage"),
    await figure(page, "Unredeemed at the end"),
    await figure(page, "Still to come"),
  ];
  expect(whole).toBeGreaterThan(0);
  expect(settled + toCome).toBe(whole);
  await expect(page.getByText(/Of the curve its own cards decide \(credibility Z\) \d/)).toBeVisible();
  await expect(page.getByText(/the headline model missed [\d.]+% of the balances/)).toBeVisible();
  const methods = page.getByRole("table", { name: "Methods of the forecast on this card type" });
  const used = methods.locator("tbody tr", { hasText: "used" });
  await expect(used).toBeVisible();
  expect(cents(await used.locator("td").first().textContent())).toBe(whole);
});

test("a second opinion stands beside the forecast's share, and what it does not quote it says why", async ({
  admin: page,
}) => {
  await open(page, type);
  const opinion = page.getByRole("table", { name: "Second opinion", exact: true });
  await expect(opinion).toBeVisible({ timeout: 60_000 });
  const row = (name: string | RegExp) => opinion.getByRole("row", { name });
  const probability = page.getByRole("heading", { level: 2, name: "Probability", exact: true });
  const share = (await probability.locator("xpath=following::p[1]").textContent()) ?? "";
  await expect(
    row(/^Forecast: never redeemed/)
      .locator("td")
      .first(),
  ).toHaveText(share);
  await expect(
    row(/^Open at \d+ months?, by Kaplan–Meier/)
      .locator("td")
      .first(),
  ).toHaveText(/^\d+\.\d%$/);
  await expect(
    row(/^Ended by expiry/)
      .locator("td")
      .first(),
  ).toHaveText(/^\d+\.\d%$/);
  const cures = row(/^Never redeemed, by .* times/);
  await expect(cures).toHaveCount(3);
  const silent = await cures.filter({ hasText: "not quoted" }).count();
  const section = page.getByRole("region", { name: "Second opinion" });
  await expect(section.getByText(/agrees with the forecast|by more than their ranges|neither/).first()).toBeVisible();
  if (silent > 0) await expect(section.getByText(/^Not quoted by /).first()).toBeVisible();
  else await expect(section.getByText(/^Not quoted by /)).toHaveCount(0);
});

test("a link left out moves the published methods and not the forecast, stands in the address, and is taken back", async ({
  admin: page,
}) => {
  await open(page, type);
  const before = await says(page).textContent();
  expect(before).toContain("All links are used.");
  const link = heat(page)
    .getByRole("button", { name: /leave out the link 1–2 of / })
    .first();
  await link.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/without=20\d\d-\d\d:1/);
  await expect(says(page)).toContainText("1 link left out");
  await expect(says(page)).toContainText(/against all links\. The forecast says \$/);
  const forecast = (text: string | null) => /The forecast says (\S+)\./.exec(text ?? "")?.[1];
  expect(forecast(await says(page).textContent())).toBe(forecast(before));

  await page.reload();
  await expect(says(page)).toContainText("1 link left out");
  await page.getByRole("button", { name: "Use all links" }).click();
  await expect(page).not.toHaveURL(/without=/);
  await expect(says(page)).toHaveText(before ?? "");
});

test("links left out are used in forecasts with a reason alone, are listed with it, and are given back", async ({
  admin: page,
}) => {
  await open(page, `/issuer/forecast/types/MW-EGIFT?${asOf}`);
  const counts = page.locator("p", { hasText: /^In forecasts from the next version on:/ });
  const use = page.getByRole("button", { name: "Use in forecasts …" });
  await expect(counts).toContainText("All links, hazards carried on.");
  await expect(use).toBeDisabled();
  await heat(page)
    .getByRole("button", { name: /leave out the link 1–2 of / })
    .first()
    .press("Space");
  await use.click();
  const dialog = page.getByRole("dialog", { name: "Read the triangle like this in forecasts" });
  await expect(dialog.getByText(/^Without \w{3} 20\d\d at age \d/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("  ");
  await dialog.getByRole("button", { name: "Use it" }).click();
  await expect(dialog.getByText(/is needed: it stands in the audit trail/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("A till was down");
  await dialog.getByRole("button", { name: "Use it" }).click();
  await expect(dialog).toBeHidden();
  await expect(counts).toContainText(/Without \w{3} 20\d\d at age \d/);
  const history = page.getByRole("table", { name: "Choices so far" });
  await expect(history.getByRole("row", { name: /A till was down/ })).toContainText(/Without \w{3} 20\d\d at age/);
  await expect(page.getByText(/The newest choice is not in this version yet/)).toBeVisible();

  await page.getByRole("button", { name: "Use all links", exact: true }).click();
  await page.getByRole("button", { name: "Show it in the triangle" }).click();
  await expect(says(page)).toContainText("1 link left out");
  await page.getByRole("button", { name: "Use all links", exact: true }).click();
  await page.getByRole("button", { name: "Use all links in forecasts again …" }).click();
  const back = page.getByRole("dialog", { name: "Use all links in forecasts again" });
  await back.getByRole("textbox", { name: "Reason" }).fill("The till was not down");
  await back.getByRole("button", { name: "Use it" }).click();
  await expect(counts).toContainText("All links, hazards carried on.");
  await expect(page.getByText(/The newest choice is not in this version yet/)).toHaveCount(0);
});

test("the triangle is shown by month, as shares and as ratios, with the factors of the forecast under months", async ({
  admin: page,
}) => {
  await open(page, type);
  await page.getByRole("radiogroup", { name: "Periods" }).getByText("Months").click();
  await expect(page).toHaveURL(/period=month/);
  await expect(heat(page).getByRole("row", { name: /^Factor used/ })).toBeVisible();
  await page.getByRole("radiogroup", { name: "Cells show" }).getByText("Share redeemed").click();
  await expect(heat(page).locator("tbody tr").first().locator("td").first()).toHaveText("0.0%");
  await page.getByRole("radiogroup", { name: "Cells show" }).getByText("Link ratios").click();
  await expect(heat(page).locator("tbody tr").first().locator("td").first()).toHaveText(/^[01]\.\d{4}/);
});

test("curves are read by arrow keys and as a table, for years or chosen months of sale", async ({ admin: page }) => {
  await open(page, type);
  const chart = page.getByRole("application", { name: /^Redeemed by age\. / });
  await chart.focus();
  await page.keyboard.press("Home");
  await expect(page.getByText(/^0: Curve of the .* [\d.]+%, Sold in 20\d\d [\d.]+%/)).toBeAttached();
  await page.getByRole("combobox", { name: "Months of sale" }).click();
  await page.getByRole("option", { name: "Mar 2025" }).click();
  await expect(page).toHaveURL(/sold=2025-03/);
  await page.keyboard.press("Escape");
  await page.getByRole("group", { name: "Redeemed by age: show as" }).getByRole("button", { name: "Table" }).click();
  const table = page.getByRole("table", { name: "Redeemed by age", exact: true });
  await expect(table.getByRole("columnheader", { name: "Sold in Mar 2025" })).toBeVisible();
});

test("a choice of method without a reason is refused, and changes nothing", async ({ admin: page }) => {
  await open(page, type);
  await page.getByRole("combobox", { name: "Method for Vale Choice" }).selectOption({ label: "Last year’s rate" });
  await page.getByRole("textbox", { name: "Reason" }).fill("   ");
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(page.getByText(/is needed: it stands in the audit trail/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/Nobody has chosen a method for this card type/)).toBeVisible();
});

test("a card type that nobody has is no page, and one without a version says what to do", async ({ admin: page }) => {
  const answer = await page.goto(`/issuer/forecast/types/no-such-type?${asOf}`);
  expect(answer?.status()).toBe(404);
  await open(page, "/issuer/forecast/types/HV-CHOICE?asOf=2020-01-31");
  await expect(page.getByText("No forecast of this card type yet")).toBeVisible();
});

test("the back-test gives its verdict in words, and its ranges as a picture and a table", async ({ admin: page }) => {
  await open(page, backTest);
  await expect(page.getByText(/beats the average of mature months of sale by|None beats the average/)).toBeVisible();
  const chart = page.getByRole("application", { name: /^Do the ranges hold what they promise\?/ });
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(/^50 %: Promised 50\.0%/)).toBeAttached();
  await expect(page.getByRole("table", { name: "By age" }).getByRole("row", { name: /^Totals/ })).toContainText(
    "too few to judge",
  );
  const hits = page.getByRole("table", { name: "Totals at past month ends" }).locator("tbody tr td:last-child");
  expect((await hits.allTextContents()).every((text) => /^(yes|no|no range)$/.test(text))).toBe(true);
  await page.getByRole("table", { name: "By card type" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/issuer\/forecast\/types\/.+version=\d+/);
});

test("a total of the back-test opens to its card types, whose foot is the total", async ({ admin: page }) => {
  await open(page, backTest);
  const row = page.getByRole("table", { name: "Totals at past month ends" }).locator("tbody tr").first();
  const expected = await row.locator("td:nth-child(3)").textContent();
  await row.getByRole("link").click();
  const parts = page.getByRole("table", { name: /^Made of: the card types on/ });
  await expect(parts).toBeVisible();
  const amounts = (await parts.locator("tbody tr td:nth-child(3)").allTextContents()).map(cents);
  const total = await parts.locator("tfoot td:nth-child(3)").textContent();
  expect(total).toBe(expected);
  // Each row is rounded for itself.
  expect(Math.abs(amounts.reduce((sum, amount) => sum + amount, 0) - cents(total))).toBeLessThanOrEqual(amounts.length);
  await parts.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/issuer\/forecast\/types\/.+version=\d+/);
});

test("an age group of the back-test opens to its past month ends, and one of those to months of sale, to the cent", async ({
  admin: page,
}) => {
  await open(page, backTest);
  await page.getByRole("table", { name: "By age" }).getByRole("link", { name: "0 to 3" }).click();
  const cuts = page.getByRole("table", { name: "Made of: the past month ends of cards 0 to 3 months old" });
  const row = cuts.locator("tbody tr").first();
  const expected = await row.locator("td:nth-child(3)").textContent();
  await row.getByRole("link").click();
  const parts = page.getByRole("table", { name: /^Made of: the months of sale of cards 0 to 3 months old on/ });
  await expect(parts.locator("tbody tr")).toHaveCount(4);
  expect(await parts.locator("tfoot td:nth-child(3)").textContent()).toBe(expected);
  const amounts = (await parts.locator("tbody tr td:nth-child(3)").allTextContents()).map(cents);
  expect(Math.abs(amounts.reduce((sum, amount) => sum + amount, 0) - cents(expected))).toBeLessThanOrEqual(4);
});

test("methods by card type are shown by whatever measure is asked for, coverage and CRPS among them", async ({
  admin: page,
}) => {
  await open(page, backTest);
  const table = page.getByRole("table", { name: "Methods by card type" });
  const errors = await table.locator("tbody tr").first().textContent();
  await page.getByRole("navigation", { name: "Measure" }).getByRole("link", { name: "CRPS" }).click();
  await expect(page).toHaveURL(/measure=crps/);
  await expect(table.locator("tbody tr").first()).not.toHaveText(errors ?? "");
  await expect(table.locator("tbody tr").first()).toContainText("%");
});

test("what moved the total adds up to the change, by brand and by card type", async ({ admin: page }) => {
  await ensureVersion(page, "2026-07-31");
  for (const [by, name] of [
    ["", "brand"],
    ["&by=card-type", "card type"],
  ]) {
    await open(page, `${versions}&moved=table${by}`);
    const steps = page.getByRole("table", { name: "What moved the total" });
    await expect(steps).toBeVisible({ timeout: 60_000 });
    const amounts = (await steps.locator("tbody tr td:nth-child(2)").allTextContents()).map(cents);
    const total = cents(await steps.locator("tfoot td").first().textContent());
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(total);
    const groups = page.getByRole("table", { name: `What moved, by ${name}` });
    const changes = (await groups.locator("tbody tr td:last-child").allTextContents()).map(cents);
    expect(changes.reduce((sum, amount) => sum + amount, 0)).toBe(total);
    expect(changes.length).toBeGreaterThan(1);
  }
});

test("another pair of versions stands in the address", async ({ admin: page }) => {
  await ensureVersion(page, "2026-07-31");
  await open(page, versions);
  const before = page.getByRole("combobox", { name: "From" });
  const after = page.getByRole("combobox", { name: "To" });
  const [earlier, later] = [await before.inputValue(), await after.inputValue()];
  await before.selectOption(later);
  await expect(page).toHaveURL(new RegExp(`before=${later}`));
  await before.selectOption(earlier);
  await expect(page).toHaveURL(new RegExp(`before=${earlier}&after=${later}`));
});

test("axe finds nothing, light or dark, and nothing scrolls sideways on a phone", async ({ admin: page }) => {
  for (const path of [
    type,
    `${type}&period=month&cells=ratios&curves=table&methods=table&sold=2025-03,2025-04`,
    backTest,
    `${backTest}&coverage=table`,
    versions,
    `${versions}&moved=table`,
    "/issuer/forecast/types/HV-CHOICE?asOf=2020-01-31",
    "/issuer/forecast/back-test?asOf=2020-01-31",
  ]) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // What is computed on the way comes later than the page.
    await expect(page.getByText(/Fitting three distributions|Forecasting both versions again/)).toHaveCount(0, {
      timeout: 60_000,
    });
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
    await expectFitsPhone(page);
  }
});
