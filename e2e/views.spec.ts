import type { Page } from "@playwright/test";
import { test as base, expect, open, test } from "./fixtures";
import { DEMO, owner, signIn } from "./tenants";

test("a screen that is left is found again as it was, with the dates one looks at now", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31&by=brand&sort=-sold");
  await go(page, "Overview");
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/asOf=2026-09-30/);
  // The address changes a moment before the links do.
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Breakage" });
  await expect(link).toHaveAttribute("href", /asOf=2026-09-30/);
  await go(page, "Breakage");
  await expect(page).toHaveURL(/\/issuer\/breakage\?.*by=brand/);
  const { searchParams } = new URL(page.url());
  expect([searchParams.get("asOf"), searchParams.get("sort")]).toEqual(["2026-09-30", "-sold"]);
});

/** Somebody whose pages no other test opens: a view that opens first is felt everywhere. */
base("a kept view opens first, and a copied link never opens with it", async ({ browser }) => {
  const sql = owner();
  const visitor = await signIn({ email: "analyst@demo.test", password: DEMO.password });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  const page = await context.newPage();
  await open(page, "/issuer/insights?issuer=DEMO&merchantDays=365");
  await page.getByRole("button", { name: "Views", exact: true }).click();
  await page.getByRole("menuitem", { name: "Keep this view" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("A year of merchants");
  await dialog.getByLabel("Open this page with it").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  await open(page, "/issuer/insights?issuer=DEMO");
  await expect(page).toHaveURL(/merchantDays=365/);
  await open(page, "/issuer/insights?issuer=DEMO&asOf=2026-10-31");
  await expect(page).not.toHaveURL(/merchantDays/);
  await sql`delete from app.saved_view where name = 'A year of merchants'`;
  await sql.end();
  await context.close();
  await visitor.dispose();
});

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
