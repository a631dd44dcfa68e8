import { expect, it } from "vitest";
import { scopeForOperator } from "@/lib/identity/scope";
import { loadBatch } from "@/lib/ingest/mutations/load";
import type { LoadScope } from "@/lib/ingest/plan";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import { createBrand } from "@/lib/programme/mutations";
import { type Files, makeIssuer, plainMapping, planFor, rows } from "./support/issuer";

const mapping = { ...plainMapping() };
const types = "code,name,currency,brand\nA,Alpha,USD,BRX\nB,Beta,USD,\n";
mapping.files = mapping.files.map((part) =>
  part.entity === "card_type"
    ? {
        ...part,
        columns: Object.fromEntries(["code", "name", "currency", "brand"].map((name) => [name, { header: name }])),
      }
    : part,
);

/** By the clock that also says when a brand was added. */
const load = (scope: LoadScope, files: Files) => loadBatch(scope, planFor(files, mapping));

it("the same file is loaded once more when a person has added the brand that its rows wait for, and then is the same again", async () => {
  const scope = await makeIssuer("BRANDLESS");
  const first = await load(scope, { "types.csv": types });
  expect(first.counts.card_type).toMatchObject({ read: 2, new: 1, refused: 1 });
  expect(await load(scope, { "types.csv": types })).toMatchObject({ state: "unchanged", refusedTotal: 1 });

  await createBrand(await scopeForOperator(scope.issuer.code), { name: "Brand X", code: "BRX" });
  const again = await load(scope, { "types.csv": types });
  expect(again).toMatchObject({ state: "loaded", healed: 1, refusedTotal: 0 });
  expect((await listRefusedRows(scope)).total).toBe(0);
  expect(await rows(scope, "select code from silver.card_type order by code")).toEqual([{ code: "A" }, { code: "B" }]);
  expect(await load(scope, { "types.csv": types })).toMatchObject({ state: "unchanged", refusedTotal: 0 });
});

it("what waits still after another brand was added is asked once, and then is the same again", async () => {
  const scope = await makeIssuer("BRANDLESS2");
  await load(scope, { "types.csv": types });
  await createBrand(await scopeForOperator(scope.issuer.code), { name: "Brand Y", code: "BRY" });
  expect(await load(scope, { "types.csv": types })).toMatchObject({ state: "loaded", refusedTotal: 1 });
  expect(await load(scope, { "types.csv": types })).toMatchObject({ state: "unchanged", refusedTotal: 1 });
});

it("an unchanged file says how many of its rows are aside now, not how many there were", async () => {
  const scope = await makeIssuer("LATERBRAND");
  await load(scope, { "types.csv": types });
  const healed = await load(scope, { "merchants.csv": "code,name\nM1,One\n" });
  expect(healed.healed).toBe(0);
  await createBrand(await scopeForOperator(scope.issuer.code), { name: "Brand X", code: "BRX" });
  // Any load tries what waits.
  expect(await load(scope, { "merchants.csv": "code,name\nM2,Two\n" })).toMatchObject({ healed: 1 });
  const again = await load(scope, { "types.csv": types });
  expect(again).toMatchObject({ state: "unchanged", refusedTotal: 0, refused: [] });
  expect(again.counts.card_type).toMatchObject({ read: 2, new: 0, repeated: 2, refused: 0 });
});
