import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { findExport } from "@/lib/export/registry";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { mappingSchema } from "@/lib/ingest/mapping/schema";
import { loadBatch } from "@/lib/ingest/mutations/load";
import { planFiles, planOf } from "@/lib/ingest/mutations/plan";
import type { LoadScope } from "@/lib/ingest/plan";
import { bytesSource } from "@/lib/ingest/reader/source";
import { load, makeIssuer, NOW, plainMapping, rows } from "../ingest/support/issuer";

/** What a spreadsheet would run, also behind a separator or an apostrophe of its own, and what only looks a little like it. */
const NAMES = ["=1+1", "+Maria", "-Ivan", "@Sum", "a;=b", "'=own", "O'Neil", "'s-Hertogenbosch", "Иван -1"];

const base = plainMapping();
const mapping = {
  ...base,
  files: base.files.map((part) =>
    part.entity === "customer" ? { ...part, columns: { ...part.columns, phone: { header: "phone" } } } : part,
  ),
};
const list = (head: string, line: (name: string, i: number) => string) => [head, ...NAMES.map(line), ""].join("\n");
const files = {
  "merchants.csv": list("code,name", (name, i) => `m${i},${name}`),
  "customers.csv": list("id,name,state,phone", (name, i) => `h${i},${name},TX,+1 555 000${i}`),
  "types.csv": "code,name,currency,fundsExpire,validityDays\nT,T,USD,no,365\n",
  "cards.csv": list("id,cardType,customer,soldOn,expiresOn", (_, i) => `c${i},T,h${i},2026-11-10,`),
  "events.csv": list(
    "id,card,kind,amount,occurredAt,merchant,corrects",
    (_, i) => `s${i},c${i},sale,10,2026-11-10,m${i},`,
  ),
};
const own = mappingSchema.parse({
  name: "our own exports",
  files: [
    {
      entity: "customer",
      match: "customers*",
      columns: { id: { header: "Number" }, name: { header: "Name" }, phone: { header: "Phone" } },
    },
    {
      entity: "merchant",
      match: "top-merchants*",
      columns: { code: { header: "Merchant code" }, name: { header: "Merchant" } },
    },
  ],
});

let loader: LoadScope;
let scope: Scope;
const kept = () =>
  rows(
    loader,
    `select source_id as id, name, phone from silver.customer where source_id is not null
     union all select code, name, null from silver.merchant order by 1`,
  );

beforeAll(async () => {
  loader = await makeIssuer("BACK");
  await load(loader, files, mapping);
  scope = await scopeForOperator("BACK");
});

async function exported(table: string, format: "csv" | "xlsx"): Promise<Buffer> {
  const prepared = await findExport(table)?.prepare(scope, { asOf: "2026-11-15" });
  if (!prepared) throw new Error(`${table} is not a table`);
  if (format === "xlsx") return buffer(prepared.xlsx());
  let text = "";
  for await (const piece of prepared.csv()) text += piece;
  return Buffer.from(text);
}

describe("holders and merchants whose names a spreadsheet would run (R25)", () => {
  it("are loaded as the file has them", async () => {
    const all = await kept();
    expect(all).toHaveLength(2 * NAMES.length);
    for (const [i, name] of NAMES.entries()) {
      // An apostrophe that an export of ours might have put there is not told from one of the source's own.
      const said = name === "'=own" ? "=own" : name;
      expect(all).toContainEqual({ id: `h${i}`, name: said, phone: `+1 555 000${i}` });
      expect(all).toContainEqual({ id: `m${i}`, name: said, phone: null });
    }
  });

  it.each(["csv", "xlsx"] as const)(
    "exported as %s and loaded back are repeats, and nobody is changed",
    async (format) => {
      const before = await kept();
      const again = await Promise.all(
        ["customers", "top-merchants"].map(async (table) => {
          const [name, bytes] = [`${table}.${format}`, await exported(table, format)];
          const sha256 = createHash("sha256").update(bytes).digest("hex");
          return { fileId: null, name, sha256, source: bytesSource(name, bytes) };
        }),
      );
      const { counts } = await loadBatch(loader, planOf(planFiles(own, again).files), { now: NOW });
      const repeated = { read: NAMES.length, new: 0, updated: 0, repeated: NAMES.length, refused: 0 };
      expect([counts.customer, counts.merchant]).toEqual([repeated, repeated]);
      expect(await kept()).toEqual(before);
    },
  );
});
