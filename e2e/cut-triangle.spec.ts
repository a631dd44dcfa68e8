import type { Page } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { ensureVersion, runs } from "./forecast-version";

const asOf = "asOf=2026-10-31";
const PATH = "/issuer/forecast/triangle";

/** Every test of this file looks at a version; who comes first makes it. */
test.beforeEach(async ({ admin: page }) => {
  test.setTimeout(2 * runs + 60_000);
  await ensureVersion(page, "2026-10-31");
});

const heat = (page: Page, cut: string | RegExp) => page.getByRole("table", { name: cut });
const choice = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });

/** The figures of a row of the heat table, without signs and words for screen readers. */
async function rowOf(page: Page, at: number): Promise<number[]> {
  const cells = page
    .getByRole("table", { name: /^Triangle of / })
    .locator("tbody tr")
    .nth(at)
    .locator("td > span:first-child");
  return (await cells.allTextContents()).map((text) => Number(text.replaceAll(",", "")));
}

type Answer = { cardTypes: number; origins: { open: string[]; redemptions: number[] }[]; steps: { factor: number }[] };

async function answerOf(page: Page, query: string): Promise<Answer> {
  const answer = await page.request.get(`/api/v1/forecast/triangle?issuer=DEMO&${asOf}&${query}`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

async function fileOf(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("breakwater-forecast-cut-triangle.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

test("a cut is chosen, and what is shown and written is what REST says: value, then numbers", async ({
  admin: page,
}) => {
  await open(page, `${PATH}?${asOf}`);
  await expect(heat(page, "Triangle of all card types")).toBeVisible();
  const brand = choice(page, "Brand");
  await brand.selectOption("LC");
  await expect(page).toHaveURL(/brand=LC/);
  await choice(page, "Medium").selectOption("digital");
  await expect(page).toHaveURL(/medium=digital/);
  await expect(heat(page, / · digital$/)).toBeVisible();

  const value = await answerOf(page, "brand=LC&medium=digital");
  const last = value.origins.length - 1;
  for (const at of [0, last])
    expect(await rowOf(page, at)).toEqual(value.origins[at]?.open.map((amount) => Math.round(Number(amount))));
  await expect(
    page
      .getByRole("row", { name: /^Factor / })
      .locator("td")
      .nth(1),
  ).toContainText(value.steps[0]?.factor.toFixed(4) ?? "none");
  await expect(
    page.getByText(new RegExp(` ${value.cardTypes} card types?, [\\d,]+ cards and reloads sold`)),
  ).toBeVisible();
  await expect(
    page.getByText(/^Each cell is the value still open, in USD, of what was sold in the three months/),
  ).toBeVisible();
  const cells = value.origins.flatMap((origin) => origin.open);
  const written = (text: string) => text.split("\r\n").filter((line) => /^"?\d{4}-\d\d"?,/.test(line));
  expect(written(await fileOf(page))).toHaveLength(cells.length);

  await page.getByRole("radiogroup", { name: "Triangle of" }).getByText("Number of redemptions").click();
  await expect(page).toHaveURL(/measure=redemptions/);
  await expect(page.getByText(/^Each cell is the number of redemptions so far/)).toBeVisible();
  const numbers = await answerOf(page, "brand=LC&medium=digital&measure=redemptions");
  expect(await rowOf(page, 0)).toEqual(numbers.origins[0]?.redemptions);
  const sum = numbers.origins.flatMap(({ redemptions }) => redemptions).reduce((total, count) => total + count, 0);
  const counts = written(await fileOf(page)).map((line) => Number(line.replaceAll('"', "").split(",")[2]));
  expect(counts.reduce((total, count) => total + count, 0)).toBe(sum);

  await page.getByRole("radiogroup", { name: "Cells show" }).getByText("In each age").click();
  await expect(page).toHaveURL(/cells=within/);
  const [row] = [numbers.origins[0]?.redemptions ?? []];
  expect(await rowOf(page, 0)).toEqual(row.map((count, i) => count - (row[i - 1] ?? 0)));
});

test("by keyboard alone, and the address opens the same again", async ({ admin: page }) => {
  await open(page, `${PATH}?${asOf}&period=month`);
  await choice(page, "Medium").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/period=month.*medium=\w+/);
  await expect(page.getByRole("radio", { name: "Months" })).toBeChecked();
  await page.getByRole("radio", { name: "Open balance" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/cells=redeemed/);
  const before = await rowOf(page, 0);
  expect(before[0]).toBe(0);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Redeemed so far" })).toBeChecked();
  expect(await rowOf(page, 0)).toEqual(before);
});

test("what is not there is named: a brand that nobody has, a cut without card types, a day before the data", async ({
  admin: page,
}) => {
  await open(page, `${PATH}?${asOf}&brand=NOPE`);
  await expect(page.getByText("There is no brand “NOPE”")).toBeVisible();
  await expect(choice(page, "Brand")).toHaveValue("NOPE");
  await page.getByRole("link", { name: "All card types" }).click();
  await expect(page).not.toHaveURL(/brand/);
  await expect(heat(page, "Triangle of all card types")).toBeVisible();

  await open(page, `${PATH}?${asOf}&currency=EUR&brand=LC`);
  await expect(page.getByText("No card type of this cut is in EUR")).toBeVisible();
  await page.getByRole("link", { name: "Look in USD" }).click();
  await expect(page).toHaveURL(/currency=USD/);
  await expect(heat(page, /^Triangle of /)).toBeVisible();

  await open(page, `${PATH}?asOf=2019-01-31`);
  await expect(page.getByText("No forecast yet")).toBeVisible();
});

test("a row of the forecast leads to its triangle, and a card type's page to its numbers and back", async ({
  admin: page,
}) => {
  await open(page, `/issuer/forecast?${asOf}&by=brand`);
  const groups = page.getByRole("table", { name: "Projected breakage by brand" });
  const link = groups.getByRole("link", { name: /cohorts? of .*: open their triangle/ }).first();
  await link.click();
  await expect(page).toHaveURL(/\/forecast\/triangle\?.*brand=/);
  await expect(heat(page, /^Triangle of /)).toBeVisible();
  await page.getByRole("link", { name: /The forecast of these card types|Leave links out/ }).click();
  await expect(page).toHaveURL(/\/issuer\/forecast(\?.*brand=|\/types\/)/);

  await open(page, `/issuer/forecast/types/HV-CHOICE?${asOf}`);
  await page.getByRole("link", { name: "Numbers, and other card types" }).click();
  await expect(page).toHaveURL(/\/forecast\/triangle\?.*card-type=HV-CHOICE/);
  await page.getByRole("link", { name: /Leave links out/ }).click();
  await expect(page).toHaveURL(/\/forecast\/types\/HV-CHOICE/);
});

test("axe finds nothing, light or dark, and nothing scrolls sideways on a phone", async ({ admin: page }) => {
  for (const query of ["", "&measure=redemptions&cells=share", "&period=month&cells=ratios&brand=HV", "&brand=NOPE"]) {
    await open(page, `${PATH}?${asOf}${query}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
    await expectFitsPhone(page);
  }
});
