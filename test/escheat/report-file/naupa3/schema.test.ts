import { describe, expect, it } from "vitest";
import { naupa3Countries, naupa3Relationships, naupa3States } from "@/lib/escheat/report-file/codes";
import { checkNaupa3, type Naupa3Format } from "@/lib/escheat/report-file/naupa3/check";
import { editionFacts } from "@/lib/escheat/report-file/naupa3/edition";
import { naupa3Xml } from "@/lib/escheat/report-file/naupa3/write";
import { problemSentence } from "@/lib/escheat/report-file/problem";
import type { NamedOwner, StateReport } from "@/lib/escheat/report-file/report";
import { address, contact, owner, report, withBody, withProperty } from "../sample-report";

const first: Naupa3Format = { edition: "0.1", propertyCode: "MS001" };
const second: Naupa3Format = { edition: "1.0", propertyCode: "MS001" };

const sentences = (of: StateReport, format = first) => checkNaupa3(of, format).map(problemSentence);

/** Names of elements in the order in which they open. */
const opened = (xml: string) => [...xml.matchAll(/<(\w+)[>/ ]/g)].map((found) => found[1]);

const named = (change: Partial<NamedOwner>): StateReport => withProperty({ owners: [{ ...owner, ...change }] });
const holder = (change: Partial<StateReport["holder"]>): StateReport => ({
  ...report,
  holder: { ...report.holder, ...change },
});

describe("the published schema (NAUPAIII/NAUPA-III-Schema, Remittance.xsd)", () => {
  it("lists 107 property codes in edition 0.1 and 114 in 1.0, neither with MS009, MS012 in the second only", () => {
    const { "0.1": early, "1.0": late } = editionFacts;
    expect([new Set(early.propertyCodes).size, early.propertyCodes.length]).toEqual([107, 107]);
    expect([new Set(late.propertyCodes).size, late.propertyCodes.length]).toEqual([114, 114]);
    for (const code of ["AC012", "CT011", "MS011", "SC017", "TR007", "VC002"])
      expect(early.propertyCodes).toContain(code);
    for (const code of ["MS009", "MS012", "SC008", "MS12"]) expect(early.propertyCodes).not.toContain(code);
    expect(late.propertyCodes).toContain("MS012");
    expect(late.propertyCodes).not.toContain("MS009");
  });

  it("lists 31 relationships, 251 countries, and 76 states and provinces without Arkansas", () => {
    expect(new Set(naupa3Relationships).size).toBe(31);
    expect(new Set(naupa3Countries).size).toBe(251);
    expect(new Set(naupa3States).size).toBe(76);
    expect(naupa3States).not.toContain("AR");
  });

  it("prescribes this order of the elements of a property", () => {
    const full = withProperty({
      letters: { first: "2026-07-06", second: "2026-08-06" },
      returnedMailOn: "2026-07-06",
      description: "Gift card",
      owners: [{ ...owner, phone: { kind: "us", number: "3045550101", extension: "7" }, email: "a@example.com" }],
    });
    const xml = naupa3Xml(full, first).xml;
    const own = opened(xml.slice(xml.indexOf("<Property>"), xml.indexOf("</Property>")));
    expect(own.join(" ")).toBe(
      "Property TypeCode AccountNumber PresumedAbandonedDate DueDiligencePerformed Date1 Date2 ReturnedByPostOffice " +
        "MailDate LastActivityDate Description Owner TypeCode Contact TypeCode PersonName FirstName LastName " +
        "PrimaryAddress USAddress Address1 City StateCode ZIPCode TelephoneNumber USTelephoneNumber Extension " +
        "EMailAddress RelationshipCode Cash ReportedAmount RemittedAmount ItemIssueState",
    );
  });

  it("prescribes this order around the properties", () => {
    const inside = ["Contact", "USCompanyInfo", "Incorporated", "TelephoneNumber", "Property"];
    const xml = inside.reduce(
      (text, name) => text.replace(new RegExp(`<${name}>[^]*?</${name}>`, "g"), `<${name}/>`),
      naupa3Xml(report, first).xml,
    );
    expect(opened(xml).join(" ")).toBe(
      "Remittance SoftwareInformation Version Contact Payment TypeCode ConfirmationNumber Remitter CompanyName " +
        "USCompanyInfo TelephoneNumber EMailAddress Holder CompanyName USCompanyInfo Contact NAICSCode DBAName " +
        "Incorporated Report TypeCode AsOfDate Contact Property Property Property",
    );
  });
});

describe("what nobody has published is a setting, and what the schema got wrong is said", () => {
  it("asks for the code of gift cards instead of making MS012 from MS12", () => {
    const unset = /property code of gift cards is not set\. .* MS12 is not carried over/;
    expect(() => naupa3Xml(report, { edition: "0.1", propertyCode: null })).toThrow(unset);
    expect(() => naupa3Xml(report, { edition: "0.1", propertyCode: " " })).toThrow(unset);
    for (const propertyCode of ["MS12", "MS012", "MS009"])
      expect(() => naupa3Xml(report, { edition: "0.1", propertyCode })).toThrow(
        /must be one of the codes this edition/,
      );
  });

  it("says that a missing code is one problem, not one of each property", () => {
    expect(sentences(report, { edition: "0.1", propertyCode: null })).toHaveLength(1);
  });

  it("warns of MS012 where the edition lists it", () => {
    const { warnings } = naupa3Xml(withProperty({}), { edition: "1.0", propertyCode: "MS012" });
    expect(warnings).toEqual([expect.stringMatching(/sports betting/)]);
    expect(naupa3Xml(withProperty({}), second).warnings).toEqual([]);
  });

  it.each<[string, StateReport]>([
    ["the holder's address", holder({ address: { ...address, state: "AR" } })],
    ["the incorporation", holder({ incorporated: { state: "AR", on: "1998-02-03" } })],
    ["an owner's address", named({ address: { ...address, state: "AR" } })],
    ["the state of sale", withProperty({ soldIn: "AR" })],
    ["a contact's address", withBody({ contacts: [{ ...contact, address: { ...address, state: "AR" } }] })],
  ])("writes Arkansas in %s and warns that the published list lacks it", (_where, arkansan) => {
    const { xml, warnings } = naupa3Xml(arkansan, first);
    expect(xml).toMatch(/>AR</);
    expect(warnings).toContainEqual(expect.stringMatching(/Arkansas \(AR\).* leaves out/));
  });

  it("says what stands for a name where there is none", () => {
    const { xml, warnings } = naupa3Xml(report, first);
    expect(xml).toContain("<CompanyName>UNKNOWN</CompanyName>");
    expect(xml).toContain("<CompanyName>AGGREGATE</CompanyName>");
    expect(warnings).toEqual([expect.stringMatching(/^Owners that are unknown or aggregated/)]);
  });
});
