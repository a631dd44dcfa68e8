import { type Browser, type Locator, type Page, test as serial } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { DEMO, ensureStranger, owner, STRANGER, signIn } from "./tenants";

const GUAM = "/issuer/escheat/rules/US-GU/closed-loop";

/** No card of the demo falls under it, so that nobody else's figures move while this is told. */
async function forgetGuam(): Promise<void> {
  const sql = owner();
  await sql`delete from app.escheat_rule_confirmation where jurisdiction = 'US-GU'`;
  await sql`delete from app.escheat_rule where jurisdiction = 'US-GU'`;
  await sql.end();
}

async function as(browser: Browser, who: { email: string; password: string }): Promise<Page> {
  const visitor = await signIn(who);
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  return context.newPage();
}

const demo = (role: string) => ({ email: `${role}@demo.test`, password: DEMO.password });
const section = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

/** Reached and pressed without a mouse. */
async function press(page: Page, button: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.press("Enter");
}

test("the map and the list say the same, and are narrowed, sorted and left by keyboard", async ({ admin: page }) => {
  await open(page, "/issuer/escheat/rules");
  const taken = page.getByRole("link", { name: /^NY, New York: Taken\. / });
  await expect(taken).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(56);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await expect(page.getByRole("row", { name: /^Taken 13 / })).toContainText("West Virginia");
  await page.keyboard.press("/");
  await page.keyboard.type("virginia");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/search=virginia/);
  const list = page.getByRole("table", { name: /rules for cards of one seller/ });
  await expect(list.locator("tbody tr")).toHaveCount(2);
  await press(page, list.getByRole("link", { name: "West Virginia" }));
  await expect(
    page.getByRole("heading", { level: 1, name: "West Virginia: cards of one seller or group" }),
  ).toBeVisible();
  await expect(page.getByText("Needs counsel: ", { exact: false }).first()).toBeVisible();
});

test("axe finds nothing on the pages of the law, light or dark, and nothing is too small to press", async ({
  admin: page,
}) => {
  test.setTimeout(300_000);
  const pages = [
    "/issuer/escheat/rules",
    "/issuer/escheat/rules?property=open-loop&show=counsel&map=table",
    "/issuer/escheat/rules?search=nowhere",
    "/issuer/escheat/rules/US-MO/closed-loop",
    "/issuer/escheat/rules/US-ME/closed-loop/new?claim=unsettled&dormancyYears=3&percent=60&startsAt=sale,use",
    "/issuer/escheat/holder",
  ];
  for (const path of pages) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inBothThemes(page, async () => {
      await expectAccessible(page);
      await expectLargeTargets(page);
    });
    await expectFitsPhone(page);
  }
});

serial.describe.serial("a law nobody has looked up", () => {
  serial.beforeAll(forgetGuam);

  serial("is written by an analyst, field by field, and refused where it contradicts itself", async ({ browser }) => {
    const page = await as(browser, demo("analyst"));
    await open(page, GUAM);
    await expect(page.getByText("Needs counsel: 10 fields", { exact: false })).toBeVisible();
    await page.getByRole("link", { name: "Write a new version" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^New version: Guam/ })).toBeVisible();

    await page.getByLabel("First day").fill("2027-01-01");
    await page.getByRole("textbox", { name: "Source" }).fill("21 G.C.A. chapter 12, guamlegislature.org");
    await page.getByRole("textbox", { name: "Why" }).fill("Looked up for the first time");
    for (const field of ["Claim", "Start of the clock", "Dormancy", "Share taken", "Letters", "Exemptions"]) {
      await press(page, page.getByRole("button", { name: `Change: ${field}`, exact: true }));
    }
    await section(page, "Start of the clock").getByLabel("Use", { exact: true }).check();
    await section(page, "Dormancy").getByLabel("Years until a card is presumed abandoned").fill("5");
    await section(page, "Share taken").getByLabel("Per cent taken").fill("60");
    const letters = section(page, "Letters");
    await letters.getByLabel("Not more than so many days before").fill("60");
    await letters.getByLabel("At least so many days before").fill("120");
    const exemptions = section(page, "Exemptions");
    await exemptions.getByRole("button", { name: "Add an exemption" }).click();
    await exemptions.getByRole("button", { name: "Add a condition" }).click();
    await exemptions.getByLabel("Condition 2", { exact: true }).selectOption({ label: "How much is left on it" });
    await exemptions.getByLabel("Not more than").fill("25");

    await press(page, page.getByRole("button", { name: "See what would change" }));
    await expect(letters.getByRole("alert")).toHaveText(
      "Letters not later than 120 and not earlier than 60 days before leave no day to send them.",
    );
    await letters.getByLabel("Not more than so many days before").fill("180");
    await press(page, page.getByRole("button", { name: "See what would change" }));
    const preview = section(page, "What version 1 would change");
    await expect(preview.getByRole("row", { name: /^Exemptions/ })).toContainText(
      "A card that does not expire and has not more than $25 left is not taken.",
    );
    await expect(preview).toContainText("version 1: from 1 Jan 2027 on");
    await expectAccessible(page);

    await press(page, preview.getByRole("button", { name: "Write version 1" }));
    await expect(page).toHaveURL(/version=1/);
    const says = section(page, "What the law says");
    await expect(says.getByRole("row", { name: /^Dormancy/ })).toContainText(
      "The card is presumed abandoned 5 years later.",
    );
    await expect(says.getByRole("row", { name: /^Dormancy/ })).toContainText(
      "Needs counsel: this has not been confirmed.",
    );
    await expect(page.getByRole("button", { name: "Confirm", exact: true })).toHaveCount(0);
    await page.context().close();
  });

  serial(
    "stands beside the one we ship, with what differs marked, for as long as the address says so",
    async ({ browser }) => {
      const page = await as(browser, demo("analyst"));
      await open(page, `${GUAM}?version=1`);
      await page.getByLabel("Beside").selectOption({ label: "the version as shipped, up to 31 Dec 2026" });
      await expect(page).toHaveURL(/against=0/);
      const says = section(page, "What the law says");
      await expect(says).toContainText("6 fields differ");
      const row = says.getByRole("row", { name: /^Share taken/ });
      await expect(row).toContainText("How much is taken is not known.");
      await expect(row).toContainText("60 % of what is left is taken.");
      await page.reload();
      await expect(says).toContainText("6 fields differ");
      await expectAccessible(page);
      await page.context().close();
    },
  );

  serial(
    "needs no counsel any more in what somebody else has confirmed, with his name and words",
    async ({ browser }) => {
      const page = await as(browser, demo("manager"));
      await open(page, `${GUAM}?version=1`);
      const confirm = section(page, "Confirm version 1");
      await expect(confirm).toContainText("Claim, Exemptions, Start of the clock, Dormancy, Share taken, Letters");
      await confirm.getByLabel("What you held it against").fill("The code as of November 2026.");
      await press(page, confirm.getByRole("button", { name: "Confirm", exact: true }));
      await expect(page.getByText(/^Confirmed by Max Manager on .*: The code as of November 2026\.$/)).toBeVisible();
      await expect(section(page, "What the law says").getByRole("row", { name: /^Dormancy/ })).toContainText(
        "Confirmed by Max Manager",
      );
      await expect(page.getByText("Needs counsel: 4 fields", { exact: false })).toBeVisible();
      await open(page, "/issuer/escheat/rules?asOf=2027-01-01&search=guam");
      await expect(page.getByRole("table").getByRole("row", { name: /^Guam/ })).toContainText("4 of 10");
      await page.context().close();
      await forgetGuam();
    },
  );
});

test("a place that is none has no page of law", async ({ admin: page }) => {
  for (const path of ["US-ZZ/closed-loop", "US-NY/paper", "US-NY"]) {
    const answer = await page.goto(`/issuer/escheat/rules/${path}`);
    expect(answer?.status()).toBe(404);
  }
});

serial(
  "the holder says what is wrong at its field, keeps the rest, and is there after a reload",
  async ({ browser }) => {
    const sql = owner();
    await ensureStranger(sql);
    await sql`delete from app.holder h using app.issuer i where i.id = h.issuer_id and i.code = 'STRANGER'`;
    await sql`update app.issuer set state_of_incorporation = null where code = 'STRANGER'`;
    const page = await as(browser, STRANGER);
    await open(page, "/issuer/escheat/holder");
    await expect(page.getByText("No law can be found for cards whose owner is unknown.")).toBeVisible();
    await page.getByRole("textbox", { name: "Legal name" }).fill("Stranger Gift Cards, Inc.");
    await page.getByRole("combobox", { name: "Incorporated in" }).selectOption("West Virginia");
    await page.getByLabel("State", { exact: true }).fill("TX");
    await page.getByLabel("ZIP code").fill("25301");
    await page.getByLabel("NAUPA III code of gift cards").fill("MS12");
    await press(page, page.getByRole("button", { name: "Save" }));
    await expect(page.getByText("This ZIP code lies in West Virginia, not in Texas.")).toBeVisible();
    await expect(page.getByText(/^That is a code of NAUPA II\./)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Legal name" })).toHaveValue("Stranger Gift Cards, Inc.");
    await page.getByLabel("State", { exact: true }).fill("WV");
    await page.getByLabel("NAUPA III code of gift cards").fill("");
    await press(page, page.getByRole("button", { name: "Save" }));
    await expect(page.getByText(/^Last changed by Sam Stranger/)).toBeVisible();
    await page.reload();
    await expect(page.getByRole("combobox", { name: "Incorporated in" })).toHaveValue("US-WV");
    await expect(page.getByText("No law can be found")).toHaveCount(0);
    await sql`delete from app.holder h using app.issuer i where i.id = h.issuer_id and i.code = 'STRANGER'`;
    await sql`update app.issuer set state_of_incorporation = null where code = 'STRANGER'`;
    await sql.end();
    await page.context().close();
  },
);
