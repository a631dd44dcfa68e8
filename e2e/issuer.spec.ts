import { expect, open, test } from "./fixtures";
import { cellsByHead, cents } from "./tables";
import { DEMO } from "./tenants";

test("signs in and finds the way back to where it was going", async ({ page }) => {
  await open(page, "/issuer/breakage?by=brand");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail address").fill(DEMO.email);
  await page.getByRole("textbox", { name: "Password" }).fill(DEMO.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/issuer\/breakage\?by=brand/);
  await expect(page.getByRole("heading", { level: 1, name: "Breakage" })).toBeVisible();
});

test("opens a figure to its cards and a card to its events, and the sums agree on the way", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31");
  const table = page.getByRole("table", { name: "Breakage by card type" });
  const row = table.locator("tbody tr").first();
  const figures = await cellsByHead(table, row);
  const [cards, unredeemed] = [figures.get("Cards"), figures.get("Unredeemed")];

  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/issuer\/cards\?.*card-type=/);
  await expect(page.getByRole("heading", { level: 2, name: `${cards} cards` })).toBeVisible();
  const list = page.getByRole("table", { name: "Cards" });
  await expect(list.locator("tfoot td", { hasText: unredeemed ?? "?" }).first()).toBeVisible();

  await list.locator("tbody tr").first().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/issuer\/cards\/.+/);
  for (const date of ["Card expiry", "Funds expiry", "Escheat date"]) await expect(page.getByText(date)).toBeVisible();
  const events = page.getByRole("table", { name: "Events" });
  const amounts = await events.locator("tbody tr td:nth-last-child(2)").allTextContents();
  const last = await events.locator("tbody tr").last().locator("td").last().textContent();
  expect(amounts.reduce((sum, text) => sum + (text === "–" ? 0 : cents(text)), 0)).toBe(cents(last));
});

test("opens what was sold and redeemed in the period to its events, with the same sum", async ({ admin: page }) => {
  for (const [flow, sign] of [
    ["Sold", 1],
    ["Redeemed", -1],
  ] as const) {
    await open(page, "/issuer/overview?asOf=2026-10-31");
    const link = page.getByRole("link", { name: new RegExp(`${flow}: open the rows`) });
    const shown = cents(await link.textContent());
    await link.click();
    await expect(page).toHaveURL(/\/issuer\/events\?/);
    const sum = page.getByRole("table", { name: "Events of the period" }).locator("tfoot td").last();
    expect(cents(await sum.textContent())).toBe(sign * shown);
  }
});

test("opens what lapsed in the period to the cards on which it lapsed, with the same sum", async ({ admin: page }) => {
  await open(page, "/issuer/overview?asOf=2026-10-31");
  const link = page.getByRole("link", { name: /Lapsed: open the rows/ });
  const shown = cents(await link.textContent());
  await link.click();
  await expect(page).toHaveURL(/\/issuer\/cards\?.*of=lapsed/);
  const list = page.getByRole("table", { name: "Cards" });
  await expect(list.getByRole("columnheader", { name: "Lapsed in the period" })).toBeVisible();
  const foot = await cellsByHead(list, list.locator("tfoot tr"));
  expect(cents(foot.get("Lapsed in the period") ?? null)).toBe(shown);
});

test("an earlier as-of date knows nothing of later events", async ({ admin: page }) => {
  await open(page, "/issuer/cards?asOf=2026-10-31&from=2025-01-01&to=2025-12-31");
  const link = page.getByRole("table", { name: "Cards" }).locator("tbody tr").first().getByRole("link").first();
  const id = (await link.textContent())?.trim() ?? "";
  await open(page, `/issuer/cards/${id}?asOf=2026-10-31`);
  const dates = page.getByRole("table", { name: "Events" }).locator("tbody tr > :first-child time");
  const first = (await dates.first().getAttribute("datetime")) ?? "";
  await open(page, `/issuer/cards/${id}?asOf=${first}`);
  for (const date of await dates.all()) expect((await date.getAttribute("datetime")) ?? "").toBe(first);
});

test("parts add up: lapsed, escheated and still owed are the unredeemed, in the head and at the foot", async ({
  admin: page,
}) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31&by=state");
  const table = page.getByRole("table", { name: "Breakage by state or country" });
  const foot = await cellsByHead(table, table.locator("tfoot tr"));
  const at = (name: string) => cents(foot.get(name) ?? null);
  expect(at("Lapsed") + at("Escheated") + at("Still owed")).toBe(at("Unredeemed"));
  const head = page.getByRole("main").getByRole("link", { name: /Sold: open the rows behind it/ });
  expect(cents((await head.textContent()) ?? "")).toBe(at("Sold"));
});

test("aging has one total in three views", async ({ admin: page }) => {
  const totals: (string | null)[] = [];
  for (const view of ["", "&aging=last-use", "&aging=loss"]) {
    await open(page, `/issuer/overview?asOf=2026-10-31${view}`);
    totals.push(
      await page
        .getByRole("table", { name: /^Liability by age/ })
        .locator("tfoot td")
        .nth(1)
        .textContent(),
    );
  }
  expect(new Set(totals).size).toBe(1);
  // The same words on the bucket and on its list.
  await page.getByRole("link", { name: "Never, or not said" }).click();
  await expect(page.getByText("cards whose funds never expire, or of which nobody said when")).toBeVisible();
});

test("a note is set aside for oneself, stands folded away, and is shown again", async ({ admin: page }) => {
  await open(page, "/issuer/overview?asOf=2026-10-31");
  const notes = page.getByRole("region", { name: "Worth a look" });
  const drained = notes.getByRole("listitem").filter({ hasText: "bought and drained within 5 minutes" });
  await drained.getByRole("button", { name: /^Set aside for 30 days: .*drained/ }).click();
  const aside = notes.getByText("1 set aside by you");
  await expect(aside).toBeVisible();
  await expect(drained).toBeHidden();
  await aside.click();
  await expect(drained).toContainText("Until");
  await drained.getByRole("button", { name: /^Show again: / }).click();
  await expect(aside).toHaveCount(0);
  await expect(drained).toBeVisible();
});

test("finds a customer by a name in Cyrillic and shows what he holds", async ({ admin: page }) => {
  await open(page, "/issuer/customers");
  await page.getByRole("textbox", { name: /Name, e-mail/ }).fill("Мария");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/search=/);
  await page.getByRole("table", { name: "Customers" }).getByRole("link", { name: /Мария/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Мария/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Cards held" })).toBeVisible();
  for (const date of ["Card expires", "Funds expire", "Escheat date"])
    await expect(page.getByRole("columnheader", { name: date, exact: true })).toBeVisible();
  // Whether he may be written to, and by which import.
  const consent = page.getByRole("region", { name: "Consent to reminders" });
  await expect(consent.getByRole("link", { name: /^As the import “.*” of .* said\.$/ })).toBeVisible();
});

test("says of what is about to lapse that its last usable day counts, not the expiry of its cards alone", async ({
  admin: page,
}) => {
  await open(page, "/issuer/customers/about-to-lapse?asOf=2026-10-31");
  const list = page.getByRole("region", { name: "Value about to lapse" });
  await expect(
    list.getByText(/^[A-Z]{3}, cards with something owed that can be used for the last time /),
  ).toBeVisible();
  await expect(list.getByText("cards expiring")).toHaveCount(0);
});

test("exports the whole table as the screen shows it", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31&by=brand");
  const table = page.getByRole("table", { name: "Breakage by brand" });
  const rows = await table.locator("tbody tr").count();
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("breakwater-breakage.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  expect(lines.length - 1).toBe(rows);
});
