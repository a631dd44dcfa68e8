import { stateOf } from "../jurisdiction-name";
import { type ReportLines, reportLines } from "../report-file/lines";
import type { Company, Contact, Phone, UsAddress } from "../report-file/party";
import type { Payment, StateReport } from "../report-file/report";
import { personNameOf, postalAddressOf } from "./owner";
import type { FrozenCard, FrozenReport, HolderRecord } from "./report-record";

/**
 * How a named holder of a gift card is related to it: sole owner. The formats' own lists carry no meanings, so counsel
 * confirms it before the first file goes out; the screen says so.
 */
export const OWNER_RELATIONSHIP = "SO";

/** What every file names of the holder; a state returns a file without it. */
export const neededOfHolder = [
  "legalName",
  "fein",
  "naics",
  "addressLine",
  "city",
  "state",
  "zip",
  "contactName",
  "contactEmail",
  "contactPhone",
] as const satisfies readonly (keyof HolderRecord)[];
export type HolderNeed = (typeof neededOfHolder)[number] | "propertyCode";

/** What has to be entered before a file can be made; NAUPA III asks for the code of gift cards besides. */
export function missingOfHolder(holder: HolderRecord, format: "naupa3" | "naupa2"): HolderNeed[] {
  const missing: HolderNeed[] = neededOfHolder.filter((field) => !holder[field]?.trim());
  return format === "naupa3" && !holder.propertyCode?.trim() ? [...missing, "propertyCode"] : missing;
}

export type WrittenReport = { readonly report: StateReport; readonly lines: ReportLines };

/**
 * A frozen report as what a file says. What is missing of the holder is left empty, so that the table can be looked at;
 * the formats themselves refuse it by name.
 * @throws Invalid for cards that no report can hold, and for aggregation that no rule allows.
 */
export function stateReportOf(frozen: FrozenReport, payment: Payment | null, version: string): WrittenReport {
  const { content, jurisdiction, reportYear, cutoffOn } = frozen;
  const remits = content.remit === null;
  const lines = reportLines(frozen.cards.map(reportCardOf), {
    aggregate: content.aggregate,
    aggregateBelow: content.aggregateBelow,
    remits,
  });
  const { company, contact, phone } = holderParties(content.holder);
  const state = stateOf(jurisdiction) ?? "";
  const { incorporation, incorporatedOn, naics } = content.holder;
  const incorporatedIn = incorporation === null ? null : stateOf(incorporation);
  const asOf = cutoffOn;
  return {
    lines,
    report: {
      state,
      year: reportYear,
      software: {
        version,
        contact: {
          role: "Software",
          name: { kind: "company", name: "Breakwater" },
          address: null,
          phone: null,
          email: null,
        },
      },
      payment: remits ? payment : null,
      remitter: { ...company, phone, email: contact.email ?? "" },
      holder: {
        ...company,
        contacts: [contact],
        naics: naics ?? "",
        tradeNames: [],
        incorporated:
          incorporatedIn !== null && incorporatedOn !== null ? { state: incorporatedIn, on: incorporatedOn } : null,
      },
      body:
        lines.properties.length === 0
          ? { kind: "negative", contact, asOf }
          : {
              kind: "properties",
              type: remits ? "annual" : "no-remittance",
              asOf,
              contacts: [contact],
              properties: lines.properties,
            },
    },
  };
}

function reportCardOf({ amount, content }: FrozenCard) {
  const { card, currency, presumedAbandonedOn, lastActivityOn, letters, soldIn, owner } = content;
  const address = postalAddressOf(owner);
  return {
    card,
    currency,
    amount,
    presumedAbandonedOn,
    lastActivityOn,
    letters: letters && { first: letters.first, second: letters.second },
    returnedMailOn: letters?.returnedMailOn ?? null,
    soldIn,
    description: null,
    owner:
      owner.name === null
        ? ({ kind: "unknown", address } as const)
        : ({
            kind: "named",
            name: personNameOf(owner.name),
            address,
            phone: null,
            email: null,
            relationship: OWNER_RELATIONSHIP,
          } as const),
  };
}

function holderParties(holder: HolderRecord): { company: Company; contact: Contact; phone: Phone } {
  const address: UsAddress = {
    kind: "us",
    line1: holder.addressLine ?? "",
    line2: null,
    line3: null,
    city: holder.city ?? "",
    state: holder.state ?? "",
    zip: holder.zip ?? "",
  };
  const phone: Phone = { kind: "us", number: holder.contactPhone ?? "", extension: null };
  return {
    company: { name: holder.legalName ?? "", taxId: holder.fein ?? "", address },
    phone,
    contact: {
      role: "Report",
      name: personNameOf(holder.contactName ?? ""),
      address,
      phone,
      email: holder.contactEmail,
    },
  };
}
