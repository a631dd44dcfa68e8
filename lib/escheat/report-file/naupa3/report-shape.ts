import { naupa3Relationships } from "../codes";
import type { EditionFacts } from "./edition";
import { companyShape, contactShape, emailRule, phoneShape, stateRule } from "./party-shape";
import type { Field, Shape } from "./shape";
import type { TextRule } from "./text-rule";

const date: TextRule = { kind: "date" };
const money: TextRule = { kind: "money" };

/**
 * The cash branch of the schema, as far as a gift card fills it: elements in the published order, what must stand and
 * what may. Of what the schema allows besides (securities, safe deposit boxes, beneficiaries) nothing is written.
 */
export const propertyShape = (facts: EditionFacts): Shape => [
  {
    name: "TypeCode",
    label: "reportFile.field.propertyCode",
    of: { kind: "code", values: facts.propertyCodes, says: "reportFile.rule.propertyCode" },
  },
  { name: "AccountNumber", label: "reportFile.field.account", of: { kind: "text", max: 100 } },
  { name: "PresumedAbandonedDate", label: "reportFile.field.presumed", of: date },
  {
    name: "DueDiligencePerformed",
    label: "reportFile.part.letters",
    occurs: "maybe",
    of: [
      { name: "Date1", label: "reportFile.field.letter1", of: date },
      { name: "Date2", label: "reportFile.field.letter2", of: date, occurs: "maybe" },
    ],
  },
  {
    name: "ReturnedByPostOffice",
    label: "reportFile.part.returned",
    occurs: "maybe",
    of: [{ name: "MailDate", label: "reportFile.field.returned", of: date }],
  },
  { name: "LastActivityDate", label: "reportFile.field.lastActivity", of: date },
  {
    name: facts.descriptionElement,
    label: "reportFile.field.description",
    of: { kind: "text", max: facts.description },
    occurs: "maybe",
  },
  {
    name: "Owner",
    label: "reportFile.part.owner",
    occurs: "many",
    of: [
      {
        name: "TypeCode",
        label: "reportFile.field.ownerType",
        of: { kind: "code", values: ["NamedOwner", "Unknown", "Aggregate"], says: "reportFile.rule.ownerType" },
      },
      { name: "Contact", label: "reportFile.part.contact", of: contactShape(facts) },
      {
        name: "RelationshipCode",
        label: "reportFile.field.relationship",
        of: { kind: "code", values: naupa3Relationships, says: "reportFile.rule.relationship" },
      },
    ],
  },
  {
    name: "Cash",
    label: "reportFile.part.cash",
    of: [
      { name: "ReportedAmount", label: "reportFile.field.reported", of: money },
      { name: "RemittedAmount", label: "reportFile.field.remitted", of: money },
      { name: "ItemIssueState", label: "reportFile.field.soldIn", of: stateRule, occurs: "maybe" },
    ],
  },
];

/** Everything but the properties, which are checked, written and read one by one. */
export const frameShape = (facts: EditionFacts): Shape => [
  {
    name: "SoftwareInformation",
    label: "reportFile.part.software",
    of: [
      { name: "Version", label: "reportFile.field.version", of: { kind: "text", max: 50 } },
      { name: "Contact", label: "reportFile.part.contact", of: contactShape(facts) },
    ],
  },
  paymentField(facts),
  {
    name: "Remitter",
    label: "reportFile.part.remitter",
    of: [
      ...companyShape(facts),
      { name: "TelephoneNumber", label: "reportFile.part.phone", of: phoneShape },
      { name: "EMailAddress", label: "reportFile.field.email", of: emailRule },
    ],
  },
  { name: "Holder", label: "reportFile.part.holder", of: holderShape(facts) },
];

/** The first edition has no way to leave payment out: it then says None, with an empty confirmation number. */
const paymentField = (facts: EditionFacts): Field => ({
  name: "Payment",
  label: "reportFile.part.payment",
  occurs: facts.paymentNeeded ? "once" : "maybe",
  of: [
    {
      name: "TypeCode",
      label: "reportFile.field.paymentType",
      of: { kind: "code", values: [...Object.values(facts.paymentTypes), "None"], says: "reportFile.rule.paymentType" },
    },
    {
      name: "ConfirmationNumber",
      label: "reportFile.field.confirmation",
      of: { kind: "text", min: facts.paymentNeeded ? 0 : 1, max: 50 },
    },
  ],
});

function holderShape(facts: EditionFacts): Shape {
  return [
    ...companyShape(facts),
    { name: "Contact", label: "reportFile.part.contact", of: contactShape(facts), occurs: "many" },
    {
      // The published pattern takes no 0 as second digit. No sector of NAICS 2022 has one (11, 21 … 92), so a code that
      // fails it is a mistyped one: it is refused, unlike Arkansas, which exists.
      name: "NAICSCode",
      label: "reportFile.field.naics",
      of: { kind: "pattern", pattern: /^[1-9][1-9][0-9]{0,4}$/, says: "reportFile.rule.naics" },
    },
    {
      name: "DBAName",
      label: "reportFile.field.tradeName",
      of: { kind: "text", max: facts.companyName },
      occurs: "any",
    },
    {
      name: "Incorporated",
      label: "reportFile.part.incorporated",
      occurs: "maybe",
      of: [
        { name: "State", label: "reportFile.field.incorporatedIn", of: stateRule },
        { name: "Date", label: "reportFile.field.incorporatedOn", of: date },
      ],
    },
    {
      name: "Report",
      label: "reportFile.part.report",
      choice: "report",
      of: [
        {
          name: "TypeCode",
          label: "reportFile.field.reportType",
          of: { kind: "code", values: Object.values(facts.reportTypes), says: "reportFile.rule.reportType" },
        },
        { name: "AsOfDate", label: "reportFile.field.asOf", of: date },
        { name: "Contact", label: "reportFile.part.contact", of: contactShape(facts), occurs: "many" },
      ],
    },
    {
      name: "NegativeReport",
      label: "reportFile.part.negative",
      choice: "report",
      of: [
        { name: "Contact", label: "reportFile.part.contact", of: contactShape(facts) },
        ...(facts.negativeHasDate ? [{ name: "AsOfDate", label: "reportFile.field.asOf" as const, of: date }] : []),
      ],
    },
  ];
}
