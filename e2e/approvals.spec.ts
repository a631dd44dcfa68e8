import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { approverPage, ensureOffice, type Office, propose } from "./approval-tenant";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { owner, ownOrigin, visitor } from "./tenants";

const CODE = "HARBOUR";

test.describe.configure({ mode: "serial" });

let sql: postgres.Sql;
let office: Office;
let mia: Page;
let max: Page;
let ann: Page;

test.beforeAll(async ({ browser }) => {
  sql = owner();
  office = await ensureOffice(sql, CODE);
  [mia, max, ann] = [
    await approverPage(browser, CODE, "mia"),
    await approverPage(browser, CODE, "max"),
    await approverPage(browser, CODE, "ann"),
  ];
});

test.afterAll(async () => {
  for (const page of [mia, max, ann]) await page?.context().close();
  await sql.end();
});

const rows = (page: Page) => page.getByRole("list", { name: "Proposals" }).getByRole("listitem");
const stateOf = async (id: number) => (await sql`select state from app.notification_batch where id = ${id}`)[0]?.state;
const outboxOf = async (ids: readonly number[]) =>
  Number((await sql`select count(*) as n from app.outbox where batch_id in ${sql(ids)}`)[0]?.n);
const left = async () =>
  Number(
    (
      await sql`select (select count(*) from app.received_mail where issuer_id = ${office.issuerId})
        + (select count(*) from app.message where issuer_id = ${office.issuerId}) as n`
    )[0]?.n,
  );

/** Nothing of an earlier try is in the way. */
async function clear(): Promise<void> {
  await sql`delete from app.outbox where issuer_id = ${office.issuerId}`;
  await sql`update app.notification_batch set state = 'rejected', releases_at = null where issuer_id = ${office.issuerId}`;
}

test("twenty proposals are worked off by keyboard, and what is taken back leaves nothing behind", async () => {
  test.setTimeout(180_000);
  await clear();
  const wanted = Array.from({ length: 20 }, (_, index) => ({ delayCost: BigInt(100 * (20 - index)) }));
  const ids = await propose(sql, office, wanted);
  await open(mia, "/manager/approvals");
  await expect(rows(mia)).toHaveCount(20);
  // Dearest to wait for first, and J and K walk through them.
  await mia.keyboard.press("j");
  await expect(mia.getByRole("heading", { level: 2, name: /Card expires/ })).toBeVisible();
  await expect(rows(mia).first()).toHaveAttribute("data-batch", String(ids[0]));
  await mia.keyboard.press("j");
  await expect(rows(mia).nth(1)).toHaveAttribute("aria-current", "true");
  await mia.keyboard.press("k");
  await expect(rows(mia).first()).toHaveAttribute("aria-current", "true");

  // Seventeen are approved, three rejected.
  for (let done = 0; done < 17; done++) {
    await mia.keyboard.press("a");
    await expect(rows(mia)).toHaveCount(19 - done);
  }
  for (let done = 0; done < 3; done++) {
    await mia.keyboard.press("r");
    const dialog = mia.getByRole("dialog");
    await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await mia.keyboard.type("not this week");
    await mia.keyboard.press("Tab");
    await mia.keyboard.press("Tab");
    await mia.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    if (done < 2) await expect(rows(mia)).toHaveCount(2 - done);
  }
  await expect(mia.getByText("Nothing waits for a decision")).toBeVisible();
  expect(await outboxOf(ids)).toBe(17 * 3);

  // All seventeen are taken back, the last first.
  for (let done = 1; done <= 17; done++) {
    await mia.keyboard.press("u");
    await expect(rows(mia)).toHaveCount(done);
  }
  expect(await outboxOf(ids)).toBe(0);
  expect(await left()).toBe(0);
  for (const id of ids.slice(0, 17)) expect(await stateOf(id)).toBe("proposed");
  for (const id of ids.slice(17)) expect(await stateOf(id)).toBe("rejected");
});

test("several are approved with one word, and each has its own answer", async () => {
  await clear();
  const { mia: own } = office.personOf;
  const ids = await propose(sql, office, [
    { delayCost: 300n },
    { delayCost: 200n, approvalsNeeded: 2 },
    { delayCost: 100n, proposedBy: own },
  ]);
  await open(mia, "/manager/approvals");
  await expect(rows(mia)).toHaveCount(3);
  await expect(rows(mia).nth(2)).toContainText("Yours: another person decides");
  await expect(rows(mia).nth(2).getByRole("checkbox")).toBeDisabled();
  await mia.keyboard.press("j");
  await mia.keyboard.press("x");
  await mia.keyboard.press("j");
  await mia.keyboard.press("x");
  await expect(mia.getByText("2 proposals chosen. Each is decided for itself.")).toBeVisible();
  await mia.keyboard.press("a");
  const report = mia.getByRole("status").filter({ hasText: "What became of them" });
  await expect(report).toContainText(`Batch ${ids[0]}: approved, 3 messages.`);
  await expect(report).toContainText(`Batch ${ids[1]}: approved by the first of two.`);
  await expect(rows(mia)).toHaveCount(2);
  await expect(rows(mia).first()).toContainText("Waits for a second person; you approved");

  // Who was the first of two takes his word back by the key, last first, and by the row; the proposal stays where it was.
  await mia.keyboard.press("u");
  await expect(rows(mia).first()).not.toContainText("you approved");
  await expect(rows(mia)).toHaveCount(2);
  expect(await stateOf(ids[1] ?? 0)).toBe("proposed");
  await rows(mia).first().getByRole("button").first().focus();
  await mia.keyboard.press("a");
  await mia.getByRole("button", { name: `Undo your approval of batch ${ids[1]}` }).click();
  await expect(rows(mia).first()).not.toContainText("you approved");
  expect(await stateOf(ids[1] ?? 0)).toBe("proposed");
  await rows(mia).first().getByRole("button").first().focus();
  await mia.keyboard.press("a");
  await expect(rows(mia).first()).toContainText("you approved");

  // The second pair of eyes is another's; his own proposal is not among what he may decide.
  await open(max, `/manager/approvals?batch=${ids[1]}`);
  await expect(max.getByText("Mia Manager has agreed; you would be the second.")).toBeVisible();
  await max.getByRole("button", { name: "Approve as the second" }).click();
  await expect(max.getByText(`Batch ${ids[1]} is approved: 3 messages, 0 held out.`)).toBeVisible();
  await expect(max.getByRole("button", { name: /^Undo \(9:/ }).first()).toBeVisible();
  expect(await stateOf(ids[1] ?? 0)).toBe("approved");
});

test("one screen shows who, why now, what it brings and what they read, and each number opens its rows", async () => {
  await clear();
  const [id] = await propose(sql, office, [{ delayCost: 40n, members: 12 }]);
  await open(mia, `/manager/approvals?batch=${id}`);
  const pane = mia.getByRole("article");
  await expect(pane.getByText("A day of waiting loses $0.40 of what it would bring, a week $2.80.")).toBeVisible();
  // 48.00 are of the 90 % who are reminded.
  await expect(pane.getByText("Holding them out costs $5.33: what reminding them too would bring.")).toBeVisible();
  await expect(pane.getByText(/four times in five between \$18\.00 and \$84\.00/)).toBeVisible();
  await expect(pane.getByText("Nobody is left out.")).toBeVisible();
  await expect(pane.getByRole("table", { name: "Those for whom it gains most" }).locator("tbody tr")).toHaveCount(10);
  await expect(pane.getByRole("figure")).toHaveCount(3);
  await expect(pane.getByText("$50.00 waits for you").first()).toBeVisible();
  await expect(pane.getByRole("link", { name: "$600.00" })).toHaveAttribute(
    "href",
    new RegExp(`^/issuer/notifications/${id}`),
  );
  await mia.keyboard.press("?");
  await expect(mia.getByRole("dialog").getByText("Undo the last approval")).toBeVisible();
  await mia.keyboard.press("Escape");
  await inBothThemes(mia, () => expectAccessible(mia));
  await expectLargeTargets(mia);
  await mia.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(mia);
  await mia.setViewportSize({ width: 1280, height: 900 });
});

test("a link in a mail decides nothing, whoever follows it", async () => {
  await clear();
  const [id] = await propose(sql, office, [{ delayCost: 40n }]);
  const scanner = await visitor({ "user-agent": "MailScanner/1.0" });
  expect((await scanner.get(`/manager/approvals?batch=${id}`)).status()).toBeGreaterThanOrEqual(300);
  expect((await scanner.get(`/api/v1/notifications/${id}/approve`)).status()).toBeGreaterThanOrEqual(400);
  await scanner.dispose();
  await open(mia, `/manager/approvals?batch=${id}`);
  const asked = await mia.request.get(`/api/v1/notifications/${id}/approve`);
  expect(asked.status()).toBe(405);
  expect(await stateOf(id ?? 0)).toBe("proposed");
});

test("an analyst has no such page, and his own approval over REST is refused", async () => {
  const [id] = await propose(sql, office, [{ delayCost: 40n, proposedBy: office.personOf.ann }]);
  const page = await ann.goto("/manager/approvals");
  expect(page?.status()).toBe(403);
  const refused = await ann.request.post(`/api/v1/notifications/${id}/approve`, {
    headers: { origin: ownOrigin() },
    data: { seal: "0".repeat(64) },
  });
  expect(refused.status()).toBe(403);
  expect(await stateOf(id ?? 0)).toBe("proposed");
});
