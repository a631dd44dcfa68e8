import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { approverPage, ensureOffice, propose } from "./approval-tenant";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { owner } from "./tenants";

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
