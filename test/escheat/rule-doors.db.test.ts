import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import * as law from "@/app/api/v1/escheat/rules/[jurisdiction]/[property]/route";
import * as laws from "@/app/api/v1/escheat/rules/route";
import type { Address } from "@/lib/address";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { NotFound } from "@/lib/errors";
import { writeRuleVersion } from "@/lib/escheat/mutations/rules";
import { findExport } from "@/lib/export/registry";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { ruleListResponse, ruleResponse } from "@/lib/openapi/operations/escheat-rules";
import { makeIssuer } from "../support/cards";
import { asDescribed } from "../support/described";

type Handler = { GET: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> };

const asOf = "2027-08-01";
let scope: Scope;
let other: Scope;
let key = "";
let narrow = "";

beforeAll(async () => {
  [scope, other] = [await makeIssuer("DOORS"), await makeIssuer("BESIDE")];
  const made = (scopes: ("escheat.read" | "card.read")[]) =>
    createKey(scope, { name: "test", scopes, days: 1 }, new Date());
  key = (await made(["escheat.read"])).key;
  narrow = (await made(["card.read"])).key;
  const input = {
    jurisdiction: "US-NY",
    property: "closed-loop" as const,
    startFrom: 0,
    seen: 0,
    replaces: null,
    effectiveFrom: "2027-07-01",
    source: "Laws of 2027",
    reason: "=1+1",
    changes: { dormancyYears: 3 },
  };
  await writeRuleVersion(scope, input, new Date());
});

async function get(handler: Handler, query: string, params: Record<string, string> = {}, secret = key) {
  const request = new Request(`http://localhost/api/v1/x${query}`, { headers: { authorization: `Bearer ${secret}` } });
  const response = await handler.GET(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}

describe("rules by REST", () => {
  it("answer exactly in the documented shape, with the issuer's own version where it decides", async () => {
    const list = await get(laws, `?asOf=${asOf}`);
    asDescribed(ruleListResponse, list.body);
    const newYork = list.body.items.find((one: { name: string }) => one.name === "New York");
    expect([newYork.version, newYork.fields.dormancyYears.value, newYork.fields.dormancyYears.confidence]).toEqual([
      1,
      3,
      "to-confirm",
    ]);
    const one = await get(law, `?asOf=${asOf}`, { jurisdiction: "US-NY", property: "closed-loop" });
    asDescribed(ruleResponse, one.body);
    expect(one.body.versions.map((version: { version: number; decides: boolean }) => version.version)).toEqual([0, 1]);
  });

  it("are 404 for a place that is none, 400 for a parameter nobody knows, 403 without the scope", async () => {
    const at = (jurisdiction: string, property = "closed-loop") => get(law, "", { jurisdiction, property });
    expect((await at("US-ZZ")).status).toBe(404);
    expect((await at("US-NY", "paper")).status).toBe(404);
    expect((await at("FR")).status).toBe(200);
    expect((await get(laws, "?order=name")).status).toBe(400);
    expect((await get(laws, "", {}, narrow)).status).toBe(403);
  });
});

async function rowsOf(who: Scope, table: string, address: Address): Promise<string[][]> {
  const source = findExport(table);
  if (!source) throw new Error(`${table} is not a table`);
  const prepared = await source.prepare(who, { asOf, ...address });
  let text = "";
  for await (const piece of prepared.csv()) text += piece;
  return parse(text, { bom: true });
}

describe("rules as files", () => {
  const path = "/issuer/escheat/rules/US-NY/closed-loop";

  it("hold what the list shows, whole and filtered as it is", async () => {
    expect(await rowsOf(scope, "escheat-rules", {})).toHaveLength(57);
    const [head, row, ...rest] = await rowsOf(scope, "escheat-rules", { search: "NY" });
    expect(rest).toEqual([]);
    const cell = (title: string) => row?.[head?.indexOf(title) ?? -1];
    expect([cell("Jurisdiction"), cell("Dormancy"), cell("Dormancy: Confidence"), cell("Version")]).toEqual([
      "New York",
      "The card is presumed abandoned 3 years later.",
      "To be confirmed, needs counsel",
      "1",
    ]);
  });

  it("set two versions side by side as the page does", async () => {
    const [head, ...rows] = await rowsOf(scope, "escheat-rule-fields", { path, version: "1", against: "0" });
    expect(head?.slice(0, 2)).toEqual(["Field", "the version as shipped, up to 30 Jun 2027"]);
    const dormancy = rows.find(([field]) => field === "Dormancy");
    expect([dormancy?.[1], dormancy?.[5]]).toEqual([
      "The card is presumed abandoned 5 years later.",
      "The card is presumed abandoned 3 years later.",
    ]);
  });

  it("list versions with their reasons, which no spreadsheet takes for a formula, and only one's own", async () => {
    const own = await rowsOf(scope, "escheat-rule-versions", { path });
    expect(own.map((row) => [row[0], row[4]])).toEqual([
      ["Version", "Why"],
      ["0", ""],
      ["1", "'=1+1"],
    ]);
    expect(await rowsOf(other, "escheat-rule-versions", { path })).toHaveLength(2);
  });

  it("are not there for a page that is none, nor of cards without a forecast", async () => {
    const at = (table: string, from: string) => rowsOf(scope, table, { path: from });
    await expect(at("escheat-rule-versions", "/issuer/escheat/rules/US-ZZ/closed-loop")).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(at("escheat-rule-fields", "/issuer/cards")).rejects.toBeInstanceOf(NotFound);
    await expect(at("escheat-rule-cards", path)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("rules at the command line", () => {
  const run = async (...words: string[]) => {
    const outcome = await runCommandLine(["escheat", "rules", ...words, "--json"], {
      groups: GROUPS,
      openDatabase: async () => {},
      note: () => {},
    });
    return { ...outcome, json: outcome.exitCode === 0 ? JSON.parse(outcome.stdout) : null };
  };

  it("are those we ship, or those of the issuer that is named", async () => {
    const years = async (...words: string[]) =>
      (await run("--state", "ny", "--as-of", asOf, ...words)).json.fields.dormancyYears.value;
    expect([await years(), await years("--issuer", "DOORS"), await years("--issuer", "BESIDE")]).toEqual([5, 3, 5]);
    expect((await run("--as-of", asOf)).json.rules).toHaveLength(56);
  });

  it("refuse a state that is none and an issuer's places without an issuer", async () => {
    expect((await run("--state", "ZZ")).exitCode).toBe(2);
    expect((await run("--show", "here")).exitCode).toBe(2);
  });
});
