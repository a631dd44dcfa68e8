import type { Page } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { owner } from "./tenants";

const pages = [
  "/",
  "/issuer/overview",
  "/issuer/breakage",
  "/issuer/breakage?by=card-type,expiry-year&compare=year&from=2022-01-01&to=2026-10-31",
  "/issuer/breakage?chart=table",
  "/issuer/breakage?from=1990-01-01&to=1990-12-31",
  "/issuer/insights",
  "/issuer/customers",
  "/issuer/customers?search=nobody-has-this-name",
  "/issuer/customers/about-to-lapse",
  "/issuer/cards",
  "/issuer/events?group=redeemed",
  "/issuer/cards/no-such-card",
];

/** Ids of the demo issuer, read where they are kept: a card and a customer have pages too. */
async function ownIds(): Promise<string[]> {
  const sql = owner();
  const [card] =
    await sql`select source_id from app.card_key k join app.issuer i on i.id = k.issuer_id where i.code = 'DEMO' order by 1 limit 1`;
  const [customer] =
    await sql`select source_id from app.customer_key k join app.issuer i on i.id = k.issuer_id where i.code = 'DEMO' order by 1 limit 1`;
  await sql.end();
  return [`/issuer/cards/${card?.source_id}`, `/issuer/customers/${customer?.source_id}`];
}

test("axe finds nothing on any page, light or dark, and nothing scrolls sideways on a phone", async ({
  admin: page,
}) => {
  test.setTimeout(360_000);
  for (const path of [...pages, ...(await ownIds())]) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("body")).not.toHaveAttribute("data-busy", /.*/);
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
    await expectFitsPhone(page);
  }
});

/** Each element's colours, top to bottom. */
const colours = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body, #main, #main *")].map((element) => {
      const { color, backgroundColor, borderColor, fill, stroke } = getComputedStyle(element);
      return [element.tagName, color, backgroundColor, borderColor, fill, stroke].join(" ");
    }),
  );

test("a page has the same colours whether it was loaded in a theme or changed to it", async ({ admin: page }) => {
  const show = async (path: string) => {
    await open(page, path);
    await expect(page.locator("#main .recharts-surface").first()).toBeVisible();
  };
  for (const path of ["/issuer/overview?asOf=2026-10-31", "/issuer/breakage?asOf=2026-10-31"]) {
    const changed = new Map<string, string[]>();
    await show(path);
    await inBothThemes(page, async (theme) => {
      changed.set(theme, await colours(page));
    });
    expect(changed.get("light")).not.toEqual(changed.get("dark"));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await show(path);
      await expect.poll(() => colours(page), `${path} loaded in ${colorScheme}`).toEqual(changed.get(colorScheme));
    }
  }
});

test("a page loaded on a phone does not scroll sideways, and the menu is there", async ({ admin: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/issuer/breakage", "/issuer/overview"]) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
  await page.getByRole("button", { name: "Open menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Breakage" }).click();
  await expect(page).toHaveURL(/\/issuer\/breakage/);
});

test("the paper says what the figures are of", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/As of 31 Oct 2026 · Period 1 Nov 2025 – 31 Oct 2026/)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
});
