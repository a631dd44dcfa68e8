import type { Page } from "@playwright/test";
import { recipientToken } from "@/lib/notifications/recipient-token";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { ensureWriter, writerPage } from "./templates-tenant";
import { owner, visitor } from "./tenants";

const CODE = "WRITER";

test.beforeAll(async () => {
  const sql = owner();
  await ensureWriter(sql, CODE);
  await sql.end();
});

test.describe("the words of reminders", () => {
  /** From no words at all to two versions: each step stands on the one before. */
  test.describe.configure({ mode: "serial" });

  let analyst: Page;

  test.beforeAll(async ({ browser }) => {
    analyst = await writerPage(browser, CODE, "analyst");
  });

  test.afterAll(async () => {
    await analyst?.context().close();
  });

  test("without words one is told to begin with the shipped ones, and one press writes all twenty", async () => {
    await open(analyst, "/issuer/notifications/templates");
    const begin = analyst.getByRole("button", { name: "Take the shipped words" });
    if (await begin.isVisible()) await begin.click();
    const table = analyst.getByRole("table", { name: "Templates" });
    await expect(table.getByRole("row")).toHaveCount(21);
    await expectAccessible(analyst);
    await expectNoSidewaysScroll(analyst);
  });

  test("an unknown value is named with its line and column while one writes, and cannot be saved", async () => {
    await open(analyst, "/issuer/notifications/templates/new?reason=fees&channel=email&language=en");
    await analyst.getByRole("textbox", { name: "Text" }).fill("{{greeting}}\n\nleft: {{balanse}}\n\n{{cards}}");
    await expect(analyst.getByText("{{balanse}} in line 3, column 7 is no value of ours.")).toBeVisible();
    await expect(analyst.getByRole("button", { name: "Save as a new version" })).toBeDisabled();
    await expectAccessible(analyst);
  });

  test("a saved version is in use, can be held against the one before, and withdrawn again", async () => {
    await open(analyst, "/issuer/notifications/templates/new?reason=fees&channel=email&language=en");
    await analyst.getByRole("textbox", { name: "Subject" }).fill("All of your {{total}} is still there");
    const save = analyst.getByRole("button", { name: "Save as a new version" });
    await expect(save).toBeEnabled();
    await save.click();
    await expect(analyst).toHaveURL(/\/templates\/\d+/);
    const frame = analyst.frameLocator("iframe");
    await expect(frame.getByText("Advertising message from Quay Gift Cards Inc")).toBeVisible();
    await expect(frame.getByText("7 Quay Road, Dover, DE 19901")).toBeVisible();
    await expect(frame.getByRole("listitem").first()).toBeVisible();
    await analyst.getByText("Plain text", { exact: true }).click();
    await expect(analyst.getByText("Stop messages like this: http", { exact: false })).toBeVisible();
    await analyst.getByRole("link", { name: /^Compare 1 with \d+$/ }).click();
    await expect(analyst.getByText("All of your {{total}} is still there", { exact: true })).toBeVisible();
    await expect(analyst.getByText("Keep the whole {{total}} on your gift cards", { exact: true })).toBeVisible();
    await inBothThemes(analyst, () => expectAccessible(analyst));
    await analyst.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(analyst);
    await expectLargeTargets(analyst);
    await analyst.setViewportSize({ width: 1280, height: 800 });
    await analyst.getByRole("button", { name: "Withdraw" }).click();
    await analyst.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await expect(analyst.getByText("Withdrawn", { exact: true })).toBeVisible();
  });
});

test.describe("the way out of reminders", () => {
  const day = new Date().toISOString().slice(0, 10);
  const mailboxOf = (name: string) => `${name}-${Date.now()}@example.com`;
  let issuerId = 0;

  test.beforeAll(async () => {
    const sql = owner();
    const [issuer] = await sql`select id from app.issuer where code = ${CODE}`;
    issuerId = Number(issuer?.id);
    await sql.end();
  });

  /** As a message would bring it: `lib/setup/test-parts.mjs` tells server and tests the same secret. */
  const tokenFor = (mailbox: string, purpose: "unsubscribe" | "statement" = "unsubscribe") =>
    recipientToken(purpose, { issuerId, channel: "email", mailbox, batchId: null, day }, process.env.AUTH_SECRET ?? "");

  const said = async (mailbox: string) => {
    const sql = owner();
    const rows =
      await sql`select covers, via from app.opt_out where issuer_id = ${issuerId} and mailbox = ${mailbox} order by id`;
    await sql.end();
    return rows.map(({ covers, via }) => [covers, via]);
  };

  test("is one POST without sign-in, cookies or an origin; a GET, by whatever scanner, changes nothing", async () => {
    const mailbox = mailboxOf("click");
    const nobody = await visitor({ "user-agent": "LinkScanner/2.0" });
    for (const path of [`/api/u/${tokenFor(mailbox)}`, `/u/${tokenFor(mailbox)}`]) await nobody.get(path);
    expect(await said(mailbox)).toEqual([]);
    const answer = await nobody.post(`/api/u/${tokenFor(mailbox)}`, { form: { "List-Unsubscribe": "One-Click" } });
    expect(answer.status()).toBe(200);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    expect(await said(mailbox)).toEqual([["commercial", "one-click"]]);
    await nobody.dispose();
  });

  test("is one press on a page that asks why only afterwards, and can be taken back", async ({ page }) => {
    const mailbox = mailboxOf("page");
    await open(page, `/u/${tokenFor(mailbox)}`);
    await expect(page.getByText(mailbox, { exact: false })).toBeVisible();
    await inBothThemes(page, () => expectAccessible(page));
    await page.getByRole("button", { name: "Stop reminders" }).click();
    await expect(page.getByRole("heading", { name: "You will get no more reminders" })).toBeVisible();
    await page.getByText("Too many messages").click();
    await page.getByRole("button", { name: "Tell Quay Cards" }).click();
    await expect(page.getByText("Thank you.")).toBeVisible();
    await page.getByRole("button", { name: "Keep them coming" }).click();
    await expect(page.getByRole("heading", { name: "Reminders will keep coming." })).toBeVisible();
    expect(await said(mailbox)).toEqual([
      ["commercial", "page"],
      ["commercial", "page"],
      ["nothing", "page"],
    ]);
  });

  test("speaks the reader's language, on a telephone too", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [language, words] of [
      ["ru", "Не присылать напоминания"],
      ["ja", "お知らせを停止する"],
    ]) {
      await open(page, `/u/${tokenFor(mailboxOf("language"))}?lang=${language}`);
      await expect(page.getByRole("button", { name: words, exact: true })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  });

  test("a link that was cut short or is of another kind opens nothing", async ({ page }) => {
    const mailbox = mailboxOf("broken");
    for (const path of [`/u/${tokenFor(mailbox).slice(0, 40)}`, `/u/${tokenFor(mailbox, "statement")}`, "/s/short"]) {
      await open(page, path);
      await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    }
  });

  test("a statement shows nothing before its reader asks for it", async ({ page }) => {
    await open(page, `/s/${tokenFor(mailboxOf("statement"), "statement")}`);
    await inBothThemes(page, () => expectAccessible(page));
    await page.getByRole("button", { name: "Show my cards" }).click();
    await expect(page.getByText("There is no card with money on it for this address.")).toBeVisible();
  });
});
