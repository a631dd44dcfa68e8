import { describe, expect, it } from "vitest";
import { type MappingInput, mappingSchema } from "@/lib/ingest/mapping/schema";
import { loadBatch } from "@/lib/ingest/mutations/load";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadScope } from "@/lib/ingest/plan";
import { listMerchantChanges } from "@/lib/ingest/queries/changes";
import { previewWithdrawal } from "@/lib/ingest/queries/withdrawal";
import { auditOf } from "../support/tenants";
import { check, makeIssuer, NOW, planFor, rows } from "./support/issuer";

const part = (entity: MappingInput["files"][number]["entity"], match: string, fields: readonly string[]) => ({
  entity,
  match,
  columns: Object.fromEntries(fields.map((field) => [field, { header: field }])),
});
const mapping = mappingSchema.parse({
  name: "merchants",
  files: [
    part("merchant", "merchants*", ["code", "name", "mcc", "bcc"]),
    part("brand", "brands*", ["code", "name"]),
    part("card_type", "types*", ["code", "name", "currency"]),
  ],
});
const shops = (...lines: string[]) => ["code,name,mcc,bcc", ...lines, ""].join("\n");
const cafe = shops("m1,Café,5812,FOOD");

let minute = 0;
const later = () => new Date(NOW.getTime() + 60_000 * minute++);
const load = (scope: LoadScope, text: string) =>
  loadBatch(scope, planFor({ "merchants.csv": text }, mapping), { now: later() });
const withdraw = (scope: LoadScope, batchId: number | null) => withdrawBatch(scope, batchId ?? 0, { now: later() });
const kept = (scope: LoadScope) => rows(scope, "select code, name, mcc, bcc from silver.merchant order by code");

describe("a merchant of whom a later file says something else", () => {
  it("is what the file loaded last says, an empty cell changing nothing; the check says the same beforehand", async () => {
    const [scope, other] = [await makeIssuer("SHOPS"), await makeIssuer("SHOPS-B")];
    await load(scope, cafe);
    await load(other, cafe);
    const text = shops("m1,Café Bar,5813,", "m2,Kiosk,,");
    const checked = await check(scope, { "merchants.csv": text }, mapping);
    const loaded = await load(scope, text);
    expect(loaded.counts).toEqual(checked.counts);
    expect(loaded.counts.merchant).toEqual({ read: 2, new: 1, updated: 1, repeated: 0, refused: 0 });
    expect(loaded.notices.map(({ text }) => text)).toEqual([
      "1 merchant was there already and is changed: what is loaded last counts, whatever the age of the file.",
    ]);
    expect(await kept(scope)).toEqual([
      { code: "m1", name: "Café Bar", mcc: "5813", bcc: "FOOD" },
      { code: "m2", name: "Kiosk", mcc: null, bcc: null },
    ]);
    const fields = [
      { field: "name", before: "Café", after: "Café Bar" },
      { field: "mcc", before: "5812", after: "5813" },
    ];
    const changes = { total: 1, rows: [{ id: "m1", name: "Café Bar", fields }] };
    expect(await listMerchantChanges(scope, loaded.batchId ?? 0)).toEqual(changes);
    expect((await auditOf(scope.issuerId)).at(-1)?.detail).toMatchObject({
      changedMerchants: { m1: { name: ["Café", "Café Bar"], mcc: ["5812", "5813"] } },
    });
    expect(await kept(other)).toEqual([{ code: "m1", name: "Café", mcc: "5812", bcc: "FOOD" }]);
    expect(await listMerchantChanges(other, loaded.batchId ?? 0)).toEqual({ total: 0, rows: [] });
    expect(await load(scope, text)).toMatchObject({ state: "unchanged" });
    // The older file once more is the newest word again.
    expect(await load(scope, cafe)).toMatchObject({ state: "loaded", counts: { merchant: { updated: 1 } } });
    expect((await kept(scope))[0]).toEqual({ code: "m1", name: "Café", mcc: "5812", bcc: "FOOD" });
  });

  it("is given back what was kept before when the batch is withdrawn; a later word stays, whose batch then gives it back", async () => {
    const scope = await makeIssuer("SHOPS2");
    const first = await load(scope, cafe);
    const second = await load(scope, shops("m1,Café Bar,5813,"));
    const third = await load(scope, shops("m1,Café Bar & Grill,,"));
    await expect(withdraw(scope, first.batchId)).rejects.toThrow(`Batches ${second.batchId}, ${third.batchId} use`);
    expect(await previewWithdrawal(scope, second.batchId ?? 0)).toMatchObject({ changedMerchants: 1, dependents: [] });
    await withdraw(scope, second.batchId);
    expect(await kept(scope)).toEqual([{ code: "m1", name: "Café Bar & Grill", mcc: "5812", bcc: "FOOD" }]);
    expect((await auditOf(scope.issuerId)).at(-1)?.detail).toMatchObject({ merchantsRestored: 1 });
    await withdraw(scope, third.batchId);
    expect(await kept(scope)).toEqual([{ code: "m1", name: "Café", mcc: "5812", bcc: "FOOD" }]);
    expect(await rows(scope, "select count(*)::int as n from bronze.merchant_change")).toEqual([{ n: 0 }]);
    await withdraw(scope, first.batchId);
    expect(await kept(scope)).toEqual([]);
  });

  it("is refused where one file says two things of it, and where its code has three digits", async () => {
    const scope = await makeIssuer("SHOPS3");
    const loaded = await load(scope, shops("m1,Café,5812,", "m1,Bar,5812,", "m2,Kiosk,581,"));
    expect(loaded.counts.merchant).toEqual({ read: 3, new: 1, updated: 0, repeated: 0, refused: 2 });
  });
});

describe("brands and card types, which are changed in the settings", () => {
  it("are what they were, and the row is told where to change them", async () => {
    const scope = await makeIssuer("BRANDS");
    const files = (name: string) => ({
      "brands.csv": `code,name\nb1,${name}\n`,
      "types.csv": `code,name,currency\nt1,${name},USD\n`,
    });
    await loadBatch(scope, planFor(files("Old"), mapping), { now: later() });
    const loaded = await loadBatch(scope, planFor(files("New"), mapping), { now: later() });
    expect(loaded.refused.map(({ problems }) => problems[0]?.reason)).toEqual([
      "Brand b1 is already there with other content (Old): Name is Old there, New here. It is changed in the settings, not by a file.",
      "Card type t1 is already there with other content (Old): Name is Old there, New here. It is changed in the settings, not by a file.",
    ]);
    expect(await rows(scope, "select name from silver.brand union all select name from silver.card_type")).toEqual([
      { name: "Old" },
      { name: "Old" },
    ]);
  });
});
