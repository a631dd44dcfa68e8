import { expect, open, test } from "./fixtures";

test("the main task by keyboard alone: from the palette to a card", async ({ admin: page }) => {
  await open(page, "/issuer/overview");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();

  await page.keyboard.press("Control+k");
  const palette = page
    .getByRole("dialog")
    .getByRole("searchbox")
    .or(page.getByPlaceholder(/Find a card, a customer/));
  await expect(palette.first()).toBeFocused();
  await page.keyboard.type("breakage");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Breakage" })).toBeVisible();

  const rows = page.getByRole("table", { name: "Breakage by card type" }).locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(rows.nth(0).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Cards" })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Events" })).toBeVisible();
});

test("J and K walk a list whose rows lead nowhere, and one whose first rows lead to their figures' cards alone", async ({
  admin: page,
}) => {
  await open(page, "/issuer/audit");
  const entries = page.locator("[data-list-row]");
  await page.keyboard.press("j");
  await expect(entries.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(entries.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(entries.nth(0)).toBeFocused();

  await open(page, "/issuer/customers/about-to-lapse?asOf=2026-10-31");
  const holders = page.locator("[data-list-row]");
  await expect(holders.first()).toBeVisible();
  const named = await holders.evaluateAll((rows) => rows.findIndex((row) => row.querySelector("th a") !== null));
  expect(named, "the holders of the largest sums are unknown").toBeGreaterThan(0);
  await page.keyboard.press("j");
  await expect(holders.first().getByRole("link").first()).toBeFocused();
  for (let i = 1; i <= named; i++) await page.keyboard.press("j");
  await expect(holders.nth(named).locator("th").getByRole("link")).toBeFocused();
});

test("G and a letter go, / searches, ? lists the keys, X compares, [ goes a month back", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31");
  await expect(page.getByRole("heading", { level: 1, name: "Breakage" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("x");
  await expect(page).toHaveURL(/compare=previous/);
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/asOf=2026-09-30/);
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("textbox", { name: /Name, e-mail/ })).toBeFocused();
});

test("the palette opens a card found by its number, though the hit comes later than the last digit", async ({
  admin: page,
}) => {
  await open(page, "/issuer/cards?asOf=2026-10-31");
  const card = page.getByRole("table", { name: "Cards" }).locator("tbody tr").first().getByRole("link").first();
  const number = (await card.textContent()) ?? "";
  await open(page, "/issuer/overview?asOf=2026-10-31");
  await page.keyboard.press("Control+k");
  await expect(page.getByPlaceholder(/Find a card, a customer/)).toBeFocused();
  await page.keyboard.type(number);
  await expect(page.getByRole("dialog").getByRole("button", { name: number })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.pathname === `/issuer/cards/${encodeURIComponent(number)}`);
});

test("Enter opens what is asked for now, not what was found for the letters before", async ({ admin: page }) => {
  await open(page, "/issuer/cards?asOf=2026-10-31");
  const card = page.getByRole("table", { name: "Cards" }).locator("tbody tr").first().getByRole("link").first();
  const number = (await card.textContent()) ?? "";
  await open(page, "/issuer/breakage?asOf=2026-10-31");
  await page.keyboard.press("Control+k");
  const find = page.getByPlaceholder(/Find a card, a customer/);
  await find.fill(number);
  await expect(page.getByRole("dialog").getByRole("button", { name: number })).toBeVisible();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/api/ask/cards/find*", async (route) => {
    await held;
    await route.continue();
  });
  await find.fill("save this view");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keep this view" })).toBeVisible();
  letGo();
});

test("[ and ] take the period along with the day: one of one's own would run past it", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31&from=2025-11-01&to=2026-10-31");
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/asOf=2026-09-30/);
  await expect(page).not.toHaveURL(/from=|to=/);
  await expect(page.getByRole("button", { name: "Period 1 Oct 2025 – 30 Sep 2026" })).toBeVisible();
});

test("a chart is read point by point and as a table", async ({ admin: page }) => {
  await open(page, "/issuer/overview?asOf=2026-10-31");
  const chart = page.getByRole("application", { name: /Outstanding liability by month/ });
  await chart.focus();
  await page.keyboard.press("End");
  await expect(page.getByText(/^Oct 2026: Outstanding liability \$/)).toBeAttached();
  await open(page, "/issuer/overview?asOf=2026-10-31&liability=table");
  await expect(page.getByRole("table", { name: "Outstanding liability by month" })).toBeVisible();
});

test("the palette imports, exports what the page shows, keeps the view and sets the as-of date, all by keyboard", async ({
  admin: page,
}) => {
  const find = page.getByPlaceholder(/Find a card, a customer/);
  const call = async (words: string) => {
    await page.keyboard.press("Control+k");
    await expect(find).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
    await expect(find).toBeHidden();
  };
  await open(page, "/issuer/breakage?asOf=2026-10-31&by=brand");
  const table = page.getByRole("table", { name: "Breakage by brand" });
  await expect(table).toBeVisible();

  const downloaded = page.waitForEvent("download");
  await call("as csv");
  const file = await downloaded;
  expect(file.suggestedFilename()).toBe("breakwater-breakage.csv");
  expect(new URL(file.url()).searchParams.get("by")).toBe("brand");

  await call("save this view");
  const dialog = page.getByRole("dialog", { name: "Keep this view" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("by keyboard alone");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Kept as “by keyboard alone”.")).toBeVisible();
  await expect(dialog).toBeHidden();

  await call("set the as-of");
  const panel = page.getByRole("dialog", { name: /^As of/ });
  await expect(panel.getByRole("button", { name: /^Latest/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/asOf=\d{4}-12-31/);
  await call("2026-09-30");
  await expect(page).toHaveURL(/asOf=2026-09-30/);
  await expect(page).toHaveURL(/by=brand/);

  await call("import files");
  await expect(page).toHaveURL((url) => url.pathname === "/issuer/imports/new");
});
