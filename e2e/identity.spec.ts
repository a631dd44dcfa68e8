import fs from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page, test } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { listens, open } from "./fixtures";
import { DEMO, ensureStranger, owner, ownOrigin, visitor } from "./tenants";

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const password = "salt marsh and lantern";
const run = Date.now().toString(36);

/** What the browser refused or could not do; the content policy reports here when a script or style has no nonce. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

async function signIn(page: Page, who: { email: string; password: string }) {
  await open(page, "/sign-in?to=/issuer/settings/members");
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await listens(page);
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results: AxeResults = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })",
  );
  return results.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

test("an admin invites somebody, who joins, works with his role, is disabled and is out at once; the trail tells it", async ({
  page,
  browser,
}) => {
  test.slow(); // The longest way of all, through three browsers.
  const complaints = watch(page);
  // Another one where the test runs a second time.
  const nameOfNora = `Nora ${run}`;
  const email = `nora-${run}@example.test`;
  await signIn(page, DEMO);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByRole("radio", { name: "Analyst" }).check();
  await dialog.getByRole("button", { name: "Create the link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  expect(link).toMatch(/\/join#[\w-]{43}$/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Invite somebody" })).toBeFocused();
  await expect(page.getByRole("table", { name: /Invitations/ }).getByText(email)).toBeVisible();

  const other = await browser.newContext({ baseURL: ownOrigin() });
  const nora = await other.newPage();
  const noraComplaints = watch(nora);
  await open(nora, link);
  await expect(nora.getByLabel("Your name")).toBeVisible();
  await inBothThemes(nora, () => expectAccessible(nora));
  await nora.getByLabel("Your name").fill(nameOfNora);
  await nora.getByLabel("Password", { exact: true }).fill("too short");
  await nora.getByRole("button", { name: "Join" }).click();
  await expect(nora.getByText("Use at least 12 characters.", { exact: false })).toBeVisible();
  await nora.getByLabel("Password", { exact: true }).fill(password);
  await nora.getByRole("button", { name: "Join" }).click();
  await expect(nora).toHaveURL(/\/issuer\/overview/);
  await expect(nora.getByRole("heading", { name: "Overview" })).toBeVisible();
  await open(nora, "/issuer/settings/members");
  await expect(nora.getByRole("heading", { name: "Settings" })).toBeVisible();
  await expect(nora.getByRole("button", { name: "Invite somebody" })).toHaveCount(0);
  expect((await nora.goto("/issuer/settings/keys"))?.status()).toBe(403);
  await open(nora, link);
  await expect(nora.getByRole("heading", { name: "This link does not work" })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: `Actions for ${nameOfNora}` }).click();
  await page.getByRole("menuitem", { name: "Link for a new password" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create the link" }).click();
  const reset = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.keyboard.press("Escape");
  const elsewhere = await nora.context().newPage();
  await open(elsewhere, reset);
  await expect(elsewhere).toHaveURL(/\/reset/);
  await expect(elsewhere.getByLabel("New password", { exact: true })).toBeVisible();
  await inBothThemes(elsewhere, () => expectAccessible(elsewhere));
  await elsewhere.close();

  await page.getByRole("button", { name: `Actions for ${nameOfNora}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row", { name: new RegExp(nameOfNora) }).getByText("Disabled")).toBeVisible();
  await open(nora, "/issuer/settings/members");
  await expect(nora).toHaveURL(/\/sign-in\?to=.*ended=1/);
  await expect(nora.getByText("Your session has ended")).toBeVisible();
  await other.close();

  await open(page, "/issuer/audit");
  const trail = page.getByRole("table");
  for (const words of ["Member invited", "Member joined", "Access refused", "Member disabled"]) {
    await expect(trail.getByRole("row", { name: new RegExp(words) }).first()).toBeVisible();
  }
  expect(complaints).toEqual([]);
  expect(noraComplaints.filter((text) => !/status of (403|409)/.test(text))).toEqual([]);
});

test("a wrong password is said in words, and too many make one wait", async ({ page }) => {
  const sql = owner();
  await open(page, "/sign-in");
  await page.getByLabel("E-mail address").fill(`nobody-${run}@example.test`);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.getByLabel("Password", { exact: true }).fill(`wrong ${attempt}`);
    const answer = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await answer;
    const words = attempt < 5 ? "do not match" : "Too many attempts";
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  }
  // The browser of the other tests comes from the same address.
  await sql`delete from app.throttle`;
  await sql.end();
});

test("an API key is shown once, works at once, and is refused once revoked", async ({ page }) => {
  await signIn(page, DEMO);
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "Create a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(`journey ${run}`);
  await dialog.getByRole("checkbox", { name: /Read cards/ }).check();
  await dialog.getByRole("button", { name: "Create a key" }).click();
  const key = await page.getByRole("textbox", { name: "Key" }).inputValue();
  const machine = await visitor({ authorization: `Bearer ${key}` });
  expect((await machine.get("/api/v1/cards?limit=1")).status()).toBe(200);
  expect((await machine.get("/api/v1/customers?limit=1")).status()).toBe(403);
  await page.keyboard.press("Escape");
  await page.reload();
  expect(await page.content()).not.toContain(key);
  await page
    .getByRole("row", { name: new RegExp(`journey ${run}`) })
    .getByRole("button", { name: "Revoke" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`journey ${run}`) }).getByText("Revoked")).toBeVisible();
  expect((await machine.get("/api/v1/cards?limit=1")).status()).toBe(401);
  await machine.dispose();
});

test("the answers of a card type and the limits of age groups are kept", async ({ page }) => {
  await signIn(page, DEMO);
  await page.getByRole("link", { name: "Card types" }).click();
  await page.getByRole("table").getByRole("link").first().click();
  const question = page.getByRole("radiogroup", { name: "Are there dormancy or service fees?" });
  const answer = (await question.getByRole("radio", { name: "Yes" }).isChecked()) ? "No" : "Yes";
  await question.getByRole("radio", { name: answer }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(question.getByRole("radio", { name: answer })).toBeChecked();

  await open(page, "/issuer/settings/age-groups");
  const upper = page.getByLabel(/: to age$/).first();
  const lower = page.getByLabel(/: from age$/).nth(1);
  const moved = String(Number(await lower.inputValue()) + 1);
  await lower.fill(moved);
  await expect(upper).toHaveValue(String(Number(moved) - 1));
  await page.getByRole("button", { name: "Save the groups" }).click();
  await expect(page.getByText("Saved.").last()).toBeVisible();
  await page.reload();
  await expect(lower).toHaveValue(moved);
});

test("changing one's own password ends the other sessions and keeps this browser signed in", async ({
  page,
  browser,
}) => {
  const sql = owner();
  // Somebody of this test's own: the demo's manager works in others at the same time.
  const manager = { email: `changes-${run}@example.test`, password: "breakwater-demo" };
  await sql`
    with own as (
      insert into app.person (email, name, password_hash)
      select ${manager.email}, 'Chloe Change', password_hash from app.person where email = 'manager@demo.test' returning id)
    insert into app.membership (issuer_id, person_id, role)
    select i.id, own.id, 'manager' from own, app.issuer i where i.code = 'DEMO'`;
  await sql.end();
  const other = await browser.newContext({ baseURL: ownOrigin() });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, manager);
  await signIn(page, manager);
  await page.getByRole("link", { name: "Your account" }).click();
  await page.getByLabel("Present password").fill("not this one");
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("This is not your present password.")).toBeVisible();
  await page.getByLabel("Present password").fill(manager.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("every other session has ended")).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByLabel("Present password")).toBeVisible();
  await other.close();
});

test("the audit trail is filtered by person, kind and day, and exported whole", async ({ page }) => {
  await signIn(page, DEMO);
  await open(page, "/issuer/audit");
  await page.getByLabel("What", { exact: true }).first().click();
  await page.getByRole("option", { name: "Signed in", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/kind=sign-in\.succeeded/);
  const kinds = await page.getByRole("table").locator("tbody tr td:nth-of-type(2)").allTextContents();
  expect(new Set(kinds)).toEqual(new Set(["Signed in"]));
  await page.getByRole("button", { name: "Export" }).click();
  const file = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const path = await (await file).path();
  const text = fs.readFileSync(path, "utf8");
  expect(text).toContain("Signed in");
  expect(text).not.toContain("Member invited");
  await open(page, "/issuer/audit?from=1999-01-01&to=1999-01-02");
  await expect(page.getByText("No lines match")).toBeVisible();
});

test("signing in and inviting somebody work by keyboard and have no fault axe can find, in both themes", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const complaints = watch(page);
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.context().clearCookies();
    await open(page, "/sign-in");
    expect({ page: "sign-in", scheme, faults: await faults(page) }).toEqual({ page: "sign-in", scheme, faults: [] });
    await page.getByLabel("E-mail address").focus();
    await page.keyboard.type(DEMO.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(DEMO.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/issuer/);
  }
  await open(page, "/issuer/settings/members?issuer=DEMO");
  await page.getByRole("button", { name: "Invite somebody" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("E-mail address")).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Invite somebody" })).toBeFocused();
  expect(complaints).toEqual([]);
});

test("who works for two issuers always sees which one, switches between them, and reaches no third", async ({
  page,
}) => {
  const sql = owner();
  await ensureStranger(sql);
  await sql`insert into app.membership (issuer_id, person_id, role)
    select i.id, p.id, 'analyst' from app.issuer i, app.person p
    where i.code = 'STRANGER' and p.email = 'analyst@demo.test' on conflict do nothing`;
  await open(page, "/sign-in?to=/issuer/settings/members");
  await page.getByLabel("E-mail address").fill("analyst@demo.test");
  await page.getByLabel("Password", { exact: true }).fill(DEMO.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/settings\/members\?issuer=DEMO/);
  await open(page, "/issuer/settings/members?issuer=STRANGER");
  await expect(page.getByText("Sam Stranger")).toBeVisible();
  await expect(page.getByText("admin@demo.test")).toHaveCount(0);
  // A page of the other issuer that was only fetched ahead, whenever its answer comes, is not one that was opened.
  await page.request.get("/issuer/settings/members?issuer=DEMO", { headers: { accept: "*/*" } });
  await open(page, "/issuer/settings/members");
  await expect(page).toHaveURL(/issuer=STRANGER/);
  expect((await page.goto("/issuer/settings/members?issuer=NOWHERE"))?.status()).toBe(404);
  await open(page, "/choose-issuer");
  await inBothThemes(page, async () => {
    await expectAccessible(page);
    await expectLargeTargets(page);
  });
  await expectFitsPhone(page);
  await page.getByRole("link", { name: /Harbor/ }).click();
  await expect(page).toHaveURL(/issuer=DEMO/);
  // With one issuer there is nothing to choose.
  await sql`delete from app.membership where issuer_id = (select id from app.issuer where code = 'STRANGER') and role = 'analyst'`;
  await open(page, "/choose-issuer");
  await expect(page).toHaveURL(/\/issuer\/overview/);
  await sql.end();
});
