import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import { type Naupa2Format, naupa2File } from "@/lib/escheat/report-file/naupa2/write";
import type { StateReport } from "@/lib/escheat/report-file/report";
import { address, contact, owner, person, property, report, unknown, withBody, withProperty } from "../sample-report";
import { fieldOf, layout, withField, withoutRecord } from "./fictional-layout";

const format: Naupa2Format = { layout, propertyCode: "MS12", aggregateAllowed: true };

function linesOf(reports: readonly StateReport[], change: Partial<Naupa2Format> = {}): string[] {
  const text = new TextDecoder("ascii").decode(naupa2File(reports, { ...format, ...change }).bytes);
  const lines = text.split("\r\n");
  expect(lines.pop()).toBe("");
  return lines;
}

describe("a NAUPA II file, by a made-up layout", () => {
  it("has 625 bytes and CR LF a record, HOLDER first, SUMINFO last", () => {
    const { bytes } = naupa2File([report], format);
    expect(bytes.length).toBe(5 * 627);
    expect(linesOf([report]).map((line) => [line.length, line[0]])).toEqual([
      [625, "1"],
      [625, "2"],
      [625, "2"],
      [625, "2"],
      [625, "9"],
    ]);
  });

  it("writes 253.73 as 0000025373 in ten bytes, and text left-justified with spaces", () => {
    const [, first = ""] = linesOf([report]);
    expect(fieldOf(first, "PROPERTY", "X-REPORTED")).toBe("0000025373");
    expect(fieldOf(first, "PROPERTY", "X-REMITTED")).toBe("0000025373");
    expect(fieldOf(first, "PROPERTY", "X-DEDUCTED")).toBe("0000000000");
    expect(fieldOf(first, "PROPERTY", "X-LAST")).toBe("ONEIL".padEnd(30));
    expect(fieldOf(first, "PROPERTY", "X-FIRST")).toBe("ANN".padEnd(20));
    expect(fieldOf(first, "PROPERTY", "X-SEQ")).toBe("000001");
    expect(fieldOf(first, "PROPERTY", "X-CODE")).toBe("MS12");
    expect(fieldOf(first, "PROPERTY", "X-ZIP")).toBe("253011234");
    expect(fieldOf(first, "PROPERTY", "X-RELATION")).toBe("SO");
    expect(fieldOf(first, "PROPERTY", "X-LAST-SEEN")).toBe("031522");
    expect(fieldOf(first, "PROPERTY", "X-LETTER")).toBe("07062026");
  });

  it("keeps the leading zero of a ZIP code", () => {
    const [, first = ""] = linesOf([withProperty({ owners: [{ ...owner, address: { ...address, zip: "02108" } }] })]);
    expect(fieldOf(first, "PROPERTY", "X-ZIP")).toBe("02108    ");
  });

  it("fills what it is not told with zeros or spaces", () => {
    const [head = "", , second = ""] = linesOf([report]);
    expect(fieldOf(head, "HOLDER", "X-SPARE")).toBe("0000");
    expect(fieldOf(head, "HOLDER", "X-MARK")).toBe("ABC");
    expect(fieldOf(head, "HOLDER", "X-CUT-OFF")).toBe("20260630");
    expect(fieldOf(second, "PROPERTY", "X-LETTER")).toBe("00000000");
    expect(fieldOf(second, "PROPERTY", "X-STREET").trim()).toBe("");
    expect(second.slice(300)).toBe(" ".repeat(325));
  });

  it("calls owners without a name UNKNOWN, of type UN, and AGGREGATE, of type AP", () => {
    const [, first = "", second = "", third = ""] = linesOf([report]);
    const who = [first, second, third].map((line) => [
      fieldOf(line, "PROPERTY", "X-KIND"),
      fieldOf(line, "PROPERTY", "X-LAST").trim(),
    ]);
    expect(who).toEqual([
      ["OT", "ONEIL"],
      ["UN", "UNKNOWN"],
      ["AP", "AGGREGATE"],
    ]);
  });

  it("adds up: three properties, five records, 253.73 + 60.00 + 45.01 = 358.74", () => {
    const summary = linesOf([report]).at(-1) ?? "";
    expect(fieldOf(summary, "SUMINFO", "X-COUNT")).toBe("000003");
    expect(fieldOf(summary, "SUMINFO", "X-OWNERS")).toBe("000003");
    expect(fieldOf(summary, "SUMINFO", "X-RECORDS")).toBe("000005");
    expect(fieldOf(summary, "SUMINFO", "X-ADVERTISED")).toBe("0000035874");
    expect(fieldOf(summary, "SUMINFO", "X-REMITTED")).toBe("0000035874");
  });

  it("gives a second owner a record of his own with the property's number", () => {
    const two = { ...property, owners: [owner, { ...owner, name: person("Bo", "Li"), relationship: "JT" }] };
    const lines = linesOf([withBody({ properties: [unknown, two] })]);
    expect(lines.map((line) => line[0]).join("")).toBe("12239");
    const added = lines[3] ?? "";
    expect(fieldOf(added, "PROPADD", "X-SEQ")).toBe("000002");
    expect(fieldOf(added, "PROPADD", "X-LAST").trim()).toBe("LI");
    expect(fieldOf(lines[4] ?? "", "SUMINFO", "X-OWNERS")).toBe("000003");
  });

  it("holds several holders of one state, each with its own sums", () => {
    const second = { ...withProperty({ account: "GC-9" }), holder: { ...report.holder, name: "The Pier Company" } };
    const lines = linesOf([report, second]);
    expect(lines.map((line) => line[0]).join("")).toBe("12229129");
    expect(fieldOf(lines[5] ?? "", "HOLDER", "X-NAME").trim()).toBe("PIER COMPANY THE");
    expect(fieldOf(lines[7] ?? "", "SUMINFO", "X-REMITTED")).toBe("0000025373");
  });

  it("can say that there is nothing to report", () => {
    const nothing: StateReport = { ...report, payment: null, body: { kind: "negative", contact, asOf: "2026-06-30" } };
    const lines = linesOf([nothing], { propertyCode: null });
    expect(lines.map((line) => line[0]).join("")).toBe("19");
    expect(fieldOf(lines[1] ?? "", "SUMINFO", "X-REMITTED")).toBe("0000000000");
  });

  it("warns when names were rewritten, and not when only capitals were made", () => {
    expect(naupa2File([report], format).warnings).toEqual([expect.stringMatching(/^1 name was rewritten/)]);
    const plain = withProperty({ owners: [{ ...owner, name: person("Ann", "Smith") }] });
    expect(naupa2File([plain], format).warnings).toEqual([]);
  });

  it("keeps any amount exactly, and its sum", () => {
    const cents = fc.array(fc.bigInt({ min: 1n, max: 99_999_999n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(cents, (amounts) => {
        const properties = amounts.map((amount, index) => ({
          ...unknown,
          account: `GC-${index}`,
          reportedCents: amount,
          remittedCents: amount,
        }));
        const lines = linesOf([withBody({ properties })]);
        const summary = lines.pop() ?? "";
        expect(lines.slice(1).map((line) => BigInt(fieldOf(line, "PROPERTY", "X-REMITTED")))).toEqual(amounts);
        expect(BigInt(fieldOf(summary, "SUMINFO", "X-REMITTED"))).toBe(amounts.reduce((sum, one) => sum + one, 0n));
      }),
      { numRuns: 30 },
    );
  });
});

describe("a NAUPA II file is refused whole", () => {
  const named = (last: string) => withProperty({ owners: [{ ...owner, name: person("Ann", last) }] });
  it.each<[RegExp, readonly StateReport[], Partial<Naupa2Format>]>([
    [/X-LAST has letters that cannot be written in A–Z: 港\. Give a Latin spelling/, [named("港")], {}],
    [/X-LAST has no letter or digit/, [named("???")], {}],
    [/X-LAST has 31 characters; the field takes 30/, [named("x".repeat(31))], {}],
    [
      /X-LETTER is missing/,
      [withProperty({ letters: null })],
      { layout: withField("PROPERTY", "X-LETTER", { required: true }) },
    ],
    [
      /X-REPORTED has 11 characters; the field takes 10/,
      [withProperty({ reportedCents: 10_000_000_000n, remittedCents: 10_000_000_000n })],
      {},
    ],
    [/X-FEIN must be digits only/, [{ ...report, holder: { ...report.holder, taxId: "12-345678" } }], {}],
    [/X-STATE begins at byte 1/, [report], { layout: withField("HOLDER", "X-STATE", { start: 1 }) }],
    [/property code of gift cards is not set/, [report], { propertyCode: null }],
    [/property code of gift cards is not set, or is not two capitals/, [report], { propertyCode: "MS012" }],
    [/owner is aggregate, which this state does not allow/, [report], { aggregateAllowed: false }],
    [/state is not the same in the whole file; states are never mixed/, [report, { ...report, state: "OH" }], {}],
    [
      /NAUPA II has no known form for it/,
      [withBody({ type: "no-remittance", properties: [{ ...property, remittedCents: 0n }] })],
      {},
    ],
    [
      /the layout has no PROPADD record/,
      [withProperty({ owners: [owner, owner] })],
      { layout: withoutRecord("PROPADD") },
    ],
    [
      /relationship code must be one of the format's/,
      [withProperty({ owners: [{ ...owner, relationship: "PC" }] })],
      {},
    ],
    [/owner is missing/, [withProperty({ owners: [] })], {}],
    [/report is missing/, [], {}],
    [/the property is not due yet/, [withProperty({ presumedAbandonedOn: "2026-07-01" })], {}],
  ])("%s", (sentence, reports, change) => {
    expect(() => naupa2File(reports, { ...format, ...change })).toThrow(sentence);
    expect(() => naupa2File(reports, { ...format, ...change })).toThrow(Invalid);
  });
});
