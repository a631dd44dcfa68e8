import fc from "fast-check";
import { expect, it } from "vitest";
import { placeColumns } from "@/lib/ingest/mapping/places";
import { type FileMapping, fileMappingSchema } from "@/lib/ingest/mapping/schema";
import { rowParser } from "@/lib/ingest/row/parse";

const context = { today: "2026-11-21", timeZone: "America/New_York" };
const names = ["id", "card", "kind", "amount", "occurredAt", "corrects"];
const mapping = (more: Partial<FileMapping> = {}): FileMapping =>
  fileMappingSchema.parse({
    entity: "card_transaction",
    match: "*",
    columns: Object.fromEntries(names.map((name, index) => [name, { column: index + 1 }])),
    ...more,
  });

function parse(cells: string[], file = mapping()) {
  const parser = rowParser(file, placeColumns(file, names).places, context);
  const { values, problems } = parser.parse(cells, 2);
  return { values: Object.fromEntries(parser.fields.map((field, at) => [field.name, values[at]])), problems };
}
const sale = (id: string, card: string) => [id, card, "sale", "5", "2024-02-29", ""];

it.each(["6.03628E+15", "6,03628E+15", "6.03628e+15", "6.036281234567891E15", "1E+16", "1e+5"])(
  "%s is no card and no transaction: a spreadsheet has shortened it",
  (text) => {
    const { problems } = parse(sale(text, text));
    expect(problems.map(({ field, code, value }) => [field, code, value])).toEqual([
      ["id", "code-shortened", text],
      ["card", "code-shortened", text],
    ]);
    expect(problems[1]?.reason).toBe(
      `Card "${text}" is a number that a spreadsheet has shortened or cannot hold exactly: its last digits are lost. Bring the column in from its source as text, or, for up to 15 digits, give it the number format "0"; then export it again.`,
    );
  },
);

it.each(["3E12", "1E5", "12E+5", "E+15", "6.03628", "GC-1E+16", "1E+", "6036281234567891"])(
  "%s is a code as systems make them",
  (text) => {
    expect(parse(sale("t", text))).toMatchObject({ problems: [], values: { card: text } });
  },
);

it("every whole number that loses digits on its way through a spreadsheet's export is refused, so no two cards become one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 10 ** 11, max: Number.MAX_SAFE_INTEGER }), (number) => {
      const { problems } = parse(sale("t", number.toExponential(5).toUpperCase()));
      expect(problems.map(({ code }) => code)).toEqual(["code-shortened"]);
    }),
  );
});

it("a translation names the code that is truly written so", () => {
  const file = mapping({ translations: { card: { "1E+5": "100000" } } });
  expect(parse(sale("t", "1E+5"), file)).toMatchObject({ problems: [], values: { card: "100000" } });
});

it.each(["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#CALC!", "#NV", "#ЗНАЧ!"])(
  "%s is no value of any field, unless the mapping says what it means",
  (text) => {
    const { problems } = parse([text, text, "sale", text, text, ""]);
    expect(problems.map(({ code, value }) => [code, value])).toEqual(names.slice(0, 4).map(() => ["cell-error", text]));
    const file = mapping({ translations: { corrects: { [text]: "" } } });
    expect(parse(["t", "c", "sale", "5", "2024-02-29", text], file)).toMatchObject({
      problems: [],
      values: { corrects: null },
    });
  },
);

it("a number with its sign before it is a code", () => {
  for (const text of ["#12", "#A1", "#", "#N/A-1"]) expect(parse(sale("t", text)).problems).toEqual([]);
});
