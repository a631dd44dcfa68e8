import type { Contact, PersonName, UsAddress } from "@/lib/escheat/report-file/party";
import type { NamedOwner, ReportBody, ReportProperty, StateReport } from "@/lib/escheat/report-file/report";

/** A small report to West Virginia, made up for the tests: the card of regulation's worked case (a), and two more. */
export const address: UsAddress = {
  kind: "us",
  line1: "1900 Kanawha Boulevard E",
  line2: null,
  line3: null,
  city: "Charleston",
  state: "WV",
  zip: "25305",
};

export const person = (first: string | null, last: string): PersonName => ({
  kind: "person",
  prefix: null,
  first,
  middle: null,
  last,
  suffix: null,
});

export const contact: Contact = {
  role: "Report",
  name: person("Rosa", "Field"),
  address,
  phone: { kind: "us", number: "3045550100", extension: null },
  email: "reports@example.com",
};

export const owner: NamedOwner = {
  kind: "named",
  name: person("Ann", "O'Neil"),
  address: { ...address, line1: "12 Oak St", zip: "25301-1234" },
  phone: null,
  email: null,
  relationship: "SO",
};

export const property: ReportProperty = {
  account: "GC-1",
  presumedAbandonedOn: "2025-12-31",
  letters: { first: "2026-07-06", second: null },
  returnedMailOn: null,
  lastActivityOn: "2022-03-15",
  description: null,
  owners: [owner],
  reportedCents: 25_373n,
  remittedCents: 25_373n,
  soldIn: "OH",
};

export const unknown: ReportProperty = {
  ...property,
  account: "GC-2",
  letters: null,
  owners: [{ kind: "unknown", address: null }],
  reportedCents: 6_000n,
  remittedCents: 6_000n,
  soldIn: null,
};

export const aggregate: ReportProperty = {
  ...unknown,
  account: "AGGREGATE",
  owners: [{ kind: "aggregate" }],
  description: "3 gift cards",
  reportedCents: 4_501n,
  remittedCents: 4_501n,
};

export const body: ReportBody = {
  kind: "properties",
  type: "annual",
  asOf: "2026-06-30",
  contacts: [contact],
  properties: [property, unknown, aggregate],
};

export const report: StateReport = {
  state: "WV",
  year: 2026,
  software: {
    version: "1.0",
    contact: { ...contact, role: "Software", name: { kind: "company", name: "Breakwater" } },
  },
  payment: { type: "ach-credit", confirmation: "ACH-77" },
  remitter: {
    name: "Harbor Gifts Inc",
    taxId: "123456789",
    address,
    phone: { kind: "us", number: "3045550100", extension: "12" },
    email: "money@example.com",
  },
  holder: {
    name: "Harbor Gifts Inc",
    taxId: "123456789",
    address,
    contacts: [contact],
    naics: "455110",
    tradeNames: ["Harbor"],
    incorporated: { state: "DE", on: "1998-02-03" },
  },
  body,
};

export const withProperty = (change: Partial<ReportProperty>): StateReport => ({
  ...report,
  body: { ...body, properties: [{ ...property, ...change }] },
});

export const withBody = (change: Partial<ReportBody>): StateReport => ({ ...report, body: { ...body, ...change } });
