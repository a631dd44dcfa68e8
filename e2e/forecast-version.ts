import type { Page } from "@playwright/test";
import { expect, open } from "./fixtures";

/** As long as a background run takes where four browsers want the same two processors. */
export const runs = 240_000;
const days = new Set<string>();

/** Makes a version of data up to a day, or finds that one is there; where one is being made, the page waits by itself. */
export async function ensureVersion(page: Page, day: string): Promise<void> {
  if (days.has(day)) return;
  await open(page, `/issuer/forecast?asOf=${day}`);
  const made = page.getByRole("heading", { name: "How it was made" });
  const make = page.getByRole("button", { name: /^Make (the first )?forecast$/ }).first();
  await expect(made.or(make).first()).toBeVisible();
  if (!(await made.isVisible())) {
    await expect(made.or(make.and(page.locator(":enabled"))).first()).toBeVisible({ timeout: runs });
    if (!(await made.isVisible())) await make.click();
  }
  await expect(made).toBeVisible({ timeout: runs });
  days.add(day);
}
