import type { Naupa2Record } from "./layout";

/** How a value is written; what a field's type must be follows from it. */
export type ValueKind = "text" | "name" | "company" | "code" | "digits" | "date" | "amount" | "count";

const owner = {
  sequence: "count",
  "owner type": "code",
  "owner last name": "name",
  "owner first name": "name",
  "owner middle name": "name",
  "owner prefix": "name",
  "owner suffix": "name",
  "owner address 1": "text",
  "owner address 2": "text",
  "owner address 3": "text",
  "owner city": "text",
  "owner state": "code",
  "owner postal code": "text",
  "owner country": "code",
  relationship: "code",
} as const;

const amounts = {
  "amount reported": "amount",
  "amount deducted": "amount",
  "amount advertised": "amount",
  "amount added": "amount",
  "amount deleted": "amount",
  "amount remitted": "amount",
} as const;

/** What a layout's rules may ask for, by record. */
export const valueNames = {
  HOLDER: {
    "report state": "code",
    "report year": "count",
    "as-of date": "date",
    "holder name": "company",
    "holder tax number": "digits",
    "holder address 1": "text",
    "holder address 2": "text",
    "holder address 3": "text",
    "holder city": "text",
    "holder state": "code",
    "holder postal code": "text",
    "holder industry": "digits",
    "incorporated in": "code",
    "incorporated on": "date",
    "contact name": "name",
    "contact phone": "digits",
    "contact e-mail": "text",
  },
  PROPERTY: {
    ...owner,
    "property code": "code",
    account: "text",
    description: "text",
    owners: "count",
    "last activity": "date",
    "presumed abandoned": "date",
    "first letter": "date",
    "second letter": "date",
    "sold in": "code",
    ...amounts,
  },
  PROPADD: owner,
  SUMINFO: { properties: "count", owners: "count", records: "count", ...amounts },
} as const satisfies Record<Naupa2Record, Record<string, ValueKind>>;

/** Without these a file could not be checked against its own sums, or says of nobody what. */
export const neededValues: Readonly<Record<Naupa2Record, readonly string[]>> = {
  HOLDER: ["holder name", "holder tax number"],
  PROPERTY: ["sequence", "property code", "owner type", "owner last name", "amount reported", "amount remitted"],
  PROPADD: ["sequence", "owner type", "owner last name"],
  SUMINFO: ["properties", "amount reported", "amount remitted"],
};

export const dateFormats = ["YYYYMMDD", "MMDDYYYY", "YYMMDD", "MMDDYY", "YYYY"] as const;
export type DateFormat = (typeof dateFormats)[number];
