import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { companyText, nameText, plainText } from "@/lib/escheat/report-file/naupa2/latin";

describe("names in the alphabet of NAUPA II: A–Z, 0–9, space and &", () => {
  it.each([
    ["Ann O'Neil", "ANN ONEIL"],
    ["Ann O’Neil", "ANN ONEIL"],
    ["Smith-Jones", "SMITH JONES"],
    ["J.R. Ewing, Jr.", "J R EWING JR"],
    ["AT&T", "AT&T"],
    ["  Zoë   Müller ", "ZOE MULLER"],
    ["Straße", "STRASSE"],
    ["Łukasz Żółć", "LUKASZ ZOLC"],
    ["Søren Æbelø", "SOREN AEBELO"],
    ["Nguyễn Thị Đào", "NGUYEN THI DAO"],
    ["7-Eleven", "7 ELEVEN"],
  ])("writes %s as %s", (name, text) => {
    expect(nameText(name)).toEqual({ text });
  });

  // ICAO Doc 9303 part 3, section 6: Щ SHCH, Ю IU, Я IA, Х KH, Ц TS, Ё and Э E, Й I, Ь nothing.
  it.each([
    ["Юрий Хрущёв", "IURII KHRUSHCHEV"],
    ["Эльза Цой", "ELZA TSOI"],
    ["Яна Жук", "IANA ZHUK"],
  ])("writes %s as a passport does: %s", (name, text) => {
    expect(nameText(name)).toEqual({ text });
  });

  it("puts a leading THE of a company last, and only that", () => {
    expect(companyText("The Smith Company")).toEqual({ text: "SMITH COMPANY THE" });
    expect(companyText("Theatre Royal")).toEqual({ text: "THEATRE ROYAL" });
    expect(companyText("The")).toEqual({ text: "THE" });
  });

  it("names the letters that have no such spelling, each once", () => {
    expect(nameText("港 Bank 港")).toEqual({ unwritable: ["港"] });
    expect(nameText("Ann 😀")).toEqual({ unwritable: ["😀"] });
  });

  it("gives nothing outside the alphabet, and the same again when written twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const latin = nameText(name);
        if (!("text" in latin)) return;
        expect(latin.text).toMatch(/^[A-Z0-9 &]*$/);
        expect(nameText(latin.text)).toEqual(latin);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the punctuation of an address", () => {
    expect(plainText("12 Oak St., Apt #4/b – Zürich")).toEqual({ text: "12 OAK ST., APT #4/B - ZURICH" });
  });
});
