import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { filledIn, type Ids, ownIds } from "./own-rows";
import { listRoutes } from "./routes";
import { DEMO, signIn } from "./tenants";

/** Bytes, zipped: what a page may bring before anything on it is pressed or looked at. */
const MOST = 250_000;

/** A holder's own two pages answer to links that only a message carries, a result to reminders that were measured. */
const hidden = ["/u/[token]", "/s/[token]", "/issuer/notifications/results/[id]"];
const pages = listRoutes()
  .filter(({ kind, path }) => kind === "page" && !hidden.includes(path))
  .map(({ path }) => path);

type Script = { readonly size: number; readonly drawsCharts: boolean };

let admin: APIRequestContext;
let manager: APIRequestContext;
const known = new Map<string, Script>();
let ids: Ids = {};

test.beforeAll(async () => {
  [admin, manager] = [await signIn(DEMO), await signIn({ ...DEMO, email: "manager@demo.test" })];
  ids = await ownIds();
});
test.afterAll(async () => {
  for (const context of [admin, manager]) await context.dispose();
});

/** Every script that the page's first answer names: in its head, at its end, and for the parts of it that come alive. */
function scriptsIn(html: string): string[] {
  const forOldBrowsers = new Set([...html.matchAll(/<script src="([^"?]+)[^>]*noModule/g)].map(([, path]) => path));
  const named = [...html.matchAll(/static\/chunks\/[^"'\\\s?]+?\.js/g)].map(([path]) => `/_next/${path}`);
  return [...new Set(named)].filter((path) => !forOldBrowsers.has(path));
}

async function read(path: string): Promise<Script> {
  const found = known.get(path);
  if (found !== undefined) return found;
  const answer = await admin.get(path);
  expect([path, answer.status()]).toEqual([path, 200]);
  const body = await answer.body();
  const script = { size: gzipSync(body).length, drawsCharts: body.includes("recharts-surface") };
  known.set(path, script);
  return script;
}

for (const page of pages) {
  test(`${page} begins with at most 250 kB of script, and without the library of charts`, async () => {
    const who = page.startsWith("/manager") ? manager : admin;
    const answer = await who.get(`${filledIn(page, ids)}?issuer=DEMO`, { maxRedirects: 3 });
    expect(answer.status()).toBe(200);
    const paths = scriptsIn(await answer.text());
    expect(paths.length).toBeGreaterThan(3);
    const scripts = await Promise.all(paths.map(read));
    expect(paths.filter((_, at) => scripts[at]?.drawsCharts)).toEqual([]);
    expect(scripts.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(MOST);
  });
}
