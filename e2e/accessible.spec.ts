import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible, expectFitsPhone, expectLargeTargets, expectNoSidewaysScroll, inBothThemes } from "./axe";
import { expect, open, test } from "./fixtures";
import { listRoutes } from "./routes";
import { owner } from "./tenants";

/**
 * Pages that another spec shows to axe in both themes, because only there they have something on them, or somebody who may
 * see them. Every other page there is, also one added tomorrow, is looked at here.
 */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "accounting.spec.ts": ["", "/accounts", "/calculator", "/journal", "/methods", "/months", "/recognition"].map(
    (part) => `/issuer/accounting${part}`,
  ),
  "approvals.spec.ts": ["/manager/approvals"],
  "escheat-filing.spec.ts": [
    "/issuer/escheat/calendar",
    ...["", "/[id]", "/naupa2"].map((part) => `/issuer/escheat/reports${part}`),
    ...["", "/[id]"].map((part) => `/issuer/escheat/letters${part}`),
  ],
  "escheat-rules.spec.ts": [
    ...["", "/[jurisdiction]/[property]", "/[jurisdiction]/[property]/new"].map(
      (part) => `/issuer/escheat/rules${part}`,
    ),
    "/issuer/escheat/holder",
  ],
  "forecast.spec.ts": ["/issuer/forecast"],
  "forecast-detail.spec.ts": ["types/[code]", "back-test", "versions"].map((part) => `/issuer/forecast/${part}`),
  "cut-triangle.spec.ts": ["/issuer/forecast/triangle"],
  "own-triangle.spec.ts": ["/issuer/forecast/own-triangle"],
  "identity.spec.ts": ["/sign-in", "/join", "/reset", "/choose-issuer"],
  "import.spec.ts": ["imports/new", "imports/[id]", "imports/kept-aside", "runs/[id]"].map((part) => `/issuer/${part}`),
  "notifications.spec.ts": ["/issuer/notifications/[id]"],
  "results.spec.ts": ["/issuer/notifications/results/[id]"],
  "sending.spec.ts": ["/issuer/notifications/[id]/sending", "/issuer/notifications/mailboxes/[channel]/[mailbox]"],
  "templates.spec.ts": ["/issuer/notifications/templates/[id]", "/u/[token]", "/s/[token]"],
};
/** They only lead to another page. */
const passages = ["/issuer", "/issuer/settings", "/manager"];

const every = listRoutes()
  .filter((route) => route.kind === "page")
  .map((route) => route.path);
const left = every.filter((path) => ![...Object.values(elsewhere).flat(), ...passages].includes(path));

/** Other states of some of them. */
const states = [
  "/issuer/breakage?by=card-type,expiry-year&compare=year&from=2022-01-01&to=2026-10-31",
  "/issuer/breakage?chart=table",
  "/issuer/breakage?from=1990-01-01&to=1990-12-31",
  "/issuer/customers?search=nobody-has-this-name",
  "/issuer/events?group=redeemed",
  "/issuer/cards/no-such-card",
];

/** Ids of the demo issuer, read where they are kept: a card, a customer and a card type have pages too. */
async function ownIds(): Promise<Record<string, string>> {
  const sql = owner();
  const [card] =
    await sql`select source_id from app.card_key k join app.issuer i on i.id = k.issuer_id where i.code = 'DEMO' order by 1 limit 1`;
  const [customer] =
    await sql`select source_id from app.customer_key k join app.issuer i on i.id = k.issuer_id where i.code = 'DEMO' order by 1 limit 1`;
  const [type] =
    await sql`select y.id from silver.card_type y join app.issuer i on i.id = y.issuer_id where i.code = 'DEMO' order by 1 limit 1`;
  await sql.end();
  return { cards: card?.source_id, customers: customer?.source_id, "card-types": String(type?.id) };
}

test("every page is shown to axe: here, or in the spec that is named for it", () => {
  const named = [...Object.values(elsewhere).flat(), ...passages];
  expect(named.filter((path) => !every.includes(path))).toEqual([]);
  for (const [file, paths] of Object.entries(elsewhere)) {
    const text = fs.readFileSync(`e2e/${file}`, "utf8");
    expect(text, file).toMatch(/inBothThemes\(/);
    // The last word of the address that is no id stands in the story.
    for (const path of paths)
      expect(text, `${path} in ${file}`).toContain(path.split("/").findLast((part) => /^[a-z0-9-]+$/.test(part)));
  }
  expect(left.length).toBeGreaterThan(20);
});

/** The header writes the day into the address of whatever page depends on it: then paper says it, and whose the figures are. */
async function paperSaysWhat(page: Page): Promise<boolean> {
  if (!new URL(page.url()).searchParams.has("asOf")) return false;
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("main").getByText(/^Harbor & Vale Gift Company · As of \d/)).toBeVisible();
  await expect(page.locator("main").getByText(/Data to .* · computed /)).toBeVisible();
  await page.emulateMedia({ media: null });
  return true;
}

/** Their address carries the day, though nobody asked for one. */
const dated = [
  "/issuer/breakage",
  "/issuer/cards",
  "/issuer/cards/[id]",
  "/issuer/customers",
  "/issuer/customers/[id]",
  "/issuer/customers/about-to-lapse",
  "/issuer/events",
  "/issuer/insights",
  "/issuer/overview",
];

test.describe("axe finds nothing in either theme, nothing scrolls sideways on a phone, and paper says what its figures are of", () => {
  let ids: Record<string, string>;
  test.beforeAll(async () => {
    ids = await ownIds();
  });

  for (const route of [...left, ...states])
    test(route, async ({ admin: page }) => {
      const path = route.replace(/([^/]+)\/\[id\]/, (_, kind) => `${kind}/${ids[kind]}`);
      expect(path).not.toMatch(/\[|undefined/);
      await open(page, path);
      const isPage = left.includes(route);
      if (isPage) expect(new URL(page.url()).pathname).toBe(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("body")).not.toHaveAttribute("data-busy", /.*/);
      await inBothThemes(page, async () => {
        await expectAccessible(page);
        await expectLargeTargets(page);
      });
      await expectFitsPhone(page);
      if (isPage) expect(await paperSaysWhat(page)).toBe(dated.includes(route));
    });
});

test("a colour that is too faint in the dark alone is found, also where the page was without fault by day", async ({
  admin: page,
}) => {
  await open(page, "/issuer/settings/members");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const faint = '[data-mantine-color-scheme="dark"] h1 { color: #333 !important; }';
  // Written into a sheet that is there: what stands on the page stays letter for letter what it was.
  await page.evaluate((rule) => document.styleSheets[0]?.insertRule(rule), faint);
  await inBothThemes(page, async (theme) => {
    if (theme === "light") await expectAccessible(page);
    else await expect(expectAccessible(page)).rejects.toThrow("color-contrast");
  });
});

test("a link in a note can be read, whatever the ground of the note", async ({ admin: page }) => {
  await open(page, "/issuer/notifications/settings");
  await page.getByRole("checkbox", { name: /^Count breakage that is given up/ }).check();
  const note = page.locator(".mantine-Alert-root").first();
  await note.evaluate((element) => {
    const words = element.querySelector(".mantine-Alert-message");
    words?.insertAdjacentHTML("beforeend", ' More of it <a href="/issuer/cards">stands there</a>.');
    for (const colour of ["yellow", "red", "gray"])
      element.insertAdjacentHTML(
        "afterend",
        element.outerHTML.replaceAll("orange", colour).replaceAll(/ (id|aria-\w+)="[^"]*"/g, ""),
      );
  });
  await expect(page.locator("#main").getByRole("link", { name: "stands there" })).toHaveCount(4);
  await inBothThemes(page, () => expectAccessible(page));
});

test("a colour that is too faint in one cell of a table is found, however many cells are like one another", async ({
  admin: page,
}) => {
  await open(page, "/issuer/cards");
  await expectAccessible(page);
  const cell = page.getByRole("table", { name: "Cards" }).locator("tbody tr:nth-child(30) td:not(:empty)").first();
  await cell.evaluate((element) => {
    element.id = "faint";
    document.styleSheets[0]?.insertRule("#faint, #faint * { color: #ccc !important; }");
  });
  await expect(expectAccessible(page)).rejects.toThrow("color-contrast");
});

test("a link too low to be pressed is found in a cell and alone in its line, and none is one within a sentence", async ({
  admin: page,
}) => {
  await open(page, "/issuer/breakage");
  await expectLargeTargets(page);
  const cell = page.getByRole("table", { name: "Breakage by card type" }).locator("tbody th a").first();
  await cell.evaluate((link) => link.style.setProperty("padding", "0"));
  await expect(expectLargeTargets(page)).rejects.toThrow("targets below 24 px");
  await cell.evaluate((link) => link.style.removeProperty("padding"));

  const write = (html: string) =>
    page.locator("#main").evaluate((main, text) => main.insertAdjacentHTML("beforeend", text), html);
  await write('<div>More of it stands in the <a href="/issuer/cards">list of cards</a>.</div>');
  await expectLargeTargets(page);
  await write('<div><a href="/issuer/cards">List of cards</a></div>');
  await expect(expectLargeTargets(page)).rejects.toThrow("List of cards");
});

test("a field, a part that takes the focus and one that is said to be a button are found too when they are too low", async ({
  admin: page,
}) => {
  await open(page, "/issuer/settings/account");
  await expectLargeTargets(page);
  const low = "height: 12px; width: 60px; padding: 0; border: 0";
  for (const html of [
    `<textarea style="${low}"></textarea>`,
    `<div tabindex="0" style="${low}"></div>`,
    `<div role="switch" tabindex="-1" style="${low}"></div>`,
    `<p contenteditable style="${low}"></p>`,
  ]) {
    await page.locator("#main").evaluate((main, text) => main.insertAdjacentHTML("beforeend", text), html);
    await expect(expectLargeTargets(page)).rejects.toThrow("targets below 24 px");
    await page.locator("#main").evaluate((main) => main.lastElementChild?.remove());
  }
  await expectLargeTargets(page);
});

test("the description of the API is shown to axe too, light and dark, and fits a phone", async ({ admin: page }) => {
  test.slow();
  await page.goto("/api/docs");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await expectLargeTargets(page);
  await expectFitsPhone(page);
});

/** Each element's colours, top to bottom. */
const colours = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body, #main, #main *")].map((element) => {
      const { color, backgroundColor, borderColor, fill, stroke } = getComputedStyle(element);
      return [element.tagName, color, backgroundColor, borderColor, fill, stroke].join(" ");
    }),
  );

/** The same once charts no longer move: while they do there is more in them. */
async function settledColours(page: Page): Promise<string[]> {
  let seen: string[] = [];
  const stays = async () => {
    const before = seen;
    seen = await colours(page);
    return seen.length === before.length && seen.every((one, place) => one === before[place]);
  };
  await expect.poll(stays, { intervals: [500] }).toBe(true);
  return seen;
}

test("a page has the same colours whether it was loaded in a theme or changed to it", async ({ admin: page }) => {
  const show = async (path: string) => {
    await open(page, path);
    await expect(page.locator("#main .recharts-surface").first()).toBeVisible();
  };
  for (const path of ["/issuer/overview?asOf=2026-10-31", "/issuer/breakage?asOf=2026-10-31"]) {
    const changed = new Map<string, string[]>();
    await show(path);
    await inBothThemes(page, async (theme) => {
      changed.set(theme, await settledColours(page));
    });
    expect(changed.get("light")).not.toEqual(changed.get("dark"));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await show(path);
      await expect.poll(() => colours(page), `${path} loaded in ${colorScheme}`).toEqual(changed.get(colorScheme));
    }
  }
});

test("a page loaded on a phone does not scroll sideways, and the menu is there", async ({ admin: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/issuer/breakage", "/issuer/overview"]) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
  await page.getByRole("button", { name: "Open menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Breakage" }).click();
  await expect(page).toHaveURL(/\/issuer\/breakage/);
});

test("the paper says what the figures are of", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/As of 31 Oct 2026 · Period 1 Nov 2025 – 31 Oct 2026/)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
});
