import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-files";
import { type Company, type Contact, contactRoles, type PartyName, type Phone, type PostalAddress } from "../party";
import { listOf, type XmlElement } from "./shape";

/** Children of an element that has passed its shape: what must stand does, so a gap here is a fault of ours. */
export function textIn(element: XmlElement, name: string): string {
  const found = element[name];
  if (typeof found !== "string") throw new Invalid(t("reportFile.read.noField", { name }), { status: 422 });
  return found;
}

export const findText = (element: XmlElement, name: string): string | null =>
  element[name] === undefined ? null : textIn(element, name);

export const elementsIn = (element: XmlElement, name: string): XmlElement[] =>
  listOf(element[name]).flatMap((node) => (typeof node === "string" ? [] : [node]));

export const findElement = (element: XmlElement, name: string): XmlElement | null =>
  elementsIn(element, name)[0] ?? null;

export function elementIn(element: XmlElement, name: string): XmlElement {
  const found = findElement(element, name);
  if (!found) throw new Invalid(t("reportFile.read.noField", { name }), { status: 422 });
  return found;
}

/** The member of a list of codes that the text is. */
export function memberOf<Code extends string>(codes: readonly Code[], text: string): Code {
  const found = codes.find((code) => code === text);
  if (found === undefined) throw new Invalid(t("reportFile.read.noField", { name: text }), { status: 422 });
  return found;
}

export function readAddress(element: XmlElement): PostalAddress {
  const home = findElement(element, "USAddress");
  const found = home ?? elementIn(element, "ForeignAddress");
  const lines = {
    line1: textIn(found, "Address1"),
    line2: findText(found, "Address2"),
    line3: findText(found, "Address3"),
    city: textIn(found, "City"),
  };
  if (home) return { kind: "us", ...lines, state: textIn(home, "StateCode"), zip: textIn(home, "ZIPCode") };
  return {
    kind: "foreign",
    ...lines,
    province: findText(found, "ProvinceOrState"),
    postalCode: findText(found, "ForeignPostalCode"),
    country: textIn(found, "CountryCode"),
  };
}

function readName(element: XmlElement): PartyName {
  const person = findElement(element, "PersonName");
  if (!person) return { kind: "company", name: textIn(element, "CompanyName") };
  return {
    kind: "person",
    prefix: findText(person, "Prefix"),
    first: textIn(person, "FirstName") || null,
    middle: findText(person, "MiddleName"),
    last: textIn(person, "LastName"),
    suffix: findText(person, "Suffix"),
  };
}

export function readPhone(element: XmlElement): Phone {
  const home = findText(element, "USTelephoneNumber");
  return {
    kind: home === null ? "foreign" : "us",
    number: home ?? textIn(element, "ForeignTelephoneNumber"),
    extension: findText(element, "Extension"),
  };
}

export function readContact(element: XmlElement): Contact {
  const address = findElement(element, "PrimaryAddress");
  const phone = findElement(element, "TelephoneNumber");
  return {
    role: memberOf(contactRoles, textIn(element, "TypeCode")),
    name: readName(element),
    address: address && readAddress(address),
    phone: phone && readPhone(phone),
    email: findText(element, "EMailAddress"),
  };
}

export function readCompany(element: XmlElement): Company {
  const home = findElement(element, "USCompanyInfo");
  const info = home ?? elementIn(element, "ForeignCompanyInfo");
  return {
    name: textIn(element, "CompanyName"),
    taxId: textIn(info, home ? "FEIN" : "ForeignTaxID"),
    address: readAddress(info),
  };
}
