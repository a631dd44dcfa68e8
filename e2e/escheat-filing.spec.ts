import type { Page } from "@playwright/test";
import { readNaupa3 } from "@/lib/escheat/report-file/naupa3/read";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { ensureFiler, filerPage } from "./filing-tenant";
import { expect, open, test } from "./fixtures";
import { owner } from "./tenants";

const CODE = "FILER";
const runs = 120_000;

/** One year of one state, from the forecast to the state's answer: each step stands on the one before. */
test.describe.configure({ mode: "serial" });

let analyst: Page;
let manager: Page;
let admin: Page;
let report = "";

test.beforeAll(async ({ browser }) => {
  const sql = owner();
  await ensureFiler(sql, CODE);
  await sql.end();
  [analyst, manager, admin] = [
    await filerPage(browser, CODE, "analyst"),
    await filerPage(browser, CODE, "manager"),
    await filerPage(browser, CODE, "admin"),
  ];
});

test.afterAll(async () => {
  for (const page of [analyst, manager, admin]) await page?.context().close();
});

async function bytesOf(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("latin1") };
}

test("before there is a forecast the calendar says what to do first", async () => {
  await open(analyst, "/issuer/escheat/calendar");
  await expect(analyst.getByText("No escheat forecast yet")).toBeVisible();
  await analyst.getByRole("link", { name: "Go to the escheat forecast" }).click();
  await expect(analyst).toHaveURL(/\/issuer\/escheat(\?|$)/);
});

test("the forecast is made, and the calendar knows every day of West Virginia's report for 2022", async () => {
  test.setTimeout(runs + 60_000);
  await open(analyst, "/issuer/escheat");
  const make = analyst.getByRole("button", { name: /^Make the first/ });
  if (await make.isEnabled()) await make.click();
  await expect(async () => {
    await open(analyst, "/issuer/escheat/calendar");
    await expect(analyst.getByText(/^Cards and amounts are those of escheat forecast/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: runs });
  const steps = analyst.getByRole("table", { name: "By day" });
  const row = (day: string, what: string) => steps.getByRole("row", { name: new RegExp(`^${day} ${what}`) });
  await expect(row("1 Sep 2022", "Letters: last day")).toContainText("now");
  // 60 % of $100, $40, $50 and $200.
  await expect(row("31 Oct 2022", "Report due")).toContainText("$234.00");
  await expect(row("31 Oct 2022", "Report due")).toContainText("nothing made yet");
});

test("the holder is entered as the state wants him", async () => {
  await open(admin, "/issuer/escheat/holder");
  const enter = (label: string, text: string) => admin.getByLabel(label, { exact: true }).fill(text);
  await enter("Incorporated on", "1998-02-03");
  await enter("Employer identification number (FEIN)", "12-3456789");
  await enter("NAICS code", "455110");
  await enter("Street and number", "1 Pier Road");
  await enter("City", "Wilmington");
  await enter("State", "DE");
  await enter("ZIP code", "19801");
  await enter("Name", "Rosa Field");
  await enter("E-mail", "property@example.com");
  await enter("Telephone", "302-555-0100");
  await enter("NAUPA III code of gift cards", "MS003");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved.").first()).toBeVisible();
});

test("letters go out only after somebody else has read them, and come out of the archive as they were printed", async () => {
  test.setTimeout(runs + 60_000);
  await open(analyst, "/issuer/escheat/letters");
  await analyst.getByRole("button", { name: "Propose letters for West Virginia 2022" }).click();
  await expect(analyst.getByRole("heading", { level: 1, name: "Letters, West Virginia 2022" })).toBeVisible();
  await expect(analyst.getByText(/You proposed these letters, so somebody else lets them out/)).toBeVisible();
  // One for Ann about both of her cards, one for Cy; Bo has no street.
  await expect(analyst.getByRole("table", { name: "Letters of the batch" }).locator("tbody tr")).toHaveCount(2);
  await expect(analyst.getByRole("row", { name: /^No address: no letter is possible/ })).toContainText("1");
  const batch = new URL(analyst.url()).pathname;

  await open(manager, batch);
  await expect(manager.getByRole("article")).toContainText("It is not an advertisement");
  await manager.getByRole("checkbox").focus();
  await manager.keyboard.press("Space");
  await manager.getByRole("button", { name: "Approve the letters" }).focus();
  await manager.keyboard.press("Enter");
  await expect(manager.getByText("Next: issue them")).toBeVisible();

  await open(analyst, batch);
  await analyst.getByLabel("Date of the letters").fill("2022-07-20");
  await analyst.getByRole("button", { name: "Issue the letters" }).click();
  const printed = analyst.getByRole("link", { name: /^letters-\d+-2022-07-20\.pdf \(2 letters\)/ });
  await expect(printed).toBeVisible({ timeout: runs });
  const { name, text } = await bytesOf(analyst, () => printed.click());
  expect(name).toMatch(/\.pdf$/);
  expect(text.slice(0, 5)).toBe("%PDF-");
  await analyst.getByLabel("Mailed on").fill("2022-07-21");
  await analyst.getByRole("button", { name: "Mark as mailed" }).click();
  await expect(analyst.getByText("Marked as mailed", { exact: true })).toBeVisible();
});

test("a report is drafted, looked over by another, filed with its file and its money, and acknowledged", async () => {
  test.setTimeout(runs);
  await open(analyst, "/issuer/escheat/reports");
  await analyst.getByRole("button", { name: "Make a draft for West Virginia 2022" }).click();
  await expect(analyst.getByRole("heading", { level: 1, name: "West Virginia 2022" })).toBeVisible();
  await expect(analyst.getByText(/You prepared this report, so somebody else looks it over/)).toBeVisible();
  await expect(analyst.getByText("Nothing: a report made now would say the same.")).toBeVisible();
  const cards = analyst.getByRole("table", { name: "Cards", exact: true });
  await expect(cards.locator("tfoot")).toContainText("$234.00");
  await expect(cards.getByRole("row", { name: /^FA-1001/ })).toContainText("21 Jul 2022");
  report = new URL(analyst.url()).pathname;

  await open(manager, report);
  await manager.getByRole("checkbox").check();
  await manager.getByRole("button", { name: "Mark as reviewed" }).click();
  await expect(manager.getByText("Next: file it")).toBeVisible();

  await open(analyst, report);
  await analyst.getByLabel("Confirmation number").fill("ACH-77");
  const { text } = await bytesOf(analyst, () =>
    analyst.getByRole("link", { name: /NAUPA III XML, edition 1\.0/ }).click(),
  );
  const read = readNaupa3(Buffer.from(text, "latin1").toString("utf8")).report;
  const lines = read.body.kind === "properties" ? read.body.properties : [];
  expect(lines.map(({ account, remittedCents }) => [account, remittedCents])).toEqual([
    ["FA-1001", 60_00n],
    ["FA-1002", 24_00n],
    ["FB-1003", 30_00n],
    ["FC-1004", 120_00n],
  ]);
  // Late is said before anything is pressed, and so is what comes of it.
  await analyst.getByLabel("Filed on").fill("2022-11-02");
  await expect(analyst.getByText(/Late by 2 days: it was due on 31 Oct 2022/).first()).toBeVisible();
  await analyst.getByLabel("Filed on").fill("2022-10-20");
  await analyst.getByRole("button", { name: "Note as filed" }).click();
  await expect(analyst.getByText("Next: the state’s answer")).toBeVisible();
  await expect(analyst.getByRole("link", { name: /^\$234\.00\. Paid/ })).toBeVisible();

  await analyst.getByLabel("The state’s reference").fill("WV-2022-0815");
  await analyst.getByRole("button", { name: "Note as acknowledged" }).click();
  await expect(analyst.getByText(/^WV-2022-0815, noted by/)).toBeVisible();
});

test("what the state was paid has left the card, and the card says so", async () => {
  await open(analyst, "/issuer/cards/FA-1001");
  await expect(analyst.getByRole("region", { name: "Told to its owner and to states" })).toContainText(
    "$60.00 of it were paid to the state on 20 Oct 2022; what is left is the issuer’s.",
  );
  await expect(analyst.getByText("$40.00").first()).toBeVisible();
  await open(analyst, "/issuer/escheat/calendar?steps=all");
  await expect(analyst.getByRole("row", { name: /^31 Oct 2022 Report due/ })).toContainText("done");
});

test("the audit trail knows who did what", async () => {
  await open(manager, "/issuer/audit");
  for (const [what, who] of [
    ["Letters approved", "Mia Manager"],
    ["Report to a state reviewed", "Mia Manager"],
    ["Report to a state filed", "Ann Analyst"],
  ])
    await expect(manager.getByRole("row", { name: new RegExp(what ?? "") }).first()).toContainText(who ?? "");
});

test("another issuer's report and letters are not there", async ({ admin: stranger }) => {
  for (const path of [report, "/issuer/escheat/letters/999999"]) {
    const answer = await stranger.goto(path);
    expect(answer?.status()).toBe(404);
  }
});

const pages = () => [
  "/issuer/escheat/calendar?steps=all",
  "/issuer/escheat/calendar?timeline=table",
  "/issuer/escheat/reports",
  report,
  "/issuer/escheat/reports/naupa2",
  "/issuer/escheat/letters",
  report.replace(/reports\/\d+/, "letters/1"),
];

test("axe finds nothing on the pages of filing, light or dark, nothing is too small to press or scrolls sideways on a phone", async () => {
  test.setTimeout(300_000);
  for (const path of pages()) {
    await open(analyst, path);
    await expect(analyst.getByRole("heading", { level: 1 })).toBeVisible();
    await inBothThemes(analyst, async () => {
      await expectAccessible(analyst);
      await expectLargeTargets(analyst);
    });
    await expectFitsPhone(analyst);
  }
});
