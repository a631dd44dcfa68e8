import { toDecimal } from "@/lib/money";
import type { Company, Contact, PartyName, Phone, PostalAddress } from "../party";
import type { Owner, ReportProperty, StateReport } from "../report";
import type { EditionFacts } from "./edition";
import type { XmlElement, XmlNode } from "./shape";

type Maybe = Readonly<Record<string, XmlNode | readonly XmlNode[] | null>>;

/** An element without the children that are not there. */
const element = (children: Maybe): XmlElement =>
  Object.fromEntries(Object.entries(children).flatMap(([name, child]) => (child === null ? [] : [[name, child]])));

const dollars = (cents: bigint): string => toDecimal(cents, "USD");

function addressElement(address: PostalAddress): XmlElement {
  const lines = { Address1: address.line1, Address2: address.line2, Address3: address.line3, City: address.city };
  return address.kind === "us"
    ? { USAddress: element({ ...lines, StateCode: address.state, ZIPCode: address.zip }) }
    : {
        ForeignAddress: element({
          ...lines,
          ProvinceOrState: address.province,
          ForeignPostalCode: address.postalCode,
          CountryCode: address.country,
        }),
      };
}

function nameElement(name: PartyName): XmlElement {
  if (name.kind === "company") return { CompanyName: name.name };
  return {
    PersonName: element({
      Prefix: name.prefix,
      FirstName: name.first ?? "",
      MiddleName: name.middle,
      LastName: name.last,
      Suffix: name.suffix,
    }),
  };
}

const phoneElement = (phone: Phone): XmlElement =>
  element({
    [phone.kind === "us" ? "USTelephoneNumber" : "ForeignTelephoneNumber"]: phone.number,
    Extension: phone.extension,
  });

const contactElement = ({ role, name, address, phone, email }: Contact): XmlElement =>
  element({
    TypeCode: role,
    ...nameElement(name),
    PrimaryAddress: address && addressElement(address),
    TelephoneNumber: phone && phoneElement(phone),
    EMailAddress: email,
  });

const companyElement = ({ name, taxId, address }: Company): XmlElement => ({
  CompanyName: name,
  ...(address.kind === "us"
    ? { USCompanyInfo: { FEIN: taxId, ...addressElement(address) } }
    : { ForeignCompanyInfo: { ForeignTaxID: taxId, ...addressElement(address) } }),
});

/**
 * The schema wants a name of every owner and does not say which where there is none. These are the words NAUPA II
 * prescribes; the export warns that they are carried over.
 */
export const literalNames = { unknown: "UNKNOWN", aggregate: "AGGREGATE" } as const;
const noRelationship = "UN";

function ownerElement(owner: Owner): XmlElement {
  const contact = { role: "Owner", phone: null, email: null, address: null } as const;
  if (owner.kind === "named")
    return {
      TypeCode: "NamedOwner",
      Contact: contactElement({ ...owner, role: "Owner" }),
      RelationshipCode: owner.relationship,
    };
  const name = { kind: "company", name: literalNames[owner.kind] } as const;
  return {
    TypeCode: owner.kind === "unknown" ? "Unknown" : "Aggregate",
    Contact: contactElement({ ...contact, name, address: owner.kind === "unknown" ? owner.address : null }),
    RelationshipCode: noRelationship,
  };
}

export function propertyElement(property: ReportProperty, facts: EditionFacts, propertyCode: string): XmlElement {
  const { letters, returnedMailOn } = property;
  return element({
    TypeCode: propertyCode,
    AccountNumber: property.account,
    PresumedAbandonedDate: property.presumedAbandonedOn,
    DueDiligencePerformed: letters && element({ Date1: letters.first, Date2: letters.second }),
    ReturnedByPostOffice: returnedMailOn === null ? null : { MailDate: returnedMailOn },
    LastActivityDate: property.lastActivityOn,
    [facts.descriptionElement]: property.description,
    Owner: property.owners.map(ownerElement),
    Cash: element({
      ReportedAmount: dollars(property.reportedCents),
      RemittedAmount: dollars(property.remittedCents),
      ItemIssueState: property.soldIn,
    }),
  });
}

function paymentElement({ payment }: StateReport, facts: EditionFacts): XmlElement | null {
  if (payment) return { TypeCode: facts.paymentTypes[payment.type], ConfirmationNumber: payment.confirmation };
  return facts.paymentNeeded ? { TypeCode: "None", ConfirmationNumber: "" } : null;
}

/** The whole file but its properties. */
export function frameElement(report: StateReport, facts: EditionFacts): XmlElement {
  const { software, remitter, holder, body } = report;
  return element({
    SoftwareInformation: { Version: software.version, Contact: contactElement(software.contact) },
    Payment: paymentElement(report, facts),
    Remitter: {
      ...companyElement(remitter),
      TelephoneNumber: phoneElement(remitter.phone),
      EMailAddress: remitter.email,
    },
    Holder: element({
      ...companyElement(holder),
      Contact: holder.contacts.map(contactElement),
      NAICSCode: holder.naics,
      DBAName: holder.tradeNames,
      Incorporated: holder.incorporated && { State: holder.incorporated.state, Date: holder.incorporated.on },
      Report:
        body.kind === "properties"
          ? {
              TypeCode: facts.reportTypes[body.type],
              AsOfDate: body.asOf,
              Contact: body.contacts.map(contactElement),
            }
          : null,
      NegativeReport:
        body.kind === "negative"
          ? element({
              Contact: contactElement(body.contact),
              AsOfDate: facts.negativeHasDate ? (body.asOf ?? "") : null,
            })
          : null,
    }),
  });
}
