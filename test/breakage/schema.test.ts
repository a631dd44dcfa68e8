import { describe, expect, it } from "vitest";
import { breakageParams } from "@/lib/breakage/schema";
import { fieldErrors } from "@/lib/validation";

const refusal = (input: object) => {
  const parsed = breakageParams.safeParse(input);
  return parsed.success ? {} : fieldErrors(parsed.error);
};

describe("breakage parameters", () => {
  it("take one dimension or two", () => {
    expect(breakageParams.parse({}).by).toEqual(["card-type"]);
    expect(breakageParams.parse({ by: "brand,state" }).by).toEqual(["brand", "state"]);
  });

  it("ask for both ends of a period of one's own to compare with, in order, by the name of what is missing", () => {
    expect(refusal({ compare: "custom", compareFrom: "2024-02-29" })).toEqual({
      compareTo: "is needed with compare=custom",
    });
    expect(Object.keys(refusal({ compare: "custom" })).sort()).toEqual(["compareFrom", "compareTo"]);
    expect(refusal({ compare: "custom", compareFrom: "2024-03-01", compareTo: "2024-02-29" })).toEqual({
      compareTo: "lies before `compareFrom`",
    });
    expect(refusal({ compare: "custom", compareFrom: "2024-02-29", compareTo: "2024-02-29" })).toEqual({});
    expect(refusal({ compare: "year", match: "weekday" })).toEqual({});
    expect(Object.keys(refusal({ compare: "year", match: "fridays" }))).toEqual(["match"]);
  });

  it("refuse by name what goes with another comparison than the one that is asked for", () => {
    const ends = { compareFrom: "2024-02-01", compareTo: "2024-02-29" };
    for (const compare of ["none", undefined])
      expect(refusal({ compare, match: "weekday" })).toEqual({ match: "goes with compare=previous or year" });
    expect(Object.keys(refusal({ compare: "custom", match: "weekday", ...ends }))).toEqual(["match"]);
    for (const compare of ["none", "previous", "year", undefined])
      expect(Object.keys(refusal({ compare, ...ends }))).toEqual(["compareFrom", "compareTo"]);
  });

  it("name `by` itself when something in it is wrong, not a place in a list", () => {
    expect(refusal({ by: "brand,colour" })).toHaveProperty(
      "by",
      expect.stringContaining("is none of card-type, brand"),
    );
    expect(refusal({ by: "" })).toHaveProperty("by");
    expect(refusal({ by: "brand,brand" })).toEqual({ by: "names the same dimension twice" });
    expect(refusal({ by: "brand,state,loop" })).toHaveProperty("by", expect.stringContaining("one dimension or two"));
  });
});
