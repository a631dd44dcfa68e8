import { type Browser, expect, type Page, test } from "@playwright/test";
import { open } from "./fixtures";
import { DEMO, ownOrigin, signIn } from "./tenants";

/** In a browser of its own: what is done to its network and its clock no other page should feel. */
async function alone(browser: Browser): Promise<Page> {
  const signedIn = await signIn(DEMO);
  const context = await browser.newContext({ baseURL: ownOrigin(), storageState: await signedIn.storageState() });
  await signedIn.dispose();
  return context.newPage();
}

test("the list of runs says when it can no longer be kept up to date, and stops saying so once it can", async ({
  browser,
}) => {
  const page = await alone(browser);
  await open(page, "/issuer/runs");
  const note = page.getByRole("status").filter({ hasText: "could not be refreshed" });
  await expect(note).toHaveCount(0);
  await page.context().setOffline(true);
  await expect(note).toBeVisible();
  await page.context().setOffline(false);
  await expect(note).toHaveCount(0);
  await page.context().close();
});

test("figures left open turn amber by their age and say so, without a reload", async ({ browser }) => {
  const page = await alone(browser);
  await page.clock.install();
  await open(page, "/issuer/overview");
  const note = page.getByRole("main").getByText(/ · computed /);
  await expect(note).not.toHaveAttribute("data-stale");
  await page.clock.fastForward("14:00");
  await expect(note).not.toHaveAttribute("data-stale");
  await page.clock.fastForward("02:00");
  await expect(note).toHaveAttribute("data-stale");
  await expect(note).toContainText("reload for the latest");
  await page.context().close();
});
