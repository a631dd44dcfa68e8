import fs from "node:fs";
import path from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import type postgres from "postgres";
import { listRoutes, type Route } from "./routes";
import { DEMO, ensureStranger, owner, ownOrigin, STRANGER, signIn, visitor } from "./tenants";

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
let nobody: APIRequestContext;

test.beforeAll(async () => {
  sql = owner();
  await ensureStranger(sql);
  [demo, stranger, nobody] = [await signIn(DEMO), await signIn(STRANGER), await visitor()];
  const [issuer] = await sql`select id from app.issuer where code = 'DEMO'`;
  const [type] = await sql`select id, code from silver.card_type where issuer_id = ${issuer?.id} limit 1`;
  const [run] = await sql`insert into app.job_run (issuer_id, kind, label, input, started_by_name, state)
    values (${issuer?.id}, 'import', 'isolation', '{}', 'test', 'done') returning id`;
  const [batch] = await sql`select id from app.import_batch where issuer_id = ${issuer?.id} limit 1`;
  const [card] = await sql`select source_id from app.card_key where issuer_id = ${issuer?.id} order by 1 limit 1`;
  const [customer] =
    await sql`select source_id from app.customer_key where issuer_id = ${issuer?.id} order by 1 limit 1`;
  const [report] =
    await sql`insert into app.escheat_report (issuer_id, jurisdiction, report_year, currency, state, as_of,
      known_at, cutoff_on, due_on, cards, amount, content, data_hash, prepared_by, prepared_by_name, prepared_at)
    values (${issuer?.id}, 'US-GU', 2020, 'USD', 'withdrawn', '2020-07-01', now(), '2020-06-30', '2020-10-31', 0, 0, '{}',
      ${"0".repeat(64)}, 1, 'test', now()) returning id`;
  const [letters] =
    await sql`insert into app.letter_batch (issuer_id, jurisdiction, report_year, currency, state, letters,
      amount, left_out, seal, proposed_by, proposed_by_name, proposed_at)
    values (${issuer?.id}, 'US-GU', 2020, 'USD', 'rejected', 0, 0, '{}', ${"0".repeat(64)}, 1, 'test', now()) returning id`;
  const [template] = await sql`insert into app.notification_template (issuer_id, reason, channel, language, version,
      message_class, subject, body, created_by_name, withdrawn_at)
    values (${issuer?.id}, 'fees', 'push', 'en', (select coalesce(max(version), 0) + 1 from app.notification_template
      where issuer_id = ${issuer?.id}), 'commercial', 'x', 'x', 'test', now()) returning id`;
  const [reminders] =
    await sql`insert into app.notification_batch (issuer_id, state, reason, channel, language, message_class,
      currency, as_of, window_from, window_to, template_id, audience, people, messages, left_out, value_at_stake, cost,
      delay_cost, uplift_expected, uplift_low, uplift_high, base_rate, breakage_given_up, escheat_avoided, holdout_share,
      horizon_days, seed, rules, parameters, seal, approvals_needed, proposed_by_name, proposed_at, expires_at)
    values (${issuer?.id}, 'rejected', 'fees', 'push', 'en', 'commercial', 'USD', '2020-07-01', '2020-07-02', '2020-07-08',
      ${template?.id}, 0, 0, 0, '{}', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.1, 60, 'isolation', '{}', '{}', ${"0".repeat(64)}, 1, 'test',
      '2020-07-01T12:00:00Z', '2020-07-08T12:00:00Z') returning id`;
  // With signs that have to be written as %3A and %3D in a path.
  const device = "isolation:device=1";
  await sql`insert into app.mailbox (issuer_id, channel, mailbox) values (${issuer?.id}, 'push', ${device})
    on conflict do nothing`;
  const messageKey = "1".repeat(32);
  await sql`insert into app.outbox (message_key, issuer_id, batch_id, channel, mailbox, customer_id, state, due_at)
    values (${messageKey}, ${issuer?.id}, ${reminders?.id}, 'push', ${device}, 0, 'dead', '2020-07-02T12:00:00Z')
    on conflict do nothing`;
  Object.assign(ids, { notifications: reminders?.id, messages: messageKey });
  Object.assign(ids, { mailboxes: "push", "[channel]": device });
  Object.assign(ids, { reports: report?.id, letters: letters?.id, templates: template?.id });
  Object.assign(ids, { cards: card?.source_id, customers: customer?.source_id, runs: run?.id, jobs: run?.id });
  Object.assign(ids, { imports: batch?.id, batches: batch?.id, "card-types": type?.id, types: type?.code });
});

test.afterAll(async () => {
  await sql.end();
  for (const context of [demo, stranger, nobody]) await context.dispose();
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
const hasId = (route: Route) => /\[(?!name)/.test(route.path);

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
    test.skip(theirs === null, "the demo has none of these");
    for (const method of route.methods) {
      const ask = (path: string | null) =>
        stranger.fetch(`${path}?issuer=STRANGER`, { method, data: method === "GET" ? undefined : {} });
      const [foreign, missing] = [await ask(theirs), await ask(none)];
      expect(foreign.status()).toBe(missing.status());
      if (method === "GET") expect(foreign.status()).toBe(404);
      else expect(foreign.status()).toBeGreaterThanOrEqual(400);
      if (route.kind === "handler") expect(await foreign.text()).toBe(await missing.text());
    }
    // The same address works for its owner, so the refusal above is not a broken address.
    const isWhole = route.methods.includes("GET") && !partial.includes(route.path);
    if (isWhole) expect((await demo.get(`${theirs}?issuer=DEMO`)).status()).toBeLessThan(400);
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
