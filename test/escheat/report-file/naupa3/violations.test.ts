import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import { checkNaupa3, type Naupa3Format } from "@/lib/escheat/report-file/naupa3/check";
import { naupa3Xml } from "@/lib/escheat/report-file/naupa3/write";
import { problemSentence } from "@/lib/escheat/report-file/problem";
import type { NamedOwner, StateReport } from "@/lib/escheat/report-file/report";
import { address, owner, person, property, report, withBody, withProperty } from "../sample-report";

const first: Naupa3Format = { edition: "0.1", propertyCode: "MS001" };
const second: Naupa3Format = { edition: "1.0", propertyCode: "MS001" };

const sentences = (of: StateReport, format = first) => checkNaupa3(of, format).map(problemSentence);

const named = (change: Partial<NamedOwner>): StateReport => withProperty({ owners: [{ ...owner, ...change }] });
const holder = (change: Partial<StateReport["holder"]>): StateReport => ({
  ...report,
  holder: { ...report.holder, ...change },
});
const abroad = {
  kind: "foreign",
  line1: "Alster 1",
  line2: null,
  line3: null,
  city: "Hamburg",
  province: null,
} as const;
const at = "Property 1, account GC-1";
const home = `${at}, owner, contact, address, address in the United States`;

describe("what is wrong with a report is said in words, before a file exists", () => {
  it.each<[string, StateReport]>([
    [
      `${home}: ZIP code must be five digits, or five, a hyphen and four.`,
      named({ address: { ...address, zip: "2530" } }),
    ],
    [
      `${home}: state must be a state's two letters from the format's list.`,
      named({ address: { ...address, state: "ZZ" } }),
    ],
    [`${home}: street is missing.`, named({ address: { ...address, line1: " " } })],
    [
      `${home}: street has 256 characters; the field takes 255.`,
      named({ address: { ...address, line1: "x".repeat(256) } }),
    ],
    [
      `${home}: third line of the address has 51 characters; the field takes 50.`,
      named({ address: { ...address, line3: "x".repeat(51) } }),
    ],
    [`${home}: city has 31 characters; the field takes 30.`, named({ address: { ...address, city: "x".repeat(31) } })],
    [
      `${at}, owner, contact, address, address abroad: country must be a country's three letters (ISO 3166-1 alpha-3).`,
      named({ address: { ...abroad, postalCode: "20095", country: "DE" } }),
    ],
    [
      `${at}, owner, contact, address, address abroad: postal code has 10 characters; the field takes 9.`,
      named({ address: { ...abroad, postalCode: "1234567890", country: "DEU" } }),
    ],
    [
      `${at}, owner, contact, person's name: last name has 101 characters; the field takes 100.`,
      named({ name: person("A", "x".repeat(101)) }),
    ],
    [
      `${at}, owner, contact, person's name: first name has 51 characters; the field takes 50.`,
      named({ name: person("x".repeat(51), "A") }),
    ],
    [
      `${at}, owner, contact: company name has 101 characters; the field takes 100.`,
      named({ name: { kind: "company", name: "x".repeat(101) } }),
    ],
    [
      `${at}, owner, contact, telephone: telephone number must be ten digits.`,
      named({ phone: { kind: "us", number: "304555010", extension: null } }),
    ],
    [
      `${at}, owner, contact, telephone: telephone number must be 7 to 15 digits, country code first.`,
      named({ phone: { kind: "foreign", number: "+4940123", extension: null } }),
    ],
    [
      `${at}, owner, contact, telephone: telephone extension has 5 characters; the field takes 4.`,
      named({ phone: { kind: "us", number: "3045550101", extension: "12345" } }),
    ],
    [`${at}, owner, contact: e-mail address must be an e-mail address.`, named({ email: "ann.example.com" })],
    [
      `${at}, owner: relationship code must be one of the format's relationship codes, such as SO or UN.`,
      named({ relationship: "BF" }),
    ],
    [`${at}: owner is missing.`, withProperty({ owners: [] })],
    [
      `${at}: presumed abandoned on must be a date that exists, as YYYY-MM-DD.`,
      withProperty({ presumedAbandonedOn: "2025-02-29" }),
    ],
    [
      `${at}: last activity on must be a date that exists, as YYYY-MM-DD.`,
      withProperty({ lastActivityOn: "15/03/2022" }),
    ],
    [
      `${at}, letters sent: first letter on must be a date that exists, as YYYY-MM-DD.`,
      withProperty({ letters: { first: "soon", second: null } }),
    ],
    [`${at}: description has 501 characters; the field takes 500.`, withProperty({ description: "x".repeat(501) })],
    [`${at}, amounts: sold in must be a state's two letters from the format's list.`, withProperty({ soldIn: "Ohio" })],
    ["The file, holder, company in the United States: FEIN must be nine digits.", holder({ taxId: "12-3456789" })],
    [
      "The file, holder: NAICS code must be two to six digits, neither of the first two a 0; the published schema takes no other, and no sector of NAICS has one.",
      holder({ naics: "405110" }),
    ],
    ["The file, holder: contact is missing.", holder({ contacts: [] })],
    ["The file, holder: trade name 2 is missing.", holder({ tradeNames: ["Harbor", ""] })],
    [
      "The file, holder, incorporation: date of incorporation must be a date that exists, as YYYY-MM-DD.",
      holder({ incorporated: { state: "DE", on: "1998" } }),
    ],
    ["The file, holder, report: contact is missing.", withBody({ contacts: [] })],
    [
      "The file, holder, report: as-of date must be a date that exists, as YYYY-MM-DD.",
      withBody({ asOf: "2026-06-31" }),
    ],
    [
      "The file, payment: confirmation number of the payment has 51 characters; the field takes 50.",
      { ...report, payment: { type: "wire", confirmation: "x".repeat(51) } },
    ],
    [
      "The file, software: version of the software is missing.",
      { ...report, software: { ...report.software, version: "" } },
    ],
    [
      "The file, remitter: e-mail address must be an e-mail address.",
      { ...report, remitter: { ...report.remitter, email: "nobody" } },
    ],
  ])("%s", (sentence, wrong) => {
    expect(sentences(wrong)).toEqual([sentence]);
    expect(() => naupa3Xml(wrong, first)).toThrow(Invalid);
  });

  it("takes what just fits", () => {
    const line = "x".repeat(255);
    expect(
      sentences(named({ address: { ...address, line1: line, line3: "x".repeat(50), city: "x".repeat(30) } })),
    ).toEqual([]);
    expect(sentences(withProperty({ reportedCents: 999_999_999_999n, remittedCents: 999_999_999_999n }))).toEqual([]);
  });

  it("takes at most twelve digits of an amount", () => {
    const amount = "must be an amount of at most ten digits of dollars and two of cents, not negative.";
    expect(sentences(withProperty({ reportedCents: 1_000_000_000_000n, remittedCents: 1_000_000_000_000n }))).toEqual([
      `${at}, amounts: amount reported ${amount}`,
      `${at}, amounts: amount remitted ${amount}`,
    ]);
  });

  it("measures with the other edition's lengths: a city of 31 fits, a description of 251 does not", () => {
    expect(sentences(named({ address: { ...address, city: "x".repeat(31) } }), second)).toEqual([]);
    expect(sentences(withProperty({ description: "x".repeat(251) }), second)).toEqual([
      `${at}: description has 251 characters; the field takes 250.`,
    ]);
  });

  it("names all problems of all properties, not the first", () => {
    const wrong = withBody({
      properties: [
        { ...property, owners: [] },
        { ...property, account: "GC-2", owners: [], lastActivityOn: "never" },
      ],
    });
    expect(sentences(wrong)).toEqual([
      "Property 1, account GC-1: owner is missing.",
      "Property 2, account GC-2: last activity on must be a date that exists, as YYYY-MM-DD.",
      "Property 2, account GC-2: owner is missing.",
    ]);
    expect(() => naupa3Xml(wrong, first)).toThrow(/^The file was not written: 3 problems must be put right first\./);
  });

  it("refuses every control character and half a surrogate pair in a name", () => {
    const control = fc.constantFrom(
      ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
      "\u007f",
      "\u0085",
      "\u2028",
      "\ufffe",
      "\ud83d",
    );
    fc.assert(
      fc.property(control, (character) => {
        expect(sentences(named({ name: person("Ann", `O${character}Neil`) }))).toEqual([
          `${at}, owner, contact, person's name: last name has a control character, or one that XML cannot hold.`,
        ]);
      }),
    );
  });

  it.each(["O&#39;Neil", "O&#x27;Neil", "Fish &amp; Chips"])("refuses the damaged name %s", (last) => {
    expect(sentences(named({ name: person("Ann", last) }))).toEqual([
      `${at}, owner, contact, person's name: last name has an escape such as &#39; or &amp; in it: the text was damaged before it came here.`,
    ]);
  });
});
