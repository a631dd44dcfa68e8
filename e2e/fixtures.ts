import fs from "node:fs";
import path from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { DEMO, signIn } from "./tenants";

type Fixtures = { admin: Page };
type WorkerFixtures = { adminState: string };

/** A page that is signed in already. Signing in itself is told once, in issuer.spec.ts; every worker does it once more here. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  adminState: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a fixture needs from this pattern
    async ({}, use, info) => {
      const file = path.join(info.project.outputDir, `admin-${info.workerIndex}.json`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const visitor = await signIn(DEMO);
      await visitor.storageState({ path: file });
      await visitor.dispose();
      await use(file);
    },
    { scope: "worker" },
  ],
  admin: async ({ browser, adminState }, use) => {
    const context = await browser.newContext({ storageState: adminState });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      // A page for 404 is asked for on purpose now and then; everything else that the browser calls an error is one.
      if (message.type() === "error" && !/status of 40[34]/.test(message.text())) faults.push(message.text());
    });
    await use(page);
    expect(faults, "the browser reported errors").toEqual([]);
    await context.close();
  },
});

/** Opens a page and waits until it listens: a test presses keys faster than anybody. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("body[data-ready]")).toBeAttached({ timeout: 30_000 });
  const hasShell = (await page.getByRole("link", { name: "Skip to content" }).count()) > 0;
  if (hasShell) await expect(page.locator("body[data-keys]")).toBeAttached({ timeout: 30_000 });
}

export { expect };
