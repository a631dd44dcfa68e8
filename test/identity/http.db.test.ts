import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { withGate } from "@/db/client";
import { throttle } from "@/db/schema/identity";
import { route } from "@/lib/http";
import { limits } from "@/lib/identity/limits";
import { createKey } from "@/lib/identity/mutations/keys";
import { countAttempt } from "@/lib/identity/mutations/throttle";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import { requestAs } from "../support/next-request";
import { createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

const base = "http://localhost:3000/api/v1/things/7";
const ownPage = { host: "localhost:3000", origin: "http://localhost:3000" };
let session: string;
let admin: Scope;
let key: string;
let foreignKey: string;

const handlers = {
  GET: route({
    permission: "breakage.read",
    params: z.strictObject({ id: z.coerce.number().int().positive() }),
    query: z.strictObject({
      asOf: z.iso.date().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ scope, params, query }) => ({ issuer: scope.issuer.code, id: params.id, ...query, amount: 12n }),
  }),
  POST: route({
    permission: "import.run",
    body: z.strictObject({ name: z.string().min(1).max(20), rows: z.array(z.strictObject({ n: z.int() })).max(5) }),
    handler: async ({ scope, body }) => ({ issuer: scope.issuer.code, ...body }),
  }),
  BROKEN: route({
    permission: "breakage.read",
    handler: async () => {
      throw new Error("secret-detail postgres://owner:pw@db/x");
    },
  }),
};

const context = (id = "7") => ({ params: Promise.resolve({ id }) });
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const get = (query: string, headers: Record<string, string> = bearer(key), id?: string) =>
  handlers.GET(new Request(`${base}${query}`, { headers }), context(id));
const post = (body: string, headers: Record<string, string>) =>
  handlers.POST(new Request(base, { method: "POST", body, headers }), context());

beforeAll(async () => {
  const [one, two] = [await createIssuer("ONE"), await createIssuer("TWO")];
  session = await signInAs(await createPerson("admin@one.test", [[one, "admin"]]));
  requestAs({ session });
  admin = await sessionScope("key.manage");
  key = (await createKey(admin, { name: "a", scopes: ["breakage.read", "import.run"], days: null }, new Date())).key;
  requestAs({ session: await signInAs(await createPerson("admin@two.test", [[two, "admin"]])) });
  foreignKey = (
    await createKey(await sessionScope("key.manage"), { name: "b", scopes: ["card.read"], days: null }, new Date())
  ).key;
  requestAs({});
});

describe("an answer", () => {
  test("carries the data as JSON, money as text, is stored nowhere and cannot be framed or run", async () => {
    const response = await get("?asOf=2026-01-31");
    expect(await response.json()).toEqual({ issuer: "ONE", id: 7, asOf: "2026-01-31", limit: 20, amount: "12" });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
  });
});

describe("a refusal is a problem of RFC 9457 that names what is wrong", () => {
  async function problem(response: Promise<Response>) {
    const answer = await response;
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return {
      status: answer.status,
      fields: ((await answer.json()).errors ?? []).map((error: { field: string }) => error.field),
    };
  }

  test.each([
    ["?asOf=2026-13-01", 400, ["asOf"]],
    ["?limit=0", 400, ["limit"]],
    ["?limit=abc&asOf=x", 400, ["asOf", "limit"]],
    ["?colour=red", 400, ["colour"]],
    ["?limit=1&limit=2", 400, ["limit"]],
    ["?__proto__=1", 400, ["__proto__"]],
    ["?constructor=1", 400, ["constructor"]],
    ["?issuer=TWO", 404, []],
    ["?issuer=NOWHERE", 404, []],
  ])("%s gives %i", async (query, status, fields) => {
    const answer = await problem(get(query));
    expect({ status: answer.status, fields: answer.fields.sort() }).toEqual({ status, fields });
  });

  test.each(["0", "-1", "abc", "1e99", "../7", "%00"])("an id that cannot exist (%s) is 404", async (id) => {
    expect((await get("", bearer(key), id)).status).toBe(404);
  });

  test("401 with no key, a wrong key, a key in another dress; 403 with a key without the scope", async () => {
    expect((await get("", {})).status).toBe(401);
    expect((await get("", bearer("bwk_nonsense"))).status).toBe(401);
    expect((await get("", { authorization: `Basic ${key}` })).status).toBe(401);
    expect((await get("", { authorization: key })).status).toBe(401);
    expect((await get("", bearer(foreignKey))).status).toBe(403);
  });

  test("500 says nothing but an id, and the log says nothing secret", async () => {
    const response = await handlers.BROKEN(new Request(base, { headers: bearer(key) }), context());
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toMatch(/secret-detail|postgres|owner|at .*\.ts/);
    expect(JSON.parse(body)).toMatchObject({
      title: "Something went wrong",
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });
});

describe("a body", () => {
  const json = () => ({ ...bearer(key), "content-type": "application/json" });

  test.each([
    ["{", 400],
    ["", 400],
    ["null", 400],
    ["[]", 400],
    ['{"name":"x","rows":[],"extra":1}', 400],
    ['{"name":"x","rows":[{"n":1,"m":2}]}', 400],
    ['{"name":"x","rows":[],"__proto__":{"admin":true}}', 400],
    ['{"name":"x","rows":[{"n":1,"__proto__":{"n":2}}]}', 400],
    ['{"name":"x","rows":[],"constructor":{"prototype":{}}}', 400],
    [`{"name":"${"x".repeat(2_000_000)}","rows":[]}`, 413],
    ['{"name":"x","rows":[{"n":1}]}', 200],
  ])("%.60s gives %i", async (body, status) => {
    expect((await post(body, json())).status).toBe(status);
  });

  test("as plain text, form or file is 415, also with a key", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
      expect((await post('{"name":"x","rows":[]}', { ...bearer(key), "content-type": type })).status).toBe(415);
    }
  });
});

describe("a write with the session of our own pages", () => {
  const body = '{"name":"x","rows":[]}';
  const json = { "content-type": "application/json" };

  test("passes from our own page", async () => {
    requestAs({ session });
    expect((await post(body, { ...json, ...ownPage })).status).toBe(200);
  });

  test.each([
    ["foreign origin", { ...ownPage, origin: "https://evil.example" }],
    ["no origin", { host: ownPage.host }],
    ["origin null", { ...ownPage, origin: "null" }],
    ["wrong forwarded host", { ...ownPage, "x-forwarded-host": "evil.example" }],
    [
      "forged forwarded host and origin",
      { ...ownPage, origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
    ["cross-site fetch", { ...ownPage, "sec-fetch-site": "cross-site" }],
  ])("is 403 with %s", async (_, headers) => {
    requestAs({ session });
    expect((await post(body, { ...json, ...headers })).status).toBe(403);
    expect((await post(body, { "content-type": "text/plain", ...headers })).status).toBe(403);
    expect((await post("a=b", { "content-type": "multipart/form-data; boundary=x", ...headers })).status).toBe(403);
  });

  test("a bad key is never helped by a good session", async () => {
    requestAs({ session });
    expect((await get("", bearer("bwk_nonsense"))).status).toBe(401);
    requestAs({});
  });
});

test("whatever is sent, the answer is 2xx or 4xx and never shows a stack: 10,000 random queries, ids and bodies", async () => {
  const statuses = new Set<number>();
  let asked = 0;
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("asOf", "limit", "issuer", "ONE", "2026-02-30", "-0", "1e9", "__proto__"),
  );
  const query = fc.array(fc.tuple(anything, anything), { maxLength: 4 });
  const body = fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: "binary" }), mutatedBody());
  await fc.assert(
    fc.asyncProperty(query, anything, body, async (pairs, id, text) => {
      // Far more than a key may ask in a minute: the count begins anew before it says so.
      asked += 2;
      if (asked % 400 === 0) await withGate("identity", (tx) => tx.delete(throttle));
      const search = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
      for (const response of [
        await get(`?${search}`, bearer(key), id),
        await post(text, { ...bearer(key), "content-type": "application/json" }),
      ]) {
        statuses.add(response.status);
        expect(response.status).toBeLessThan(500);
        expect(await response.text()).not.toMatch(/\bat .*\.(ts|js):\d+/);
      }
    }),
    { numRuns: 5000 },
  );
  expect([...statuses].sort()).toEqual([200, 400, 404]);
}, 900_000);

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80";
  }
}

/** A good body with one thing about it changed: most real mistakes look like this. */
function mutatedBody() {
  const good = { name: "x", rows: [{ n: 1 }] };
  const place = fc.constantFrom("name", "rows", "extra", "__proto__", "toString");
  const value = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.string(),
    fc.constant([]),
    fc.constant([{ n: 1.5 }]),
    fc.constant([[[]]]),
    fc.constant({}),
  );
  return fc.tuple(place, value).map(([name, changed]) => JSON.stringify({ ...good, [name]: changed }));
}

test("a key that asks too often is told to wait, and for how long", async () => {
  const busy = await createKey(admin, { name: "busy", scopes: ["breakage.read"], days: null }, new Date());
  for (let index = 0; index < limits.key.free; index += 1) await countAttempt("key", String(busy.id), new Date());
  const response = await get("", bearer(busy.key));
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("an address that tries many wrong keys is told to wait", async () => {
  const statuses = [];
  for (let index = 0; index <= limits.badKey.free; index += 1)
    statuses.push((await get("", { ...bearer("bwk_no"), "x-forwarded-for": "198.51.100.77" })).status);
  expect(statuses.slice(0, limits.badKey.free)).toEqual(Array(limits.badKey.free).fill(401));
  expect(statuses.at(-1)).toBe(429);
});
