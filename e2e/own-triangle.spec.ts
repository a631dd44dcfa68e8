import fs from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";

const PATH = "/issuer/forecast/own-triangle";

/** Automatic facultative general liability, incurred; Mack 1994, CAS Forum. Its chain-ladder reserve is 52,135. */
const RAA = `origin,1,2,3,4,5,6,7,8,9,10
1981,5012,8269,10907,11805,13539,16181,18009,18608,18662,18834
1982,106,4285,5396,10666,13782,15599,15496,16169,16704
1983,3410,8992,13873,16141,18735,22214,22863,23466
1984,5655,11555,15766,21266,23425,26083,27067
1985,1092,9565,15836,22169,25955,26180
1986,1513,6445,11702,12935,15852
1987,557,4020,10946,12314
1988,1351,6947,13112
1989,3133,5395
1990,2063`;

const field = (page: Page) => page.getByRole("textbox", { name: "Amounts by origin and age" });
const methods = (page: Page) => page.getByRole("table", { name: "Latest, ultimate and reserve by method" });
const rowOf = (page: Page, name: string) => methods(page).getByRole("row").filter({ hasText: name });

async function paste(page: Page, text: string): Promise<void> {
  await open(page, PATH);
  await field(page).fill(text);
}

/** Walks on with a key until something has the focus, as somebody without a mouse does. */
async function walkTo(page: Page, key: "Tab" | "Shift+Tab", target: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

test("every method answers a pasted triangle, or says what it lacks, and nothing of it is sent", async ({
  admin: page,
}) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await paste(page, RAA);
  await expect(rowOf(page, "Chain ladder")).toContainText("52,135");
  await expect(rowOf(page, "Chain ladder")).toContainText("26,909");
  await expect(rowOf(page, "Cape Cod")).toContainText("Needs the face value (or another exposure) of each origin.");
  await expect(rowOf(page, "Open balance")).toContainText("Needs the face value of each origin, or open balances.");
  await expect(page.getByText("Line 3, column 8: origin 1982 falls from 15,599 to 15,496")).toBeVisible();
  const origins = page.getByRole("table", { name: "By origin: Chain ladder" });
  await expect(origins.getByRole("row").filter({ hasText: "1990" })).toContainText("16,339");
  expect(sent.filter((request) => request.includes("18834"))).toEqual([]);
});

test("names line and column of what cannot be read, and goes on when it is mended", async ({ admin: page }) => {
  await paste(page, RAA.replace("8269", "8269x"));
  await expect(page.getByText("This cannot be computed yet")).toBeVisible();
  await expect(page.getByText(/^Line 2, column 3: /)).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await field(page).fill(RAA);
  await expect(rowOf(page, "Chain ladder")).toContainText("52,135");
});

test("takes a file in place of pasted text, and refuses what is no text", async ({ admin: page }) => {
  await open(page, PATH);
  const file = page.getByLabel("File with a triangle");
  await file.setInputFiles({ name: "raa.csv", mimeType: "text/csv", buffer: Buffer.from(RAA) });
  await expect(rowOf(page, "Chain ladder")).toContainText("52,135");
  await file.setInputFiles({ name: "raa.xlsx", mimeType: "application/zip", buffer: Buffer.from([0x50, 0x4b, 0xff]) });
  await expect(page.getByRole("alert").filter({ hasText: "raa.xlsx is not text in UTF-8" })).toBeVisible();
  await expect(field(page)).toHaveValue(RAA);
});

test("by keyboard alone: the example, a link left out and taken back, another method", async ({ admin: page }) => {
  await open(page, PATH);
  await expect(field(page)).toBeVisible();
  await walkTo(page, "Tab", page.getByRole("button", { name: "Load an example" }).first());
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  const reserve = rowOf(page, "Open balance");
  await expect(reserve).toBeVisible();
  const before = await reserve.textContent();

  const heat = page.getByRole("table", { name: "Links and factors: open balance" });
  const first = heat.getByRole("button", { name: /leave out the link 0–1 of 2025-07/ });
  await walkTo(page, "Tab", first);
  await page.keyboard.press("ArrowRight");
  const second = heat.getByRole("button", { name: /leave out the link 1–2 of 2025-07/ });
  await expect(second).toBeFocused();
  await page.keyboard.press("Space");
  await expect(second).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("1 link left out: 2025-07 from 1 to 2")).toBeVisible();
  await expect(reserve).not.toHaveText(before ?? "");

  await walkTo(page, "Shift+Tab", page.getByRole("button", { name: "Undo" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("All links are used.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await expect(reserve).toHaveText(before ?? "");

  await walkTo(page, "Shift+Tab", page.getByRole("combobox", { name: "Look closer at" }));
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/method=bornhuetter-ferguson/);
  await expect(page.getByRole("table", { name: "By origin: Bornhuetter–Ferguson" })).toBeVisible();
});

test("the chart is a table too, and the results are a file", async ({ admin: page }) => {
  await paste(page, RAA);
  await page.getByRole("group", { name: "Reserve by method: show as" }).getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("table", { name: "Reserve by method", exact: true })).toContainText("52,135");
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Results (CSV)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("breakwater-own-triangle.csv");
  const lines = fs.readFileSync(await file.path(), "utf8").split("\r\n");
  expect(lines.find((line) => line.startsWith('"Chain ladder","Total"'))).toMatch(/,52135\.2282/);
});

test("axe finds nothing before and after, light or dark", async ({ admin: page }) => {
  const accessible = () => inBothThemes(page, () => expectAccessible(page));
  await open(page, PATH);
  await expect(page.getByText("No triangle yet")).toBeVisible();
  await accessible();
  await page.getByRole("button", { name: "Load an example" }).first().click();
  await expect(methods(page)).toBeVisible();
  await page.getByText("Tail and factors").click();
  await page.getByRole("button", { name: /leave out the link 1–2 of 2025-12/ }).click();
  await expect(page.getByText("1 link left out")).toBeVisible();
  await accessible();
  await expectLargeTargets(page);
  await field(page).fill("origin,1,2\n2025,x,1");
  await expect(page.getByText("This cannot be computed yet")).toBeVisible();
  await accessible();
});

test("a phone scrolls the tables and not the page", async ({ admin: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await paste(page, RAA);
  await expect(rowOf(page, "Chain ladder")).toBeVisible();
  await expectNoSidewaysScroll(page);
});
