import path from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { withGate } from "@/db/client";
import { throttle } from "@/db/schema/identity";
import { listRoutes } from "@/e2e/routes";
import { createKey } from "@/lib/identity/mutations/keys";
import { keyScopes } from "@/lib/identity/permissions";
import { scopeForOperator } from "@/lib/identity/scope";
import { requestAs } from "../support/next-request";
import { createIssuer } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

/**
 * Every handler of the API as it is, asked with what nobody expects: names it knows with values it does not, names it
 * does not know, ids of every shape, bodies that almost fit. It may refuse; it may not fall over or show its insides.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const root = path.resolve(import.meta.dirname, "../../app");
const routes = listRoutes(root).filter((route) => route.path.startsWith("/api/v1/") && !route.path.includes("openapi"));
const names = [
  "asOf",
  "knownAt",
  "from",
  "to",
  "by",
  "and",
  "currency",
  "limit",
  "cursor",
  "search",
  "q",
  "sort",
  "order",
  "state",
  "brand",
  "card-type",
  "cardType",
  "compare",
  "issuer",
  "days",
  "within",
  "minimum",
  "format",
  "__proto__",
  "constructor",
];
const known = fc.constantFrom(
  "2026-01-31",
  "2026-02-30",
  "1900-01-01",
  "9999-12-31",
  "infinity",
  "USD",
  "usd",
  "XXX",
  "card-type",
  "state",
  "unknown",
  "0",
  "1",
  "-1",
  "1e9",
  "NaN",
  "ONE",
  "null",
  "[]",
  "'",
  "%",
  "\u0000",
  "eyJpZCI6MX0",
  "a".repeat(400),
);
const value = fc.oneof(
  { weight: 3, arbitrary: known },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);
const query = fc.array(
  fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }), value),
  { maxLength: 5 },
);
const body = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "null", "{}", '{"__proto__":{}}'),
);

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
let key: string;

beforeAll(async () => {
  await createIssuer("ONE");
  key = (await createKey(await scopeForOperator("ONE"), { name: "fuzz", scopes: keyScopes, days: null }, new Date()))
    .key;
  requestAs({});
});

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80";
  }
}

for (const route of routes) {
  for (const method of route.methods) {
    test(`${method} ${route.path} answers 2xx or 4xx, ${RUNS} of ${RUNS}`, async () => {
      const handlers = (await import(path.join(root, route.file))) as Record<string, Handler>;
      const handler = handlers[method];
      if (!handler) throw new Error(`no ${method}`);
      await withGate("identity", (tx) => tx.delete(throttle));
      await fc.assert(
        fc.asyncProperty(query, value, body, async (pairs, id, text) => {
          const search = pairs.map(([name, content]) => `${encode(name)}=${encode(content)}`).join("&");
          const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
          const init = method === "GET" ? { headers } : { method, headers, body: text };
          const params = Promise.resolve({ id, name: id });
          const answer = await handler(new Request(`http://localhost:3000${route.path}?${search}`, init), { params });
          const shown = await answer.text();
          expect({ status: answer.status, shown: answer.status < 500 ? "" : shown, search, id }).toMatchObject({
            shown: "",
          });
          expect(shown).not.toMatch(/\bat .*\.(ts|js):\d+/);
        }),
        { numRuns: RUNS },
      );
    }, 600_000);
  }
}
