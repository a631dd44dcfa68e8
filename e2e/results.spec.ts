import type { Page } from "@playwright/test";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { cellsByHead, cents } from "./tables";
import { owner } from "./tenants";
import { ensureTrials, trialPage } from "./trial-tenant";

const CODE = "TRIALS";
const runs = 120_000;

/** From batches that were sent to what they brought: each step stands on the one before. */
test.describe.configure({ mode: "serial" });

let analyst: Page;
let admin: Page;

test.beforeAll(async ({ browser }) => {
  const sql = owner();
  await ensureTrials(sql, CODE);
  await sql.end();
  [analyst, admin] = [await trialPage(browser, CODE, "analyst"), await trialPage(browser, CODE, "admin")];
});

test.afterAll(async () => {
  for (const page of [analyst, admin]) await page?.context().close();
});

test("an issuer that has sent nothing is told what comes first", async ({ admin: demo }) => {
  await open(demo, "/issuer/notifications/results");
  const isEmpty = await demo.getByText("Nothing has been sent yet").isVisible();
  if (isEmpty) await expect(demo.getByRole("link", { name: "See the proposals" })).toBeVisible();
  await expectAccessible(demo);
});

test("both batches are measured on demand, and only the one whose days have passed has a verdict", async () => {
  test.setTimeout(runs + 60_000);
  await open(analyst, "/issuer/notifications/results");
  const table = analyst.getByRole("table", { name: "Batches that were sent" });
  if ((await table.getByText("not measured yet").count()) > 0) {
    await analyst.getByRole("button", { name: "Measure now" }).click();
  }
  await expect(table.getByText("helped", { exact: true })).toBeVisible({ timeout: runs });
  await expect(table.getByText("too early")).toBeVisible();
  await expect(analyst.getByText("1 of the 1 batch measured to the end helped", { exact: false })).toBeVisible();
});

test("45 % of the reminded against 30 % of the held out are 7.50 a mailbox of 50.00, with an interval and the reason of the verdict", async () => {
  await open(analyst, "/issuer/notifications/results");
  const helped = analyst.getByRole("row").filter({ hasText: "helped" });
  await helped.getByRole("link", { name: /^Batch \d+$/ }).click();
  await expect(analyst.getByText("All of the interval lies above nought", { exact: false })).toBeVisible();
  const arms = analyst.getByRole("table", { name: "The two arms" });
  const row = await cellsByHead(arms, arms.getByRole("row", { name: /^Redeemed \$/ }));
  expect(row.get("Reminded (480)")).toBe("$22.50");
  expect(row.get("Held out (120)")).toBe("$15.00");
  expect(row.get("Difference")).toMatch(/^\$7\.50/);
  // Everybody's card was alike, so that there is nothing to adjust by.
  await expect(analyst.getByText("too little to be of help here", { exact: false })).toBeVisible();
  await expect(analyst.getByText("+15.0 points")).not.toHaveCount(0);
});

test("customers have back what the issuer gives up, to the cent, and the page of all batches sums it", async () => {
  const money = analyst.getByRole("table", { name: "The money, on three ledgers" });
  const measured = async (line: string) => {
    const cell = money.getByRole("row", { name: line }).getByRole("cell").first();
    // The first amount of the cell: below it stands its range.
    return cents((await cell.textContent())?.match(/^\D*[\d,.]+/)?.[0] ?? null);
  };
  // 480 × 7.50, and a cent for each message.
  expect(await measured("Customers: value rescued")).toBe(360_000);
  expect(await measured("Issuer: breakage given up")).toBe(360_000);
  expect(await measured("Issuer: cost of sending")).toBe(480);
  await open(analyst, "/issuer/notifications/results");
  const total = analyst.getByRole("table", { name: "All batches measured to the end, USD" });
  await expect(total.getByRole("row", { name: /^Customers: value rescued/ })).toContainText("$3,600.00");
});

test("an admin takes the measured figure over, and the parameters say from which batch it is", async () => {
  await open(admin, "/issuer/notifications/results");
  const learned = admin.getByRole("table", { name: "What the hold-outs teach" });
  const use = learned.getByRole("button", { name: "Use measured value" }).first();
  if (await use.isVisible()) await use.click();
  await expect(learned.getByText("in use").first()).toBeVisible();
  await open(admin, "/issuer/notifications/parameters");
  await expect(admin.getByText("Measured against hold-outs of batch", { exact: false }).first()).toBeVisible();
  await open(analyst, "/issuer/notifications/results");
  await expect(analyst.getByRole("button", { name: "Use measured value" })).toHaveCount(0);
});

test("the pages are accessible, fit a phone, and can be had as a file", async () => {
  for (const path of ["/issuer/notifications/results"]) {
    await open(analyst, path);
    await expectAccessible(analyst);
    await analyst.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(analyst);
    await expectLargeTargets(analyst);
    await analyst.setViewportSize({ width: 1280, height: 900 });
  }
  await analyst
    .getByRole("link", { name: /^Batch \d+$/ })
    .last()
    .click();
  await expect(analyst.getByRole("table", { name: "The two arms" })).toBeVisible();
  await inBothThemes(analyst, () => expectAccessible(analyst));
  await analyst.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(analyst);
  const answer = await analyst.request.get("/api/v1/notifications/results");
  expect(answer.status()).toBe(200);
  const { items } = await answer.json();
  expect(items.map((item: { verdict: string }) => item.verdict).sort()).toEqual(["helped", "too-early"]);
});

test("another issuer's result is not there", async ({ admin: demo }) => {
  const path = new URL(analyst.url()).pathname;
  expect((await demo.request.get(path)).status()).toBe(404);
});
