/** What REST and the command line tell of one card type of a version, and of what moved between two. */
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as choicesRoute from "@/app/api/v1/forecast/card-types/[id]/choices/route";
import * as factorsRoute from "@/app/api/v1/forecast/card-types/[id]/factors/route";
import * as methodRoute from "@/app/api/v1/forecast/card-types/[id]/method/route";
import * as opinionRoute from "@/app/api/v1/forecast/card-types/[id]/opinion/route";
import * as readingRoute from "@/app/api/v1/forecast/card-types/[id]/reading/route";
import * as triangleRoute from "@/app/api/v1/forecast/card-types/[id]/triangle/route";
import * as movedRoute from "@/app/api/v1/forecast/moved/route";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { listVersions } from "@/lib/breakage/forecast/queries/versions";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import {
  choicesResponse,
  factorsResponse,
  movedResponse,
  opinionResponse,
  triangleResponse,
} from "@/lib/openapi/operations/forecast-types";
import { asDescribed } from "../../support/described";
import { requestAs } from "../../support/next-request";
import { auditOf, createPerson, signInAs } from "../../support/tenants";
import { makeSmallProgramme, NOW } from "./small-programme";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let scope: Scope;
let key = "";
let noFiles = "";
let strangers = "";
/** The analyst's session. */
let session = "";
/** Versions of data to the end of May and of June 2025, and another issuer's. */
let may = 0;
let june = 0;
let foreign = 0;

beforeAll(async () => {
  scope = await makeSmallProgramme("DETAIL");
  const other = await makeSmallProgramme("ELSEWHERE");
  const made = async (of: Scope, asOf?: string) =>
    (await makeForecasts(of, asOf ? { asOf } : {}, { now: NOW })).versions[0]?.id ?? 0;
  may = await made(scope, "2025-05-31");
  june = await made(scope);
  foreign = await made(other);
  const keyOf = async (of: Scope, scopes: ("forecast.read" | "export.create")[]) =>
    (await createKey(of, { name: "test", scopes, days: 1 }, new Date())).key;
  key = await keyOf(scope, ["forecast.read", "export.create"]);
  noFiles = await keyOf(scope, ["forecast.read"]);
  strangers = await keyOf(other, ["forecast.read", "export.create"]);
  session = await signInAs(await createPerson("ana.detail@example.test", [[scope.issuerId, "analyst"]]));
}, 180_000);

type Asked = { id?: string; secret?: string | null; body?: object; requestKey?: string };

async function answer(handler: Handler, query = "", { id = "XA", secret = key, body, requestKey }: Asked = {}) {
  requestAs({ session: secret === null ? session : null });
  const request = new Request(`http://localhost:3000/api/v1/forecast${query}`, {
    headers: {
      ...(secret === null
        ? { origin: "http://localhost:3000", host: "localhost:3000", "sec-fetch-site": "same-origin" }
        : { authorization: `Bearer ${secret}` }),
      ...(body ? { "content-type": "application/json" } : {}),
      ...(requestKey ? { "idempotency-key": requestKey } : {}),
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  return handler(request, { params: Promise.resolve({ id }) });
}
async function call(handler: Handler, query?: string, asked?: Asked) {
  const response = await answer(handler, query, asked);
  return { status: response.status, body: await response.json() };
}
/** Rows of a file by the heads of their columns. */
async function file(handler: Handler, query: string, asked?: Asked): Promise<Record<string, string>[]> {
  const response = await answer(handler, query, asked);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  return parse(await response.text(), { bom: true, columns: true });
}
const fieldsOf = (body: { errors?: { field: string }[] }) => body.errors?.map(({ field }) => field);
const cents = (amount: string | undefined) => Math.round(Number(amount) * 100);
const triangle = async (query = "", asked?: Asked) =>
  asDescribed(triangleResponse, (await call(triangleRoute.GET, query, asked)).body);
const choices = async (asked?: Asked) => asDescribed(choicesResponse, (await call(choicesRoute.GET, "", asked)).body);

const reads: [string, Handler][] = [
  ["triangle", triangleRoute.GET],
  ["factors", factorsRoute.GET],
  ["opinion", opinionRoute.GET],
];

describe("GET /forecast/moved", () => {
  const causes = ["data", "redemptions", "sales", "curve", "portfolio", "method"] as const;

  it("answers as documented for the newest two; causes add up to the change of every row, and rows to the total", async () => {
    const { before, after, rows, total } = asDescribed(
      movedResponse,
      (await call(movedRoute.GET, "?by=card-type")).body,
    );
    expect([before.version, before.asOf, after.version, after.asOf]).toEqual([may, "2025-05-31", june, "2025-06-30"]);
    expect(rows.map((row) => row["card-type"]?.id)).toEqual(["XA", "XB", "YA"]);
    for (const row of [...rows, total]) {
      expect(causes.reduce((sum, cause) => sum + cents(row[cause]), 0)).toBe(cents(row.change));
      expect(cents(row.before) + cents(row.change)).toBe(cents(row.after));
    }
    expect(rows.reduce((sum, row) => sum + cents(row.after), 0)).toBe(cents(total.after));
    // Nothing of June is known to May, and it sold 18 cards of which some will stay: sales moved the total up.
    expect(cents(total.sales)).toBeGreaterThan(0);
  });

  it("has the versions' own totals to the last cent, by card type as by brand", async () => {
    const [types, brands] = await Promise.all(
      ["card-type", "brand"].map(async (by) =>
        asDescribed(movedResponse, (await call(movedRoute.GET, `?by=${by}`)).body),
      ),
    );
    for (const one of [types, brands]) {
      expect([one?.total.before, one?.total.after]).toEqual([one?.before.breakage, one?.after.breakage]);
    }
    const shared = ["data", "redemptions", "sales", "method"] as const;
    expect(shared.map((cause) => brands?.total[cause])).toEqual(shared.map((cause) => types?.total[cause]));
  });

  it("puts the one of older data first whichever way they are asked for, and has the same rows as a file", async () => {
    const asked = await call(movedRoute.GET, `?before=${june}&after=${may}`);
    expect(asDescribed(movedResponse, asked.body).before.version).toBe(may);
    const rows = await file(movedRoute.GET, `?before=${june}&after=${may}&format=csv`);
    expect(rows.map((row) => [row["Brand code"], row.Change])).toEqual(
      asDescribed(movedResponse, asked.body).rows.map((row) => [row.brand?.id, row.change]),
    );
  });

  it("names the parameter that is wrong, and 404 is for versions that are not there or another issuer's", async () => {
    const wrong = async (query: string) => {
      const { status, body } = await call(movedRoute.GET, query);
      return [status, fieldsOf(body)];
    };
    expect(await wrong(`?before=${may}`)).toEqual([400, ["after"]]);
    expect(await wrong(`?before=${may}&after=${may}`)).toEqual([400, ["after"]]);
    expect(await wrong("?by=merchant")).toEqual([400, ["by"]]);
    expect(await wrong("?before=x&after=y")).toEqual([400, ["before", "after"]]);
    expect(await wrong(`?before=${may}&after=${june}&currency=EUR`)).toEqual([400, ["before", "after"]]);
    expect(await wrong("?colour=red")).toEqual([400, ["colour"]]);
    expect((await call(movedRoute.GET, `?before=${may}&after=${foreign}`)).status).toBe(404);
    expect((await call(movedRoute.GET, `?before=${may}&after=999999`)).status).toBe(404);
    expect((await call(movedRoute.GET, "", { secret: strangers })).status).toBe(404);
  });
});

describe("GET /forecast/card-types/{id}/triangle", () => {
  it("has the open balances of six cards of 100.00 a month: 600.00 at the sale, 160.00 or 120.00 left after a year", async () => {
    const found = await triangle();
    expect([found.version, found.period, found["card-type"].id]).toEqual([june, "month", "XA"]);
    expect(found.origins).toHaveLength(30);
    expect(new Set(found.origins.map(({ open }) => open[0]))).toEqual(new Set(["600.00"]));
    // One is never used; of one 60.00 are left in every even month, 20.00 in every odd one.
    expect(found.origins.slice(0, 4).map(({ from, open }) => [from, open.at(-1)])).toEqual([
      ["2023-01", "160.00"],
      ["2023-02", "120.00"],
      ["2023-03", "160.00"],
      ["2023-04", "120.00"],
    ]);
    // g of the first step, by the balances of the rows themselves.
    const rows = found.origins.map(({ open }) => open);
    const sum = (age: number) => rows.reduce((all, open) => all + (open.length > 1 ? cents(open[age]) : 0), 0);
    expect(found.steps?.[0]?.factor).toBeCloseTo(sum(1) / sum(0), 12);
    expect(found.steps?.[0]).toMatchObject({ fromAge: 0, toAge: 1, links: 30, atRisk: "18000.00" });
    expect(found.reading).toEqual({ leftOut: [], settledAge: null });
    expect(found.tests?.says).toHaveLength(2);
    expect(found.tests?.calendar?.pValue).toBeGreaterThan(0);
  });

  it("has the factors of the version as GET …/factors has them, and cells as a file", async () => {
    const found = await triangle();
    const factors = asDescribed(factorsResponse, (await call(factorsRoute.GET)).body);
    expect(found.factors).toEqual(factors.factors);
    // The cards of June 2025 are not seen at age 1 yet: 29 months of 30 are.
    expect(factors.factors[1]?.cohorts).toBe(29);
    expect(await file(factorsRoute.GET, "?format=csv")).toHaveLength(factors.factors.length);
    const cells = await file(triangleRoute.GET, "?format=csv");
    expect(cells).toHaveLength(found.origins.reduce((all, { open }) => all + open.length, 0));
    expect(cells[0]).toMatchObject({ "Sold in": "2023-01", Age: "0", "Open balance": "600.00" });
  });

  it("takes three months together when asked, and the older version by its id", async () => {
    const quarters = await triangle("?period=quarter");
    expect(quarters.origins.at(-1)).toMatchObject({ from: "2025-04", to: "2025-06" });
    expect(quarters.origins[0]?.open[0]).toBe("1800.00");
    expect((await triangle(`?version=${may}`)).origins.at(-1)).toMatchObject({ from: "2025-05", to: "2025-05" });
  });
});

describe("GET /forecast/card-types/{id}/opinion", () => {
  it("has the share open and what expiry took, and of every distribution a share or why none is quoted", async () => {
    const { opinion, forecast } = asDescribed(opinionResponse, (await call(opinionRoute.GET, "", { id: "YA" })).body);
    expect(opinion?.cards).toBeCloseTo(180, 9);
    expect(opinion?.oldestMonths).toBe(12);
    // Two of six keep something: (100 + 40) ÷ 600 on average, as cards expire a year after.
    expect(opinion?.open?.share).toBeGreaterThan(0.2);
    expect(opinion?.open?.share).toBeLessThan(0.27);
    expect(opinion?.expired?.share).toBeCloseTo(opinion?.open?.share ?? Number.NaN, 9);
    expect(forecast?.share).toBeGreaterThan(0.2);
    expect(opinion?.neverRedeemed).toHaveLength(3);
    for (const { said, refused } of opinion?.neverRedeemed ?? []) expect(said === null).toBe(refused.length > 0);
    const rows = await file(opinionRoute.GET, "?format=csv", { id: "YA" });
    expect(rows.map((row) => row["not quoted"] !== "")).toEqual([
      ...[false, false, false],
      ...(opinion?.neverRedeemed ?? []).map(({ said }) => said === null),
    ]);
  });
});

describe("one card type's answers", () => {
  it("are 404 for a code, a version or an issuer that is not the caller's, and 400 names the parameter", async () => {
    for (const [name, handler] of reads) {
      expect([name, (await call(handler, "", { id: "NONE" })).status]).toEqual([name, 404]);
      expect([name, (await call(handler, `?version=${foreign}`)).status]).toEqual([name, 404]);
      expect([name, (await call(handler, `?version=${june}`, { secret: strangers })).status]).toEqual([name, 404]);
      expect([name, (await call(handler, "?asOf=2022-12-31")).status]).toEqual([name, 404]);
      const wrong = await call(handler, "?version=first");
      expect([wrong.status, fieldsOf(wrong.body)]).toEqual([400, ["version"]]);
      const unknown = await call(handler, "?currency=USD");
      expect([unknown.status, fieldsOf(unknown.body)]).toEqual([400, ["currency"]]);
    }
    expect(fieldsOf((await call(triangleRoute.GET, "?period=day")).body)).toEqual(["period"]);
    expect((await call(choicesRoute.GET, "", { id: "NONE" })).status).toBe(404);
  });

  it("leave as a file only with the scope for it, and every file is in the audit trail", async () => {
    for (const [, handler] of reads) {
      expect((await answer(handler, "?format=csv", { secret: noFiles })).status).toBe(403);
    }
    const before = (await auditOf(scope.issuerId)).length;
    await file(choicesRoute.GET, "?format=csv");
    const [line] = (await auditOf(scope.issuerId)).slice(before);
    expect([line?.action, line?.subject]).toEqual(["export.created", "forecast-type-choices"]);
  });
});

describe("POST /forecast/card-types/{id}/method and /reading", () => {
  const method = (body: object, asked: Asked = {}) =>
    call(methodRoute.POST, "", { id: "XB", secret: null, ...asked, body });
  const reading = (body: object, asked: Asked = {}) =>
    call(readingRoute.POST, "", { id: "XB", secret: null, ...asked, body });

  it("are a person's: a key is refused, and nothing is chosen", async () => {
    const body = { method: "open-balance", reason: "for a test" };
    expect((await method(body, { secret: key })).status).toBe(403);
    expect((await reading({ leftOut: [], settledAge: 12, reason: "for a test" }, { secret: key })).status).toBe(403);
    expect((await choices({ id: "XB" })).choices).toEqual([]);
  });

  it("choose with a reason, are listed with who, audited, refused a second time, repeated under a key, and given back", async () => {
    const body = { method: "open-balance", reason: "New terms since May" };
    const chosen = await method(body, { requestKey: "choice-1" });
    expect(chosen.status).toBe(200);
    expect(asDescribed(choicesResponse, chosen.body)).toMatchObject({
      counts: { method: "open-balance", leftOut: [], settledAge: null },
      choices: [{ method: "open-balance", reason: "New terms since May", by: "ana.detail" }],
    });
    expect((await method(body)).status).toBe(409);
    expect((await method(body, { requestKey: "choice-1" })).body).toEqual(chosen.body);
    const line = (await auditOf(scope.issuerId)).findLast(({ action }) => action === "forecast.method-chosen");
    expect([line?.actor, line?.subject]).toEqual(["ana.detail", "card type XB"]);

    const leftOut = [{ sold: "2024-01", age: 1 }];
    const read = await reading({ leftOut, settledAge: null, reason: "A till was down" });
    expect(asDescribed(choicesResponse, read.body).counts).toEqual({
      method: "open-balance",
      leftOut,
      settledAge: null,
    });
    // Of the version that is there it changes nothing; the next one reads the triangle without it.
    expect((await triangle("", { id: "XB" })).reading.leftOut).toEqual([]);
    await makeForecasts(scope, {}, { now: NOW });
    const without = await triangle("", { id: "XB" });
    expect([without.chosen, without.method, without.reading.leftOut]).toEqual([
      "open-balance",
      "open-balance",
      leftOut,
    ]);
    const origin = without.origins.find(({ from }) => from === "2024-01");
    // Age 1 of a month of sale lies between its balances 1 and 2 of the triangle.
    expect(origin?.links.filter(({ use }) => use === "left-out").map(({ fromAge }) => fromAge)).toEqual([1]);
    expect(without.steps?.[1]?.links).toBe(28);

    const back = await method({ method: null, reason: "They did not last" });
    expect(asDescribed(choicesResponse, back.body).counts).toEqual({ method: null, leftOut, settledAge: null });
    const all = await reading({ leftOut: [], settledAge: null, reason: "It was not" });
    expect(asDescribed(choicesResponse, all.body).choices.map(({ reason }) => reason)).toEqual([
      "It was not",
      "They did not last",
      "A till was down",
      "New terms since May",
    ]);
  }, 60_000);

  it("name the field that is wrong, and know no code of another issuer", async () => {
    const wrong = async (asked: ReturnType<typeof call>) => {
      const { status, body } = await asked;
      return [status, fieldsOf(body)];
    };
    expect(await wrong(method({ method: "guess", reason: "so" }))).toEqual([400, ["method"]]);
    expect(await wrong(method({ method: null, reason: "  " }))).toEqual([400, ["reason"]]);
    expect(await wrong(reading({ leftOut: [{ sold: "2024-13", age: 1 }], settledAge: null, reason: "so" }))).toEqual([
      400,
      ["leftOut.0.sold"],
    ]);
    expect((await method({ method: "open-balance", reason: "so" }, { id: "NONE" })).status).toBe(404);
  });

  it("refuse what the card type never had, by name: a month without a sale, an age that is not over", async () => {
    const without = (...leftOut: { sold: string; age: number }[]) =>
      reading({ leftOut, settledAge: null, reason: "so" });
    const never = await without({ sold: "2030-01", age: 2 }, { sold: "2024-01", age: 1 }, { sold: "2025-05", age: 2 });
    expect([never.status, never.body.errors]).toEqual([
      400,
      [{ field: "leftOut", message: "is nothing this card type has had: 2025-05 at age 2, 2030-01 at age 2" }],
    ]);
    expect(JSON.stringify(await auditOf(scope.issuerId))).not.toContain("2030-01");
    // June 2025 is the last month of the data: in it, cards of May are one month old.
    expect((await without({ sold: "2025-05", age: 1 })).status).toBe(200);
    expect((await without()).status).toBe(200);
  });
});

describe("the command line", () => {
  const run = (...words: string[]) =>
    runCommandLine(["forecast", ...words, "--issuer", "DETAIL"], {
      groups: GROUPS,
      openDatabase: async () => {},
      note: () => {},
    });
  const printed = async (...words: string[]) => {
    const { exitCode, stdout, stderr } = await run(...words, "--json");
    expect([exitCode, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout);
  };

  it("prints with --json what REST answers", async () => {
    const pair = ["--before", String(may), "--after", String(june)];
    expect(await printed("moved", ...pair)).toEqual((await call(movedRoute.GET, `?before=${may}&after=${june}`)).body);
    expect(await printed("triangle", "--card-type", "XA")).toEqual((await call(triangleRoute.GET)).body);
    expect(await printed("opinion", "--card-type", "XA")).toEqual((await call(opinionRoute.GET)).body);
    expect(await printed("choices", "--card-type", "XA")).toEqual((await call(choicesRoute.GET)).body);
  });

  it("prints without it the file that REST gives", async () => {
    const { stdout } = await run("triangle", "--card-type", "XA");
    expect(parse(stdout, { bom: true, columns: true })).toEqual(await file(triangleRoute.GET, "?format=csv"));
  });

  it("chooses and gives back in the operator's name, and exits with 1 for what is so already", async () => {
    const choose = (method: string) => run("choose", "--card-type", "YA", "--method", method, "--reason", "by hand");
    expect((await choose("open-balance")).exitCode).toBe(0);
    expect((await choose("open-balance")).exitCode).toBe(1);
    expect((await choose("back-test")).exitCode).toBe(0);
    const read = (...words: string[]) => run("read", "--card-type", "YA", "--reason", "by hand", ...words);
    expect((await read("--without", "2024-01:1", "--settled-age", "11")).exitCode).toBe(0);
    expect((await choices({ id: "YA" })).counts).toEqual({
      method: null,
      leftOut: [{ sold: "2024-01", age: 1 }],
      settledAge: 11,
    });
    expect((await read("--without", "January")).exitCode).toBe(2);
    const never = await read("--without", "2030-01:2");
    expect([never.exitCode, never.stderr]).toEqual([
      1,
      expect.stringContaining("  --without: is nothing this card type has had: 2030-01 at age 2"),
    ]);
    expect((await read("--settled-age", "abc")).stderr).toContain("  --settled-age: is no number");
    expect((await read()).exitCode).toBe(0);
    expect((await choices({ id: "YA" })).counts.settledAge).toBeNull();
    expect((await listVersions(scope, "USD")).length).toBeGreaterThan(1);
  });
});
