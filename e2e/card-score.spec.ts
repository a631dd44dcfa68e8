import type { Page } from "@playwright/test";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";

const asOf = "asOf=2026-10-31";
const runs = 240_000;
const panel = (page: Page) => page.getByRole("region", { name: "Will it be used?" });

let areThere = false;

/** Every test of this file looks at scores; who comes first makes the forecast that they are made with. */
test.beforeEach(async ({ admin: page }) => {
  test.setTimeout(2 * runs + 60_000);
  if (areThere) return;
  await open(page, `/issuer/forecast?${asOf}`);
  const made = page.getByRole("heading", { name: "How it was made" });
  const first = page.getByRole("button", { name: "Make the first forecast" });
  await expect(made.or(first)).toBeVisible();
  if ((await first.isVisible()) && (await first.isEnabled())) await first.click();
  await expect(made).toBeVisible({ timeout: runs });
  // The scores come last in the run: while it is going on, no other can be started.
  await expect(page.getByRole("button", { name: "Make forecast" })).toBeEnabled({ timeout: runs });
  areThere = true;
});

/** The card with most on it among those that expire in the second half of 2027. */
async function openCard(page: Page): Promise<string> {
  await open(page, `/issuer/cards?${asOf}&from=2027-07-01&to=2027-12-31&currency=USD`);
  const link = page.getByRole("table").locator("tbody").getByRole("link").first();
  const id = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: id })).toBeVisible();
  return id;
}

test("a card says how likely it is to be used, what will stay on it, when, and why", async ({ admin: page }) => {
  await openCard(page);
  await expect(panel(page)).toContainText(/Nothing more redeemed[\s\S]*\d+\.\d%/);
  await expect(panel(page)).toContainText(/Not fully redeemed[\s\S]*\d+\.\d%/);
  await expect(panel(page)).toContainText(
    /Expected unredeemed[\s\S]*\$[\d,]+\.\d\d[\s\S]*of \$[\d,]+\.\d\d on it then/,
  );
  await expect(panel(page)).toContainText("as of 31 Oct 2026");
  const reasons = await panel(page).getByRole("listitem").allTextContents();
  expect(reasons).toHaveLength(8);
  for (const sentence of reasons) expect(sentence).toMatch(/(likely|no difference)\.$/);

  const chart = page.getByRole("application", { name: /^Chance of a use, week by week\. / });
  await chart.focus();
  await page.keyboard.press("Home");
  await expect(page.getByText(/^1 Nov 2026: Chance of a use \d+\.\d%$/)).toBeAttached();
  await page
    .getByRole("group", { name: "Chance of a use, week by week: show as" })
    .getByRole("button", { name: "Table" })
    .click();
  const weeks = page.getByRole("table", { name: "Chance of a use, week by week" }).locator("tbody tr");
  await expect(weeks).toHaveCount(26);

  await panel(page)
    .getByRole("link", { name: /^forecast version \d+$/ })
    .click();
  await expect(page).toHaveURL(/\/issuer\/forecast\?.*version=\d+/);
});

test("on an earlier day there is no score, and it says why and where to find it", async ({ admin: page }) => {
  const id = await openCard(page);
  await open(page, `/issuer/cards/${encodeURIComponent(id)}?asOf=2026-09-30`);
  await expect(panel(page)).toContainText("so they are not shown for an earlier day");
  await panel(page).getByRole("link", { name: "Show the card as of today" }).click();
  await expect(panel(page)).toContainText("Expected unredeemed");
});

test("the back-test holds past scores against what became of the cards", async ({ admin: page }) => {
  await open(page, `/issuer/forecast/back-test?${asOf}`);
  await expect(
    page.getByText(/^Nothing more was redeemed of [\d.]+% of [\d,]+ cards, and [\d.]+% were told;/),
  ).toBeVisible();
  const rows = page.getByRole("table", { name: "By tenths of the cards" }).locator("tbody tr");
  const all = rows.filter({ hasText: "Nothing more redeemed" });
  await expect(all.last()).toContainText("All");
  expect(await all.count()).toBeGreaterThan(4);
});

test("axe finds nothing on a card with a score and without, light or dark", async ({ admin: page }) => {
  const id = encodeURIComponent(await openCard(page));
  for (const query of [asOf, `${asOf}&weeks=table`, "asOf=2026-09-30"]) {
    await open(page, `/issuer/cards/${id}?${query}`);
    await expect(panel(page)).toBeVisible();
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
  }
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
});
