import { hashPassword } from "@/lib/identity/password";
import { expect, open, test } from "./fixtures";
import { DEMO, owner, signIn } from "./tenants";

test("the issuer and the as-of date stand in the header and in the address; defaults do not", async ({
  admin: page,
}) => {
  await open(page, "/issuer/breakage");
  await expect(page).toHaveURL(/asOf=\d{4}-\d\d-\d\d/);
  const url = new URL(page.url());
  expect([...url.searchParams.keys()].sort()).toEqual(["asOf", "issuer"]);
  await expect(page.getByRole("banner").getByText("Harbor & Vale Gift Company")).toBeVisible();
});

/** Pages as they are opened without a day, and of each a head of a column, a tab or a chip, and what pressing it changes. */
const presses = [
  ["/issuer/breakage", "Sort by Sold", /sort=-sold/],
  ["/issuer/breakage?by=brand,medium", "Rate", /measure=rate/],
  ["/issuer/breakage?by=brand&medium=digital", "Take off the filter Medium", /^(?!.*medium)/],
  ["/issuer/overview", "By last use", /aging=last-use/],
  ["/issuer/insights", "90 days", /merchantDays=90/],
  ["/issuer/cards", "By expiry", /order=expiry/],
  ["/issuer/customers/about-to-lapse", "90 days", /days=90/],
] as const;

test("pressing a head, a tab or a chip keeps the day and the issuer, and going back does", async ({ admin: page }) => {
  test.slow();
  const pinned = /asOf=\d{4}-\d\d-\d\d/;
  for (const [path, name, change] of presses) {
    await open(page, path);
    await expect(page, path).toHaveURL(pinned);
    const { searchParams } = new URL(page.url());
    const kept = ["asOf", "issuer"].map((part) => `${part}=${searchParams.get(part)}`);
    const isKept = (url: URL) => kept.every((part) => url.search.includes(part));
    await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
    await expect(page, path).toHaveURL((url) => change.test(url.search) && isKept(url));
    await page.goBack();
    await expect(page, path).toHaveURL((url) => !change.test(url.search) && isKept(url));
  }
});

test("going back to a page that was opened without a day shows it again, not only its address", async ({
  admin: page,
}) => {
  await open(page, "/issuer/breakage");
  const sorted = page.getByRole("table", { name: "Breakage by card type" }).locator("th[aria-sort]");
  await expect(sorted).toHaveText("Unredeemed");
  await page.getByRole("link", { name: "Sort by Sold" }).click();
  await expect(sorted).toHaveText("Sold");
  await page.goBack();
  await expect(sorted).toHaveText("Unredeemed");
});

test("what somebody chose appears though the page waits for an answer to a question of its own", async ({
  admin: page,
}) => {
  await open(page, "/issuer/runs");
  let isOnItsWay = false;
  let hasAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    hasAsked = resolve;
  });
  await page.route("**/*", async (route) => {
    const request = route.request();
    // The list asks for itself each ten seconds: here while what was chosen is on its way, and nobody ever answers.
    if (isOnItsWay && request.method() === "POST") return hasAsked();
    if (/state=done/.test(request.url()) && !("next-router-prefetch" in request.headers())) {
      isOnItsWay = true;
      await asked;
    }
    await route.continue();
  });
  await page.getByRole("main").getByRole("link", { name: "Done", exact: true }).click();
  await expect(page).toHaveURL(/state=done/);
  await expect(page.getByRole("heading", { name: "Done" })).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

const dated = [
  "/issuer/overview",
  "/issuer/breakage?by=brand,medium&measure=rate",
  "/issuer/insights",
  "/issuer/cards?asOf=&search=C-1",
  "/issuer/events",
  "/issuer/customers?search=%D0%AE",
  "/issuer/customers/about-to-lapse",
  "/issuer/forecast",
  "/issuer/forecast/triangle?period=month",
  "/issuer/forecast/back-test",
  "/issuer/forecast/versions?issuer=DEMO",
];

test("who opens a page without a day is sent to the same page of the newest, before anything is drawn", async ({
  admin: page,
}) => {
  for (const path of dated) {
    const asked = new URL(path, "http://localhost");
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    const sentTo = new URL(answer.headers().location ?? "", asked);
    expect(sentTo.pathname).toBe(asked.pathname);
    expect(sentTo.search).not.toContain("%2C");
    const { asOf, issuer, ...others } = Object.fromEntries(sentTo.searchParams);
    expect(asOf, path).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(issuer, path).toBe("DEMO");
    const { asOf: _empty, issuer: _same, ...kept } = Object.fromEntries(asked.searchParams);
    expect(others, path).toEqual(kept);
    expect((await page.request.get(`${sentTo.pathname}${sentTo.search}`, { maxRedirects: 0 })).status(), path).toBe(
      200,
    );
  }
});

test("nothing but what a person chooses changes an address that names its day", async ({ admin: page }) => {
  await page.addInitScript(() => {
    const written: string[] = [];
    Object.assign(window, { written });
    for (const name of ["pushState", "replaceState"] as const) {
      const write = History.prototype[name];
      History.prototype[name] = function (state, unused, url) {
        written.push(String(new URL(url ?? location.href, location.href).search));
        return write.call(this, state, unused, url);
      };
    }
  });
  await open(page, "/issuer/forecast/triangle?period=month");
  await expect(page).toHaveURL(/asOf=.*issuer=DEMO/);
  const { search } = new URL(page.url());
  const written = await page.evaluate(() => (window as unknown as { written: string[] }).written);
  expect(new Set(written)).toEqual(new Set([search]));
});

test("who works for several issuers stays with the one of his tab, though another tab shows another", async ({
  browser,
}) => {
  const sql = owner();
  await sql`insert into app.issuer (code, name, currency, time_zone) values ('SECOND', 'Second Shop', 'USD', 'UTC') on conflict do nothing`;
  const hash = await hashPassword(DEMO.password, Buffer.from("salt of the two!"));
  await sql`insert into app.person (email, name, password_hash) values ('two@demo.test', 'Tom Two', ${hash}) on conflict do nothing`;
  await sql`insert into app.membership (issuer_id, person_id, role) select i.id, p.id, 'analyst' from app.issuer i, app.person p
    where i.code in ('DEMO', 'SECOND') and p.email = 'two@demo.test' on conflict do nothing`;
  const visitor = await signIn({ email: "two@demo.test", password: DEMO.password });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const [page, other] = [await context.newPage(), await context.newPage()];
  await open(page, "/issuer/breakage?issuer=DEMO");
  await open(other, "/issuer/breakage?issuer=SECOND");
  await page.getByRole("link", { name: "Sort by Sold" }).click();
  await expect(page).toHaveURL(/sort=-sold/);
  await expect(page).toHaveURL((url) => url.searchParams.get("issuer") === "DEMO" && url.searchParams.has("asOf"));
  await expect(page.getByRole("banner").getByText("Harbor & Vale Gift Company")).toBeVisible();
  await context.close();
  await sql`delete from app.membership m using app.person p where p.id = m.person_id and p.email = 'two@demo.test'`;
  await sql.end();
});

test("what is usual is left out again: 180 days of merchants, weekdays with nothing to match", async ({
  admin: page,
}) => {
  await open(page, "/issuer/insights?asOf=2026-10-31");
  const days = page.getByRole("navigation", { name: "Window" });
  await days.getByRole("link", { name: "90 days" }).click();
  await expect(page).toHaveURL(/merchantDays=90/);
  await days.getByRole("link", { name: "180 days" }).click();
  await expect(page).not.toHaveURL(/merchantDays/);
  await open(page, "/issuer/breakage?asOf=2026-10-31&compare=year&match=weekday");
  await page.keyboard.press("x");
  await expect(page).not.toHaveURL(/compare|match/);
});

test("a copied address opens the same numbers in another browser", async ({ admin: page, browser, adminState }) => {
  await open(page, "/issuer/breakage");
  await page.getByRole("button", { name: /^As of/ }).click();
  await page.getByLabel("Another date").fill("2025-06-30");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/asOf=2025-06-30/);
  await page.getByRole("link", { name: "Sort by Sold" }).click();
  await expect(page).toHaveURL(/sort=-sold/);
  await page.keyboard.press("x");
  await expect(page).toHaveURL(/compare=previous/);
  const table = page.getByRole("table", { name: "Breakage by card type" });
  await expect(table.getByRole("columnheader", { name: /Rate before/ })).toBeVisible();

  const other = await browser.newPage({ storageState: adminState });
  await open(other, page.url());
  const copied = other.getByRole("table", { name: "Breakage by card type" });
  expect(await copied.locator("tbody").textContent()).toBe(await table.locator("tbody").textContent());
  await other.close();
});

test("back and forward walk through the choices", async ({ admin: page }) => {
  await open(page, "/issuer/overview?asOf=2026-10-31");
  await page.getByRole("button", { name: /^Compare/ }).click();
  await page.getByRole("button", { name: "Year before" }).click();
  await expect(page).toHaveURL(/compare=year/);
  // The address says it at once; who goes back before the page does takes the choice back.
  await expect(page.getByRole("button", { name: "Compare Year before" })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/compare=/);
  await expect(page.getByRole("button", { name: "Compare Period before" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("button", { name: "Compare Year before" })).toBeVisible();
});

test("what was known at an instant is named in every language, and a day with something after it is no day", async ({
  admin: page,
}) => {
  const asOf = page.getByRole("button", { name: /^As of/ });
  for (const [lang, day] of [
    ["en", "1 Nov 2026"],
    ["ru", "1 нояб. 2026"],
    ["ja", "2026年11月1日"],
  ]) {
    await open(page, `/issuer/breakage?knownAt=2026-11-01T18:00:00Z&lang=${lang}`);
    await expect(asOf).toContainText(day ?? "");
  }
  await open(page, "/issuer/breakage?asOf=2026-10-31&knownAt=2026-11-01junk");
  await expect(asOf).toContainText("31 Oct 2026");
  await expect(asOf).not.toContainText("1 Nov 2026");
});

test("compares with a period of one's own and by weekdays, and the address says both", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2026-10-31&from=2026-08-01&to=2026-08-31&compare=previous");
  await page.getByRole("button", { name: "Compare Period before" }).click();
  const choices = page.getByRole("dialog", { name: /^Compare/ });
  const match = choices.getByRole("switch", { name: "Each day against its own weekday" });
  await expect(choices.getByText("1 Jul 2026 – 31 Jul 2026")).toBeVisible();
  await match.click();
  await expect(page).toHaveURL(/match=weekday/);
  await expect(match).toBeChecked();
  // 1 August 2026 is a Saturday, and so is 27 June, 35 days earlier.
  await expect(choices.getByText("27 Jun 2026 – 27 Jul 2026")).toBeVisible();
  await choices.getByLabel("From").fill("2026-02-01");
  await choices.getByLabel("To").fill("2026-02-28");
  await choices.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/compare=custom&.*compareFrom=2026-02-01&compareTo=2026-02-28/);
  await expect(page.getByRole("button", { name: "Compare 1 Feb 2026 – 28 Feb 2026" })).toBeVisible();
  const table = page.getByRole("table", { name: "Breakage by card type" });
  const before = table.locator("tfoot td").last();
  const other = await page.context().newPage();
  await open(other, "/issuer/breakage?asOf=2026-04-30&from=2026-02-01&to=2026-02-28");
  const foot = other.getByRole("table", { name: "Breakage by card type" }).locator("tfoot td").last();
  await expect(before).toHaveText((await foot.textContent()) ?? "");
  await other.close();
  await page.keyboard.press("x");
  await expect(page).not.toHaveURL(/compare/);
});

test("an address with nonsense in it shows the defaults", async ({ admin: page }) => {
  await open(page, "/issuer/breakage?asOf=2023-02-29&by=nothing&compare=never&sort=drop&currency=usd&page=-4");
  await expect(page.getByRole("table", { name: "Breakage by card type" })).toBeVisible();
});

/** Pages with a list that goes on; a customer's and a card's own are found from theirs. */
const paged = [
  "/issuer/customers/about-to-lapse",
  "/issuer/events",
  "/issuer/escheat/cards",
  "/issuer/escheat/reports",
  "/issuer/imports",
  "/issuer/imports/kept-aside",
  "/issuer/runs",
  "/issuer/notifications",
  "/issuer/notifications/unsettled",
  "/issuer/audit",
];

test("a place that is none in a list is its first page", async ({ admin: page }) => {
  test.slow();
  const rows = page.getByRole("table", { name: "Customers" }).locator("tbody");
  await open(page, "/issuer/customers");
  const first = await rows.textContent();
  await open(page, "/issuer/customers?cursor=zzz");
  expect(await rows.textContent()).toBe(first);
  const customer = await rows.getByRole("link").first().getAttribute("href");
  await open(page, "/issuer/cards?of=all&cursor=zzz");
  const table = page.getByRole("table", { name: "Cards" }).locator("tbody tr");
  const card = await table.first().getByRole("link").first().getAttribute("href");
  const pathOf = (href: string | null) => new URL(href ?? "", page.url()).pathname;

  for (const path of [...paged, pathOf(customer), pathOf(card)]) {
    const answer = await page.request.get(`${path}?cursor=zzz&page=zzz&pastPage=zzz&before=zzz&after=zzz`);
    expect([path, answer.status()]).toEqual([path, 200]);
    // What failed while the page was on its way leaves its number in it.
    expect(/data-dgst="\d+"/.test(await answer.text()), path).toBe(false);
  }
});
