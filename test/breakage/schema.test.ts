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
