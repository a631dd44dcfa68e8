import fs from "node:fs";
import path from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import fc from "fast-check";
import type postgres from "postgres";
import { arbitraryFor, type Components, type JsonSchema } from "@/test/support/json-schema";
import { runs } from "./forecast-version";
import { makeForeignRows } from "./foreign-rows";
import { listRoutes, type Route } from "./routes";
import { DEMO, ensureStranger, owner, ownOrigin, STRANGER, STRANGER_MANAGER, signIn, visitor } from "./tenants";

/** Open to everybody: nothing in them is anybody's, or the link itself says whose it is (a holder's own two pages). */
const isPublic = ({ path }: Route) =>
  /^\/($|sign-in|join|reset|choose-issuer|apply|u\/|s\/|api\/u\/|api\/auth|api\/health|api\/docs|api\/\[\.\.\.unknown\]|api\/v1\/openapi)/.test(
    path,
  );
const routes = listRoutes();
const closed = routes.filter((route) => !isPublic(route));
const pages = closed.filter((route) => route.kind === "page");
const handlers = closed.filter((route) => route.kind === "handler");

/** An id of the demo issuer for each kind of thing that has a page, and one that nobody has. */
const absent: Record<string, string> = {
  cards: "no-such-card",
  customers: "no-such-customer",
  mailboxes: "push",
  "[channel]": "no-such-device",
  messages: "f".repeat(32),
};
const ids: Record<string, string> = {};
let sql: postgres.Sql;
let demo: APIRequestContext;
let stranger: APIRequestContext;
let strangerManager: APIRequestContext;
let nobody: APIRequestContext;

test.beforeAll(async () => {
  sql = owner();
  await ensureStranger(sql);
  [demo, stranger, nobody] = [await signIn(DEMO), await signIn(STRANGER), await visitor()];
  strangerManager = await signIn(STRANGER_MANAGER);
  const [issuer] = await sql`select id from app.issuer where code = 'DEMO'`;
  const [type] = await sql`select id, code from silver.card_type where issuer_id = ${issuer?.id} limit 1`;
  const rows = await makeForeignRows(sql, issuer?.id);
  const [batch] = await sql`select id from app.import_batch where issuer_id = ${issuer?.id} limit 1`;
  const [card] = await sql`select source_id from app.card_key where issuer_id = ${issuer?.id} order by 1 limit 1`;
  const [customer] =
    await sql`select source_id from app.customer_key where issuer_id = ${issuer?.id} order by 1 limit 1`;
  Object.assign(ids, { notifications: rows.reminders, messages: rows.messageKey });
  Object.assign(ids, { mailboxes: "push", "[channel]": rows.device });
  Object.assign(ids, { reports: rows.report, letters: rows.letters, templates: rows.template });
  Object.assign(ids, { cards: card?.source_id, customers: customer?.source_id, runs: rows.run, jobs: rows.run });
  Object.assign(ids, { ask: "jobs", "[domain]": "run" });
  Object.assign(ids, { imports: batch?.id, batches: batch?.id, "card-types": type?.id, types: type?.code });
  // The first forecast is made by a run that begins with the worker; what there is of a card type before it is nothing.
  test.setTimeout(runs);
  const factors = `/api/v1/forecast/card-types/${encodeURIComponent(type?.code)}/factors?issuer=DEMO`;
  await expect.poll(async () => (await demo.get(factors)).status(), { timeout: runs }).toBe(200);
});

test.afterAll(async () => {
  await sql.end();
  for (const context of [demo, stranger, strangerManager, nobody]) await context.dispose();
});

/** Fills in the dynamic parts. A new kind of id must be named above, or its route fails here. */
function fill(route: Route, from: "demo" | "absent"): string | null {
  const parts = route.path.split("/");
  const filled = parts.map((part, index) => {
    if (!part.startsWith("[")) return part;
    if (part === "[name]") return "top-merchants";
    // Machines name a forecast's card types by the source's code.
    const isCoded = parts[index - 1] === "card-types" && parts[index - 2] === "forecast";
    const kind = isCoded ? "types" : (parts[index - 1] ?? "");
    const value = from === "demo" ? ids[kind] : (absent[kind] ?? "999999999");
    return value === undefined ? undefined : encodeURIComponent(String(value));
  });
  return filled.includes(undefined) ? null : filled.join("/");
}

/**
 * Answer only for a run that is a check with rows kept aside, for a report with cards, for letters that were printed; those
 * made above are none of these.
 */
const partial = ["/api/v1/runs/[id]/refused", "/api/v1/escheat/reports/[id]/file", "/api/v1/escheat/letters/[id]/pdf"];
/** Of the API's own document, which is JSON Schema where it speaks of bodies, as much as is read here. */
type ApiDocument = {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: JsonSchema }> } }>>;
  components?: { schemas?: Components };
};

/** Bodies that the document allows an operation; what it says in words only, one of them will meet. */
async function bodiesFor(route: Route, method: string): Promise<unknown[]> {
  const document = (await (await nobody.get("/api/v1/openapi.json")).json()) as ApiDocument;
  const name = route.path.replace("/api/v1", "").replaceAll(/\[(\w+)\]/g, "{$1}");
  const schema = document.paths[name]?.[method.toLowerCase()]?.requestBody?.content["application/json"]?.schema;
  if (!schema) return [{}];
  return fc.sample(arbitraryFor(schema, document.components?.schemas ?? {}), { seed: 1, numRuns: 100 });
}

/** Who of the stranger's people may write there, and a body that is right: nothing but the id can be refused. */
async function writerFor(route: Route, method: string, path: string) {
  const bodies = await bodiesFor(route, method);
  for (const who of [stranger, strangerManager]) {
    for (const data of bodies) {
      const status = (await who.fetch(`${path}?issuer=STRANGER`, { method, data })).status();
      if (status === 403) break;
      if (status !== 400) return { who, data };
    }
  }
  throw new Error(`${method} ${route.path}: nobody may, or no body is right`);
}

/** A mailbox is suppressed by its address, whether or not anybody has it: that is no id, and whose it is makes no difference. */
const byAddress = ["/api/v1/notifications/mailboxes/[channel]/[mailbox]/suppress"];
/** What a page asks has its ids in what it sends: each is asked with another issuer's in foreign-ids.db.test.ts. */
const withoutId = [...byAddress, "/api/ask/[domain]/[question]"];
const hasId = (route: Route) => /\[(?!name)/.test(route.path) && !withoutId.includes(route.path);

test("the list of routes is read from the app", () => {
  expect(pages.length).toBeGreaterThan(10);
  expect(handlers.length).toBeGreaterThan(5);
});

for (const route of closed) {
  test(`${route.path} is closed to who is not signed in`, async () => {
    const path = fill(route, "absent") ?? route.path;
    const answer = await nobody.get(path);
    if (route.kind === "page") {
      expect([answer.status(), answer.headers().location ?? ""]).toEqual([
        307,
        expect.stringContaining("/sign-in?to="),
      ]);
    } else {
      expect(answer.status()).toBe(route.methods.includes("GET") ? 401 : 405);
    }
  });

  test(`${route.path} knows no other issuer than one's own`, async () => {
    const path = fill(route, "demo") ?? fill(route, "absent");
    const [foreign, missing] = [
      await stranger.get(`${path}?issuer=DEMO`),
      await stranger.get(`${path}?issuer=NOWHERE`),
    ];
    const expected = route.methods.includes("GET") ? 404 : 405;
    expect([foreign.status(), missing.status()]).toEqual([expected, expected]);
    if (route.kind === "handler") expect(await foreign.text()).toBe(await missing.text());
    expect(await foreign.text()).not.toMatch(/Harbor/);
  });
}

for (const route of closed.filter(hasId)) {
  test(`${route.path} with another issuer's id is what it is with an id nobody has`, async () => {
    const [theirs, none] = [fill(route, "demo"), fill(route, "absent")];
    // A page that is asked for without a day sends to one with it before it looks for anything.
    const day = route.kind === "page" ? "&asOf=2026-10-31" : "";
    test.skip(theirs === null, "the demo has none of these");
    for (const method of route.methods) {
      const { who, data } =
        method === "GET" ? { who: stranger, data: undefined } : await writerFor(route, method, none ?? "");
      const ask = (path: string | null) => who.fetch(`${path}?issuer=STRANGER${day}`, { method, data });
      const [foreign, missing] = [await ask(theirs), await ask(none)];
      expect({ method, status: foreign.status() }).toEqual({ method, status: 404 });
      expect({ method, status: missing.status() }).toEqual({ method, status: 404 });
      if (route.kind === "handler") expect(await foreign.text()).toBe(await missing.text());
    }
    // The same address works for its owner, so the refusal above is not a broken address.
    const isWhole = route.methods.includes("GET") && !partial.includes(route.path);
    if (isWhole) expect((await demo.get(`${theirs}?issuer=DEMO${day}`)).status()).toBeLessThan(400);
  });
}

test("every route sends the headers that keep it from being sniffed, framed, stored or told to others", async () => {
  for (const route of routes.filter(({ methods }) => methods.includes("GET"))) {
    const answer = await nobody.get(fill(route, "absent") ?? route.path);
    const { "x-content-type-options": sniff, "x-frame-options": frame, "referrer-policy": referrer } = answer.headers();
    expect({ path: route.path, sniff, frame, referrer }).toEqual({
      path: route.path,
      sniff: "nosniff",
      frame: "DENY",
      referrer: "same-origin",
    });
    const { "content-security-policy": policy = "", "cache-control": cache = "" } = answer.headers();
    if (route.kind === "page") expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    if (route.kind === "page") expect(policy).toContain("frame-ancestors 'none'");
    if (!isPublic(route))
      expect({ path: route.path, cache }).toEqual({ path: route.path, cache: expect.stringContaining("no-store") });
  }
});

test("health, the description of the API and addresses that nobody has send them too", async () => {
  for (const path of [
    "/api/health",
    "/api/health/ready",
    "/api/docs",
    "/api/nowhere",
    "/nowhere",
    "/icons",
    "/favicon.ico",
  ]) {
    for (const method of ["GET", "POST"]) {
      const {
        "x-content-type-options": sniff,
        "content-security-policy": policy,
        "cross-origin-opener-policy": opener,
      } = (await nobody.fetch(path, { method })).headers();
      // What another site posts to a page is turned away with a sentence, in which nothing could run.
      if (method === "GET" || path.startsWith("/api/"))
        expect({ path, policy }).toMatchObject({ policy: expect.any(String) });
      expect({ path, method, sniff, opener }).toEqual({ path, method, sniff: "nosniff", opener: "same-origin" });
    }
  }
});

test("what stands in the address of a failed sign-in comes no further than the sign-in page's own words", async () => {
  const words = ["€", "\u0000", "Ж", "x\r\nSet-Cookie: a=b", "", "AccessDenied"];
  for (const word of words) {
    const answer = await nobody.get(`/api/auth/error?error=${encodeURIComponent(word)}`, { maxRedirects: 0 });
    const { location, "set-cookie": cookie } = answer.headers();
    const said = word === "AccessDenied" ? word : "Callback";
    expect({ word, status: answer.status(), location, cookie }).toEqual({
      word,
      status: 302,
      location: `/sign-in?error=${said}`,
      cookie: undefined,
    });
  }
  for (const [method, path] of [
    ["GET", "callback/oidc?code=1"],
    ["POST", "signin/oidc"],
  ])
    expect((await nobody.fetch(`/api/auth/${path}`, { method })).status()).toBe(404);
});

test("an address whose escapes are no characters is one that nobody has, wherever an id can stand", async () => {
  for (const route of routes.filter(({ path }) => path.includes("["))) {
    for (const broken of ["%", "%E0%A4%A", "%ED%A0%80"]) {
      const answer = await demo.fetch(route.path.replaceAll(/\[\w+\]/g, broken), { method: route.methods[0] });
      const { "content-type": type = "", "x-frame-options": frame } = answer.headers();
      const kind = route.path.startsWith("/api/") ? "application/problem+json" : "text/html";
      expect([route.path, broken, answer.status(), type.split(";")[0], frame]).toEqual([
        route.path,
        broken,
        404,
        kind,
        "DENY",
      ]);
    }
  }
});

test.describe("a request that changes something", () => {
  const action = { "next-action": "7f0000000000000000000000000000000000000000" };
  const own = ownOrigin();
  const cases: [string, Record<string, string>][] = [
    ["a foreign origin", { origin: "https://evil.example" }],
    ["no origin", {}],
    ["the origin null", { origin: "null" }],
    ["a browser that says cross-site", { origin: own, "sec-fetch-site": "cross-site" }],
    ["origin and forwarded host forged alike", { origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
  ];

  for (const [name, headers] of cases) {
    test(`is 403 with ${name}, at every page and handler, in any dress`, async () => {
      const { cookies } = await demo.storageState();
      const cookie = cookies.map((one) => `${one.name}=${one.value}`).join("; ");
      const foreign = await visitor({ ...headers, cookie });
      const dresses = [
        { headers: { ...action, "content-type": "text/plain;charset=UTF-8" }, data: "[]" },
        { headers: {}, form: { a: "b" } },
        { headers: {}, multipart: { a: "b" } },
      ];
      const targets = [...pages.map((route) => ({ route, method: "POST" })), ...writes()];
      for (const { route, method } of targets) {
        const path = fill(route, "demo") ?? route.path;
        for (const dress of dresses) {
          const answer = await foreign.fetch(path, { method, ...dress });
          expect({ path, method, status: answer.status() }).toEqual({ path, method, status: 403 });
        }
      }
      await foreign.dispose();
    });
  }

  const writes = () =>
    routes
      .filter((route) => route.kind === "handler")
      .flatMap((route) => route.methods.filter((method) => method !== "GET").map((method) => ({ route, method })))
      // Sign-in has its own test; an address that nobody has changes nothing and is 404 for everybody; a mail programme
      // that says no for its owner comes from nowhere, with a token instead of a cookie (templates.spec.ts).
      .filter(({ route }) => !/\[\.\.\.(nextauth|unknown)\]|^\/api\/u\//.test(route.path));
});

test.describe("a session", () => {
  test("gets another cookie at each sign-in, HttpOnly and SameSite, and the old one dies at sign-out within one request", async () => {
    const browser = await signIn(STRANGER);
    const first = await sessionCookie(browser);
    expect(first).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const again = await signIn(STRANGER);
    expect((await sessionCookie(again))?.value).not.toBe(first?.value);

    const old = await visitor({ cookie: `${first?.name}=${first?.value}`, origin: ownOrigin() });
    expect((await old.get("/api/v1/card-types?issuer=STRANGER")).status()).toBe(200);
    const { csrfToken } = await (await browser.get("/api/auth/csrf")).json();
    await browser.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
    expect((await old.get("/api/v1/card-types?issuer=STRANGER")).status()).toBe(401);
    expect((await old.get("/issuer/overview")).status()).toBe(307);
    for (const context of [browser, again, old]) await context.dispose();
  });

  test("cannot be planted: a cookie that was never given opens nothing", async () => {
    const planted = await visitor({ cookie: `breakwater.session=${"A".repeat(43)}`, origin: ownOrigin() });
    expect((await planted.get("/api/v1/card-types")).status()).toBe(401);
    await planted.dispose();
  });

  async function sessionCookie(context: APIRequestContext) {
    const { cookies } = await context.storageState();
    return cookies.find((cookie) => cookie.name.endsWith("breakwater.session"));
  }
});

test("a forged X-Forwarded-For is not the address the trail shows, nor a way around the limit", async () => {
  const forged = await visitor({ origin: ownOrigin(), "x-forwarded-for": "203.0.113.99" });
  const { csrfToken } = await (await forged.get("/api/auth/csrf")).json();
  await forged.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: STRANGER.email, password: "wrong", json: "true" },
  });
  const [line] =
    await sql`select address from app.audit_event where action = 'sign-in.failed' order by id desc limit 1`;
  expect(line?.address).not.toBe("203.0.113.99");
  await forged.dispose();
});

test("what web and worker have written to their logs holds no address, password, cookie or key", async () => {
  const { cookies } = await demo.storageState();
  const secrets = [DEMO.email, DEMO.password, STRANGER.email, STRANGER.password, ...cookies.map((one) => one.value)];
  for (const name of ["web", "worker"]) {
    const text = fs.readFileSync(path.join("test-results", `${name}.log`), "utf8");
    for (const secret of secrets.filter((one) => one.length > 8)) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/bwk_[\w-]{20}|scrypt\$|[\w.]+@(demo|example|stranger)\.test/);
  }
});
