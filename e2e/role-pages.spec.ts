import { expect, test } from "@playwright/test";
import { hashPassword } from "@/lib/identity/password";
import { filledIn, ownIds } from "./own-rows";
import { listRoutes } from "./routes";
import { DEMO, owner, signIn } from "./tenants";

const people = ["analyst", "manager", "admin"] as const;
type Person = (typeof people)[number];

/**
 * Who may open which page, written down from the table of permissions by hand: the product must agree with this list, not
 * the list with the product. A page that is added stands in it, or the first test fails.
 */
const openTo: readonly (readonly [who: readonly Person[], under: string, pages: readonly string[]])[] = [
  [people, "/issuer", ["", "/overview", "/insights", "/breakage", "/events", "/cards", "/cards/[id]"]],
  [people, "/issuer/customers", ["", "/[id]", "/about-to-lapse"]],
  [people, "/issuer/forecast", ["", "/back-test", "/own-triangle", "/triangle", "/types/[code]", "/versions"]],
  [people, "/issuer/escheat", ["", "/calendar", "/cards", "/holder", "/what-if", "/letters", "/letters/[id]"]],
  [people, "/issuer/escheat/reports", ["", "/[id]", "/naupa2"]],
  [people, "/issuer/escheat/rules", ["", "/[jurisdiction]/[property]", "/[jurisdiction]/[property]/new"]],
  [people, "/issuer/accounting", ["", "/accounts", "/calculator", "/journal", "/methods", "/months", "/recognition"]],
  [people, "/issuer/notifications", ["", "/[id]", "/[id]/sending", "/mailboxes", "/mailboxes/[channel]/[mailbox]"]],
  [people, "/issuer/notifications", ["/parameters", "/results", "/results/[id]", "/settings", "/unsettled"]],
  [people, "/issuer/notifications/templates", ["", "/[id]", "/new"]],
  [people, "/issuer/imports", ["", "/[id]", "/kept-aside", "/mappings"]],
  [people, "/issuer/runs", ["", "/[id]"]],
  [people, "/issuer/settings", ["", "/account", "/age-groups", "/brands", "/card-types", "/card-types/[id]"]],
  [people, "/issuer/settings", ["/members", "/views"]],
  [["admin"], "/issuer/imports", ["/new"]],
  [["admin"], "/issuer/settings", ["/keys"]],
  [["manager", "admin"], "/issuer", ["/audit"]],
  [["manager"], "/manager", ["", "/approvals"]],
];
/** They ask nobody who he is. */
const toEverybody = ["/", "/sign-in", "/join", "/reset", "/choose-issuer", "/s/[token]", "/u/[token]"];
/** There is nothing to show of reminders that were never measured. */
const empty = ["/issuer/notifications/results/[id]"];

const table = openTo.flatMap(([who, under, pages]) => pages.map((page) => ({ who, path: `${under}${page}` })));
const pages = listRoutes().filter(({ kind }) => kind === "page");

test("every page there is stands in the list of who may open it, once", () => {
  const listed = [...table.map(({ path }) => path), ...toEverybody];
  expect(listed.toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
});

for (const person of people) {
  test(`the ${person} opens the pages that are open to that role, and is refused at every other`, async () => {
    test.setTimeout(300_000); // Every page there is.
    const ids = await ownIds();
    const visitor = await signIn({ ...DEMO, email: `${person}@demo.test` });
    const answers = new Map<string, string>();
    for (const { path } of table) {
      const answer = await visitor.get(`${filledIn(path, ids)}?issuer=DEMO`);
      const to = new URL(answer.headers().location ?? path, "http://localhost").pathname;
      const isLed = answer.status() === 307 && to.startsWith(path.split("/[")[0] ?? "");
      const isRefused = answer.status() === 403 && (await answer.text()).includes("Not open to your role");
      const isOpen = answer.status() === 200 || isLed || (answer.status() === 404 && empty.includes(path));
      answers.set(path, isOpen ? "open" : isRefused ? "refused" : `${answer.status()} ${to}`);
    }
    await visitor.dispose();
    const expected = table.map(({ who, path }) => [path, who.includes(person) ? "open" : "refused"]);
    expect([...answers]).toEqual(expected);
  });
}

test("who belongs to no issuer is led away from every page that is somebody's", async () => {
  test.setTimeout(300_000);
  const ids = await ownIds();
  const sql = owner();
  const lone = { email: "lone@demo.test", password: DEMO.password };
  const hash = await hashPassword(lone.password, Buffer.from("salt of the lone"));
  await sql`insert into app.person (email, name, password_hash) values (${lone.email}, 'Lou Lone', ${hash})
    on conflict do nothing`;
  await sql.end();
  const visitor = await signIn(lone);
  for (const { path } of table) {
    const answer = await visitor.get(filledIn(path, ids));
    expect([path, answer.status(), answer.headers().location]).toEqual([path, 307, "/choose-issuer"]);
  }
  await visitor.dispose();
});
