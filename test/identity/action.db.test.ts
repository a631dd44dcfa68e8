import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { withScope } from "@/db/client";
import { brand } from "@/db/schema/programme";
import { type ActionResult, defineAction } from "@/lib/action";
import { Conflict } from "@/lib/errors";
import { openReset } from "@/lib/identity/actions/account";
import { newToken } from "@/lib/identity/token";
import { requestAs } from "../support/next-request";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

let issuer: number;
let admin: string;
let analyst: string;
const seen = vi.fn();

const rename = defineAction({
  permission: "brand.manage",
  input: z.strictObject({ name: z.string().min(1, "Enter a name.") }),
  handler: async (scope, { name }) => {
    seen(name);
    if (name === "taken") throw new Conflict("Taken.", { fields: { name: "Somebody has it." } });
    if (name === "broken") {
      return withScope(scope, async (tx) => {
        await tx.insert(brand).values({ issuerId: scope.issuerId, code: "A", name: "kept aside" });
        await tx.insert(brand).values({ issuerId: scope.issuerId, code: "A", name: "private@person.test" });
      });
    }
    return { name };
  },
});

beforeAll(async () => {
  issuer = await createIssuer("ONE");
  admin = await signInAs(await createPerson("admin@one.test", [[issuer, "admin"]]));
  analyst = await signInAs(await createPerson("analyst@one.test", [[issuer, "analyst"]]));
});

beforeEach(() => seen.mockClear());

const codeOf = (result: ActionResult<unknown>) => (result.ok ? "ok" : result.code);

describe("a server action", () => {
  test("runs for who may, from our own page", async () => {
    requestAs({ session: admin });
    expect(await rename({ name: "Tide" })).toEqual({ ok: true, data: { name: "Tide" } });
  });

  const host = "localhost:3000";
  const own = "http://localhost:3000";
  test.each([
    ["a foreign origin", { host, origin: "https://evil.example" }],
    ["no origin, which Next itself lets through", { host }],
    ["the origin null", { host, origin: "null" }],
    [
      "a forwarded host that agrees with a foreign origin",
      { host, origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
    ["a wrong forwarded host", { host, origin: own, "x-forwarded-host": "evil.example" }],
    ["a browser that says cross-site", { host, origin: own, "sec-fetch-site": "cross-site" }],
  ])("is refused with %s, before anything is looked at", async (_, headers) => {
    requestAs({ session: admin, headers });
    expect(codeOf(await rename({ name: "Tide" }))).toBe("forbidden");
    expect(seen).not.toHaveBeenCalled();
  });

  test("is refused without a session, without the permission, and for another issuer, and the trail has the refusals", async () => {
    requestAs({});
    expect(codeOf(await rename({ name: "x" }))).toBe("unauthorized");
    requestAs({ session: analyst });
    expect(codeOf(await rename({ name: "x" }))).toBe("forbidden");
    requestAs({ session: admin, issuer: "TWO" });
    expect(codeOf(await rename({ name: "x" }))).toBe("not_found");
    expect(seen).not.toHaveBeenCalled();
    const refusals = (await auditOf(issuer)).filter((line) => line.action === "access.refused");
    expect(refusals).toMatchObject([{ actor: "analyst", subject: "brand.manage" }]);
  });

  test("names the fields that are wrong, and takes no field it does not know", async () => {
    requestAs({ session: admin });
    const wrong: unknown[] = [{ name: "" }, { name: 1 }, {}, null, "x", [], { name: "a", issuerId: 2 }];
    const results = await Promise.all(wrong.map((input) => rename(input as { name: string })));
    expect(results.map(codeOf)).toEqual(wrong.map(() => "invalid"));
    expect(results[0]).toMatchObject({ fields: { name: "Enter a name." } });
    expect(results.at(-1)).toMatchObject({ fields: { issuerId: "is not known here" } });
  });

  test("says what a domain error says", async () => {
    requestAs({ session: admin });
    expect(await rename({ name: "taken" })).toEqual({
      ok: false,
      code: "conflict",
      message: "Taken.",
      fields: { name: "Somebody has it." },
    });
  });

  test("says of a fault of ours only an id, and changes nothing", async () => {
    requestAs({ session: admin });
    const result = await rename({ name: "broken" });
    expect(result).toMatchObject({ ok: false, code: "internal", errorId: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(JSON.stringify(result)).not.toMatch(/person\.test|brand|duplicate|insert/);
    const scope = { issuerId: issuer, partnerId: null, personId: null };
    expect(await withScope(scope, (tx) => tx.select().from(brand))).toEqual([]);
  });
});

test("one-time links cannot be tried out: an address is told to wait after ten", async () => {
  requestAs({
    headers: { host: "localhost:3000", origin: "http://localhost:3000", "x-forwarded-for": "198.51.100.9" },
  });
  const codes = [];
  for (let index = 0; index < 11; index += 1) codes.push(codeOf(await openReset({ token: newToken() })));
  expect(codes).toEqual([...Array(10).fill("conflict"), "too_many"]);
});
