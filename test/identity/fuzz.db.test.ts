import path from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { withGate } from "@/db/client";
import { throttle } from "@/db/schema/identity";
import { listRoutes, type Route } from "@/e2e/routes";
import { createKey } from "@/lib/identity/mutations/keys";
import { keyScopes } from "@/lib/identity/permissions";
import { insightNames } from "@/lib/insights/insight";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer } from "../support/cards";
import { components, type Described, expectDescribed, paths } from "../support/described";
import { arbitraryFor } from "../support/json-schema";
import { requestAs } from "../support/next-request";
import { encode, flaw, value } from "../support/odd-values";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

/**
 * Every handler of the API as it is, asked with what nobody expects: names it knows with values it does not, names it
 * does not know, ids of every shape, bodies that almost fit. It may refuse; it may not fall over or show its insides.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 80);
const root = path.resolve(import.meta.dirname, "../../app");
const routes = listRoutes(root).filter((route) => route.path.startsWith("/api/v1/") && !route.path.includes("openapi"));

/** What the document says of an operation: from the same schemas that read the requests. */
function describedBy(route: Route, method: string): Described[] {
  const name = route.path.replace("/api/v1", "").replaceAll(/\[(\w+)\]/g, "{$1}");
  const names = name === "/insights/{name}" ? insightNames.map((one) => `/insights/${one}`) : [name];
  const found = names.flatMap((one) => paths[one]?.[method.toLowerCase()] ?? []);
  if (found.length === 0) throw new Error(`${method} ${route.path} is not in the document`);
  return found;
}
/** Of a route with several operations, that which the id in its path names. */
const describedNow = (described: readonly Described[], { name }: Readonly<Record<string, string>>) =>
  described[Math.max(0, described.length > 1 ? (insightNames as readonly string[]).indexOf(name ?? "") : 0)];
const parametersOf = (described: readonly Described[], place: "query" | "path") =>
  described.flatMap(({ parameters = [] }) => parameters.filter((one) => one.in === place));
const everyone = Object.values(paths).flatMap((methods) => Object.values(methods));
const names = [...new Set(parametersOf(everyone, "query").map(({ name }) => name)), "__proto__", "constructor"];

const anyBody = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "null", "{}", '{"__proto__":{}}'),
);

/** Mostly names the operation takes, with values that it takes as often as with others. */
function queryFor(described: readonly Described[]): fc.Arbitrary<[string, string][]> {
  const other = fc.tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }),
    value,
  );
  // Of a key's own issuer no other may be asked: that would be all it is refused for.
  const taken = parametersOf(described, "query").filter(({ name }) => name !== "issuer");
  const own = taken.map(({ name, schema }) =>
    fc.tuple(fc.constant(name), fc.oneof(arbitraryFor(schema, components).map(String), value)),
  );
  const pair =
    own.length > 0 ? fc.oneof({ weight: 6, arbitrary: fc.oneof(...own) }, { weight: 1, arbitrary: other }) : other;
  // A name given twice is refused before anything is looked at.
  return fc.uniqueArray(pair, { maxLength: 5, selector: ([name]) => name });
}

const form = '--x\r\ncontent-disposition: form-data; name="mapping"\r\n\r\nform\r\n--x--\r\n';
const strangeTypes = [
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "text/plain",
  "",
];

/** Mostly what the operation takes, with a flaw here and there; now and then anything under any type. */
function bodyFor(described: readonly Described[]): fc.Arbitrary<{ type: string; text: string }> {
  const strange = fc.record({
    type: fc.constantFrom("application/json", ...strangeTypes),
    text: fc.oneof(anyBody, fc.constant(form)),
  });
  const taken = described.flatMap(({ requestBody }) => Object.entries(requestBody?.content ?? {}));
  const fitting = taken.map(([type, { schema }]) =>
    fc.record({
      type: fc.constant(type),
      text:
        type === "application/json"
          ? arbitraryFor(schema, components, flaw).map((body) => JSON.stringify(body) ?? "")
          : anyBody,
    }),
  );
  return fitting.length > 0
    ? fc.oneof({ weight: 3, arbitrary: fc.oneof(...fitting) }, { weight: 1, arbitrary: strange })
    : strange;
}

/** Ids that are there, words that stand in paths, and all that are neither. */
const id = fc.oneof(
  fc.constantFrom("1", "2", "C1", "P1", "T1", "email", "push", "0".repeat(32), ...insightNames),
  value,
);
const idsOf = <T>(route: Route, one: T): Record<string, T> =>
  Object.fromEntries([...route.path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => [name, one]));
const idsFor = (route: Route) => fc.record(idsOf(route, id));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
let key: string;
let asked = 0;

beforeAll(async () => {
  const scope = await makeIssuer("FUZZ");
  for (const batch of randomBatches(41, 30)) await loadBatch(scope, batch);
  key = (await createKey(scope, { name: "fuzz", scopes: keyScopes, days: null }, new Date())).key;
  requestAs({});
});

/** A limit that is reached would refuse the rest before it is looked at: the least is 30 files in ten minutes. */
async function forgetLimits(): Promise<void> {
  if (asked++ % 25 === 0) await withGate("identity", (tx) => tx.delete(throttle));
}

async function handlerOf(route: Route, method: string): Promise<Handler> {
  const handler = ((await import(path.join(root, route.file))) as Record<string, Handler>)[method];
  if (!handler) throw new Error(`no ${method}`);
  return handler;
}

for (const route of routes.filter((one) => one.path.includes("["))) {
  for (const method of route.methods) {
    test.each(["\u0000", "\ud800"])(`${method} ${route.path} has nothing by the id %j`, async (unstorable) => {
      const handler = await handlerOf(route, method);
      const request = new Request(`http://localhost:3000${route.path}`, {
        method,
        headers: { authorization: `Bearer ${key}` },
      });
      const { status } = await handler(request, { params: Promise.resolve(idsOf(route, unstorable)) });
      // What no key may do is refused before anything is looked at.
      expect([403, 404]).toContain(status);
    });
  }
}

for (const route of routes) {
  for (const method of route.methods) {
    test(`${method} ${route.path} answers 2xx or 4xx as its document says, ${RUNS} of ${RUNS}`, async () => {
      const handler = await handlerOf(route, method);
      const described = describedBy(route, method);
      await fc.assert(
        fc.asyncProperty(queryFor(described), idsFor(route), bodyFor(described), async (pairs, ids, { type, text }) => {
          await forgetLimits();
          const search = pairs.map(([name, content]) => `${encode(name)}=${encode(content)}`).join("&");
          const length = String(Buffer.byteLength(text));
          const headers = { authorization: `Bearer ${key}`, "content-type": type, "content-length": length };
          const init =
            method === "GET" ? { headers: { authorization: headers.authorization } } : { method, headers, body: text };
          const request = new Request(`http://localhost:3000${route.path}?${search}`, init);
          const answer = await handler(request, { params: Promise.resolve(ids) });
          const shown = await answer.text();
          expect({ status: answer.status, shown: answer.status < 500 ? "" : shown, search, ids, text }).toMatchObject({
            shown: "",
          });
          expect(answer.status).not.toBe(429);
          expect(shown).not.toMatch(/\bat .*\.(ts|js):\d+/);
          expectDescribed(describedNow(described, ids), {
            status: answer.status,
            type: answer.headers.get("content-type") ?? "",
            body: /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(shown) : shown,
          });
        }),
        { numRuns: RUNS },
      );
    }, 1_200_000);
  }
}
