/** Every number opens to its rows: what stands at the foot of the opened list is the number that was pressed. */
import type { Locator, Page } from "@playwright/test";
import { expect, open, test } from "./fixtures";
import { cellsByHead, cents } from "./tables";

const AS_OF = "asOf=2026-10-31";

async function footOf(page: Page, name: string): Promise<(head: string) => number> {
  const table = page.getByRole("table", { name });
  await expect(table).toBeVisible();
  const foot = await cellsByHead(table, table.locator("tfoot tr"));
  return (head) => cents(foot.get(head) ?? null);
}

/** The cell of a row below a head. */
async function cellBelow(table: Locator, row: Locator, head: string): Promise<Locator> {
  await expect(table).toBeVisible();
  const heads = (await table.locator("thead th").allTextContents()).map((text) => text.trim());
  return row.locator("th, td").nth(heads.indexOf(head));
}

test("what then lapses and what stays owed open to their own cards, and both together are at stake", async ({
  admin: page,
}) => {
  const sums: number[] = [];
  for (const part of ["At stake", "Then lapses", "Stays owed"]) {
    await open(page, `/issuer/customers/about-to-lapse?${AS_OF}&days=365`);
    const link = page.getByRole("link", { name: new RegExp(`${part}: open the rows`) });
    const shown = cents(await link.textContent());
    await link.click();
    await expect(page).toHaveURL(/\/issuer\/cards\?.*of=usable-until/);
    expect((await footOf(page, "Cards"))("Still owed"), part).toBe(shown);
    sums.push(shown);
  }
  const [atStake = 0, lapses = 0, staysOwed = 0] = sums;
  expect(lapses + staysOwed).toBe(atStake);
  expect(Math.min(lapses, staysOwed)).toBeGreaterThan(0);
});

test("a merchant's purchases in all open to redemptions with what was bought", async ({ admin: page }) => {
  await open(page, `/issuer/insights?${AS_OF}`);
  const table = page.getByRole("table", { name: "Highest-grossing merchants" });
  const below = await cellBelow(table, table.locator("tfoot tr").first(), "Purchases in all");
  expect(cents(await below.textContent())).toBeGreaterThan(0);
  await expect(below.getByRole("link")).toHaveCount(0);
  const cell = await cellBelow(table, table.locator("tbody tr").first(), "Purchases in all");
  const shown = cents(await cell.textContent());
  await cell.getByRole("link").click();
  await expect(page).toHaveURL(/\/issuer\/events\?.*purchases=total/);
  const foot = await footOf(page, "Events of the period, newest first");
  expect(foot("Purchase")).toBe(shown);
  expect(shown).toBeGreaterThan(0);
});

test("breakage by merchant on the insights opens to its own cards, whatever another screen was narrowed to", async ({
  admin: page,
}) => {
  const shown: number[] = [];
  for (const narrowed of ["", "&medium=digital&brand=nobody"]) {
    await open(page, `/issuer/insights?${AS_OF}${narrowed}`);
    const table = page.getByRole("table", { name: "Gross breakage by merchant" });
    const foot = await cellBelow(table, table.locator("tfoot tr").first(), "Unredeemed");
    shown.push(cents(await foot.textContent()));
    await table.locator("tfoot").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/issuer\/cards\?/);
    expect((await footOf(page, "Cards"))("Unredeemed")).toBe(shown.at(-1));
  }
  expect(shown[0]).toBeGreaterThan(0);
  expect(shown[1]).toBe(shown[0]);
});

test("what is shown as it was known then opens to what was known then: sales, and what is about to lapse", async ({
  admin: page,
}) => {
  // October's events came in November.
  const dates = [AS_OF, `${AS_OF}&knownAt=2026-10-15`];
  const sold: number[] = [];
  const atStake: number[] = [];
  for (const asked of dates) {
    await open(page, `/issuer/insights?${asked}`);
    const table = page.getByRole("table", { name: "Top card types by gross sales" });
    const foot = await cellBelow(table, table.locator("tfoot tr").first(), "Gross sales, USD");
    sold.push(cents(await foot.textContent()));
    await foot.getByRole("link").click();
    await expect(page).toHaveURL(/\/issuer\/events\?/);
    expect((await footOf(page, "Events of the period, newest first"))("Amount, USD")).toBe(sold.at(-1));
    await open(page, `/issuer/customers/about-to-lapse?${asked}`);
    const link = page.getByRole("link", { name: /At stake: open the rows/ });
    atStake.push(cents(await link.textContent()));
    await link.click();
    await expect(page).toHaveURL(/\/issuer\/cards\?/);
    expect((await footOf(page, "Cards"))("Still owed")).toBe(atStake.at(-1));
  }
  expect(sold[1]).toBeLessThan(sold[0] ?? 0);
  expect(atStake[1]).not.toBe(atStake[0]);
});

test("the end of each line and the foot of each column of a rate open to the cards that it was made of", async ({
  admin: page,
}) => {
  // Many pages, one after another.
  test.slow();
  const places = (table: Locator) => [
    table.locator("tbody tr").first().locator("td").last(),
    table.locator("tfoot td").first(),
    table.locator("tfoot td").last(),
  ];
  for (const [address, name] of [
    [`/issuer/insights?${AS_OF}`, "Breakage rate by card type and year of expiry"],
    [`/issuer/breakage?${AS_OF}&by=brand,state&measure=rate`, "Brand by state or country"],
  ] as const) {
    for (const at of [0, 1, 2]) {
      await open(page, address);
      const cell = places(page.getByRole("table", { name, exact: true }))[at];
      if (!cell) throw new Error("no such cell");
      const shown = Number((await cell.textContent())?.replace("%", ""));
      await cell.getByRole("link").click();
      await expect(page).toHaveURL(/\/issuer\/cards\?/);
      const foot = await footOf(page, "Cards");
      // A rate is written to one decimal.
      expect(Math.abs((foot("Unredeemed") / foot("Sold")) * 100 - shown), `${name} ${at}`).toBeLessThanOrEqual(0.0501);
    }
  }
});

test("a holder's cards and a card's events come page by page, with the sums of all at the foot", async ({
  admin: page,
}) => {
  await open(page, `/issuer/customers?${AS_OF}`);
  const people = page.getByRole("table", { name: "Customers" }).locator("tbody tr");
  const held = people.filter({ has: page.locator("td:last-child", { hasText: /^[2-9]$/ }) }).first();
  const href = await held.getByRole("link").first().getAttribute("href");
  await open(page, `${href}&limit=1`);
  const owed = (await footOf(page, "Cards held"))("Still owed");
  const rows = page.getByRole("table", { name: "Cards held" }).locator("tbody tr");
  const first = await rows.getByRole("link").textContent();
  await expect(page.getByText(/^1 of [2-9] shown$/)).toBeVisible();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(rows.getByRole("link")).not.toHaveText(first ?? "");
  expect((await footOf(page, "Cards held"))("Still owed")).toBe(owed);
  await page.getByRole("link", { name: "First page" }).click();
  await expect(page).not.toHaveURL(/cursor=/);

  await open(page, `/issuer/cards?${AS_OF}&of=partly-used`);
  const card = page.getByRole("table", { name: "Cards" }).locator("tbody tr").first().getByRole("link").first();
  await open(page, `${await card.getAttribute("href")}&limit=1`);
  const balance = (await footOf(page, "Events"))("Balance after");
  const events = page.getByRole("table", { name: "Events" }).locator("tbody tr");
  await expect(events).toHaveCount(1);
  await expect(events).toContainText("Sale");
  await page.getByRole("link", { name: "Next" }).click();
  await expect(events).not.toContainText("Sale");
  expect((await footOf(page, "Events"))("Balance after")).toBe(balance);
});

test("another date begins a long list anew: where one was does not survive it", async ({ admin: page }) => {
  await open(page, `/issuer/cards?${AS_OF}&of=all&limit=5`);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByRole("link", { name: "First page" })).toBeVisible();
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/asOf=2026-09-30/);
  await expect(page).not.toHaveURL(/cursor=/);
});
