import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { approverPage, ensureOffice, type Office, propose } from "./approval-tenant";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { ensureSenders, letLeave, MESSAGES, proposeToAll } from "./sending-tenant";
import { owner } from "./tenants";

test.describe("mailboxes", () => {
  test("a search that finds none says so, and a mailbox nobody knows is not there", async ({ admin: page }) => {
    await open(page, "/issuer/notifications/mailboxes?q=nobody-has-this-name");
    await expect(page.getByRole("heading", { name: "Mailboxes", level: 1 })).toBeVisible();
    await expect(page.getByText("No such mailbox")).toBeVisible();
    const answer = await page.goto("/issuer/notifications/mailboxes/email/nobody%40nowhere.example");
    expect(answer?.status()).toBe(404);
  });

  test("the sending of a batch that does not exist is not there, on the page and in the API", async ({
    admin: page,
  }) => {
    expect((await page.goto("/issuer/notifications/999999999/sending"))?.status()).toBe(404);
    expect((await page.request.get("/api/v1/notifications/999999999/sending")).status()).toBe(404);
  });
});

const CODE = "PORTSIDE";
const arrives = 60_000;

/** One batch from the manager's word to what it brought: each step stands on the one before. */
test.describe("a batch", () => {
  test.describe.configure({ mode: "serial" });

  let sql: postgres.Sql;
  let office: Office;
  let mia: Page;
  let ann: Page;
  let id: number;

  // Whoever has been written to is not written to again for a week: another try has holders of its own.
  test.beforeAll(async ({ browser }, { retry }) => {
    const code = `${CODE}${retry || ""}`;
    sql = owner();
    office = await ensureSenders(sql, code);
    [mia, ann] = [await approverPage(browser, code, "mia"), await approverPage(browser, code, "ann")];
    id = await proposeToAll(sql, office);
  });

  test.afterAll(async () => {
    for (const page of [mia, ann]) await page?.context().close();
    await sql.end();
  });

  /** The number below a label. */
  const figure = (page: Page, label: string) =>
    page.getByRole("heading", { name: label, level: 2 }).locator("xpath=ancestor::div[3]/p[1]");
  const sending = () => `/issuer/notifications/${id}/sending`;

  /** Nothing out of reach, nothing too small, nothing beside the screen: on a desk and on a phone. */
  async function expectWellMade(page: Page): Promise<void> {
    await inBothThemes(page, () => expectAccessible(page));
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectLargeTargets(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  test("is approved by a manager, and its page says how many are to leave and who is held out", async () => {
    await open(mia, `/manager/approvals?batch=${id}`);
    await mia.getByRole("article").getByRole("button", { name: "Approve" }).click();
    await expect(mia.getByText(`Batch ${id} is approved: ${MESSAGES} messages, 1 held out.`)).toBeVisible();
    await open(mia, sending());
    await expect(figure(mia, "Still to leave")).toHaveText(String(MESSAGES));
    await expect(figure(mia, "Messages sent")).toHaveText("0");
    const all = mia.getByRole("table", { name: "Everybody of the audience" });
    await expect(all.getByRole("row", { name: /^Audience/ })).toContainText("12");
    await expectWellMade(mia);
  });

  test("moves on its page while it is looked at, as its messages leave", async () => {
    test.setTimeout(arrives + 60_000);
    await letLeave(sql, id, 7);
    await expect(figure(mia, "Messages sent")).toHaveText("7", { timeout: arrives });
    await expect(figure(mia, "Still to leave")).toHaveText("4");
    await open(mia, sending());
    await expect(mia.getByText("Being sent", { exact: true })).toBeVisible();
    const messages = mia.getByRole("table", { name: "Messages that have ended" });
    await expect(messages.locator("tbody tr")).toHaveCount(7);
    await expect(messages.locator("tbody tr").first()).toContainText("$50.00 waits for you");
    await expectWellMade(mia);
  });

  test("stands in each mailbox as it was read, and can be had as a file", async () => {
    await open(ann, "/issuer/notifications/mailboxes");
    const mailboxes = ann.getByRole("table", { name: "Mailboxes" });
    await expect(mailboxes.locator("tbody tr")).toHaveCount(7);
    await expectWellMade(ann);
    await mailboxes.getByRole("link").first().click();
    await expect(ann.getByRole("link", { name: "$50.00 waits for you" }).first()).toBeVisible();
    await expectWellMade(ann);
    const file = await ann.request.get(
      `/issuer/export?table=mailboxes&format=csv&path=/issuer/notifications/mailboxes`,
    );
    expect((await file.text()).match(/@mail\.test/g)).toHaveLength(7);
    const outcomes = await ann.request.get(`/issuer/export?table=notification-outcomes&format=csv&path=${sending()}`);
    const text = await outcomes.text();
    expect(text.match(/Written to/g)).toHaveLength(7);
    expect(text).not.toMatch(/SE-2\d{3}/);
  });

  test("shows what a provider reported afterwards, with the batch and with the mailbox", async () => {
    await sql`insert into app.message_event (issuer_id, event_id, type, channel, mailbox, batch_id, detail, actor,
        happened_at, received_at)
      select issuer_id, 'reported ' || batch_id, 'complaint', channel, mailbox, batch_id, 'called it spam', 'provider',
        now(), now() from app.message where batch_id = ${id} and outcome = 'sent' order by mailbox limit 1`;
    await open(mia, sending());
    const cameBack = mia.getByRole("table", { name: "What came back" });
    await expect(cameBack.getByRole("row", { name: /^Complained/ })).toContainText("1");
    await expectWellMade(mia);
    await open(ann, "/issuer/notifications/mailboxes");
    await ann.getByRole("table", { name: "Mailboxes" }).getByRole("link").first().click();
    const reported = ann.getByRole("table", { name: "What was reported of it" });
    await expect(reported.getByRole("row", { name: /called it spam/ })).toContainText("complained");
    await expectWellMade(ann);
  });

  test("is held and let go on by its own buttons, and meanwhile nothing leaves", async () => {
    test.setTimeout(arrives + 60_000);
    await open(mia, sending());
    await mia.getByRole("button", { name: "Pause", exact: true }).click();
    await expect(mia.getByText("Paused by Mia Manager.")).toBeVisible();
    await letLeave(sql, id, 2);
    await expect(mia.getByRole("button", { name: "Go on", exact: true })).toBeVisible();
    await mia.getByRole("button", { name: "Go on", exact: true }).click();
    await expect(figure(mia, "Messages sent")).toHaveText("9", { timeout: arrives });
  });

  test("waits while all sending is paused: by keyboard, with the reason, and said wherever reminders are looked at", async () => {
    test.setTimeout(arrives + 90_000);
    await open(mia, "/issuer/notifications");
    const pause = mia.getByRole("button", { name: "Pause all sending" });
    await pause.focus();
    await mia.keyboard.press("Enter");
    const dialog = mia.getByRole("dialog", { name: "Pause all sending?" });
    await expect(dialog.getByRole("textbox", { name: "Why" })).toBeFocused();
    await expectAccessible(mia);
    // Without a reason nothing is held.
    await dialog.getByRole("button", { name: "Pause all sending" }).click();
    await expect(dialog.getByText("Say why, in a few words.")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why" }).fill("The mail server moves");
    await dialog.getByRole("button", { name: "Pause all sending" }).press("Enter");
    await expect(dialog).toHaveCount(0);
    await letLeave(sql, id, 2);

    const said = /^By Mia Manager, .*: The mail server moves$/;
    for (const path of ["/issuer/notifications", "/manager/approvals", sending()]) {
      await open(mia, path);
      await expect(mia.getByRole("status").filter({ hasText: "All sending is paused" }).getByText(said)).toBeVisible();
      await expectWellMade(mia);
    }
    await open(ann, sending());
    await expect(ann.getByText(said)).toBeVisible();
    await expect(ann.getByRole("button", { name: "Let sending go on" })).toHaveCount(0);
    await open(ann, "/issuer/notifications");
    await expect(ann.getByRole("button", { name: "Pause all sending" })).toHaveCount(0);
    expect(Number((await sql`select count(*) as n from app.message where batch_id = ${id}`)[0]?.n)).toBe(9);

    await mia.getByRole("button", { name: "Let sending go on" }).click();
    await mia.getByRole("dialog").getByRole("textbox", { name: "Why" }).fill("It has moved");
    await mia.getByRole("dialog").getByRole("button", { name: "Let sending go on" }).click();
    await expect(mia.getByText("All sending is paused", { exact: true })).toHaveCount(0);
    await expect(figure(mia, "Messages sent")).toHaveText(String(MESSAGES), { timeout: arrives });
  });

  test("ends by itself when everybody has an end, and its result is measured", async () => {
    test.setTimeout(2 * arrives + 60_000);
    // The one who is held out is marked when his turn would have come.
    await sql`update silver.notification_member set due_at = now() where batch_id = ${id} and arm = 'control'`;
    await expect
      .poll(async () => (await sql`select state from app.notification_batch where id = ${id}`)[0]?.state, {
        timeout: 2 * arrives,
      })
      .toBe("sent");
    await open(ann, sending());
    const all = ann.getByRole("table", { name: "Everybody of the audience" });
    await expect(all.getByRole("row", { name: /^Written to/ })).toContainText(String(MESSAGES));
    await expect(all.getByRole("row", { name: /^Held out/ })).toContainText("1");
    await open(ann, "/issuer/notifications/results");
    const row = ann
      .getByRole("table", { name: "Batches that were sent" })
      .getByRole("row")
      .filter({ hasText: `Batch ${id}` });
    await expect(row).toContainText("not measured yet");
    await ann.getByRole("button", { name: "Measure now" }).click();
    await expect(row).toContainText("too early", { timeout: arrives });
    await expectWellMade(ann);
  });
});

test.describe("an empty queue", () => {
  test("says that proposals are being made while a run is at work, and fills by itself when it has ended", async ({
    browser,
  }) => {
    const sql = owner();
    const office = await ensureOffice(sql, "FIRSTDAY");
    const own = sql`issuer_id = ${office.issuerId}`;
    await sql`update app.notification_batch set state = 'rejected' where ${own}`;
    await sql`delete from app.job_run where ${own}`;
    const steps = sql.json([{ name: "finding", state: "running" }]);
    // A run that another worker has in hand: nothing but this test ends it.
    const [run] = await sql`
      insert into app.job_run (issuer_id, kind, label, input, steps, state, progress, started_by_name)
      values (${office.issuerId}, 'notifications.propose', 'Proposals of reminders', '{}', ${steps}, 'running', 0.4, 'the nightly run')
      returning id`;
    const mia = await approverPage(browser, "FIRSTDAY", "mia");
    await open(mia, "/manager/approvals");
    await expect(mia.getByText("Proposals are being made")).toBeVisible();
    await expect(mia.getByText("They appear here by themselves when the run has ended.")).toBeVisible();
    await expect(mia.getByRole("link", { name: "Open the run" })).toHaveAttribute(
      "href",
      new RegExp(`/issuer/runs/${run?.id}`),
    );
    await expectAccessible(mia);
    await mia.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(mia);
    await mia.setViewportSize({ width: 1280, height: 900 });
    await propose(sql, office, [{ delayCost: 40n }]);
    await sql`update app.job_run set state = 'done', progress = 1, ended_at = now() where id = ${run?.id ?? 0}`;
    await expect(mia.getByRole("list", { name: "Proposals" }).getByRole("listitem")).toHaveCount(1, {
      timeout: 20_000,
    });
    await expect(mia.getByText("Proposals are being made")).toHaveCount(0);
    await mia.context().close();
    await sql.end();
  });
});
