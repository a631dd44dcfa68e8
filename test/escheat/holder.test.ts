import { describe, expect, test } from "vitest";
import { Invalid } from "@/lib/errors";
import { type Holder, holderGaps, incorporationOf } from "@/lib/escheat/holder";
import { holderInput } from "@/lib/escheat/holder-schema";
import { parseInput } from "@/lib/validation";

const blank = {
  legalName: "",
  incorporation: null,
  incorporatedOn: "",
  fein: "",
  naics: "",
  addressLine: "",
  city: "",
  state: "",
  zip: "",
  contactName: "",
  contactEmail: "",
  contactPhone: "",
  smallIssuer: null,
  takesSecondPriority: false,
  texasDeemsAddress: false,
  propertyCode: "",
  seen: null,
};

const parsed = (change: object) => parseInput(holderInput, { ...blank, ...change });
function faults(change: object): Record<string, string> {
  try {
    parsed(change);
    return {};
  } catch (error) {
    if (error instanceof Invalid) return { ...error.fields };
    throw error;
  }
}

describe("what a person enters of the holder", () => {
  test("may be empty in every field, and then is not known", () => {
    const { takesSecondPriority, texasDeemsAddress, ...rest } = parsed({});
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
    expect([takesSecondPriority, texasDeemsAddress]).toEqual([false, false]);
  });

  test("is kept as digits where it is a number, however it is written", () => {
    expect(parsed({ fein: "12-3456789", naics: " 459420 ", contactPhone: "+1 (304) 555-0182" })).toMatchObject({
      fein: "123456789",
      naics: "459420",
      contactPhone: "3045550182",
    });
  });

  test.each([
    ["fein", "12-345678", "An employer identification number has 9 digits."],
    ["naics", "4594", "A NAICS code has 6 digits."],
    ["naics", "045942", "No NAICS code begins with 0."],
    ["contactPhone", "555-0182", "A telephone number in the United States has ten digits."],
    ["contactEmail", "nobody", "This is no e-mail address."],
    ["state", "ZZ", "is no state or territory of the United States"],
    ["zip", "2530", "A ZIP code has five digits, or nine with a hyphen."],
    ["incorporation", "US", "is no state and no country"],
    ["propertyCode", "MS12", /^That is a code of NAUPA II\./],
    ["propertyCode", "GIFT", /^A NAUPA III code is two letters and three digits/],
  ])("%s is not %s", (field, value, sentence) => {
    expect(faults({ [field]: value })).toEqual({
      [field]: typeof sentence === "string" ? sentence : expect.stringMatching(sentence),
    });
  });

  test("a ZIP code of another state than the address is refused with both names", () => {
    expect(faults({ state: "TX", zip: "25301" })).toEqual({
      zip: "This ZIP code lies in West Virginia, not in Texas.",
    });
    expect(faults({ state: "wv", zip: "25301-1234" })).toEqual({});
  });
});

describe("what is missing", () => {
  const empty: Holder = { ...parsed({}), updated: null };

  test("names each thing that cannot be done, and its fields, until all are there", () => {
    expect(holderGaps(empty).map(({ need }) => need)).toEqual(["law", "letters", "reports"]);
    const incorporated = { ...empty, incorporation: "US-DE", fein: "123456789" };
    expect(holderGaps(incorporated)).toEqual([
      { need: "letters", fields: ["legalName", "addressLine", "city", "state", "zip", "contactEmail", "contactPhone"] },
      { need: "reports", fields: ["naics", "contactName", "incorporatedOn", "propertyCode"] },
    ]);
  });

  test("CA on the issuer's record is California; Canada stands apart from it", () => {
    expect([incorporationOf("CA", null), incorporationOf(null, "CA"), incorporationOf(null, null)]).toEqual([
      "US-CA",
      "CA",
      null,
    ]);
  });
});
