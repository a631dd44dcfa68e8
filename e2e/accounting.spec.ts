import type { Browser, Locator, Page } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { cellsByHead, cents } from "./tables";
import { signIn } from "./tenants";

const asOf = "asOf=2026-10-31";
const pages = ["", "/journal", "/recognition", "/methods", "/accounts", "/months", "/calculator"].map(
  (part) => `/issuer/accounting${part}`,
);
const heads = ["Opening", "Closing", "Month", "Brand", "Card type", "Adds up"];

/** Opening and every movement less closing, in cents, of a row as it stands on screen. */
async function difference(table: Locator, row: Locator): Promise<number> {
  const cells = await cellsByHead(table, row);
  const moved = [...cells].filter(([head]) => !heads.includes(head));
  const sum = moved.reduce((total, [, text]) => total + cents(text), cents(cells.get("Opening") ?? null));
  return sum - cents(cells.get("Closing") ?? null);
}

async function managerPage(browser: Browser): Promise<Page> {
  const visitor = await signIn({ email: "manager@demo.test", password: "breakwater-demo" });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  return context.newPage();
}

test("every row on screen adds up, by month and by brand, and months open with what the one before closed with", async ({
  admin: page,
}) => {
  await open(page, `/issuer/accounting?${asOf}`);
  for (const name of ["Contract liability by month", "Contract liability by brand"]) {
    const table = page.getByRole("table", { name, exact: true });
    await expect(table).toBeVisible();
    const rows = await table.locator("tbody tr, tfoot tr").all();
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(await difference(table, row), (await row.textContent()) ?? "").toBe(0);
    await expect(table.getByRole("img", { name: /^Adds up/ })).toHaveCount(rows.length);
  }
  const months = page.getByRole("table", { name: "Contract liability by month", exact: true });
  const rows = await Promise.all((await months.locator("tbody tr").all()).map((row) => cellsByHead(months, row)));
  for (const [i, row] of rows.slice(1).entries()) expect(row.get("Opening")).toBe(rows[i]?.get("Closing"));
});

test("a cell opens to the events it is the sum of, a closing balance to the cohorts behind it", async ({
  admin: page,
}) => {
  await open(page, `/issuer/accounting?${asOf}&brand=OG`);
  const table = page.getByRole("table", { name: "Contract liability by month", exact: true });
  const october = table.getByRole("row", { name: /^Oct 2026/ });
  const cells = await cellsByHead(table, october);
  await october.getByRole("link", { name: /Redeemed of .*open the entries/ }).click();
  await expect(page).toHaveURL(/\/issuer\/events\?.*group=redeemed/);
  const events = page.getByRole("table", { name: "Events" });
  const foot = await cellsByHead(events, events.locator("tfoot tr"));
  expect(cents([...foot.values()].at(-1) ?? null)).toBe(cents(cells.get("Redeemed") ?? null));

  await open(page, `/issuer/accounting?${asOf}&brand=OG`);
  await october.getByRole("link", { name: /Closing of .*open the cohorts/ }).click();
  await expect(page).toHaveURL(/\/issuer\/accounting\/recognition\?/);
  const recognition = page.getByRole("table", { name: "By card type, Oct 2026" });
  const total = await cellsByHead(recognition, recognition.locator("tfoot tr"));
  expect(cents(total.get("Contract liability") ?? null)).toBe(cents(cells.get("Closing") ?? null));
  await recognition
    .getByRole("link", { name: /by month of sale$/ })
    .first()
    .click();
  await expect(page.getByRole("table", { name: /by month of sale, Oct 2026$/ })).toBeVisible();
});

test("a method is shown before it is in force, asks for a reason, and marks the chart", async ({ admin: page }) => {
  await open(page, `/issuer/accounting/methods?${asOf}`);
  await page.getByRole("button", { name: "Add all of a brand" }).click();
  await page.getByRole("menuitem", { name: "Oak Grove Grocers" }).click();
  await page.getByLabel("From month").selectOption({ label: "Oct 2026" });
  await page.getByLabel("Constraint").selectOption({ label: "A share off" });
  await page.getByRole("button", { name: "Show the effect" }).click();
  await expect(page.getByRole("heading", { name: "What it would do" })).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("Reason").fill("Five years of history");
  await page.getByRole("button", { name: "Put in force" }).click();
  // Where this test ran before, the method is in force already and the page says so.
  await expect(
    page.getByText("The method is in force", { exact: true }).or(page.getByText("This method is in force already.")),
  ).toBeVisible({ timeout: 60_000 });
  await open(page, `/issuer/accounting/methods?${asOf}`);
  await expect(page.getByRole("table", { name: "Choices so far" }).getByRole("row").nth(1)).toContainText("Oct 2026");
  await open(page, `/issuer/accounting?${asOf}`);
  await expect(page.getByText(/^Oct 2026: another method for \d+ card types?$/)).toBeVisible();
});

test("the journal is balanced, and has the accounts that were put in place of ours", async ({ admin: page }) => {
  await open(page, "/issuer/accounting/accounts");
  const name = page.getByLabel("Cash: Name");
  const wanted = (await name.inputValue()) === "Bank" ? "Cash at bank" : "Bank";
  await name.fill(wanted);
  await page.getByRole("button", { name: "Save accounts" }).click();
  await expect(page.getByText("The accounts are saved")).toBeVisible();
  await open(page, `/issuer/accounting/journal?${asOf}`);
  const table = page.getByRole("table", { name: "By account" });
  await expect(table.getByRole("row", { name: new RegExp(`^1000 ${wanted}`) })).toBeVisible();
  const foot = await cellsByHead(table, table.locator("tfoot tr"));
  expect(cents(foot.get("Debit") ?? null)).toBe(cents(foot.get("Credit") ?? null));
  expect(cents(foot.get("Debit") ?? null)).toBeGreaterThan(0);
});

test("two balances on one account are refused at their field, and nothing is saved", async ({ admin: page }) => {
  await open(page, "/issuer/accounting/accounts");
  await page.getByLabel("Escheat payable: Number").fill("2300");
  await page.getByRole("button", { name: "Save accounts" }).click();
  await expect(page.getByText(/is the account of contractLiability, which must not be shared/)).toBeVisible();
  await open(page, "/issuer/accounting/accounts");
  await expect(page.getByLabel("Escheat payable: Number")).toHaveValue("2350");
});

test("a month is locked by one person and signed off by another; the locked one keeps its amounts", async ({
  admin: page,
  browser,
}) => {
  await open(page, "/issuer/accounting/months");
  const row = page.getByRole("table", { name: "Months that are over" }).getByRole("row", { name: /Nov 2021/ });
  const first = page.getByRole("button", { name: /^Lock up to/ });
  if (await first.isVisible()) {
    await page.getByRole("main").getByRole("combobox").selectOption({ label: "Nov 2021" });
    await page.getByRole("button", { name: "Lock up to Nov 2021" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Lock up to Nov 2021" }).click();
  }
  await expect(row).toContainText(/Locked|Signed off/, { timeout: 60_000 });
  await expect(row).toContainText("Ada Admin");
  await expect(row.getByRole("button", { name: /Sign off/ })).toHaveCount(0);

  const manager = await managerPage(browser);
  await open(manager, "/issuer/accounting/months");
  const theirs = manager.getByRole("table", { name: "Months that are over" }).getByRole("row", { name: /Nov 2021/ });
  const sign = theirs.getByRole("button", { name: "Sign off Nov 2021" });
  if (await sign.isVisible()) {
    await sign.click();
    await manager.getByRole("dialog").getByRole("button", { name: "Sign off Nov 2021" }).click();
  }
  await expect(theirs).toContainText("Signed off", { timeout: 30_000 });
  await expect(theirs).toContainText("Max Manager");
  await manager.context().close();

  await open(page, "/issuer/accounting?from=2021-11-01&to=2021-12-31&asOf=2026-10-31");
  const table = page.getByRole("table", { name: "Contract liability by month", exact: true });
  await expect(table.getByRole("row", { name: /^Nov 2021.*Signed off/ })).toBeVisible();
  for (const one of await table.locator("tbody tr").all()) expect(await difference(table, one)).toBe(0);
});

test("the calculator gives the published figures, keeps the example in the address, and names the line that is wrong", async ({
  admin: page,
}) => {
  await open(page, "/issuer/accounting/calculator");
  await page.getByRole("button", { name: "Load an example" }).click();
  await page.getByRole("menuitem", { name: /IFRS 15 IE52/ }).click();
  const table = page.getByRole("table", { name: "Results" });
  await expect(table).toBeVisible();
  const row = async (name: string) => cellsByHead(table, table.getByRole("row", { name: new RegExp(`^${name}`) }));
  expect([(await row("Year 1")).get("Revenue"), (await row("Year 2")).get("Revenue")]).toEqual(["4,110", "3,493"]);
  await expect(page).toHaveURL(/example=/);
  await page.reload();
  await expect(table).toBeVisible();
  expect((await row("Year 2")).get("Revenue")).toBe("3,493");
  await page
    .getByRole("textbox", { name: "Periods" })
    .fill("period,redeemed,expected\nYear 1,4500,9500\nYear 2,many,9700");
  await expect(page.getByText(/^Line 2, Redeemed in the period is not a plain decimal/).first()).toBeVisible();
});

test("the third meaning of breakage has a figure beside the other two", async ({ admin: page }) => {
  await open(page, `/issuer/overview?${asOf}`);
  await page
    .getByRole("main")
    .getByRole("link", { name: /Recognised breakage: open the rows/ })
    .click();
  await expect(page).toHaveURL(/\/issuer\/accounting\?/);
  await open(page, `/issuer/breakage?${asOf}`);
  await expect(page.getByText(/Revenue of Nov 2025 – Oct 2026/)).toBeVisible();
});

test("axe finds nothing on the pages of accounting, light or dark, and nothing scrolls sideways on a phone", async ({
  admin: page,
}) => {
  test.setTimeout(300_000);
  for (const path of pages) {
    await open(page, `${path}?${asOf}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
    await expectFitsPhone(page);
  }
});

test("G K goes to accounting, and the tabs are walked by keyboard", async ({ admin: page }) => {
  await open(page, "/issuer/overview");
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { level: 1, name: "Accounting" })).toBeVisible();
  await page.getByRole("navigation", { name: "Parts of accounting" }).getByRole("link", { name: "Journal" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Journal" })).toBeVisible();
});
