import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, expectFitsPhone, inBothThemes } from "./axe";
import { open } from "./fixtures";
import { cardFiles, ensureImporter, pageOf, textFile } from "./import-tenant";
import { type Counted, countByType, publishedRates, sampleFolder } from "./sample";
import { cellsByHead, cents } from "./tables";
import { ensureStranger, owner, ownOrigin, STRANGER, signIn } from "./tenants";

const CODE = "IMPORTER";
const sampleFiles = fs
  .readdirSync(sampleFolder)
  .filter((name) => name.endsWith(".csv"))
  .map((name) => path.join(sampleFolder, name));

test.beforeAll(async () => {
  const sql = owner();
  // The tests build on one another, so all are done again when one fails: on issuers that no earlier attempt has filled.
  await sql`update app.issuer set code = code || '-EARLIER-' || id where code in (${CODE}, 'ATHENA')`;
  await ensureImporter(sql, CODE);
  await ensureStranger(sql);
  await sql.end();
});
test.setTimeout(180_000);
test.use({ actionTimeout: 30_000, navigationTimeout: 60_000 });

type Files = Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0];

async function upload(page: Page, files: Files): Promise<void> {
  await open(page, `/issuer/imports/new?issuer=${CODE}`);
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByRole("button", { name: "Go on to the columns" }).click();
  await expect(page.getByRole("heading", { name: "Which column is what" })).toBeVisible({ timeout: 30_000 });
}

async function check(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Check the files" }).click();
  await expect(page.getByRole("heading", { name: "Result of the check" })).toBeVisible({ timeout: 60_000 });
}

async function load(page: Page): Promise<number> {
  await page.getByRole("button", { name: /^Load / }).click();
  const said = page.getByText(/Loaded as batch \d+|loaded already as batch \d+/);
  await expect(said).toBeVisible({ timeout: 60_000 });
  return Number(/batch (\d+)/.exec((await said.textContent()) ?? "")?.[1]);
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

const accessible = (page: Page) => inBothThemes(page, () => expectAccessible(page));

/** Breakage by card type as the screen shows it: each type's row by its code, and the foot. */
async function breakageByType(page: Page, dates: string) {
  await open(page, `/issuer/breakage?issuer=ATHENA&${dates}`);
  const table = page.getByRole("table", { name: "Breakage by card type" });
  await expect(table).toBeVisible();
  const read = async (line: Locator) => {
    const cells = await cellsByHead(table, line);
    const at = (name: string) => cents(cells.get(name) ?? null);
    expect(at("Sold") - at("Redeemed")).toBe(at("Unredeemed"));
    return { cards: Number(cells.get("Cards")), sold: at("Sold"), redeemed: at("Redeemed") };
  };
  const shown = new Map<string, Counted>();
  for (const line of await table.locator("tbody tr").all()) {
    const code = /G-\d{4}/.exec((await line.textContent()) ?? "")?.[0] ?? "";
    shown.set(code, await read(line));
  }
  return { shown, foot: await read(table.locator("tfoot tr")) };
}

/** Each row and the foot of the screen against the sample counted from its files. */
async function expectCounted(page: Page, { asOf, from, to, dates }: Record<"asOf" | "from" | "to" | "dates", string>) {
  const counted = countByType(asOf, from, to);
  const { shown, foot } = await breakageByType(page, dates);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(counted.byType));
  const lines = [...counted.byType.values()];
  const sum = (key: keyof Counted) => lines.reduce((total, line) => total + line[key], 0);
  expect(foot).toEqual({ cards: sum("cards"), sold: sum("sold"), redeemed: sum("redeemed") });
  return { ...counted, foot };
}

const sampleViews = [
  { asOf: "2020-08-03", from: "2019-08-04", to: "2020-08-03", dates: "asOf=2020-08-03" },
  { asOf: "2020-03-01", from: "2019-03-02", to: "2020-03-01", dates: "asOf=2020-03-01" },
];

test.describe
  .serial("imports", () => {
    test("takes the published sample to an issuer of its own, whole, and a second load changes nothing", async ({
      browser,
    }) => {
      const page = await pageOf(browser, CODE);
      await upload(page, sampleFiles);
      await expect(page.getByText("The mapping “athena-v2” fits 5 of 6 files")).toBeVisible();
      await page.getByRole("button", { name: "Use “athena-v2” and switch to ATHENA" }).click();
      await page.waitForURL(/issuer=ATHENA/);
      await page.getByRole("button", { name: /transaction-data-v2/ }).click();
      await expect(page.getByLabel("Column for Holder")).toHaveValue("2");
      await expect(page.getByText("Rows have 8 fields, but the header names only 7")).toBeVisible();
      await check(page);
      const counts = page.getByRole("table", { name: "Rows by kind: read, new, changed, repeated, kept aside" });
      const facts = await cellsByHead(counts, row(page, "Card transactions"));
      expect([...facts.values()]).toEqual(["Card transactions", "140", "140", "0", "0", "0"]);
      await expect(page.getByText("No bad rows were found.")).toBeVisible();
      await expect(page.getByText("6 customers have the one e-mail address j…@email.com.")).toBeVisible();
      const checked = page.url();
      await load(page);
      await page.getByRole("link", { name: "Breakage with these facts" }).click();
      await page.waitForURL(/asOf=2020-07-25/);

      const totals = [];
      for (const view of sampleViews) totals.push((await expectCounted(page, view)).foot);
      // In neither of them is a card that nobody used, nor an event that came later: of the same cards half a year before
      // there are five of each, and the cards count in full while the events do not.
      const before = { asOf: "2020-02-10", from: "2019-08-04", to: "2020-08-03" };
      const dates = new URLSearchParams(before).toString();
      const early = await expectCounted(page, { ...before, dates });
      expect({ ...early.foot, never: early.neverRedeemed, later: early.later }).toEqual({
        cards: 5,
        sold: 40_000,
        redeemed: 0,
        never: 5,
        later: 5,
      });

      await open(page, "/issuer/insights?issuer=ATHENA&asOf=2020-08-03");
      const rates = page.getByRole("table", { name: "Breakage rate by card type and year of expiry" });
      await expect(rates).toBeVisible();
      const published = publishedRates();
      expect(published).toHaveLength(32);
      const lines = new Map<string, Map<string, string>>();
      for (const type of new Set(published.map((one) => one.type))) {
        const line = rates.getByRole("row").filter({ has: page.getByRole("rowheader", { name: type, exact: true }) });
        lines.set(type, await cellsByHead(rates, line));
      }
      for (const { type, year, rate } of published) expect(lines.get(type)?.get(year), `${type} ${year}`).toBe(rate);

      await open(page, checked);
      await expect(page.getByRole("heading", { name: "Result of the check" })).toBeVisible();
      await page.getByRole("button", { name: /^Load / }).click();
      await expect(page.getByText(/loaded already as batch/)).toBeVisible({ timeout: 60_000 });
      for (const [at, { dates: when }] of sampleViews.entries())
        expect((await breakageByType(page, when)).foot).toEqual(totals[at]);

      const sql = owner();
      const idOf = async (code: string) => {
        const [card] = await sql`select k.source_id as id from app.card_key k join app.issuer i on i.id = k.issuer_id
          where i.code = ${code} order by 1 limit 1`;
        return card?.id as string;
      };
      const [theirs, own] = [await idOf("DEMO"), await idOf("ATHENA")];
      await sql.end();
      expect((await page.goto(`/issuer/cards/${own}?issuer=ATHENA`))?.status()).toBe(200);
      expect((await page.goto(`/issuer/cards/${theirs}?issuer=ATHENA`))?.status()).toBe(404);
      await page.context().close();
    });

    test("lists each bad row with line, column and reason, loads the rest, and takes a repaired row in", async ({
      browser,
    }) => {
      const page = await pageOf(browser, CODE);
      const { types, cards, sales } = cardFiles("B", 30);
      const bad = [
        "R1,B1,redeem,20.00,2024-03-01",
        "R2,B2,redeem,80.00,2024-03-01",
        "R3,B3,redeem,-5,2024-03-01",
        "R4,B4,mystery,5,2024-03-01",
        "R5,B5,redeem,5,2024-13-01",
        "R6,B99,redeem,5,2024-03-01",
        "R7,B6,redeem,=1+1,2024-03-01",
      ];
      await open(page, `/issuer/imports/new?issuer=${CODE}`);
      await accessible(page);
      await upload(page, [types, cards, sales(`${bad.join("\n")}\n`)]);
      await accessible(page);
      await check(page);
      await accessible(page);
      const reasons: [string, string][] = [
        ["33", "It takes more than the card holds"],
        ["34", "Amount is negative"],
        ["35", 'Kind "mystery" is not known'],
        ["36", 'Happened on "2024-13-01" is a day that does not exist'],
        ["37", 'Card "B99" is not known'],
        ["38", 'Amount "=1+1" is not an amount'],
      ];
      for (const [line, reason] of reasons) await expect(row(page, reason)).toContainText(line);
      await expect(page.getByText("“mystery” in Kind, 1 time")).toBeVisible();
      await load(page);
      await accessible(page);
      await page.getByRole("link", { name: "Open the rows kept aside" }).click();
      await expect(row(page, "2024-13-01")).toBeVisible();
      await accessible(page);

      await page.getByRole("button", { name: "Repair line 36 of B-events.csv" }).click();
      const dialog = page.getByRole("dialog");
      await expectAccessible(page);
      // Whoever is sent the address has the same row open; closed again, nothing of it stays there.
      await expect(page).toHaveURL(/[?&]row=\d+/);
      const other = await pageOf(browser, CODE);
      await open(other, page.url());
      await expect(other.getByRole("dialog").getByLabel("Happened on")).toHaveValue("2024-13-01");
      await other.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await expect(other).not.toHaveURL(/row=/);
      await other.context().close();
      await dialog.getByLabel("Happened on").fill("2024-02-30");
      await dialog.getByRole("button", { name: "Save and load" }).click();
      await expect(dialog.getByText('"2024-02-30" is a day that does not exist')).toBeVisible();
      await dialog.getByLabel("Happened on").fill("2024-02-29");
      await dialog.getByRole("button", { name: "Save and load" }).click();
      await page.waitForURL(/\/issuer\/runs\/\d+/);
      await expect(page.getByText(/1 new, 0 changed, 0 repeated/)).toBeVisible({ timeout: 60_000 });
      await accessible(page);

      await open(page, `/issuer/imports/kept-aside?issuer=${CODE}`);
      await expect(row(page, "2024-13-01")).toHaveCount(0);
      await page.getByRole("button", { name: "Dismiss line 34 of B-events.csv" }).click();
      await expect(page.getByRole("button", { name: "Repair line 34 of B-events.csv" })).toHaveCount(0);
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(page.getByRole("button", { name: "Repair line 34 of B-events.csv" })).toBeVisible();
      await page.context().close();
    });

    test("withdraws a batch with all it brought, and not while a later one stands on it", async ({ browser }) => {
      const page = await pageOf(browser, CODE);
      const { types, cards, sales } = cardFiles("W", 10);
      await upload(page, [types, cards, sales()]);
      await check(page);
      const first = await load(page);
      await upload(page, textFile("W-later-events.csv", "id,card,type,amount,date\nWR1,W1,redeem,5.00,2024-04-01\n"));
      await check(page);
      const second = await load(page);

      await open(page, `/issuer/imports/${first}?issuer=${CODE}`);
      await accessible(page);
      await page.getByRole("button", { name: "Withdraw", exact: true }).click();
      await expect(page.getByText(`Batch ${second} stands on what came`)).toBeVisible();
      await expect(page.getByRole("button", { name: "Withdraw it" })).toBeDisabled();
      await accessible(page);
      await page.getByRole("link", { name: `Open batch ${second}` }).click();
      await expect(page.getByRole("heading", { name: `Batch ${second}` })).toBeVisible();
      for (const batch of [second, first]) {
        await open(page, `/issuer/imports/${batch}?issuer=${CODE}`);
        await page.getByRole("button", { name: "Withdraw", exact: true }).click();
        if (batch === first) await expect(page.getByText("$500.00 sold and $0.00 redeemed")).toBeVisible();
        await page.getByRole("button", { name: "Withdraw it" }).click();
        await page.waitForURL(/\/issuer\/runs\/\d+/);
        await expect(page.getByText(`Batch ${batch} is withdrawn`)).toBeVisible({ timeout: 60_000 });
      }
      await open(page, `/issuer/cards/W1?issuer=${CODE}`);
      await expect(page.getByText("Nothing here")).toBeVisible();
      await page.context().close();
    });

    test("brings a customer up to date, shows what was and what came, and gives it back with the batch", async ({
      browser,
    }) => {
      const page = await pageOf(browser, CODE);
      const people = (name: string) =>
        textFile(`U-customers-${name}.csv`, `customer_id,name,email,state\nU1,${name} Bly,u1@update.test,TX\n`);
      await upload(page, people("Ann"));
      await check(page);
      await load(page);
      await upload(page, people("Anna"));
      await expect(page.getByText("Empty cells change nothing")).toBeVisible();
      await check(page);
      await expect(page.getByRole("button", { name: "Load 1 new or changed row" })).toBeVisible();
      const batch = await load(page);
      await open(page, `/issuer/imports/${batch}?issuer=${CODE}`);
      const changes = page.getByRole("table", { name: "Changed customers with what was kept before" });
      await expect(changes.locator("tbody tr")).toHaveText(["Anna BlyNameAnn BlyAnna Bly"]);
      await accessible(page);
      await page.getByRole("button", { name: "Withdraw", exact: true }).click();
      await expect(page.getByText("1 changed customer gets back what was kept before")).toBeVisible();
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await page.waitForURL(/\/issuer\/runs\/\d+/);
      await expect(page.getByRole("heading", { name: "Result" })).toBeVisible({ timeout: 60_000 });
      await open(page, `/issuer/customers/U1?issuer=${CODE}`);
      await expect(page.getByRole("heading", { name: "Ann Bly" })).toBeVisible();
      await page.context().close();
    });

    test("cancels a check in mid-work; nothing of it stays and the way back is open", async ({ browser }) => {
      const page = await pageOf(browser, CODE);
      // Another import of the same issuer holds the lock: the check is surely at work, and surely not done.
      const sql = owner();
      await sql`select pg_advisory_lock(7312031, id) from app.issuer where code = ${CODE}`;
      const { types, cards, sales } = cardFiles("L", 10);
      await upload(page, [types, cards, sales()]);
      await page.getByRole("button", { name: "Check the files" }).click();
      await page.getByRole("button", { name: /^Cancel Check of/ }).click({ timeout: 60_000 });
      await expect(page.getByText("Cancelled. Nothing of it was written.")).toBeVisible({ timeout: 60_000 });
      await sql.end();
      await open(page, `/issuer/runs?issuer=${CODE}&state=cancelled`);
      await expect(row(page, "Check of L-types.csv")).toContainText("Cancelled");
      await accessible(page);
      await page.context().close();
    });

    test("goes from the list to loaded facts by keyboard alone", async ({ browser }) => {
      const page = await pageOf(browser, CODE);
      await open(page, `/issuer/imports?issuer=${CODE}`);
      await tabTo(page, "Import files");
      await page.keyboard.press("Enter");
      await page.waitForURL(/imports\/new/);
      const { types, cards, sales } = cardFiles("K", 5);
      // The button can be seen a moment before it listens: a person presses it again, and so does this.
      await expect(async () => {
        await tabTo(page, "Choose files");
        const chooser = page.waitForEvent("filechooser", { timeout: 3_000 });
        await page.keyboard.press("Enter");
        await (await chooser).setFiles([types, cards, sales()]);
      }).toPass({ timeout: 60_000 });
      await expect(page.getByText("K-events.csv")).toBeVisible();
      await tabTo(page, "Go on to the columns");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Which column is what" })).toBeVisible({ timeout: 30_000 });
      await tabTo(page, "Check the files");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Result of the check" })).toBeVisible({ timeout: 60_000 });
      await tabTo(page, "Load 11 new rows");
      await page.keyboard.press("Enter");
      await expect(page.getByText(/Loaded as batch/)).toBeVisible({ timeout: 60_000 });
      await page.context().close();
    });

    test("keeps what was chosen over a reload, and goes back step by step", async ({ browser }) => {
      const page = await pageOf(browser, CODE);
      await upload(page, cardFiles("M", 3).cards);
      await page.getByLabel("Column for Escheats on").selectOption("3");
      await page.reload();
      await expect(page.getByLabel("Column for Escheats on")).toHaveValue("3");
      await page.goBack();
      await expect(page.getByRole("button", { name: "Go on to the columns" })).toBeVisible();
      await expect(page.getByText("M-cards.csv").first()).toBeVisible();
      await page.context().close();
    });

    test("checks no file of which nobody can tell days from months before a person has chosen", async ({ browser }) => {
      const page = await pageOf(browser, CODE);
      await upload(
        page,
        textFile("D-customers.csv", "customer_id,name,birthdate\nD1,Ann,01/12/1980\nD2,Bo,02/11/1981\n"),
      );
      const warning = page.getByText("01/12/1980 is 1980-12-01 as DD/MM/YYYY and 1980-01-12 as MM/DD/YYYY.");
      await expect(warning).toBeVisible();
      await expect(page.getByText("D-customers.csv: choose how it writes dates.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Check the files" })).toBeDisabled();
      await accessible(page);
      await page.getByLabel("Dates are written").selectOption("MM/DD/YYYY");
      await expect(warning).toHaveCount(0);
      await expect(row(page, "1980-01-12")).toBeVisible();
      // Another way of writing may stand beside it, but not the other order.
      const second = page.getByLabel("or", { exact: true }).locator("option");
      await expect(second.filter({ hasText: "YYYY-MM-DD" })).toHaveCount(1);
      await expect(second.filter({ hasText: "DD/MM/YYYY" })).toHaveCount(0);
      await check(page);
      await page.context().close();
    });

    test("asks what marks decimals where amounts may be a thousand times as much, and takes any sign between columns", async ({
      browser,
    }) => {
      const page = await pageOf(browser, CODE);
      const lines = ["card_id~card_type~sold_on~expires_on~face_value~colour", "V1~T~2024-01-10~12/2025~12,500~red"];
      await upload(page, textFile("V-cards.csv", `${lines.join("\n")}\nV2~T~2024-01-10~n/a~7,250~\n`));
      await expect(page.getByLabel("The sign that divides columns")).toHaveValue("~");
      await expect(page.getByText("V-cards.csv: choose what marks decimals in its amounts.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Check the files" })).toBeDisabled();
      await expect(page.getByText("Not used: 6 (colour).")).toBeVisible();
      await accessible(page);
      await expect(row(page, "2025-12-31")).toContainText("12,500");
      await page.getByLabel("Decimals stand after").selectOption(".");
      await expect(row(page, "2025-12-31")).toContainText("12500.00");
      await page.getByLabel("Meaning of “n/a” in Card expires on").selectOption("nothing, as an empty cell");
      await expect(page.getByRole("button", { name: "Check the files" })).toBeEnabled();
      await page.getByLabel("Columns are divided by").selectOption("another sign …");
      await page.getByLabel("The sign that divides columns").fill("^");
      await expect(page.getByText("card_id~card_type").first()).toBeVisible();
      await page.context().close();
    });

    test("saves a mapping, replaces it only when told to, and hands it out as a file until it is removed", async ({
      browser,
    }) => {
      const page = await pageOf(browser, CODE);
      await upload(page, cardFiles("N", 2).types);
      const dialog = page.getByRole("dialog");
      const save = async () => {
        await page.getByRole("button", { name: "Save the mapping" }).click();
        await dialog.getByLabel("Name").fill("Monthly types");
        await dialog.getByRole("button", { name: "Save", exact: true }).click();
      };
      await save();
      await expect(dialog).toHaveCount(0);
      await save();
      await expect(dialog.getByText("There is a mapping “Monthly types” already.")).toBeVisible();
      await dialog.getByRole("button", { name: "Replace" }).click();
      await expect(dialog).toHaveCount(0);

      await open(page, `/issuer/imports?issuer=${CODE}`);
      await expect(page.getByRole("button", { name: "Export" })).toBeVisible();
      await page.getByRole("link", { name: "Mappings" }).click();
      await expect(row(page, "Monthly types")).toContainText("N-types.csv");
      await inBothThemes(page, () => expectAccessible(page));
      await expectFitsPhone(page);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "Download the mapping Monthly types as JSON" }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe("Monthly types.json");
      const mapping = JSON.parse(fs.readFileSync(await file.path(), "utf8"));
      expect(mapping).toMatchObject({ name: "Monthly types", files: [{ entity: "card_type", match: "N-types.csv" }] });

      await page.getByRole("button", { name: "Remove the mapping Monthly types" }).click();
      await dialog.getByRole("button", { name: "Remove" }).click();
      await expect(row(page, "Monthly types")).toHaveCount(0);
      await page.context().close();
    });

    test("keeps nothing of an upload that breaks off", async () => {
      const sql = owner();
      const visitor = await signIn(STRANGER);
      const { cookies } = await visitor.storageState();
      const address = new URL("/api/v1/imports/files?name=broken.csv", ownOrigin());
      await new Promise<void>((resolve) => {
        const request = http.request(address, {
          method: "POST",
          headers: {
            origin: ownOrigin(),
            cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
            "content-length": 50_000_000,
          },
        });
        request.on("error", () => resolve());
        request.write(Buffer.alloc(5_000_000, "a"), () => setTimeout(() => request.destroy(), 500));
        request.on("close", () => resolve());
      });
      await expect
        .poll(async () => (await sql`select id from bronze.file where name = 'broken.csv'`).length, { timeout: 20_000 })
        .toBe(0);
      await visitor.dispose();
      await sql.end();
    });

    test("shows an analyst the batches and no way to import; a stranger's batch and run are not there", async ({
      browser,
    }) => {
      const page = await pageOf(browser, CODE, "analyst");
      await open(page, `/issuer/imports?issuer=${CODE}`);
      await expect(page.getByRole("table")).toBeVisible();
      await expect(page.getByRole("link", { name: "Import files" })).toHaveCount(0);
      expect((await page.goto("/issuer/imports/new"))?.status()).toBe(403);
      const sql = owner();
      const [other] =
        await sql`select b.id, b.job_run_id as run from app.import_batch b join app.issuer i on i.id = b.issuer_id
      where i.code = 'ATHENA' limit 1`;
      await sql.end();
      expect((await page.goto(`/issuer/imports/${other?.id}`))?.status()).toBe(404);
      expect((await page.goto(`/issuer/runs/${other?.run}`))?.status()).toBe(404);
      await page.context().close();
    });
  });

/** Presses Tab until the control of that name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 250; pressed++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    if (focused === name) return;
  }
  throw new Error(`Tab never came to ${name}`);
}
