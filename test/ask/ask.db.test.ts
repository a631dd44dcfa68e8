import fs from "node:fs";
import path from "node:path";
import { parse } from "devalue";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as address from "@/app/api/ask/[domain]/[question]/route";
import { withScope } from "@/db/client";
import { createKey } from "@/lib/identity/mutations/keys";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { asking } from "../support/ask";
import { requestAs } from "../support/next-request";
import { createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

const lib = path.resolve(import.meta.dirname, "../../lib");
let operator: Scope;
let run: number;

beforeAll(async () => {
  const issuer = await createIssuer("ASKING");
  operator = await scopeForOperator("ASKING");
  requestAs({ session: await signInAs(await createPerson("ada@asking.test", [[issuer, "admin"]])) });
  run = await withScope(operator, (tx) => enqueueJob(tx, operator, { kind: "x", label: "a run", input: {} }));
});

const post = (domain: string, question: string, request: Request) =>
  address.POST(request, { params: Promise.resolve({ domain, question }) });

/** The questions that any domain declares. */
async function declared(): Promise<string[][]> {
  const files = fs
    .readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((file) => /questions\.ts$/.test(file));
  const rooms = await Promise.all(
    files.map(async (file) => {
      const exported: Record<string, object> = await import(path.join(lib, file));
      return Object.values(exported).flatMap((questions) =>
        Object.keys(questions).map((name) => [path.dirname(file), name]),
      );
    }),
  );
  return rooms.flat();
}

describe("what an open page asks", () => {
  test("is answered with dates and numbers as they were", async () => {
    const answer = await post("jobs", "run", asking({ runId: run }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(parse(await answer.text())).toMatchObject({ id: run, label: "a run", createdAt: expect.any(Date) });
  });

  test("has an address for every question that a domain declares", async () => {
    const all = await declared();
    expect(all.length).toBeGreaterThan(9);
    for (const [domain = "", question = ""] of all) {
      // No question takes a number for its input, and an admin does not approve: either is said only once it was found.
      const answer = await post(domain, question, asking(1));
      expect([400, 403], `${domain}/${question}`).toContain(answer.status);
    }
  });

  test.each([
    ["jobs", "nothing"],
    ["jobs", "toString"],
    ["nowhere", "run"],
    ["__proto__", "toString"],
    ["constructor", "name"],
  ])("is nowhere at %s/%s", async (domain, question) => {
    expect((await post(domain, question, asking({}))).status).toBe(404);
  });

  test("is not told to another site's page, nor by a link", async () => {
    const elsewhere = { host: "localhost:3000", origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    expect((await post("jobs", "list", asking({}, elsewhere))).status).toBe(403);
    expect(address.GET().status).toBe(405);
  });

  test("is no part of the API: a key finds nothing there", async () => {
    const { key } = await createKey(operator, { name: "machine", scopes: ["job.read"], days: 1 }, new Date());
    expect((await post("jobs", "list", asking({}, { authorization: `Bearer ${key}` }))).status).toBe(404);
  });

  test("names the field of what it cannot read", async () => {
    const answer = await post("jobs", "run", asking({ runId: "one" }));
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field: "runId" }] }]);
  });
});
