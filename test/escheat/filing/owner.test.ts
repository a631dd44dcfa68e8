import { describe, expect, it } from "vitest";
import { type OwnerRecord, personNameOf, postalAddressOf } from "@/lib/escheat/filing/owner";
import { naupa3Countries } from "@/lib/escheat/report-file/codes";
import { countryInThreeLetters, countryPairs } from "@/lib/escheat/report-file/country-codes";

const parts = (name: string) => {
  const { first, middle, last } = personNameOf(name);
  return [first, middle, last];
};

const ann: OwnerRecord = {
  customer: "ann",
  name: "Ann O'Neil",
  language: null,
  addressLine: "12 Oak St",
  city: "Charleston",
  zip: "25301",
  jurisdiction: "US-WV",
};

describe("an owner's name", () => {
  it("ends with the family name, what stands between is the middle name", () => {
    expect(parts("Ann O'Neil")).toEqual(["Ann", null, "O'Neil"]);
    expect(parts("  Mary  Ann   Smith ")).toEqual(["Mary", "Ann", "Smith"]);
  });

  it("begins with it before a comma, and in East Asian script", () => {
    expect(parts("García, José Luis")).toEqual(["José", "Luis", "García"]);
    expect(parts("佐藤 美咲")).toEqual(["美咲", null, "佐藤"]);
  });

  it("of one word is a family name", () => {
    expect(parts("Cher")).toEqual([null, null, "Cher"]);
    expect(parts("Cher,")).toEqual([null, null, "Cher,"]);
  });
});

describe("an owner's address", () => {
  it("at home has street, city, state and ZIP code, with the hyphen of nine digits", () => {
    expect(postalAddressOf({ ...ann, zip: "253011234" })).toEqual({
      kind: "us",
      line1: "12 Oak St",
      line2: null,
      line3: null,
      city: "Charleston",
      state: "WV",
      zip: "25301-1234",
    });
  });

  it("has its state from the ZIP code where none is kept", () => {
    expect(postalAddressOf({ ...ann, jurisdiction: null })).toMatchObject({ kind: "us", state: "WV" });
  });

  it("abroad has the country in three letters", () => {
    const abroad = { ...ann, city: "Hamburg", zip: "20095", jurisdiction: "DE" };
    expect(postalAddressOf(abroad)).toMatchObject({ kind: "foreign", postalCode: "20095", country: "DEU" });
    expect(postalAddressOf({ ...abroad, zip: null })).toMatchObject({ kind: "foreign", postalCode: null });
  });

  it("is none where a part is missing without which no mail arrives", () => {
    for (const missing of ["addressLine", "city"] as const)
      expect(postalAddressOf({ ...ann, [missing]: null })).toBeNull();
    expect(postalAddressOf({ ...ann, zip: null })).toBeNull();
    expect(postalAddressOf({ ...ann, zip: "2530" })).toBeNull();
    expect(postalAddressOf({ ...ann, zip: null, jurisdiction: null })).toBeNull();
  });
});

describe("countries in three letters", () => {
  it("are those of the published schema, each once, for every country there is", () => {
    const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    for (const two of countryPairs.keys()) expect(regions.of(two), two).toBeDefined();
    const three = [...countryPairs.values()];
    expect(new Set(three).size).toBe(three.length);
    // Besides ISO's own the schema has GER beside DEU, and UNK for unknown.
    expect(three.toSorted()).toEqual(naupa3Countries.filter((code) => code !== "GER" && code !== "UNK").toSorted());
    expect(three).toHaveLength(249);
  });

  it("are not made from the two", () => {
    expect(["CH", "KM", "AQ", "SK", "SI"].map(countryInThreeLetters)).toEqual(["CHE", "COM", "ATA", "SVK", "SVN"]);
    expect(countryInThreeLetters("XX")).toBeNull();
  });
});
