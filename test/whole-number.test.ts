import fc from "fast-check";
import { expect, it } from "vitest";
import { buildDocument } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";
import { decimalNumber, wholeNumber } from "@/lib/whole-number";
import type { JsonSchema } from "./support/json-schema";

const odd = [
  "0x10",
  "+5",
  " 5",
  "5 ",
  "5\n",
  "1.0",
  "1e1",
  "-5",
  "-0",
  "",
  "0b11",
  "1_0",
  "٣",
  "Infinity",
  "NaN",
  "5n",
];
const texts = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ unit: fc.constantFrom(..."0123456789.eExX+-_ ") }),
  fc.string(),
  fc.nat().map(String),
);

it("reads digits and nothing else as a whole number, within its bounds", () => {
  fc.assert(
    fc.property(texts, fc.nat({ max: 9 }), fc.integer({ min: 9, max: 600 }), (text, least, most) => {
      const read = wholeNumber(least, most).safeParse(text);
      const isRight = /^[0-9]+$/.test(text) && BigInt(text) >= least && BigInt(text) <= most;
      expect([text, read.success, read.data]).toEqual([text, isRight, isRight ? Number(text) : undefined]);
    }),
    { numRuns: 2_000 },
  );
});

it("takes the number itself where it comes as JSON, and nothing that could be made one", () => {
  const schema = wholeNumber(0, 9);
  for (const value of [0, 9]) expect(schema.parse(value)).toBe(value);
  for (const value of [null, true, [], [5], {}, 1.5, 10, -1, Number.NaN, undefined])
    expect(schema.safeParse(value).success, String(value)).toBe(false);
});

it("says which bound a number passes, and that a text is no number", () => {
  const said = (text: string) => wholeNumber(1, 500).safeParse(text).error?.issues[0]?.message;
  expect([said("0"), said("501"), said("9".repeat(30))]).toEqual(["is at least 1", "is at most 500", "is at most 500"]);
  expect([said("0x10"), said(""), said("1.0")]).toEqual(Array(3).fill("is no whole number"));
});

it("reads decimals as they are written", () => {
  const read = (text: string) => decimalNumber(0, 100).safeParse(text).data;
  expect([read("0"), read("12.5"), read("100")]).toEqual([0, 12.5, 100]);
  for (const text of [...odd.filter((one) => one !== "1.0"), ".5", "5.", "100.1"])
    expect(read(text), text).toBe(undefined);
});

it("every parameter of the API that is documented as a whole number is read so, with the bounds it is documented with", () => {
  const document = buildDocument(operations);
  let found = 0;
  for (const { method, path, query, params } of operations) {
    for (const one of document.paths?.[path]?.[method]?.parameters ?? []) {
      if (!("name" in one) || one.in === "header") continue;
      const { type, minimum = Number.NaN, maximum = Number.NaN } = one.schema as JsonSchema;
      if (![type].flat().some((name) => name === "integer" || name === "number")) continue;
      const field = (one.in === "path" ? params : query)?.shape[one.name];
      const takes = (text: string) => field?.safeParse(text).success;
      const refused = [...odd, String(BigInt(maximum) + 1n)];
      expect([path, one.name, type, refused.filter(takes)]).toEqual([path, one.name, "integer", []]);
      expect([takes(String(minimum)), takes(String(maximum))], `${path} ${one.name}`).toEqual([true, true]);
      found++;
    }
  }
  expect(found).toBeGreaterThan(40);
});
