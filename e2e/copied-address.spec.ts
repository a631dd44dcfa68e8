import type { Locator, Page } from "@playwright/test";
import { expect, open, test } from "./fixtures";

/**
 * Screens, and what somebody presses on each before he sends its address to a colleague: links by their names, buttons with
 * a sign before theirs. What they show must then stand in the address, not in the browser that pressed.
 */
const screens: readonly (readonly [path: string, ...pressed: string[]])[] = [
  ["/issuer/overview?asOf=2026-10-31", "By last use", "!Table"],
  ["/issuer/breakage?asOf=2026-10-31&by=brand,medium", "Rate"],
  ["/issuer/breakage?asOf=2026-10-31&by=brand&medium=digital", "Sort by Sold"],
  ["/issuer/insights?asOf=2026-10-31", "90 days"],
  ["/issuer/events?asOf=2026-10-31", "Redeemed", "Next"],
  ["/issuer/cards?asOf=2026-10-31", "By expiry", "Next"],
  ["/issuer/customers?asOf=2026-10-31", "Next"],
  ["/issuer/customers/about-to-lapse?asOf=2026-10-31", "90 days"],
  ["/issuer/forecast?asOf=2026-10-31", "2 years", "Sort by Sold"],
  ["/issuer/forecast/back-test?asOf=2026-10-31", "10 to 24"],
  ["/issuer/escheat?asOf=2026-10-31", "Sort by Expected", "Delaware"],
  ["/issuer/escheat/cards", "Next"],
  ["/issuer/escheat/calendar", "A year ahead"],
  ["/issuer/escheat/rules", "Needs counsel", "Sort by To confirm"],
  ["/issuer/accounting", "Card type"],
  ["/issuer/imports/kept-aside", "Dismissed", "Card types"],
  ["/issuer/runs", "Done"],
];

/** What the page shows, without the moment at which it was computed. */
const shown = async (page: Page): Promise<string> =>
  ((await page.locator("main").textContent()) ?? "")
    .replaceAll(/computed \d+ \w+ \d+, \d\d:\d\d/g, "")
    .replaceAll(/\d+ (seconds?|minutes?|s) ago/g, "");

/** The page no longer waits for what was pressed. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("body")).not.toHaveAttribute("data-busy", /.*/);
}

async function press(page: Page, name: string): Promise<void> {
  const main = page.getByRole("main");
  const before = page.url();
  const target: Locator = name.startsWith("!")
    ? main.getByRole("button", { name: name.slice(1), exact: true })
    : main.getByRole("link", { name, exact: true });
  await target.first().click();
  await expect(page).not.toHaveURL(before);
  await settled(page);
}

test.describe("an address, copied once something was chosen there, shows the same in a clean browser", () => {
  for (const [path, ...pressed] of screens)
    test(path, async ({ admin: page, browser, adminState }) => {
      await open(page, path);
      const first = await shown(page);
      for (const name of pressed) await press(page, name);
      const context = await browser.newContext({ storageState: adminState });
      const other = await context.newPage();
      await open(other, page.url());
      await settled(other);
      // What was chosen can be seen; else anything would be the same as anything.
      await expect.poll(() => shown(page)).not.toBe(first);
      await expect.poll(() => shown(other)).toBe(await shown(page));
      await context.close();
    });
});
