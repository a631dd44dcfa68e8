import path from "node:path";
import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { type OwnServer, startOwnServer } from "./cut-database";
import { listens, open } from "./fixtures";
import { ensureVersion } from "./forecast-version";
import { filledIn, type Ids, ownIds } from "./own-rows";
import { listRoutes } from "./routes";
import { DEMO, signIn } from "./tenants";

/** They are drawn without asking the database anything. */
const needNothing = ["/", "/join", "/reset"];
const pages = listRoutes()
  .filter((route) => route.kind === "page" && !needNothing.includes(route.path))
  .map((route) => route.path);
const MANAGER = { ...DEMO, email: "manager@demo.test" };

let server: OwnServer;
let ids: Ids;

test.describe.configure({ timeout: 180_000 });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  [server, ids] = await Promise.all([startOwnServer(path.resolve("test-results/outage.log")), ownIds()]);
});
test.afterAll(() => server?.stop());
test.afterEach(() => server.mend());

/** A page of a browser of its own, at the server whose database is cut off; signed in where somebody is named. */
async function pageOf(browser: Browser, who?: { email: string; password: string }): Promise<Page> {
  const visitor: APIRequestContext | null = who ? await signIn(who) : null;
  const storageState = await visitor?.storageState();
  await visitor?.dispose();
  const context = await browser.newContext({ baseURL: server.url, ...(storageState ? { storageState } : {}) });
  return context.newPage();
}

const INSIDES = /postgres|ECONN|CONNECTION_|\bat .*\.(ts|js):\d+|Failed query|select /i;

test("each page whose database is gone says what happened, what is safe and what to do, and nothing of its insides", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const [admin, manager, nobody] = [await pageOf(browser, DEMO), await pageOf(browser, MANAGER), await pageOf(browser)];
  server.cut();
  for (const one of pages) {
    const page = one.startsWith("/manager") ? manager : one.startsWith("/issuer") ? admin : nobody;
    const answer = await page.goto(filledIn(one, ids));
    expect([one, answer?.status()]).toEqual([one, 500]);
    expect(await answer?.text(), one).not.toMatch(INSIDES);
    const said = page.getByRole("alert").filter({ has: page.getByRole("heading", { level: 1 }) });
    await expect(said, one).toContainText(/^This (could not be shown|page cannot be shown right now)/);
    await expect(said, one).toContainText("othing was changed");
    await expect(said, one).toContainText(/database does not answer at the moment|try again in a moment/);
    await expect(page.getByRole("button", { name: "Try again" })).toBeEnabled();
  }
  for (const page of [admin, manager, nobody]) await page.context().close();
});

test("a page that was opened while the database was gone shows itself once it is back, on each kind of page, and at once where one asks", async ({
  browser,
}) => {
  for (const [who, address, heading] of [
    [DEMO, "/issuer/breakage", "Breakage"],
    [DEMO, "/issuer/settings/brands", "Settings"],
    [MANAGER, "/manager/approvals", "Approvals"],
    [undefined, "/sign-in", "Sign in"],
    [undefined, filledIn("/u/[token]", ids), "Stop these messages?"],
  ] as const) {
    const page = await pageOf(browser, who);
    server.cut();
    // It asks what does not answer, and goes on asking until that does.
    const asked = page.waitForResponse(/\/api\/health\/ready/);
    await page.goto(address);
    await expect(page.getByRole("heading", { name: /cannot be shown|could not be shown/ })).toBeVisible();
    expect((await asked).status()).toBe(503);
    server.mend();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    server.cut();
    await page.goto(address);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("button", { name: "Try again" })).toBeEnabled();
    server.mend();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await page.context().close();
  }
});

test("who walks on while the database is gone keeps the frame and the way back, and the page comes by itself", async ({
  browser,
}) => {
  const page = await pageOf(browser, DEMO);
  await open(page, "/issuer/overview");
  const menu = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Breakage", "Forecast", "Escheatment", "Settings"]) {
    server.cut();
    await menu.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("alert").getByText("Your data is safe: nothing was changed.")).toBeVisible();
    await expect(page.getByText("The database does not answer at the moment.")).toBeVisible();
    await expect(menu).toBeVisible();
    server.mend();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  await page.context().close();
});

test("what is typed stays in its form while no answer comes, and is saved once one does", async ({ browser }) => {
  const page = await pageOf(browser, DEMO);
  const name = `Outage ${Date.now().toString(36)}`;
  await open(page, "/issuer/settings/brands");
  await page.getByRole("button", { name: "Add a brand" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Code").fill(name.replaceAll(" ", "-"));
  const save = dialog.getByRole("button", { name: "Add" });
  const failure = dialog.getByRole("alert");

  server.cut();
  await save.click();
  await expect(failure).toContainText("The database does not answer. Nothing was changed; try again in a moment.");
  await expect(dialog.getByLabel("Name")).toHaveValue(name);
  // The way to the server itself is gone: there is not even an answer that says so.
  await page.context().setOffline(true);
  await save.click();
  await expect(failure).toContainText("No answer came from the server");
  await expect(failure).toContainText("What you entered is still here");
  await expect(dialog.getByLabel("Name")).toHaveValue(name);
  await page.context().setOffline(false);
  server.mend();
  await save.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await page.context().close();
});

test("who signs in, keeps a view or says no to reminders while no answer comes loses nothing either", async ({
  browser,
}) => {
  const page = await pageOf(browser, DEMO);
  await open(page, "/issuer/breakage");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Keep this view" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("kept through an outage");
  await page.context().setOffline(true);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("No answer came from the server")).toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveValue("kept through an outage");
  await page.context().close();

  const stranger = await pageOf(browser);
  await open(stranger, "/sign-in");
  await stranger.getByLabel("E-mail address").fill(DEMO.email);
  await stranger.getByLabel("Password", { exact: true }).fill(DEMO.password);
  server.cut();
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(stranger.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await expect(stranger.getByLabel("E-mail address")).toHaveValue(DEMO.email);
  server.mend();
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(stranger).toHaveURL(/\/issuer\/overview/);

  await open(stranger, filledIn("/u/[token]", ids));
  await stranger.context().setOffline(true);
  await stranger.getByRole("button", { name: "Stop reminders" }).click();
  await expect(stranger.getByText("That did not work. Please try again in a moment.")).toBeVisible();
  await stranger.context().setOffline(false);
  await stranger.getByRole("button", { name: "Stop reminders" }).click();
  await expect(stranger.getByRole("heading", { name: "You will get no more reminders" })).toBeVisible();
  await stranger.context().close();
});

/** How far things have moved, once nothing more is to be done. */
const atRest = () =>
  new Promise<number>((resolve) => requestIdleCallback(() => resolve(window.shifted ?? -1), { timeout: 3_000 }));

declare global {
  interface Window {
    shifted?: number;
  }
}

test("nothing on a page moves under the reader's eyes while it comes, however slowly the database answers", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const [admin, manager, nobody] = [await pageOf(browser, DEMO), await pageOf(browser, MANAGER), await pageOf(browser)];
  for (const page of [admin, manager, nobody])
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          window.shifted = (window.shifted ?? 0) + entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
  // Two versions, so that there is something to hold against one another.
  for (const day of ["2026-10-31", "2026-07-31"]) await ensureVersion(admin, day);
  // What stands in place of a part is seen only where the part comes later than the page around it.
  server.delay(15);
  const shifts: [string, number][] = [];
  for (const one of pages) {
    const page = one.startsWith("/manager") ? manager : one.startsWith("/issuer") ? admin : nobody;
    await page.goto(filledIn(one, ids));
    await listens(page);
    shifts.push([one, await page.evaluate(atRest)]);
  }
  server.delay(0);
  expect(shifts.filter(([, sum]) => !(sum >= 0 && sum <= 0.1))).toEqual([]);
  for (const page of [admin, manager, nobody]) await page.context().close();
});
