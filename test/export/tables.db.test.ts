import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import * as exported from "@/app/issuer/export/route";
import { withScope } from "@/db/client";
import type { Address } from "@/lib/address";
import { findAnything } from "@/lib/cards/queries/find";
import { NotFound } from "@/lib/errors";
import { exportAnswer } from "@/lib/export/answer";
import { restore } from "@/lib/export/neutralise";
import { findExport } from "@/lib/export/registry";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer } from "../support/cards";
import { holdTable } from "../support/held-table";
import { auditOf } from "../support/tenants";

const asOf = "2026-01-31";
let scope: Scope;
let stranger: Scope;

beforeAll(async () => {
  [scope, stranger] = [await makeIssuer("EXPORTS"), await makeIssuer("OUTSIDE")];
  await loadBatch(scope, {
    brands: ["=Brand"],
    merchants: ["M1"],
    types: [{ code: "T1", brand: "=Brand", model: "open", medium: "digital", category: "@food" }],
    customers: [{ id: "P1", name: "+Мария" }],
    cards: [
      { id: "C1", type: "T1", soldOn: "2025-01-10", expiresOn: "2025-12-31", merchant: "M1", customer: "P1" },
      { id: "C2", type: "T1", soldOn: "2025-02-10", expiresOn: "2025-12-31", merchant: "M1", customer: "P1" },
      { id: "C3", type: "T1", soldOn: "2026-01-05", expiresOn: "2026-02-10", merchant: "M1", customer: "P1" },
    ],
    events: [
      { id: "E1", card: "C1", kind: "sale", amount: 10_000, on: "2025-01-10" },
      { id: "E2", card: "C2", kind: "sale", amount: 5_000, on: "2025-02-10" },
      { id: "E3", card: "C1", kind: "redemption", amount: -7_500, on: "2025-03-01", merchant: "M1" },
      { id: "E4", card: "C3", kind: "sale", amount: 2_000, on: "2026-01-05" },
    ],
  });
});

async function rowsOf(who: Scope, table: string, address: Address = {}): Promise<string[][]> {
  const source = findExport(table);
  if (!source) throw new Error(`${table} is not a table`);
  const prepared = await source.prepare(who, { asOf, ...address });
  let text = "";
  for await (const piece of prepared.csv()) text += piece;
  return parse(text, { bom: true, from: 2 });
}

/** What the second sheet says, line by line. */
async function aboutOf(table: string, address: Address): Promise<string[]> {
  const source = findExport(table);
  if (!source) throw new Error(`${table} is not a table`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.read((await source.prepare(scope, { asOf, ...address })).xlsx());
  const lines: string[] = [];
  workbook.worksheets[1]?.eachRow((row) => lines.push(`${row.getCell(1).value}: ${row.getCell(2).value}`));
  return lines;
}

describe("exported tables", () => {
  it("breakage: 150.00 sold on two expired cards, 75.00 redeemed, so 75.00 unredeemed, a rate of 0.5", async () => {
    const [row, ...others] = await rowsOf(scope, "breakage");
    expect(others).toEqual([]);
    expect(row?.slice(1)).toEqual(["T1", "2", "150.00", "75.00", "0.00", "75.00", "0.00", "0.00", "75.00", "0.5"]);
  });

  it("breakage that is compared says with what, from when to when, and as of when", async () => {
    const compared = async (address: Address) =>
      (await aboutOf("breakage", address)).filter((line) => line.startsWith("Compared with"));
    expect(await compared({})).toEqual([]);
    expect(await compared({ from: "2025-12-01", to: "2025-12-31", compare: "year" })).toEqual([
      "Compared with: Year before",
      "Compared with: Period: 2024-12-01 – 2024-12-31",
      "Compared with: As-of date: 2025-01-31",
    ]);
    // 31 days before: five whole weeks are the fewest that keep clear of them.
    const weeks = { from: "2025-12-01", to: "2025-12-31", compare: "previous", match: "weekday" };
    expect(await compared(weeks)).toEqual([
      "Compared with: Period before, by weekday",
      "Compared with: Period: 2025-10-27 – 2025-11-26",
      "Compared with: As-of date: 2025-12-27",
    ]);
    const own = { compare: "custom", compareFrom: "2025-02-01", compareTo: "2025-02-28" };
    expect((await compared({ from: "2025-12-01", to: "2025-12-31", ...own })).slice(0, 2)).toEqual([
      "Compared with: Other period",
      "Compared with: Period: 2025-02-01 – 2025-02-28",
    ]);
  });

  it("cards: every card of the period, the never used one in full", async () => {
    const rows = await rowsOf(scope, "cards");
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual([
      ["C2", "50.00"],
      ["C1", "25.00"],
    ]);
  });

  it("of cards say which, as the list does, and what it was narrowed to", async () => {
    const dates = { from: "2025-01-01", to: "2025-12-31" };
    const sold = await aboutOf("cards", { ...dates, of: "sold", owed: "only", medium: "digital" });
    expect(sold).toContain("Holds: USD, cards sold 2025-01-01 – 2025-12-31");
    expect(sold).toContain("Filter: Only cards of which something is owed");
    expect(sold).toContain("Filter: Medium: digital");
    const ending = await aboutOf("cards", { ...dates, funds: "there" });
    expect(ending).toContain("Holds: USD, cards expiring 2025-01-01 – 2025-12-31");
    expect(ending).toContain("Filter: Only cards whose funds outlast the period");
  });

  it("of events say of which kind, at whom and of which cards", async () => {
    const all = await aboutOf("events", {});
    expect(all).toContain("Kind of event: All");
    expect(all.filter((line) => line.startsWith("Filter"))).toEqual([]);
    const some = await aboutOf("events", { group: "redeemed", at: "M1", standing: "unknown" });
    expect(some).toContain("Kind of event: Redeemed");
    expect(some).toContain("Filter: At merchant: M1");
    expect(some).toContain("Filter: of cards of which nobody said whether they were paid for");
  });

  it("a card's events carry the balance after each", async () => {
    const rows = await rowsOf(scope, "card-events", { path: "/issuer/cards/C1" });
    expect(rows.map((row) => [row[0], row.at(-2), row.at(-1)])).toEqual([
      ["E1", "100.00", "100.00"],
      ["E3", "-75.00", "25.00"],
    ]);
  });

  it("names that a spreadsheet would run are made harmless and come back as they were", async () => {
    const [row] = await rowsOf(scope, "customers");
    expect(row?.[1]).toBe("'+Мария");
    expect(restore(row?.[1] ?? "")).toBe("+Мария");
  });

  it("about to lapse: the one card that expires within 30 days", async () => {
    const [row, ...others] = await rowsOf(scope, "about-to-lapse");
    expect(others).toEqual([]);
    expect(row?.slice(2, 6)).toEqual(["2026-02-10", "card", "1", "20.00"]);
  });

  it("a ranking holds every card type that sold, more than a thousand as well", async () => {
    const many = await makeIssuer("MANYTYPES");
    const numbers = Array.from({ length: 1_001 }, (_, i) => i);
    await loadBatch(many, {
      types: numbers.map((i) => ({ code: `T${i}` })),
      cards: numbers.map((i) => ({ id: `C${i}`, type: `T${i}`, soldOn: "2025-12-01" })),
      events: numbers.map((i) => ({ id: `E${i}`, card: `C${i}`, kind: "sale", amount: 1_000, on: "2025-12-01" })),
    });
    for (const name of ["top-types-by-count", "top-types-by-volume", "top-by-business-model"])
      expect(await rowsOf(many, name), name).toHaveLength(1_001);
  });

  it("the list of imports holds all batches, more than a page of them, newest first", async () => {
    const busy = await makeIssuer("MANYBATCHES");
    await withScope(busy, (tx) =>
      tx.execute(sql`
        insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, recorded_at)
        select ${busy.issuerId}, 'import', n::text, 'loaded', 'batch ' || n,
          jsonb_build_array(jsonb_build_object('name', n || '.csv', 'entity', 'brand', 'fileId', null, 'sha256', '')), '{}', now()
        from generate_series(1, 401) n`),
    );
    const files = (await rowsOf(busy, "imports")).map((row) => row[1]);
    expect(files).toEqual(Array.from({ length: 401 }, (_, i) => `${401 - i}.csv`));
    expect(await findExport("imports")?.prepare(busy, {})).toMatchObject({ count: 401 });
    expect(await rowsOf(stranger, "imports")).toEqual([]);
  });

  it("top merchants: the window is one the screen offers, and any other is the usual 180 days, as on the screen", async () => {
    const gross = async (merchantDays: string) => (await rowsOf(scope, "top-merchants", { merchantDays }))[0]?.[5];
    expect(await gross("365")).toBe("70.00");
    for (const days of ["180", "-5", "0", "1e12", "400", "x"]) expect(await gross(days), days).toBe("20.00");
  });

  it("breakage by merchant on the insights heeds no filter and no comparison that its page has no control for", async () => {
    const shown = await rowsOf(scope, "merchant-breakage");
    expect(shown.map((row) => [row[1], row.at(-1)])).toEqual([["M1", "0.5"]]);
    const others = { medium: "physical", "card-type": "nobody's", compare: "year" };
    expect(await rowsOf(scope, "merchant-breakage", others)).toEqual(shown);
  });

  it("every other table can be written too", async () => {
    const names = ["overview-change", "aging-load", "aging-last-use", "aging-loss", "merchant-breakage"];
    const insights = ["historical-breakage", "top-types-by-count", "top-types-by-volume", "percentile-90"];
    for (const name of [...names, ...insights, "top-by-business-model", "top-merchants"]) {
      expect((await rowsOf(scope, name)).length, name).toBeGreaterThan(0);
    }
    expect(await rowsOf(scope, "holdings", { path: "/issuer/customers/P1" })).toHaveLength(3);
  });

  it("a stranger gets nothing of it, and nothing tells him that it exists", async () => {
    expect(await rowsOf(stranger, "cards")).toEqual([]);
    expect(await rowsOf(stranger, "customers")).toEqual([]);
    await expect(rowsOf(stranger, "card-events", { path: "/issuer/cards/C1" })).rejects.toThrow(NotFound);
    await expect(rowsOf(stranger, "holdings", { path: "/issuer/customers/P1" })).rejects.toThrow(NotFound);
    expect(findExport("constructor")).toBeNull();
  });

  it("is written into the audit trail before anything leaves, with what it was and how much", async () => {
    const created = async () => (await auditOf(scope.issuerId)).filter(({ action }) => action === "export.created");
    const before = await created();
    const held = await holdTable(process.env.DATABASE_URL ?? "", "app.audit_event");
    let hasLeft = false;
    const answer = exportAnswer(scope, { table: "cards", format: "csv", address: { asOf, of: "all" } }).finally(() => {
      hasLeft = true;
    });
    await held.awaited(1);
    expect(hasLeft).toBe(false);
    await held.letGo();
    expect((await answer).status).toBe(200);
    const [line, ...others] = (await created()).slice(before.length);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ actor: scope.actor, subject: "cards", detail: { format: "csv", rows: 3 } });
  });

  it("after 30 files in ten minutes the next is 429 and says when to come back; another's are counted apart", async () => {
    const make = async (name: string) =>
      (await createKey(scope, { name, scopes: ["export.create", "card.read"], days: 1 }, new Date())).key;
    const [busy, calm] = [await make("busy"), await make("calm")];
    const get = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      const address = "http://localhost/issuer/export?table=cards&format=csv";
      return exported.GET(new Request(address, { headers }), { params: Promise.resolve({}) });
    };
    for (let file = 1; file <= 30; file++) expect([file, (await get(busy)).status]).toEqual([file, 200]);
    const refused = await get(busy);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await get(calm)).status).toBe(200);
  });
});

describe("finding anything", () => {
  it("finds a card by its number in any case, a type by a part of its name, a customer in his script", async () => {
    expect((await findAnything(scope, "c1")).map(({ kind, id }) => [kind, id])).toContainEqual(["card", "C1"]);
    expect((await findAnything(scope, "T1")).map(({ kind }) => kind)).toContain("card-type");
    expect((await findAnything(scope, "мария")).map(({ kind, id }) => [kind, id])).toEqual([["customer", "P1"]]);
  });

  it("takes no sign for a wildcard, and finds nothing for a stranger", async () => {
    expect(await findAnything(scope, "%%")).toEqual([]);
    expect(await findAnything(stranger, "C1")).toEqual([]);
  });
});
