/** The triangle of a brand, a medium or everything, held against the triangles of its card types and against what was loaded. */
import { beforeAll, describe, expect, it } from "vitest";
import * as typeRoute from "@/app/api/v1/forecast/card-types/[id]/triangle/route";
import * as cutRoute from "@/app/api/v1/forecast/triangle/route";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { cutTriangleResponse, triangleResponse } from "@/lib/openapi/operations/forecast-types";
import { makeIssuer } from "../../support/cards";
import { asDescribed } from "../../support/described";
import { makeSmallProgramme, NOW } from "./small-programme";

let key = "";
let strangers = "";
beforeAll(async () => {
  const scope = await makeSmallProgramme("CUTS");
  await makeForecasts(scope, {}, { now: NOW });
  const other = await makeIssuer("STRANGE");
  const make = async (of: Scope) =>
    (await createKey(of, { name: "test", scopes: ["forecast.read"], days: 1 }, new Date())).key;
  [key, strangers] = [await make(scope), await make(other)];
}, 120_000);

async function ask(query: string, secret = key) {
  const request = new Request(`http://localhost/api/v1/forecast/triangle?${query}`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  const response = await cutRoute.GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}
async function cut(query: string) {
  const { status, body } = await ask(query);
  expect(status).toBe(200);
  return asDescribed(cutTriangleResponse, body);
}
async function openOf(query: string) {
  const found = await cut(query);
  if (found.measure !== "open") throw new Error("value was asked for");
  return found;
}
async function openOfType(code: string) {
  const request = new Request("http://localhost/api/v1/x?period=month", {
    headers: { authorization: `Bearer ${key}` },
  });
  const response = await typeRoute.GET(request, { params: Promise.resolve({ id: code }) });
  return asDescribed(triangleResponse, await response.json());
}
const cents = (cells: readonly string[]) => cells.map((amount) => Math.round(Number(amount) * 100));

describe("the triangle of value open of a cut", () => {
  it("of a brand is the sum of those of its card types, cell by cell", async () => {
    const [brand, a, b] = [await openOf("brand=X&period=month"), await openOfType("XA"), await openOfType("XB")];
    expect([brand.cardTypes, brand.origins.length]).toEqual([2, 30]);
    for (const [i, { from, open }] of brand.origins.entries()) {
      const parts = [a, b].map(({ origins }) => cents(origins[i]?.open ?? []));
      expect([from, cents(open)]).toEqual([from, open.map((_, j) => (parts[0]?.[j] ?? 0) + (parts[1]?.[j] ?? 0))]);
    }
    expect(brand.steps?.[0]?.factor).toBeLessThan(1);
  });

  it("of one card type is that of its page, and brand and medium together leave one of three types", async () => {
    const [one, page] = [await openOf("card-type=XB&period=month"), await openOfType("XB")];
    expect([one.ages, one.origins, one.steps]).toEqual([page.ages, page.origins, page.steps]);
    const both = await openOf("brand=X&medium=physical&period=month");
    expect([both.cardTypes, both.origins]).toEqual([1, one.origins]);
  });

  it("of what there is has no cards in common is empty and says so; without a filter it is of all three types", async () => {
    const none = { cardTypes: 0, ages: [], origins: [], steps: null, problems: ["No cards of this cut in USD"] };
    expect(await openOf("brand=Y&medium=digital")).toMatchObject(none);
    expect(await cut("measure=redemptions&brand=Y&medium=digital")).toMatchObject(none);
    expect((await openOf("")).cardTypes).toBe(3);
  });
});

describe("the triangle of numbers of a cut", () => {
  it("has six cards to each type and month, and ends at five uses of each where all were used", async () => {
    const found = await cut("measure=redemptions&period=month&brand=X");
    if (found.measure !== "redemptions") throw new Error("numbers were asked for");
    expect(found.origins.every(({ cards }) => cards === 12)).toBe(true);
    // Cards of January 2023 are used within eleven months: five of six, of both types.
    expect(found.origins[0]?.redemptions.at(-1)).toBe(10);
    expect(found.ages[0]).toBe(1);
    // No card is used in the month of its sale, so there is nothing that could grow from its end on.
    expect(found.steps).toBeNull();
    expect(found.problems).toEqual([expect.stringContaining("There is no factor from age 1 to 2")]);
  });

  it("is the same by command", async () => {
    const words = [
      "forecast",
      "cut-triangle",
      "--issuer",
      "CUTS",
      "--brand",
      "X",
      "--measure",
      "redemptions",
      "--json",
    ];
    const outcome = await runCommandLine(words, {
      groups: GROUPS,
      openDatabase: async () => {},
      note: () => {},
    });
    expect(outcome.stderr).toBe("");
    expect(JSON.parse(outcome.stdout)).toEqual((await ask("measure=redemptions&brand=X")).body);
  });
});

describe("a cut that cannot be told", () => {
  it("by merchant is no question of triangles, and of a stranger nothing is found", async () => {
    expect((await ask("merchant=M")).status).toBe(400);
    expect((await ask("measure=cards")).status).toBe(400);
    expect((await ask("", strangers)).status).toBe(404);
  });
});
