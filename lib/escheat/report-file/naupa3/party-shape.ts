import { arkansas, naupa3Countries, naupa3States } from "../codes";
import { contactRoles } from "../party";
import type { EditionFacts } from "./edition";
import type { Shape } from "./shape";
import type { TextRule } from "./text-rule";

const text = (max: number): TextRule => ({ kind: "text", max });

/**
 * The published lists of both editions leave Arkansas out, which can only be an oversight: it takes reports, and holders
 * and owners live there. We write AR and warn, because the other way no Arkansas address could be reported at all; a
 * state that validates strictly will refuse the file until its schema is mended.
 */
export const stateRule: TextRule = {
  kind: "code",
  values: [...naupa3States, arkansas],
  says: "reportFile.rule.state",
};

const usAddress = (facts: EditionFacts): Shape => [
  { name: "Address1", label: "reportFile.field.line1", of: text(255) },
  { name: "Address2", label: "reportFile.field.line2", of: text(255), occurs: "maybe" },
  { name: "Address3", label: "reportFile.field.line3", of: text(facts.line3), occurs: "maybe" },
  { name: "City", label: "reportFile.field.city", of: text(facts.city) },
  { name: "StateCode", label: "reportFile.field.state", of: stateRule },
  {
    name: "ZIPCode",
    label: "reportFile.field.zip",
    of: { kind: "pattern", pattern: /^[0-9]{5}(-[0-9]{4})?$/, says: "reportFile.rule.zip" },
  },
];

const foreignAddress = (facts: EditionFacts): Shape => [
  { name: "Address1", label: "reportFile.field.line1", of: text(255) },
  { name: "Address2", label: "reportFile.field.line2", of: text(255), occurs: "maybe" },
  { name: "Address3", label: "reportFile.field.line3", of: text(facts.line3), occurs: "maybe" },
  { name: "City", label: "reportFile.field.city", of: text(facts.city) },
  { name: "ProvinceOrState", label: "reportFile.field.province", of: text(facts.province), occurs: "maybe" },
  { name: "ForeignPostalCode", label: "reportFile.field.postalCode", of: text(facts.postalCode), occurs: "maybe" },
  {
    name: "CountryCode",
    label: "reportFile.field.country",
    of: { kind: "code", values: naupa3Countries, says: "reportFile.rule.country" },
  },
];

const address = (facts: EditionFacts): Shape => [
  { name: "USAddress", label: "reportFile.part.usAddress", of: usAddress(facts), choice: "address" },
  { name: "ForeignAddress", label: "reportFile.part.foreignAddress", of: foreignAddress(facts), choice: "address" },
];

const personName = (facts: EditionFacts): Shape => [
  { name: "Prefix", label: "reportFile.field.prefix", of: text(10), occurs: "maybe" },
  {
    name: "FirstName",
    label: "reportFile.field.first",
    of: { kind: "text", min: facts.firstNameNeeded ? 1 : 0, max: facts.givenName },
  },
  { name: "MiddleName", label: "reportFile.field.middle", of: text(facts.givenName), occurs: "maybe" },
  { name: "LastName", label: "reportFile.field.last", of: text(100) },
  { name: "Suffix", label: "reportFile.field.suffix", of: text(10), occurs: "maybe" },
];

export const phoneShape: Shape = [
  {
    name: "USTelephoneNumber",
    label: "reportFile.field.phone",
    of: { kind: "pattern", pattern: /^[0-9]{10}$/, says: "reportFile.rule.usPhone" },
    choice: "phone",
  },
  {
    name: "ForeignTelephoneNumber",
    label: "reportFile.field.phone",
    of: { kind: "pattern", pattern: /^[0-9]{7,15}$/, says: "reportFile.rule.foreignPhone" },
    choice: "phone",
  },
  { name: "Extension", label: "reportFile.field.extension", of: text(4), occurs: "maybe" },
];

export const emailRule: TextRule = {
  kind: "pattern",
  pattern: /^[^@]+@[^.]+\..+$/,
  max: 255,
  says: "reportFile.rule.email",
};

export const contactShape = (facts: EditionFacts): Shape => [
  {
    name: "TypeCode",
    label: "reportFile.field.role",
    of: { kind: "code", values: contactRoles, says: "reportFile.rule.role" },
  },
  { name: "CompanyName", label: "reportFile.field.company", of: text(facts.companyName), choice: "name" },
  { name: "PersonName", label: "reportFile.part.person", of: personName(facts), choice: "name" },
  { name: "PrimaryAddress", label: "reportFile.part.address", of: address(facts), occurs: "maybe" },
  { name: "TelephoneNumber", label: "reportFile.part.phone", of: phoneShape, occurs: "maybe" },
  { name: "EMailAddress", label: "reportFile.field.email", of: emailRule, occurs: "maybe" },
];

/** A company's name and what must be known of it, home or foreign. */
export const companyShape = (facts: EditionFacts): Shape => [
  { name: "CompanyName", label: "reportFile.field.company", of: text(facts.companyName) },
  {
    name: "USCompanyInfo",
    label: "reportFile.part.usCompany",
    choice: "company",
    of: [
      {
        name: "FEIN",
        label: "reportFile.field.fein",
        of: { kind: "pattern", pattern: /^[0-9]{9}$/, says: "reportFile.rule.fein" },
      },
      { name: "USAddress", label: "reportFile.part.usAddress", of: usAddress(facts) },
    ],
  },
  {
    name: "ForeignCompanyInfo",
    label: "reportFile.part.foreignCompany",
    choice: "company",
    of: [
      { name: "ForeignTaxID", label: "reportFile.field.foreignTaxId", of: text(facts.foreignTaxId) },
      { name: "ForeignAddress", label: "reportFile.part.foreignAddress", of: foreignAddress(facts) },
    ],
  },
];
