import type { CivilDate } from "@/lib/dates";
import { fullName, type PostalAddress } from "../party";
import { type Owner, propertiesOf, type ReportProperty, type StateReport } from "../report";
import { reportTotals } from "../totals";
import type { Naupa2Record } from "./layout";
import type { valueNames } from "./value-names";

/** What a field is filled from; null where the report does not say. Amounts are cents, dates civil. */
export type Value = string | bigint | null;
type Values<Kind extends Naupa2Record> = Readonly<Record<keyof (typeof valueNames)[Kind], Value>>;

function addressValues(address: PostalAddress | null) {
  return {
    line1: address?.line1 ?? null,
    line2: address?.line2 ?? null,
    line3: address?.line3 ?? null,
    city: address?.city ?? null,
    state: address?.kind === "us" ? address.state : null,
    // Left-justified text without its hyphen: as a number a leading zero of New England would be lost in the filling.
    postalCode: address?.kind === "us" ? address.zip.replace("-", "") : (address?.postalCode ?? null),
    country: address === null ? null : address.kind === "us" ? "USA" : address.country,
  };
}

export function holderValues(report: StateReport): Values<"HOLDER"> {
  const { holder, body } = report;
  const address = addressValues(holder.address);
  const contact = body.kind === "properties" ? body.contacts[0] : body.contact;
  return {
    "report state": report.state,
    "report year": BigInt(report.year),
    "as-of date": body.asOf,
    "holder name": holder.name,
    "holder tax number": holder.taxId,
    "holder address 1": address.line1,
    "holder address 2": address.line2,
    "holder address 3": address.line3,
    "holder city": address.city,
    "holder state": address.state,
    "holder postal code": address.postalCode,
    "holder industry": holder.naics,
    "incorporated in": holder.incorporated?.state ?? null,
    "incorporated on": holder.incorporated?.on ?? null,
    "contact name": contact ? fullName(contact.name) : null,
    "contact phone": contact?.phone?.number ?? null,
    "contact e-mail": contact?.email ?? null,
  };
}

/** AP aggregate, UN unknown, OT any other; the first two have these words for a name. */
const ownerTypes = { named: "OT", unknown: "UN", aggregate: "AP" } as const;
const literalNames = { unknown: "UNKNOWN", aggregate: "AGGREGATE" } as const;

function nameValues(owner: Owner) {
  if (owner.kind !== "named")
    return { last: literalNames[owner.kind], first: null, middle: null, prefix: null, suffix: null };
  if (owner.name.kind === "company")
    return { last: owner.name.name, first: null, middle: null, prefix: null, suffix: null };
  return owner.name;
}

export function ownerValues(sequence: number, owner: Owner): Values<"PROPADD"> {
  const name = nameValues(owner);
  const address = addressValues(owner.kind === "aggregate" ? null : owner.address);
  return {
    sequence: BigInt(sequence),
    "owner type": ownerTypes[owner.kind],
    "owner last name": name.last,
    "owner first name": name.first,
    "owner middle name": name.middle,
    "owner prefix": name.prefix,
    "owner suffix": name.suffix,
    "owner address 1": address.line1,
    "owner address 2": address.line2,
    "owner address 3": address.line3,
    "owner city": address.city,
    "owner state": address.state,
    "owner postal code": address.postalCode,
    "owner country": address.country,
    relationship: owner.kind === "named" ? owner.relationship : "UN",
  };
}

/** advertised = reported − deducted; remitted = advertised + added − deleted. We deduct, add and delete nothing. */
function amountValues({ reportedCents, remittedCents }: Pick<ReportProperty, "reportedCents" | "remittedCents">) {
  return {
    "amount reported": reportedCents,
    "amount deducted": 0n,
    "amount advertised": reportedCents,
    "amount added": 0n,
    "amount deleted": 0n,
    "amount remitted": remittedCents,
  };
}

export function propertyValues(
  property: ReportProperty,
  sequence: number,
  owner: Owner,
  propertyCode: string,
): Values<"PROPERTY"> {
  const day = (date: CivilDate | null | undefined) => date ?? null;
  return {
    ...ownerValues(sequence, owner),
    "property code": propertyCode,
    account: property.account,
    description: property.description,
    owners: BigInt(property.owners.length),
    "last activity": property.lastActivityOn,
    "presumed abandoned": property.presumedAbandonedOn,
    "first letter": day(property.letters?.first),
    "second letter": day(property.letters?.second),
    "sold in": property.soldIn,
    ...amountValues(property),
  };
}

/** `records` counts HOLDER, PROPERTY and PROPADD records of the block and the SUMINFO record itself. */
export function summaryValues(report: StateReport): Values<"SUMINFO"> {
  const totals = reportTotals(report);
  const owners = propertiesOf(report).reduce((count, property) => count + property.owners.length, 0);
  return {
    properties: BigInt(totals.properties),
    owners: BigInt(owners),
    records: BigInt(owners + 2),
    ...amountValues(totals),
  };
}
