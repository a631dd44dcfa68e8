import { fromDecimal } from "@/lib/money";
import { paymentTypes, reportTypes } from "../codes";
import type { Owner, Payment, ReportProperty, StateReport } from "../report";
import type { EditionFacts } from "./edition";
import {
  elementIn,
  elementsIn,
  findElement,
  findText,
  memberOf,
  readCompany,
  readContact,
  readPhone,
  textIn,
} from "./party-reader";
import type { XmlElement } from "./shape";

/** What a file holds of a report; for which state and year it was made is not in it. */
export type FiledReport = Omit<StateReport, "state" | "year">;

/** Our word for a code of the edition. */
function wordOf<Word extends string>(
  codes: Readonly<Record<Word, string>>,
  words: readonly Word[],
  code: string,
): Word {
  return memberOf(words, words.find((word) => codes[word] === code) ?? code);
}

function readPayment(element: XmlElement | null, facts: EditionFacts): Payment | null {
  if (!element || textIn(element, "TypeCode") === "None") return null;
  return {
    type: wordOf(facts.paymentTypes, paymentTypes, textIn(element, "TypeCode")),
    confirmation: textIn(element, "ConfirmationNumber"),
  };
}

function readBody(holder: XmlElement, properties: readonly ReportProperty[], facts: EditionFacts): StateReport["body"] {
  const report = findElement(holder, "Report");
  if (report)
    return {
      kind: "properties",
      type: wordOf(facts.reportTypes, reportTypes, textIn(report, "TypeCode")),
      asOf: textIn(report, "AsOfDate"),
      contacts: elementsIn(report, "Contact").map(readContact),
      properties,
    };
  const negative = elementIn(holder, "NegativeReport");
  return {
    kind: "negative",
    contact: readContact(elementIn(negative, "Contact")),
    asOf: findText(negative, "AsOfDate"),
  };
}

export function readReport(root: XmlElement, properties: readonly ReportProperty[], facts: EditionFacts): FiledReport {
  const software = elementIn(root, "SoftwareInformation");
  const remitter = elementIn(root, "Remitter");
  const holder = elementIn(root, "Holder");
  const incorporated = findElement(holder, "Incorporated");
  const tradeNames = holder.DBAName ?? [];
  return {
    software: { version: textIn(software, "Version"), contact: readContact(elementIn(software, "Contact")) },
    payment: readPayment(findElement(root, "Payment"), facts),
    remitter: {
      ...readCompany(remitter),
      phone: readPhone(elementIn(remitter, "TelephoneNumber")),
      email: textIn(remitter, "EMailAddress"),
    },
    holder: {
      ...readCompany(holder),
      contacts: elementsIn(holder, "Contact").map(readContact),
      naics: textIn(holder, "NAICSCode"),
      tradeNames: [tradeNames].flat().map(String),
      incorporated: incorporated && { state: textIn(incorporated, "State"), on: textIn(incorporated, "Date") },
    },
    body: readBody(holder, properties, facts),
  };
}

function readOwner(element: XmlElement): Owner {
  const { name, address, phone, email } = readContact(elementIn(element, "Contact"));
  switch (textIn(element, "TypeCode")) {
    case "Aggregate":
      return { kind: "aggregate" };
    case "Unknown":
      return { kind: "unknown", address };
    default:
      return { kind: "named", name, address, phone, email, relationship: textIn(element, "RelationshipCode") };
  }
}

/** @throws RangeError when an amount is none; the shape has checked that. */
function readCents(element: XmlElement, name: string): bigint {
  const cents = fromDecimal(textIn(element, name), "USD");
  if (cents === null) throw new RangeError(`${name} is no amount`);
  return cents;
}

export function readProperty(element: XmlElement, facts: EditionFacts): ReportProperty {
  const letters = findElement(element, "DueDiligencePerformed");
  const returned = findElement(element, "ReturnedByPostOffice");
  const cash = elementIn(element, "Cash");
  return {
    account: textIn(element, "AccountNumber"),
    presumedAbandonedOn: textIn(element, "PresumedAbandonedDate"),
    letters: letters && { first: textIn(letters, "Date1"), second: findText(letters, "Date2") },
    returnedMailOn: returned && textIn(returned, "MailDate"),
    lastActivityOn: textIn(element, "LastActivityDate"),
    description: findText(element, facts.descriptionElement),
    owners: elementsIn(element, "Owner").map(readOwner),
    reportedCents: readCents(cash, "ReportedAmount"),
    remittedCents: readCents(cash, "RemittedAmount"),
    soldIn: findText(cash, "ItemIssueState"),
  };
}
