import type { Locator, Page } from "@playwright/test";
import type postgres from "postgres";
import { approverPage, ensureOffice, propose } from "./approval-tenant";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { DEMO, owner, signIn } from "./tenants";

const CODE = "REMIND";

let sql: postgres.Sql;
let ann: Page;
let batch = 0;

test.beforeAll(async ({ browser }) => {
  sql = owner();
  const office = await ensureOffice(sql, CODE);
  await sql`update app.notification_batch set state = 'rejected' where issuer_id = ${office.issuerId}`;
  [batch = 0] = await propose(sql, office, [{ delayCost: 1_234n, members: 12 }]);
  ann = await approverPage(browser, CODE, "ann");
});

test.afterAll(async () => {
  await ann?.context().close();
  await sql.end();
});

test("reminders are two keys away, and a batch opens to its people", async () => {
  await open(ann, "/issuer/overview");
  await ann.keyboard.press("g");
  await ann.keyboard.press("n");
  await expect(ann.getByRole("heading", { name: "Reminders", level: 1 })).toBeVisible();
  await expectAccessible(ann);
  await ann.getByRole("link", { name: `Card expires: batch ${batch}` }).click();
  await expect(ann.getByRole("heading", { name: `Card expires: batch ${batch}`, level: 1 })).toBeVisible();
  // What an approver is told: who, what, what waiting costs, what it may bring, and whether that could be seen.
  for (const figure of [
    "People",
    "At stake",
    "A day's delay costs",
    "Redeemed because of it",
    "Smallest rise it can show",
  ])
    await expect(ann.getByRole("heading", { name: figure, exact: true })).toBeVisible();
  const waiting = ann.getByRole("table", { name: "What waiting costs" });
  await expect(waiting.getByRole("row")).toHaveCount(15);
  await expect(waiting.getByRole("row").nth(3).getByRole("cell")).toHaveText(["$12.34", "$37.02"]);
  await expect(ann.getByRole("table", { name: "People with most to gain, with reasons" }).getByRole("row")).toHaveCount(
    11,
  );
  await expect(ann.getByRole("table", { name: "Everybody of the audience" }).getByRole("row")).toHaveCount(13);
  await expect(ann.getByText("12 to be written to and 0 left out are the audience of 12.")).toBeVisible();
  await inBothThemes(ann, () => expectAccessible(ann));
});

test("a batch and the list are readable on a phone", async () => {
  await ann.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/issuer/notifications", `/issuer/notifications/${batch}`]) {
    await open(ann, path);
    await expectNoSidewaysScroll(ann);
    await expectLargeTargets(ann);
  }
  await ann.setViewportSize({ width: 1280, height: 900 });
});

test("an analyst reads the settings, and cannot change them", async () => {
  await open(ann, "/issuer/notifications/settings");
  await expect(ann.getByText("Administrators can change it.")).toBeVisible();
  // By what hours a text is kept, and what nobody looks at.
  await expect(ann.getByText("The area code of a phone number is not looked at")).toBeVisible();
  await expect(ann.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test("an administrator changes a setting; what the law forbids is refused beside the field", async ({ admin }) => {
  await open(admin, "/issuer/notifications/settings");
  await expectAccessible(admin);
  await admin.getByLabel("From hour").fill("6");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("No message may come before 8:00.")).toBeVisible();
  await admin.getByLabel("From hour").fill("10");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Settings saved.").first()).toBeVisible();
  await open(admin, "/issuer/notifications/settings");
  await expect(admin.getByLabel("From hour")).toHaveValue("10");
  await admin.getByLabel("From hour").fill("9");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Settings saved.").first()).toBeVisible();
  await admin.getByLabel("Count breakage that is given up against a reminder").check();
  await expect(admin.getByText("Then hardly anybody is reminded")).toBeVisible();
});

test("what is changed while a save is under way outlives the refresh that follows, and can be saved in its turn", async ({
  admin,
}) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await admin.route("**/issuer/notifications/settings*", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await open(admin, "/issuer/notifications/settings");
  const hour = admin.getByLabel("From hour");
  const before = await hour.inputValue();
  await hour.fill("11");
  await admin.getByRole("button", { name: "Save" }).click();
  const counts = admin.getByLabel("Count breakage that is given up against a reminder");
  await counts.check();
  letGo();
  await expect(admin.getByText("Settings saved.").first()).toBeVisible();
  await expect(admin.getByRole("button", { name: "Save" })).toBeEnabled();
  await expect(counts).toBeChecked();
  await expect(admin.getByText("Then hardly anybody is reminded")).toBeVisible();
  // Nobody else has changed anything: the form knows that the version before its own is not the newest any more.
  await counts.uncheck();
  await hour.fill(before);
  const saved = admin.waitForResponse((response) => response.request().method() === "POST");
  await admin.getByRole("button", { name: "Save" }).click();
  await saved;
  await open(admin, "/issuer/notifications/settings");
  await expect(hour).toHaveValue(before);
  await expect(counts).not.toBeChecked();
});

test("a figure that is set stands in force with its source, and the one before stays in the history", async ({
  admin,
}) => {
  await open(admin, "/issuer/notifications/parameters");
  await expectAccessible(admin);
  const inForce = admin.getByRole("table", { name: "In force" });
  await expect(inForce.getByRole("row", { name: /^Spend more/ })).toContainText("Assumed, doubtful");
  await admin.getByLabel("Figure", { exact: true }).selectOption("effect-days");
  await admin.getByLabel("Value", { exact: true }).fill("4");
  await admin.getByRole("button", { name: "Set", exact: true }).click();
  await expect(admin.getByText("Say where the figure comes from.")).toBeVisible();
  await admin.getByLabel("Source", { exact: true }).fill("Our own reading of last year");
  await admin.getByRole("button", { name: "Set", exact: true }).click();
  await expect(admin.getByText("It holds from the next proposal on.").first()).toBeVisible();
  await expect(inForce.getByRole("row", { name: /^Days of effect/ })).toContainText("Our own reading of last year");
  await expect(
    admin
      .getByRole("table", { name: "History" })
      .getByRole("row", { name: /Days of effect/ })
      .first(),
  ).toBeVisible();
});

test("proposing is a run that everybody sees, and says what came of it", async ({ admin }) => {
  test.setTimeout(180_000);
  await open(admin, "/issuer/notifications");
  await expect(admin.getByRole("button", { name: "Propose now" }).first()).toBeVisible();
  const start = admin.getByRole("button", { name: "Propose now" }).first();
  if (await start.isEnabled()) await start.click();
  await expect(async () => {
    await open(admin, "/issuer/notifications");
    await expect(admin.getByText(/^Last run /)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 150_000 });
});

test("E edits by keyboard: another proposal takes its place, in the editor's name, for somebody else to decide", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  // A run puts other proposals in the place of those that stand: it would take ours from under the editor's hands.
  const making =
    () => sql`select from app.job_run where kind = 'notifications.propose' and state in ('queued', 'running')
    and issuer_id = (select id from app.issuer where is_demo)`;
  await expect.poll(async () => (await making()).length, { timeout: 120_000 }).toBe(0);
  const visitor = await signIn({ ...DEMO, email: "manager@demo.test" });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const page = await context.newPage();
  await open(page, "/manager/approvals");
  const rows = page.getByRole("list", { name: "Proposals" }).getByRole("listitem");
  const openRow = rows.filter({ has: page.getByRole("checkbox", { disabled: false }) }).first();
  const seen = await openRow.getAttribute("data-batch");
  await openRow.getByRole("button").focus();
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`: batch ${seen}$`) })).toBeVisible();
  await expect(page.getByLabel("First day")).toBeFocused();
  const share = page.getByLabel("Held out, %");
  for (let keys = 0; keys < 12 && !(await isFocused(share)); keys++) await page.keyboard.press("Tab");
  await expect(share).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("20");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The edited proposal waits for a decision.")).toBeVisible({ timeout: 60_000 });
  await expect(page).not.toHaveURL(new RegExp(`/notifications/${seen}\\b`));
  const made = /\/notifications\/(\d+)/.exec(page.url())?.[1];

  const batches = await sql`
    select b.id::text as id, b.state, p.email, round(b.holdout_share::numeric, 2)::text as share
    from app.notification_batch b left join app.person p on p.id = b.proposed_by
    where b.id in (${seen}::int, ${made ?? 0}::int) order by b.id`;
  expect(batches).toMatchObject([
    { id: seen, state: "replaced" },
    { id: made, state: "proposed", email: "manager@demo.test", share: "0.20" },
  ]);
  await open(page, "/manager/approvals");
  const own = rows.and(page.locator(`[data-batch="${made}"]`));
  await expect(own).toContainText("Yours: another person decides");
  await expect(own.getByRole("checkbox")).toBeDisabled();
  await expect(rows.and(page.locator(`[data-batch="${seen}"]`))).toHaveCount(0);
  await context.close();
});

const isFocused = (field: Locator) => field.evaluate((element) => element === document.activeElement);
