/** How many rows a file is said to hold, in the audit trail and before a sheet that is too small, is how many it holds. */
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { jobRun } from "@/db/schema/job";
import type { Address } from "@/lib/address";
import { findExport } from "@/lib/export/registry";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { importJobInput } from "@/lib/ingest/schema";
import * as ingest from "../ingest/support/issuer";
import { loadBatch, makeIssuer } from "../support/cards";

async function numbersOf(scope: Scope, table: string, address: Address = {}) {
  const source = findExport(table);
  if (!source) throw new Error(`${table} is not a table`);
  const prepared = await source.prepare(scope, address);
  let text = "";
  for await (const piece of prepared.csv()) text += piece;
  return { said: prepared.count, held: parse(text, { bom: true, from: 2 }).length };
}

describe("the number of rows", () => {
  it("about to lapse is that of the named holders, and one more only where there are others", async () => {
    const scope = await makeIssuer("COUNTED");
    const asOf = "2024-06-30";
    const card = (id: string, holder: { customer?: string }) => ({
      ...{ id, type: "T", soldOn: "2024-01-10", expiresOn: "2024-07-10" },
      ...holder,
    });
    const sold = (id: string) => ({ id: `s-${id}`, card: id, kind: "sale" as const, amount: 500, on: "2024-01-10" });
    expect(await numbersOf(scope, "about-to-lapse", { asOf })).toEqual({ said: 0, held: 0 });
    await loadBatch(scope, {
      types: [{ code: "T" }],
      customers: [
        { id: "ada", name: "Ada" },
        { id: "bo", name: "Bo" },
      ],
      cards: [card("a", { customer: "ada" }), card("b", { customer: "bo" })],
      events: [sold("a"), sold("b")],
    });
    expect(await numbersOf(scope, "about-to-lapse", { asOf })).toEqual({ said: 2, held: 2 });
    await loadBatch(scope, { cards: [card("c", {}), card("d", {})], events: [sold("c"), sold("d")] });
    expect(await numbersOf(scope, "about-to-lapse", { asOf })).toEqual({ said: 3, held: 3 });
  });

  it("kept aside, and of a check, is that of faults: a card with two stands on two lines, beside one with one", async () => {
    const loader = await ingest.makeIssuer("FAULTS");
    const mapping = ingest.plainMapping();
    const files = {
      "cards.csv": "id,cardType,customer,soldOn,expiresOn\nC1,,,someday,\nC2,NO-TYPE,,2024-01-01,\n",
    };
    const outcome = await ingest.check(loader, files, mapping);
    expect(outcome.refused.map(({ problems }) => problems.length)).toEqual([2, 1]);
    const scope = await scopeForOperator("FAULTS");
    const [run] = await withScope(scope, (tx) =>
      tx
        .insert(jobRun)
        .values({
          issuerId: scope.issuerId,
          kind: "import.load",
          label: "check",
          input: importJobInput.parse({ fileIds: [], mapping, dryRun: true }),
          startedByName: "test",
          state: "done",
          result: { ...outcome },
        })
        .returning({ id: jobRun.id }),
    );
    expect(await numbersOf(scope, "checked-rows", { run: String(run?.id) })).toEqual({ said: 3, held: 3 });
    await ingest.load(loader, files, mapping);
    expect(await numbersOf(scope, "kept-aside")).toEqual({ said: 3, held: 3 });
    expect(await numbersOf(scope, "kept-aside", { entity: "customer" })).toEqual({ said: 0, held: 0 });
  });
});
