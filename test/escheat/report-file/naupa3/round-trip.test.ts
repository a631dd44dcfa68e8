import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import type { Naupa3Format } from "@/lib/escheat/report-file/naupa3/check";
import { naupa3Editions } from "@/lib/escheat/report-file/naupa3/edition";
import { readNaupa3 } from "@/lib/escheat/report-file/naupa3/read";
import { naupa3Pieces, naupa3Xml } from "@/lib/escheat/report-file/naupa3/write";
import type { StateReport } from "@/lib/escheat/report-file/report";
import { reports } from "../arbitrary-report";
import { contact, owner, person, report, withProperty } from "../sample-report";

// MS001 stands for whatever a state will say; which code gift cards have is not known.
const first: Naupa3Format = { edition: "0.1", propertyCode: "MS001" };
const second: Naupa3Format = { edition: "1.0", propertyCode: "MS001" };

/** What a file can hold of a report: not for which state and year it was made. */
function filed({ state: _state, year: _year, ...rest }: StateReport) {
  return rest;
}

const written = (of: StateReport, format = first) => naupa3Xml(of, format).xml;

describe("NAUPA III, written and read back", () => {
  it.each(naupa3Editions)("is the same report, whatever names and addresses hold (edition %s)", (edition) => {
    const format: Naupa3Format = { edition, propertyCode: "MS001" };
    fc.assert(
      fc.property(reports, (any) => {
        expect(readNaupa3(written(any, format))).toEqual({ format, report: filed(any) });
      }),
      { numRuns: 60 },
    );
  });

  it("escapes every ampersand, also one that looks like an entity", () => {
    const xml = written(withProperty({ owners: [{ ...owner, name: person("A&T;", 'Zoë <b> "&" ]]> Жук') }] }));
    expect(xml).toContain("<FirstName>A&amp;T;</FirstName>");
    expect(xml).toContain('<LastName>Zoë &lt;b&gt; "&amp;" ]]&gt; Жук</LastName>');
  });

  it("holds each amount once as dollars and cents, and they add up to 358.74", () => {
    // 253.73 + 60.00 + 45.01
    const amounts = [...written(report).matchAll(/<ReportedAmount>(\d+)\.(\d\d)</g)].map(
      ([, whole, part]) => `${whole}${part}`,
    );
    expect(amounts).toEqual(["25373", "6000", "4501"]);
    expect(amounts.reduce((sum, cents) => sum + BigInt(cents), 0n)).toBe(35_874n);
  });

  it("comes in pieces that are the file", () => {
    const pieces = [...naupa3Pieces(report, first)];
    expect(pieces).toHaveLength(6);
    expect(pieces.join("")).toBe(written(report));
  });

  it("says None where nothing is paid, or leaves payment out where the edition lets it", () => {
    const notice: StateReport = {
      ...withProperty({ remittedCents: 0n }),
      payment: null,
    };
    const unpaid = { ...notice, body: { ...notice.body, type: "no-remittance" as const } } as StateReport;
    expect(written(unpaid)).toContain("<TypeCode>None</TypeCode>\n    <ConfirmationNumber/>");
    expect(written(unpaid)).toContain("<TypeCode>Advertising/No Remittance</TypeCode>");
    expect(written(unpaid, second)).not.toContain("Payment");
    expect(written(unpaid, second)).toContain("<TypeCode>Advertisement/No Remittance</TypeCode>");
    expect(readNaupa3(written(unpaid)).report).toEqual(filed(unpaid));
    expect(readNaupa3(written(unpaid, second)).report).toEqual(filed(unpaid));
  });

  it("can say that there is nothing to report, without a property code", () => {
    const body = { kind: "negative", contact, asOf: "2026-06-30" } as const;
    const nothing: StateReport = { ...report, payment: null, body };
    const later = naupa3Xml(nothing, { edition: "1.0", propertyCode: null }).xml;
    expect(readNaupa3(later)).toEqual({
      format: { edition: "1.0", propertyCode: null },
      report: filed(nothing),
    });
    // The first edition has no element for the date.
    const early = naupa3Xml(nothing, { edition: "0.1", propertyCode: null }).xml;
    expect(readNaupa3(early).report.body).toEqual({ ...body, asOf: null });
  });

  it("keeps a person of one name in the first edition; the second wants a first name", () => {
    const mononym = withProperty({ owners: [{ ...owner, name: person(null, "Suharto") }] });
    expect(readNaupa3(written(mononym)).report).toEqual(filed(mononym));
    expect(() => written(mononym, second)).toThrow(/first name is missing/);
  });
});

/** A line that may be left out (a description) gives another report; any other change is refused. */
function readOrNull(xml: string) {
  try {
    return readNaupa3(xml).report;
  } catch (error) {
    expect(error).toBeInstanceOf(Invalid);
    return null;
  }
}

describe("a NAUPA III file that is not as it was written", () => {
  const xml = written(report);
  const lines = xml.split("\n");

  it("is refused wherever it was cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: xml.length - 1 }), (length) => {
        expect(() => readNaupa3(xml.slice(0, length))).toThrow(Invalid);
      }),
      { numRuns: 150 },
    );
  });

  it("never passes for the report when a line of it is missing, doubled or moved", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: lines.length - 2 }),
        fc.constantFrom("cut", "double", "swap"),
        (at, what) => {
          const line = lines[at] ?? "";
          const next = lines[at + 1] ?? "";
          const changed = { cut: [next], double: [line, line, next], swap: [next, line] }[what];
          fc.pre(changed.join("\n") !== `${line}\n${next}`);
          expect(readOrNull([...lines.slice(0, at), ...changed, ...lines.slice(at + 2)].join("\n"))).not.toEqual(
            filed(report),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it("gives another report when an amount in it was changed, and that is seen by comparing", () => {
    const { report: changed } = readNaupa3(xml.replace("<ReportedAmount>60.00", "<ReportedAmount>61.00"));
    expect(changed).not.toEqual(filed(report));
  });

  it.each([
    [
      "a document type, which could bring entities with it",
      xml.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n'),
    ],
    ["a comment", xml.replace("<Cash>", "<!-- x --><Cash>")],
    ["a closing tag of another name", xml.replace("</City>", "</Town>")],
    ["an attribute", xml.replace("<Cash>", '<Cash currency="EUR">')],
    ["an element the format has not", xml.replace("<Cash>", "<Silver>1</Silver>\n        <Cash>")],
    ["another namespace", xml.replace("NAUPA-III", "NAUPA-IV")],
    ["another edition", xml.replace('version="0.1"', 'version="2.0"')],
    ["a property of another code", xml.replace("<TypeCode>MS001", "<TypeCode>MS002")],
    ["Windows line ends", xml.replaceAll("\n", "\r\n")],
  ])("is refused with %s", (_what, changed) => {
    expect(changed).not.toBe(xml);
    expect(() => readNaupa3(changed)).toThrow(Invalid);
  });

  it.each(["", "no XML", "<a/>", "{}"])("is refused when it is %j", (text) => {
    expect(() => readNaupa3(text)).toThrow(/not a NAUPA III remittance/);
  });
});
