import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecimalMarks } from "@/lib/ingest/mapping/decimal-marks";
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

  it("takes any sign that can divide columns, and no other", () => {
    const said = (delimiter: string) =>
      fileMappingSchema.safeParse({
        entity: "brand",
        match: "*",
        delimiter,
        columns: { code: { column: 1 }, name: { column: 2 } },
      }).success;
    expect([",", "~", "^", "¦", " ", "\u0001"].map(said)).toEqual([true, true, true, true, true, true]);
    expect(["", "ab", "a", "1", '"', "\n", "\r"].map(said)).toEqual([false, false, false, false, false, false, false]);
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

describe("a column with the right name", () => {
  const cards = (sold: string[], expires: string[]) => [
    ["card_id", "card_type", "sold_on", "expires_on"],
    ...sold.map((day, at) => [`A-${at}`, "SPA", day, expires[at] ?? ""]),
  ];
  const found = (sold: string[], expires: string[]) => {
    const { columns, dateFormats } = suggestFile("cards.csv", cards(sold, expires));
    return [columns.soldOn?.column, columns.expiresOn?.column, dateFormats];
  };
  const iso = ["2023-01-13", "2023-01-14", "2023-01-15"];

  it("is suggested with the ways in which its days are written, each column in one of its own", () => {
    expect(found(iso, ["12/2023", "12/2023", "11/2023"])).toEqual([2, 3, ["YYYY-MM-DD", "MM/YYYY"]]);
    expect(found(iso, ["12/23", "12/23", "11/23"])).toEqual([2, 3, ["YYYY-MM-DD", "MM/YY"]]);
    expect(found(["13-Jan-2024", "14-Jan-2024"], ["13-Jan-2025", "14-May-2025"])).toEqual([2, 3, ["DD MMM YYYY"]]);
    expect(found(["13.01.24", "14.01.24"], ["13.01.25", "14.01.25"])).toEqual([2, 3, ["DD.MM.YY"]]);
    expect(found(["1/13/2024 2:30 PM"], ["1/13/2025 12:00 AM"])).toEqual([2, 3, ["MM/DD/YYYY"]]);
    expect(found(["2024-01-13 03:30:00+00"], ["2025-01-01"])).toEqual([2, 3, ["YYYY-MM-DD"]]);
    // 05/12/2025 alone leaves both orders; what the other column says settles it.
    expect(found(["05/12/2025"], ["31/12/2026"])).toEqual([2, 3, ["DD/MM/YYYY"]]);
    expect(found(["13/01/24"], ["14/01/25"])).toEqual([2, 3, ["DD/MM/YY", "YY/MM/DD"]]);
  });

  it("is suggested though its values are not understood, so that rows say why instead of going without it", () => {
    expect(found(iso, ["2023-12-15", "2023-12-15", "n/a"])).toEqual([2, 3, ["YYYY-MM-DD"]]);
    expect(found(iso, ["n/a", "n/a", "2023-12-15"])).toEqual([2, 3, ["YYYY-MM-DD"]]);
    expect(found(iso, ["Dez 23", "Dez 23", "Nov 23"])).toEqual([2, 3, ["YYYY-MM-DD"]]);
    const types = suggestFile("types.csv", [
      ["code", "name", "business_model", "medium", "funds_expire"],
      ["GE1", "Eins", "Einzelmarke", "Kunststoff", "ja"],
      ["GE2", "Zwei", "Einzelmarke", "Kunststoff", "nein"],
    ]);
    expect(types.entity).toBe("card_type");
    expect([types.columns.businessModel, types.columns.medium, types.columns.fundsExpire]).toMatchObject([
      { choice: { header: "business_model" } },
      { choice: { header: "medium" } },
      { choice: { header: "funds_expire" } },
    ]);
  });

  it("gives way to one whose values fit", () => {
    const { columns } = suggestFile("cards.csv", [
      ["card_id", "card_type", "expires", "valid_until"],
      ["A-1", "SPA", "yes", "2024-12-31"],
      ["A-2", "SPA", "yes", "2024-12-31"],
    ]);
    expect(columns.expiresOn?.column).toBe(3);
  });
});

describe("what marks decimals", () => {
  const left = (...amounts: string[]) => {
    const marks = new DecimalMarks();
    for (const amount of amounts) marks.add(amount);
    return marks.left();
  };

  it("is said by amounts that can be read in one way alone", () => {
    expect(left("12.50", "1,500")).toEqual(["."]);
    expect(left("1.500", "12,5")).toEqual([","]);
    expect(left("1.234.567")).toEqual([","]);
    expect(left("0,500", "2,000")).toEqual([","]);
    expect(left("1234.500", "1.500")).toEqual(["."]);
    expect(left("50", "1 000", "ten")).toEqual([]);
  });

  it("is for a person to say where every amount has three digits behind one kind of mark, or some say either", () => {
    expect(left("12,500", "7,250")).toEqual([".", ","]);
    expect(left("1.500", "2.000", "10.000", "50")).toEqual([".", ","]);
    expect(left("12.50", "12,50").sort()).toEqual([",", "."]);
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
    expect(found).toMatchObject({ entity: "card", header: true, byPlace: false, decimalMarks: [","] });
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
