import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Address } from "@/lib/address";
import { Forbidden, NotFound } from "@/lib/errors";
import { exportAnswer } from "@/lib/export/answer";
import { findExport } from "@/lib/export/registry";
import type { Role } from "@/lib/identity/constants";
import { createKey, revokeKey } from "@/lib/identity/mutations/keys";
import { permissionsOf } from "@/lib/identity/permissions";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { saveMapping } from "@/lib/ingest/mutations/mapping";
import { enqueueJob } from "@/lib/jobs/mutations";
import { saveView } from "@/lib/views/mutations";
import { load, makeIssuer, plainMapping } from "../ingest/support/issuer";
import { createPerson } from "../support/tenants";

const NOW = new Date("2026-11-20T12:00:00Z");
let admin: Scope;
let stranger: Scope;
let secret: string;
let changedBy: number;

const as = (scope: Scope, role: Role, personId = scope.personId): Scope =>
  ({ ...scope, personId, role, permissions: permissionsOf(role) }) as unknown as Scope;

beforeAll(async () => {
  const loader = await makeIssuer("LISTS");
  await makeIssuer("NOLISTS");
  const operator = await scopeForOperator("LISTS");
  const person = await createPerson("ada@example.com", [[operator.issuerId, "admin"]]);
  admin = as(operator, "admin", person);
  stranger = as(await scopeForOperator("NOLISTS"), "admin");
  await load(loader, {
    "types.csv": "code,name,currency,fundsExpire,validityDays\nT1,Plain,USD,no,365\nT2,=Café,USD,yes,\n",
    "customers.csv": "id,name,state\nh1,Ann,TX\nh2,Bo,TX\nh3,Cy,TX\n",
    "merchants.csv": "code,name\nm1,Corner\n",
  });
  const night = await load(loader, {
    "customers.csv": "id,name,state\nh1,Anna,NY\nh2,Bob,TX\nh3,Cy,TX\n",
    "merchants.csv": "code,name\nm1,Corner shop\n",
  });
  changedBy = night.batchId ?? 0;
  const made = await createKey(admin, { name: "nightly", scopes: ["breakage.read", "card.read"], days: null }, NOW);
  secret = made.key;
  const old = await createKey(admin, { name: "old", scopes: ["breakage.read"], days: 30 }, NOW);
  await revokeKey(admin, old.id, NOW);
  await saveMapping(admin, { name: "own", mapping: plainMapping(), replace: false });
  const view = { screen: "breakage" as const, state: { by: "brand" }, shared: false, defaultForRole: null };
  await saveView(admin, { ...view, name: "mine" }, NOW);
  await withScope(admin, async (tx) => {
    for (const label of ["first", "second"]) await enqueueJob(tx, admin, { kind: "forecast.make", label, input: {} });
  });
});

async function rowsOf(scope: Scope, table: string, address: Address = {}): Promise<Record<string, string>[]> {
  const prepared = await findExport(table)?.prepare(scope, address);
  if (!prepared) throw new Error(`${table} is not a table`);
  let text = "";
  for await (const piece of prepared.csv()) text += piece;
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  expect(prepared.count, table).toBe(rows.length);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.read((await findExport(table)?.prepare(scope, address))?.xlsx() as never);
  expect(workbook.worksheets.map((sheet) => sheet.rowCount).slice(0, 1), table).toEqual([rows.length + 1]);
  expect(workbook.worksheets[1]?.getCell("B2").value, table).toBe(scope.issuer.name);
  return rows;
}
const changes = () => ({ path: `/issuer/imports/${changedBy}` });
const tables = ["runs", "mappings", "members", "keys", "brands", "card-types", "views"];

describe("lists of the settings and of imports", () => {
  it("runs: both that wait, newest first, with who asked; of a state in which none is, none", async () => {
    const rows = await rowsOf(admin, "runs");
    expect(rows.map((row) => [row.Run, row.State, row["Started by"]])).toEqual([
      ["second", "Waiting", admin.actor],
      ["first", "Waiting", admin.actor],
    ]);
    expect(await rowsOf(admin, "runs", { state: "failed" })).toEqual([]);
  });

  it("mappings: a line for each kind of file, the issuer's own and those that ship", async () => {
    const rows = await rowsOf(admin, "mappings");
    const own = rows.filter(({ Name }) => Name === "own");
    expect(own.map((row) => row["For files named"])).toEqual([
      "merchants*",
      "types*",
      "customers*",
      "cards*",
      "events*",
    ]);
    expect(rows.filter(({ Name }) => Name === "athena-v2").length).toBeGreaterThan(0);
  });

  it("members with their role", async () => {
    const [row, ...others] = await rowsOf(admin, "members");
    expect(others).toEqual([]);
    expect(row).toMatchObject({ Name: "ada", "E-mail address": "ada@example.com", Role: "Admin", State: "Active" });
  });

  it("keys tell how each begins and what it may; the key itself and its hash are nowhere in the file", async () => {
    const rows = await rowsOf(admin, "keys");
    expect(rows.map((row) => [row.Name, row.State, row.Scopes])).toEqual([
      ["nightly", "Live", "breakage.read card.read"],
      ["old", "Revoked", "breakage.read"],
    ]);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });

  it("card types with every answer of the law, a name that a spreadsheet would run made harmless", async () => {
    const rows = await rowsOf(admin, "card-types");
    expect(rows.map((row) => [row["Code in the source"], row["Do its funds expire?"]])).toEqual([
      ["T2", "Yes"],
      ["T1", "No"],
    ]);
    expect(rows[0]?.["Card type"]).toBe("'=Café");
    expect(await rowsOf(admin, "card-types", { q: "plain" })).toHaveLength(1);
  });

  it("views: one's own and what it opens; a colleague is given none that is not shared", async () => {
    const [row] = await rowsOf(admin, "views");
    expect(row).toMatchObject({ Name: "mine", Screen: "Breakage", "State of the screen": "by=brand" });
    expect(await rowsOf(as(admin, "analyst", null), "views")).toEqual([]);
  });

  it("what a batch has changed: a line for each field, 3 of two customers and 1 of a merchant", async () => {
    const said = (rows: Record<string, string>[]) =>
      rows.map((row) => [
        row.Number ?? row["Code in the source"],
        row["What changed"],
        row.Before,
        row["By this batch"],
      ]);
    expect(said(await rowsOf(admin, "holder-changes", changes()))).toEqual([
      ["h1", "Name", "Ann", "Anna"],
      ["h1", "State or country", "US-TX", "US-NY"],
      ["h2", "Name", "Bo", "Bob"],
    ]);
    expect(said(await rowsOf(admin, "merchant-changes", changes()))).toEqual([["m1", "Name", "Corner", "Corner shop"]]);
  });
});

describe("they are for those who may open their page", () => {
  const asked = (scope: Scope, table: string) => exportAnswer(scope, { table, format: "csv", address: changes() });

  it("an analyst is given no keys", async () => {
    await expect(asked(as(admin, "analyst"), "keys")).rejects.toThrow(Forbidden);
    expect((await asked(as(admin, "analyst"), "members")).status).toBe(200);
  });

  it("who may see imports and no people is given no changed customers", async () => {
    const without = new Set([...permissionsOf("admin")].filter((one) => one !== "customer.read"));
    const noPeople = { ...admin, permissions: without } as unknown as Scope;
    await expect(asked(noPeople, "holder-changes")).rejects.toThrow(Forbidden);
    expect((await asked(noPeople, "merchant-changes")).status).toBe(200);
  });

  it("another issuer finds nothing of it, and the batch is not there for him", async () => {
    for (const table of tables) {
      const rows = await rowsOf(stranger, table);
      expect(JSON.stringify(rows), table).not.toMatch(/own|mine|nightly|ada|Plain|second/);
    }
    for (const table of ["holder-changes", "merchant-changes"])
      await expect(rowsOf(stranger, table, changes())).rejects.toThrow(NotFound);
  });
});
