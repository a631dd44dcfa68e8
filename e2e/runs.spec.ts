import { expect, test } from "@playwright/test";
import { open } from "./fixtures";
import { DEMO, ownOrigin, signIn } from "./tenants";

test("the list of runs says when it can no longer be kept up to date, and stops saying so once it can", async ({
  browser,
}) => {
  const signedIn = await signIn(DEMO);
  const context = await browser.newContext({ baseURL: ownOrigin(), storageState: await signedIn.storageState() });
  const page = await context.newPage();
  await open(page, "/issuer/runs");
  const note = page.getByRole("status").filter({ hasText: "could not be refreshed" });
  await expect(note).toHaveCount(0);
  await context.setOffline(true);
  await expect(note).toBeVisible();
  await context.setOffline(false);
  await expect(note).toHaveCount(0);
  await Promise.all([context.close(), signedIn.dispose()]);
});
