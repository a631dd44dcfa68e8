import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Invalid } from "@/lib/errors";
import { parseInput } from "@/lib/validation";

/** What is said of a field `x` of the schema. */
function said(schema: z.ZodType, value: unknown): string | undefined {
  try {
    parseInput(z.strictObject({ x: schema }), value === undefined ? {} : { x: value });
  } catch (error) {
    if (error instanceof Invalid) return error.fields.x;
    throw error;
  }
  return undefined;
}

describe("a refusal without words of the schema's own", () => {
  const whole = z.coerce.number().int();
  it.each([
    ["what is missing", z.string(), undefined, "is needed"],
    ["no number", whole, "abc", "is no number"],
    ["no whole number", whole, "1.5", "is no whole number"],
    ["no text", z.string(), 5, "is no text"],
    ["no list", z.array(z.string()), "a", "is no list"],
    ["an empty text", z.string().min(1), "", "is empty"],
    ["too short a text", z.string().min(3), "ab", "has at least 3 characters"],
    ["too long a text", z.string().max(2), "abc", "has at most 2 characters"],
    ["an empty list", z.array(z.string()).min(1), [], "has at least 1 entry"],
    ["too small a number", whole.min(1), "0", "is at least 1"],
    ["a number that must be above", z.number().positive(), 0, "is more than 0"],
    ["too large a number", whole.max(80), "81", "is at most 80"],
    ["what is not in a set", z.enum(["open", "closed"]), "ajar", "is none of open, closed"],
    ["what is not the one word", z.literal("weekday"), "day", "is not weekday"],
    ["neither of two kinds", z.union([z.string(), z.array(z.string())]), 5, "is nothing that can stand here"],
    ["a missing one of two kinds", z.union([z.string(), z.array(z.string())]), undefined, "is needed"],
    ["a pattern", z.string().regex(/^a$/), "b", "is not of the form that belongs here"],
    ["a rule without words", z.string().refine(() => false), "b", "cannot be used"],
  ] as const)("of %s is a sentence after the field's name", (_, schema, value, words) => {
    expect(said(schema, value)).toBe(words);
  });

  it("gives way to the schema's own", () => {
    expect(said(z.string().min(1, "names no card type"), "")).toBe("names no card type");
  });
});

it.each(["\u0000", "a\ud800", "\udc00b"])(
  "refuses %j in any text, with its field, for no database could keep it",
  (text) => {
    expect(said(z.string(), text)).toBe("has a character that cannot be kept");
  },
);
