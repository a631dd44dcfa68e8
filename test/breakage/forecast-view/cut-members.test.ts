import { describe, expect, it } from "vitest";
import {
  chosenNames,
  currenciesOf,
  cutChoices,
  MOST_OPTIONS,
  type TypeMembers,
  typesIn,
  unknownIn,
} from "@/lib/breakage/forecast-view/cut-members";

const plain = { category: "unknown", "business-model": "closed", loop: "closed" };
function typeOf(code: string, of: { brand: string; medium: string; currency?: string }): TypeMembers {
  const { currency = "USD", ...own } = of;
  const ids = { ...plain, ...own, "card-type": code };
  const member = (id: string) => ({ id, name: `The ${id}` });
  return {
    currency,
    members: {
      "card-type": member(ids["card-type"]),
      brand: member(ids.brand),
      category: member(ids.category),
      "business-model": member(ids["business-model"]),
      medium: member(ids.medium),
      loop: member(ids.loop),
    },
  };
}

/** Of brand X one of each medium, of Y one that is physical, of Z one in euros. */
const types = [
  typeOf("XA", { brand: "X", medium: "digital" }),
  typeOf("XB", { brand: "X", medium: "physical" }),
  typeOf("YA", { brand: "Y", medium: "physical" }),
  typeOf("ZA", { brand: "Z", medium: "digital", currency: "EUR" }),
];
const codes = (found: readonly TypeMembers[]) => found.map(({ members }) => members["card-type"].id);
const choiceOf = (cut: Parameters<typeof cutChoices>[2], dimension: string) =>
  cutChoices(types, "USD", cut).find((choice) => choice.dimension === dimension);

describe("the card types of a cut", () => {
  it("are all of the currency without a filter, and those that have every chosen member with some", () => {
    expect(codes(typesIn(types, "USD", {}))).toEqual(["XA", "XB", "YA"]);
    expect(codes(typesIn(types, "USD", { brand: "X", medium: "physical" }))).toEqual(["XB"]);
    expect(codes(typesIn(types, "USD", { brand: "Z" }))).toEqual([]);
    expect(currenciesOf(types, { brand: "Z" })).toEqual(["EUR"]);
  });

  it("know a member of another currency, and name what no card type is", () => {
    expect(unknownIn(types, { brand: "Z" })).toEqual([]);
    expect(unknownIn(types, { brand: "NOPE", medium: "physical", category: "toys" })).toEqual(["brand", "category"]);
  });

  it("bear the names of what was chosen, and an id that nobody has is its own", () => {
    expect(chosenNames(types, { medium: "digital", brand: "NOPE" })).toEqual(["NOPE", "The digital"]);
  });
});

describe("what can be chosen", () => {
  it("is what the other choices leave: beside the physical ones of both brands, both brands", () => {
    expect(choiceOf({ medium: "physical" }, "brand")?.options.map(({ id }) => id)).toEqual(["X", "Y"]);
    expect(choiceOf({ medium: "digital" }, "brand")?.options.map(({ id }) => id)).toEqual(["X"]);
    // What is chosen of a dimension does not narrow the dimension itself.
    expect(choiceOf({ brand: "Y" }, "brand")).toMatchObject({
      chosen: "Y",
      options: [{ id: "X" }, { id: "Y" }],
      more: 0,
    });
  });

  it("holds what is chosen also where nothing is left of it, so that the field says what it is", () => {
    expect(choiceOf({ brand: "NOPE" }, "brand")?.options.map(({ id }) => id)).toEqual(["X", "Y", "NOPE"]);
    expect(choiceOf({ brand: "Z" }, "brand")?.options.at(-1)).toEqual({ id: "Z", name: "The Z" });
  });

  it("is cut where nobody would read it, and says how many more there are", () => {
    const many = Array.from({ length: MOST_OPTIONS + 3 }, (_, i) =>
      typeOf(`T${String(i).padStart(4, "0")}`, { brand: "X", medium: "digital" }),
    );
    const [byType] = cutChoices(many, "USD", { "card-type": "T0502" });
    expect([byType?.options.length, byType?.more]).toEqual([MOST_OPTIONS + 1, 3]);
    expect(byType?.options.at(-1)?.id).toBe("T0502");
  });
});
