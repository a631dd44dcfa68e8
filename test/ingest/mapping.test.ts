import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerNotices, placeColumns } from "@/lib/ingest/mapping/places";
import { fileMappingSchema, mappingSchema, nameFits, partFor } from "@/lib/ingest/mapping/schema";
import { type KnownCodes, suggestFile } from "@/lib/ingest/mapping/suggest";
import { plain } from "@/lib/ingest/row/choices";
import { rowParser } from "@/lib/ingest/row/parse";

const root = path.resolve(import.meta.dirname, "../..");
const sample = (name: string) =>
  readFileSync(path.join(root, "data/athena-v2", name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
const athena = mappingSchema.parse(
  JSON.parse(readFileSync(path.join(root, "lib/ingest/mappings/athena-v2.json"), "utf8")),
);

describe("a mapping document", () => {
  it("names what is wrong with it", () => {
    const result = fileMappingSchema.safeParse({ entity: "merchant", match: "*", columns: { kode: { column: 1 } } });
    expect(result.error?.issues.map((issue) => issue.message)).toEqual([
      'A merchant has no field "kode".',
      "Merchant code of a merchant needs a column or a constant.",
      "Name of a merchant needs a column or a constant.",
    ]);
  });

  it("finds the part for a file by its name", () => {
    expect(nameFits("card-data*.csv", "card-data-v2.csv")).toBe(true);
    expect(nameFits("card-data*.csv", "card-data-v2.CSV.gz")).toBe(true);
    expect(nameFits("card-data*.csv", "gift-card-data-v2.csv")).toBe(false);
    expect(nameFits("a+b(1).csv", "a+b(1).csv")).toBe(true);
    expect(partFor(athena, "card-type-data-v2.csv")?.entity).toBe("card_type");
  });

  it("fits names as `any text` for each star does, and is done with many stars at once", () => {
    const word = (most: number) => fc.string({ unit: fc.constantFrom("a", "b", "*", "."), maxLength: most });
    fc.assert(
      fc.property(word(6), word(8), (pattern, name) => {
        const literal = pattern.replaceAll(".", "\\.").replaceAll("*", ".*");
        expect(nameFits(pattern, name)).toBe(new RegExp(`^${literal}$`).test(name));
      }),
      { numRuns: 2_000 },
    );
    // Tried place by place for every star, this would take longer than the world is old.
    expect(nameFits(`${"*a".repeat(100)}*b`, "a".repeat(200))).toBe(false);
    expect(nameFits(`${"*a".repeat(100)}*b`, `${"a".repeat(200)}B.gz`)).toBe(true);
  });

  it("refuses a header name that is missing or there twice", () => {
    const part = fileMappingSchema.parse({
      entity: "merchant",
      match: "*",
      columns: { code: { header: "code" }, name: { header: "title" } },
    });
    expect(placeColumns(part, ["code", "Code", "x"]).problems).toEqual([
      'Merchant code: the column "code" is there 2 times. Choose it by its place instead.',
      'Name: the file has no column "title". It has "code", "Code", "x".',
    ]);
  });

  it("takes the vocabularies for one model", () => {
    const part = fileMappingSchema.parse({
      entity: "card_type",
      match: "*",
      columns: { code: { column: 1 }, name: { column: 2 }, businessModel: { column: 3 } },
    });
    const parser = rowParser(part, placeColumns(part, null).places, { today: "2026-01-01", timeZone: "UTC" });
    const at = parser.fields.findIndex((field) => field.name === "businessModel");
    const models = ["Semi Closed Loop", "semi-close-loop", "open-close-loop", "Closed Loop", "OPEN_LOOP"];
    expect(models.map((model) => parser.parse(["a", "b", model], 1).values[at])).toEqual([
      "semi-closed",
      "semi-closed",
      "semi-closed",
      "closed",
      "open",
    ]);
    expect(plain("Semi-Closed  Loop")).toBe("semiclosedloop");
  });
});

describe("suggestions for the published sample", () => {
  const files = [
    "merchant-data-v2.csv",
    "card-type-data-v2.csv",
    "customer-data-v2.csv",
    "card-data-v2.csv",
    "transaction-data-v2.csv",
  ];

  it("see through headers that lie", () => {
    expect(headerNotices(sample("card-type-data-v2.csv")[0] ?? [], [8])).toEqual([
      'The header "gc-type-code" stands over columns 1 and 3.',
    ]);
    expect(headerNotices(sample("transaction-data-v2.csv")[0] ?? [], [8])).toEqual([
      "Rows have 8 fields, but the header names only 7: it cannot be trusted, map by place.",
    ]);
  });

  it("equal the mapping that ships, for every file and every column", () => {
    const known: Record<string, Set<string>> = {};
    for (const name of files) {
      const rows = sample(name);
      const suggestion = suggestFile(name, rows.slice(0, 60), known as KnownCodes);
      const part = partFor(athena, name);
      expect(suggestion.entity).toBe(part?.entity);
      const places = Object.fromEntries(
        Object.entries(suggestion.columns).map(([field, found]) => [field, { column: found.column + 1 }]),
      );
      expect(places).toEqual(part?.columns);
      known[suggestion.entity] = new Set(
        rows.map((row) => row[suggestion.columns.code?.column ?? suggestion.columns.id?.column ?? 0] ?? ""),
      );
    }
  });
});

describe("suggestions for headers as people write them", () => {
  it.each([
    ["Card No;Type;Holder;Sold;Amount;Expires", "22.03.2025"],
    ["Номер карты;Тип карты;Клиент;Дата выпуска;Номинал;Срок действия", "22.03.2025"],
    ["Gift card number;SKU;Customer;Activation date;Face value;Valid to", "2025-03-22"],
  ])("%s", (header, day) => {
    const rows = Array.from({ length: 20 }, (_, at) => [`A-${at}`, "SPA", `H-${at % 7}`, day, `${at * 5},50`, day]);
    const dirty = ["A-99", "SPA", "", "31.02.2025", "ten", ""];
    const found = suggestFile("cards.csv", [header.split(";"), ...rows, dirty]);
    expect(found).toMatchObject({ entity: "card", header: true, byPlace: false, decimalMark: "," });
    const places = Object.entries(found.columns).map(([field, { column }]) => [field, column]);
    expect(Object.fromEntries(places)).toEqual({
      id: 0,
      cardType: 1,
      customer: 2,
      soldOn: 3,
      faceValue: 4,
      expiresOn: 5,
    });
    expect(found.dateFormats[0]).toBe(day.includes(".") ? "DD.MM.YYYY" : "YYYY-MM-DD");
  });
});
