import fs from "node:fs";
import path from "node:path";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { DEMO, ownOrigin, signIn } from "./tenants";

type Fixtures = { admin: Page };
type WorkerFixtures = { adminState: string; adminBrowser: { context: BrowserContext | null } };

/**
 * A page that is signed in already. Signing in itself is told once, in issuer.spec.ts; every worker does it once more here.
 * The pages of a worker follow one another in one browser, as a person's do, so that scripts are read and compiled once;
 * cookies and kept drafts are those of a new one.
 */
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
  adminBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => use({ context: null }),
    { scope: "worker" },
  ],
  admin: async ({ browser, adminState, adminBrowser }, use, info) => {
    // Made within a test: only there does the runner fill in zone, language and address.
    adminBrowser.context ??= await browser.newContext({ storageState: adminState });
    const { context } = adminBrowser;
    await context.clearCookies();
    await context.addCookies(JSON.parse(fs.readFileSync(adminState, "utf8")).cookies);
    const page = await context.newPage();
    const browserTools = await context.newCDPSession(page);
    await browserTools.send("Storage.clearDataForOrigin", { origin: ownOrigin(), storageTypes: "local_storage" });
    await browserTools.detach();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      // A page for 404 is asked for on purpose now and then; everything else that the browser calls an error is one.
      if (message.type() === "error" && !/status of 40[34]/.test(message.text())) faults.push(message.text());
    });
    await use(page);
    if (info.status === info.expectedStatus) for (const one of context.pages()) await one.close();
    else {
      adminBrowser.context = null;
      await context.close();
    }
    expect(faults, "the browser reported errors").toEqual([]);
  },
});

/** Opens a page and waits until it listens. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await listens(page);
}

/** Waits until a page that was loaded listens: a test presses keys faster than anybody. */
export async function listens(page: Page): Promise<void> {
  await expect(page.locator("body[data-ready]")).toBeAttached({ timeout: 30_000 });
  const hasShell = (await page.getByRole("link", { name: "Skip to content" }).count()) > 0;
  if (hasShell) await expect(page.locator("body[data-keys]")).toBeAttached({ timeout: 30_000 });
}

export { expect };
