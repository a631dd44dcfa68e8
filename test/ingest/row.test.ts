import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DayOrder } from "@/lib/ingest/mapping/day-order";
import { placeColumns } from "@/lib/ingest/mapping/places";
import { type FileMapping, fileMappingSchema } from "@/lib/ingest/mapping/schema";
import { parseAmount, scaled } from "@/lib/ingest/row/amounts";
import { areOneOrder, type DateFormat, dateFormats, otherOrders, parseDate } from "@/lib/ingest/row/dates";
import { rowParser } from "@/lib/ingest/row/parse";

const context = { today: "2026-11-21", timeZone: "America/New_York" };
const names = ["id", "card", "kind", "amount", "occurredAt", "corrects", "currency"];
const transactions = (more: Partial<FileMapping> = {}): FileMapping =>
  fileMappingSchema.parse({
    entity: "card_transaction",
    match: "*",
    columns: Object.fromEntries(names.map((name, index) => [name, { column: index + 1 }])),
    ...more,
  });
const parser = (file = transactions()) => rowParser(file, placeColumns(file, names).places, context);
const parse = (cells: string[], file?: FileMapping) => {
  const made = parser(file);
  const { values, problems } = made.parse(cells, 2);
  const at = (name: string) => values[made.fields.findIndex((field) => field.name === name)] ?? null;
  return {
    at,
    problems,
    codes: problems.map((problem) => problem.code),
    reasons: problems.map((problem) => problem.reason),
  };
};

describe("amounts", () => {
  const amount = (text: string, mark: "." | "," = ".") => {
    const parsed = parseAmount(text, mark);
    return parsed.ok ? scaled(parsed, 3) : parsed.reason;
  };

  it("are exact thousandths, whatever the marks", () => {
    expect(amount("25")).toBe("25000");
    expect(amount("32.5")).toBe("32500");
    expect(amount("42.99")).toBe("42990");
    expect(amount("1,234,567.89")).toBe("1234567890");
    expect(amount("1.234.567,89", ",")).toBe("1234567890");
    expect(amount("1 234,50", ",")).toBe("1234500");
    expect(amount("$1,000.00")).toBe("1000000");
    expect(amount("¥１２３")).toBe("123000");
    expect(amount("(12.50)")).toBe("-12500");
    expect(amount("12.50-")).toBe("-12500");
    expect(amount("-0.00")).toBe("0");
    expect(amount(".5")).toBe("500");
  });

  it("are refused when they can be read in two ways or not at all", () => {
    expect(amount("12,34")).toBe("ambiguous");
    expect(amount("1.234.5", ",")).toBe("ambiguous");
    for (const text of ["1e3", "abc", "", "1.2.3", "--1", "0x10", "NaN", "Infinity"]) expect(amount(text)).toBe("form");
    expect(amount("1.2345")).toBeNull();
    expect(amount("1.2500000")).toBe("1250");
  });

  it("are refused when a space or an apostrophe parts digits otherwise than by three, or two kinds of mark do", () => {
    for (const text of ["1 50", "12'50", "12’50", "1  234", "1,234 567", "1234 567"])
      expect(amount(text)).toBe("ambiguous");
    expect(amount("12.5 0")).toBe("form");
    expect(amount("1 234.50")).toBe("1234500");
    expect(amount("1\u202f234\u202f567,5", ",")).toBe("1234567500");
    expect(amount("1'234.50")).toBe("1234500");
    expect(amount("1’234’567.5")).toBe("1234567500");
  });

  it("carry the one sign that stands beside them, and none that is no currency's or stands among the digits", () => {
    const sign = (text: string) => {
      const parsed = parseAmount(text, ".");
      return parsed.ok ? parsed.sign : parsed.reason;
    };
    expect(["25.00", "€25.00", "25.00 €", "-$5", "$-5", "($5)", "￥5"].map(sign)).toEqual([
      "",
      "€",
      "€",
      "$",
      "$",
      "$",
      "¥",
    ]);
    expect(["50¢", "1$50", "$€5", "€5€", "¤5"].map(sign)).toEqual(["form", "form", "form", "form", "form"]);
  });

  it("come back as they went in, for any number of minor units", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.boolean(), (minor, grouped) => {
        const digits = (minor < 0n ? -minor : minor).toString().padStart(4, "0");
        const whole = digits.slice(0, -3);
        const shown = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
        const text = `${minor < 0n ? "-" : ""}${shown}.${digits.slice(-3)}`;
        expect(BigInt(amount(text) ?? "x")).toBe(minor);
      }),
    );
  });
});

describe("dates", () => {
  it("name days that exist, and say which do not", () => {
    expect(parseDate("2024-02-29", ["YYYY-MM-DD"])).toMatchObject({ ok: true, date: "2024-02-29" });
    expect(parseDate("2023-02-29", ["YYYY-MM-DD"])).toEqual({ ok: false, reason: "impossible" });
    expect(parseDate("31.12.2024", ["DD.MM.YYYY"])).toMatchObject({ ok: true, date: "2024-12-31" });
    expect(parseDate("3/4/2024", ["MM/DD/YYYY"])).toMatchObject({ ok: true, date: "2024-03-04" });
    expect(parseDate("2024年3月4日", ["YYYY年MM月DD日"])).toMatchObject({ ok: true, date: "2024-03-04" });
    expect(parseDate("20240304T25:00", ["YYYYMMDD"])).toEqual({ ok: false, reason: "impossible" });
    expect(parseDate("2024-03-04T05:06:07.123Z", ["YYYY-MM-DD"])).toMatchObject({
      date: "2024-03-04",
      time: "05:06:07",
      zone: "Z",
    });
    expect(parseDate("yesterday", [...dateFormats])).toEqual({ ok: false, reason: "form" });
  });

  it("are read with half days, short zones, short years and months by name", () => {
    const read = (value: string, format: DateFormat) => {
      const parsed = parseDate(value, [format]);
      return parsed.ok ? [parsed.date, parsed.time, parsed.zone].join(" ").trim() : parsed.reason;
    };
    expect(read("1/13/2024 2:30 PM", "MM/DD/YYYY")).toBe("2024-01-13 14:30:00");
    expect(read("1/13/2024 12:00 AM", "MM/DD/YYYY")).toBe("2024-01-13 00:00:00");
    expect(read("1/13/2024 12:05:07 p.m.", "MM/DD/YYYY")).toBe("2024-01-13 12:05:07");
    expect(read("1/13/2024 14:30 PM", "MM/DD/YYYY")).toBe("impossible");
    expect(read("2024-01-13 03:30:00+00", "YYYY-MM-DD")).toBe("2024-01-13 03:30:00 +00:00");
    expect(read("2024-01-13 03:30:00.25-0530", "YYYY-MM-DD")).toBe("2024-01-13 03:30:00 -05:30");
    expect(read("2024-01-13 03:30:00 UTC", "YYYY-MM-DD")).toBe("2024-01-13 03:30:00 Z");
    expect(read("13-Jan-2024", "DD MMM YYYY")).toBe("2024-01-13");
    expect(read("13-JAN-24 10:00", "DD MMM YY")).toBe("2024-01-13 10:00:00");
    expect(read("Sept. 5, 2024", "MMM DD YYYY")).toBe("2024-09-05");
    expect(read("9 мая 2024", "DD MMM YYYY")).toBe("2024-05-09");
    expect(read("13 Jen 2024", "DD MMM YYYY")).toBe("form");
    expect(read("31-Apr-2024", "DD MMM YYYY")).toBe("impossible");
    // 69 is 2069, 70 is 1970.
    expect(read("31.12.69", "DD.MM.YY")).toBe("2069-12-31");
    expect(read("31.12.70", "DD.MM.YY")).toBe("1970-12-31");
  });

  it("of a birth with a short year lie in the hundred years that end today, and those that expire may be months", () => {
    const made = (entity: FileMapping["entity"], fields: string[], dateFormats: DateFormat[]) => {
      const columns = Object.fromEntries(fields.map((name, index) => [name, { column: index + 1 }]));
      const file = fileMappingSchema.parse({ entity, match: "*", columns, dateFormats });
      const rows = rowParser(file, placeColumns(file, null).places, context);
      const at = rows.fields.findIndex((field) => field.name === fields.at(-1));
      return (...cells: string[]) => {
        const { values, problems } = rows.parse(cells, 2);
        return problems[0]?.reason ?? values[at];
      };
    };
    const born = made("customer", ["id", "birthDate"], ["DD.MM.YY", "DD.MM.YYYY"]);
    expect(["29.02.64", "01.02.26", "01.02.2064"].map((day) => born("c", day))).toEqual([
      "1964-02-29",
      "2026-02-01",
      'Date of birth "01.02.2064" lies in the future.',
    ]);
    const months: DateFormat[] = ["YYYY-MM-DD", "MM/YYYY", "MM/YY", "YYYY-MM"];
    const expires = made("card", ["id", "cardType", "expiresOn"], months);
    expect(["12/2023", "02/2024", "2/23", "2023-11"].map((month) => expires("c", "T", month))).toEqual([
      "2023-12-31",
      "2024-02-29",
      "2023-02-28",
      "2023-11-30",
    ]);
    expect(expires("c", "T", "13/2023")).toBe('Card expires on "13/2023" is a day that does not exist.');
    for (const field of ["soldOn", "escheatOn"])
      expect(made("card", ["id", "cardType", field], months)("c", "T", "12/2023")).toMatch(
        /"12\/2023" is a month, but a day is needed\.$/,
      );
  });

  it("are not passed over where a file says n/a: only the mapping may say that it means nothing", () => {
    const columns = { id: { column: 1 }, cardType: { column: 2 }, expiresOn: { column: 3 } };
    const parsed = (word: string, translations: Record<string, string>) => {
      const file = fileMappingSchema.parse({
        entity: "card",
        match: "*",
        columns,
        translations: { expiresOn: translations },
      });
      const { problems } = rowParser(file, placeColumns(file, null).places, context).parse(["c", "T", word], 2);
      return problems.map(({ reason }) => reason);
    };
    for (const word of ["n/a", "#N/A", "-", "none", "null"]) {
      const fault = word.startsWith("#")
        ? "is an error of the spreadsheet, not a value. Mend the formula or have it worked out, save, and bring the file again."
        : "is not written as YYYY-MM-DD.";
      expect(parsed(word, {})).toEqual([
        `Card expires on "${word}" ${fault} If it stands for nothing, the mapping must say so: translate it to nothing.`,
      ]);
      expect(parsed(word, { [word]: "" })).toEqual([]);
    }
  });

  it("have another order only where their signs do not tell it", () => {
    const turned = dateFormats.flatMap((format) => otherOrders(format).map((other) => `${format} ${other}`));
    expect(turned).toEqual([
      "DD/MM/YYYY MM/DD/YYYY",
      "DD-MM-YYYY MM-DD-YYYY",
      "MM/DD/YYYY DD/MM/YYYY",
      "MM-DD-YYYY DD-MM-YYYY",
      "DD/MM/YY MM/DD/YY",
      "DD/MM/YY YY/MM/DD",
      "MM/DD/YY DD/MM/YY",
      "MM/DD/YY YY/MM/DD",
      "YY/MM/DD DD/MM/YY",
      "YY/MM/DD MM/DD/YY",
      "DD-MM-YY MM-DD-YY",
      "DD-MM-YY YY-MM-DD",
      "MM-DD-YY DD-MM-YY",
      "MM-DD-YY YY-MM-DD",
      "YY-MM-DD DD-MM-YY",
      "YY-MM-DD MM-DD-YY",
    ]);
    expect(areOneOrder(["DD/MM/YYYY", "YYYY-MM-DD", "MM-DD-YYYY"])).toBe(true);
    expect(areOneOrder(["DD/MM/YYYY", "YYYY-MM-DD", "MM/DD/YYYY"])).toBe(false);
    expect(areOneOrder([])).toBe(false);
  });

  it("of which one is above the twelfth tell the order, unless others tell another", () => {
    const left = (...days: string[]) => {
      const order = new DayOrder(["DD/MM/YYYY", "MM/DD/YYYY"]);
      for (const day of days) order.add(day);
      return order.left();
    };
    expect(left("01/12/2025", "01/13/2025", "", "soon")).toEqual(["MM/DD/YYYY"]);
    expect(left("01/12/2025", "13/01/2025")).toEqual(["DD/MM/YYYY"]);
    expect(left("01/12/2025", "12/12/2025")).toEqual(["DD/MM/YYYY", "MM/DD/YYYY"]);
    expect(left("13/01/2025", "01/13/2025")).toEqual(["DD/MM/YYYY", "MM/DD/YYYY"]);
  });
});

describe("rows", () => {
  it("are typed where they are right", () => {
    const row = parse(["t1", " c1 ", "REDEMPTION", "12.50", "2024-05-06 07:08", "", ""]);
    expect(row.problems).toEqual([]);
    expect(row.at("card")).toBe("c1");
    expect(row.at("kind")).toBe("redemption");
    expect(row.at("amount")).toBe("-12500");
    expect(row.at("occurredAt")).toBe("2024-05-06 07:08:00");
  });

  it("name every problem with field, column and value", () => {
    const row = parse(["", "c1", "GIFTED", "twelve", "2024-02-30", "", "XYZ"]);
    expect(row.codes).toEqual(["missing", "choice-unknown", "amount-form", "date-impossible", "currency-unknown"]);
    expect(row.problems[1]).toMatchObject({ field: "kind", column: "3 (kind)", value: "GIFTED" });
    expect(row.reasons[3]).toBe('Happened on "2024-02-30" is a day that does not exist.');
  });

  it("hold to the signs and decimals that the kind and the currency have", () => {
    expect(parse(["t", "c", "sale", "-5", "2024-01-01", "", ""]).codes).toEqual(["amount-negative"]);
    expect(parse(["t", "c", "sale", "5.001", "2024-01-01", "", "USD"]).codes).toEqual(["amount-precision"]);
    expect(parse(["t", "c", "sale", "5.5", "2024-01-01", "", "JPY"]).codes).toEqual(["amount-precision"]);
    expect(parse(["t", "c", "sale", "5.001", "2024-01-01", "", "KWD"]).codes).toEqual([]);
    expect(parse(["t", "c", "sale", "", "2024-01-01", "", ""]).codes).toEqual(["missing"]);
    expect(parse(["t", "c", "void", "5", "2024-01-01", "", ""]).codes).toEqual(["missing"]);
    expect(parse(["t", "c", "opened", "", "2024-01-01", "", ""]).codes).toEqual([]);
    expect(parse(["t", "c", "adjustment", "-5", "2024-01-01", "", ""]).at("amount")).toBe("-5000");
    expect(
      parse(["t", "c", "redemption", "-5", "2024-01-01", "", ""], transactions({ amountSign: "effect" })).at("amount"),
    ).toBe("-5000");
    expect(
      parse(["t", "c", "redemption", "5", "2024-01-01", "", ""], transactions({ amountSign: "effect" })).codes,
    ).toEqual(["amount-negative"]);
  });

  it("refuse an amount of three written decimals where the currency has fewer: the mark may group thousands", () => {
    const codes = (amount: string, currency: string) =>
      parse(["t", "c", "sale", amount, "2024-01-01", "", currency]).codes;
    expect(["2.000", "¥2.000", "-2.500"].map((amount) => codes(amount, "JPY")[0])).toEqual([
      "amount-precision",
      "amount-precision",
      "amount-precision",
    ]);
    expect(codes("1.500", "USD")).toEqual(["amount-precision"]);
    expect(codes("1.500", "KWD")).toEqual([]);
    // None of these can be grouped by three, so their zeros are only zeros.
    for (const amount of ["1.50", "1.5000", "0.500", "1500.000", "1,500.000"]) expect(codes(amount, "USD")).toEqual([]);
    expect(codes("$1.500", "")).toEqual(["amount-precision"]);
    expect(codes("1.500", "")).toEqual([]);
  });

  it("refuse days that have not come or cannot be meant", () => {
    expect(parse(["t", "c", "sale", "5", "2026-11-22", "", ""]).codes).toEqual(["date-implausible"]);
    expect(parse(["t", "c", "sale", "5", "1066-10-14", "", ""]).codes).toEqual(["date-implausible"]);
  });

  it("refuse a whole purchase below what the card paid of it, whichever sign the amount carries", () => {
    const columns = { ...transactions().columns, purchaseTotal: { column: 8 } };
    const codes = (kind: string, amount: string, purchase: string, more: Partial<FileMapping> = {}) =>
      parse(["t", "c", kind, amount, "2024-01-01", "", "", purchase], transactions({ columns, ...more })).codes;
    expect(codes("redemption", "10.00", "5.00")).toEqual(["purchase-smaller"]);
    expect(codes("redemption", "-10.00", "9.99", { amountSign: "effect" })).toEqual(["purchase-smaller"]);
    expect(codes("redemption", "10.00", "10.00")).toEqual([]);
    expect(codes("redemption", "10.00", "")).toEqual([]);
    expect(codes("sale", "10.00", "5.00")).toEqual([]);
  });

  it("take no code for what stands for no code: of a brand, a merchant or a type, where it is made or referred to", () => {
    const problems = (entity: FileMapping["entity"], fields: readonly string[], cells: readonly string[]) => {
      const columns = Object.fromEntries(fields.map((name, index) => [name, { column: index + 1 }]));
      const file = fileMappingSchema.parse({ entity, match: "*", columns });
      const made = rowParser(file, placeColumns(file, null).places, context).parse(cells, 1);
      return made.problems.map(({ field, code }) => `${field} ${code}`);
    };
    for (const entity of ["brand", "merchant", "card_type"] as const)
      expect(problems(entity, ["code", "name"], ["unknown", "unknown"])).toEqual(["code reserved"]);
    const type = ["code", "name", "brand", "merchant"];
    expect(problems("card_type", type, ["T", "T", "unknown", "unknown"])).toEqual([
      "brand reserved",
      "merchant reserved",
    ]);
    expect(problems("card_type", type, ["T", "T", "Unknown Pleasures", ""])).toEqual([]);
    expect(problems("card", ["id", "cardType", "customer"], ["unknown", "T", "unknown"])).toEqual([]);
  });

  it("say of a day that only the other order has which that is", () => {
    const row = parse(["t", "c", "sale", "5", "01/13/2025", "", ""], transactions({ dateFormats: ["DD/MM/YYYY"] }));
    expect(row.codes).toEqual(["date-order"]);
    expect(row.reasons).toEqual(['Happened on "01/13/2025" is a day as MM/DD/YYYY only, not as DD/MM/YYYY.']);
    const neither = parse(["t", "c", "sale", "5", "13/13/2025", "", ""], transactions({ dateFormats: ["DD/MM/YYYY"] }));
    expect(neither.codes).toEqual(["date-impossible"]);
  });

  it("lie on the day that their instant has in the issuer's zone, where they name one of their own", () => {
    // 26 November 01:05 UTC is 25 November 20:05 in New York, five hours behind.
    const evening = { today: "2026-11-25", timeZone: "America/New_York" };
    const made = (file: FileMapping) => {
      const found = rowParser(file, placeColumns(file, names).places, evening);
      return (cells: string[]) => found.parse(cells, 2).problems.map((problem) => problem.code);
    };
    const codes = made(transactions());
    const at = (when: string) => codes(["t", "c", "sale", "5", when, "", ""]);
    expect(at("2026-11-26T01:05:00Z")).toEqual([]);
    expect(at("2026-11-26T10:05:00+0900")).toEqual([]);
    expect(at("2026-11-26T05:00:00Z")).toEqual(["date-implausible"]);
    expect(at("2026-11-25T23:00:00-08:00")).toEqual(["date-implausible"]);
    expect(at("2026-11-26T01:05:00")).toEqual(["date-implausible"]);
    expect(at("2026-11-25T01:05:00+99:99")).toEqual(["date-impossible"]);
  });

  it("of a card's sale lie on that day too; a last day is the one that is written", () => {
    const columns = { id: { column: 1 }, cardType: { column: 2 }, soldOn: { column: 3 }, expiresOn: { column: 4 } };
    const file = fileMappingSchema.parse({ entity: "card", match: "*", columns });
    const made = rowParser(file, placeColumns(file, null).places, { ...context, today: "2026-11-25" });
    const { values, problems } = made.parse(["c", "T", "2026-11-26T01:05:00Z", "2027-12-31T00:00:00Z"], 2);
    expect(problems).toEqual([]);
    expect(values.filter((value) => value?.startsWith("20"))).toEqual(["2026-11-25", "2027-12-31"]);
  });

  it("refuse a sign that cannot be of the currency the row names; $ is the sign of many", () => {
    const codes = (amount: string, currency: string) =>
      parse(["t", "c", "sale", amount, "2024-01-01", "", currency]).codes;
    expect(codes("€25.00", "USD")).toEqual(["currency-differs"]);
    expect(codes("¥25", "USD")).toEqual(["currency-differs"]);
    expect(codes("$25", "JPY")).toEqual(["currency-differs"]);
    for (const currency of ["USD", "CAD", "MXN", "HKD"]) expect(codes("$25.00", currency)).toEqual([]);
    expect(codes("25.00 €", "EUR")).toEqual([]);
  });

  it("say when a row is too short for its column", () => {
    expect(parse(["t", "c", "sale", "5"]).reasons).toEqual([
      "Happened on is missing: the row has only 4 fields, and it stands in field 5.",
    ]);
  });

  it("never throw, and never pass a problem silently, whatever the cells hold", () => {
    const made = parser();
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("sale", "5", "2024-01-01", "__proto__")),
          { maxLength: 12 },
        ),
        (cells) => {
          const { values, problems } = made.parse(cells, 1);
          expect(values).toHaveLength(made.fields.length);
          for (const problem of problems) expect(problem.reason).toMatch(/\S.*\.$/s);
          if (problems.length > 0) return;
          made.fields.forEach((field, index) => {
            if (field.required) expect(values[index]).toBeTruthy();
            if (field.type === "amount" && values[index] !== null) expect(values[index]).toMatch(/^-?\d{1,15}$/);
          });
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
