import type { PaymentType, ReportType } from "../codes";

/**
 * NAUPA III as published in the repository NAUPAIII/NAUPA-III-Schema, in both editions found there: `0.1` (branch main,
 * 23 November 2022) and `1.0` (branch 1.1, 16 October 2024). They call elements and codes differently, and the file
 * names its edition, so a state that takes one refuses the other. Which one a state takes is a setting, never a guess.
 */
export const naupa3Editions = ["0.1", "1.0"] as const;
export type Naupa3Edition = (typeof naupa3Editions)[number];

export const namespace = "http://www.unclaimed.org/NAUPA-III";

export type EditionFacts = {
  readonly edition: Naupa3Edition;
  /** Greatest lengths. */
  readonly companyName: number;
  readonly givenName: number;
  readonly city: number;
  readonly line3: number;
  readonly province: number;
  readonly postalCode: number;
  readonly foreignTaxId: number;
  readonly description: number;
  readonly descriptionElement: string;
  /** Whether a person must have a first name, and whether payment may be left out altogether. */
  readonly firstNameNeeded: boolean;
  readonly paymentNeeded: boolean;
  readonly negativeHasDate: boolean;
  readonly reportTypes: Readonly<Record<ReportType, string>>;
  readonly paymentTypes: Readonly<Record<PaymentType, string>>;
  readonly propertyCodes: readonly string[];
};

const reportTypes = {
  annual: "Remittance/Annual",
  "no-remittance": "Advertising/No Remittance",
  initial: "Initial Remittance",
  final: "Final Remittance",
  supplemental: "Supplemental/Correction",
  audit: "Audit",
  reciprocal: "Reciprocal",
  "voluntary-disclosure": "Voluntary Disclosure Agreement",
  test: "Test",
} as const;

const paymentTypes = {
  online: "Online",
  check: "Check",
  wire: "Wire",
  "ach-credit": "ACH Credit",
  "ach-debit": "ACH Debit",
  interagency: "Interagency",
  "e-check": "ECheck",
  other: "Other",
} as const;

/** AC001 … AC012 and so on: a prefix and the numbers in use, some of which are left out. */
const codes = (prefix: string, last: number, without: readonly number[] = []): string[] =>
  Array.from({ length: last }, (_, index) => index + 1)
    .filter((number) => !without.includes(number))
    .map((number) => `${prefix}${String(number).padStart(3, "0")}`);

const propertyCodes = [
  ...codes("AC", 12),
  ...codes("CK", 9),
  ...codes("CS", 7),
  ...codes("CT", 11),
  ...codes("HS", 2),
  ...codes("IN", 9),
  ...codes("IR", 8),
  ...codes("MI", 9),
  ...codes("MS", 11, [9]),
  ...codes("SC", 17, [8]),
  ...codes("SD", 3),
  ...codes("TR", 7),
  ...codes("UT", 2),
  ...codes("VC", 2),
];

const first: EditionFacts = {
  edition: "0.1",
  companyName: 100,
  givenName: 50,
  city: 30,
  line3: 50,
  province: 50,
  postalCode: 9,
  foreignTaxId: 20,
  description: 500,
  descriptionElement: "Description",
  firstNameNeeded: false,
  paymentNeeded: true,
  negativeHasDate: false,
  reportTypes,
  paymentTypes,
  propertyCodes,
};

const second: EditionFacts = {
  ...first,
  edition: "1.0",
  companyName: 200,
  givenName: 100,
  city: 100,
  line3: 100,
  province: 100,
  postalCode: 10,
  foreignTaxId: 15,
  description: 250,
  descriptionElement: "DescriptionOrAdditionalInformation",
  firstNameNeeded: true,
  paymentNeeded: false,
  negativeHasDate: true,
  reportTypes: { ...reportTypes, "no-remittance": "Advertisement/No Remittance" },
  paymentTypes: { ...paymentTypes, interagency: "InterAgency" },
  propertyCodes: [...propertyCodes, "HS003", "HS004", "IN010", "MS012", "SD004", "SD005", "VC003"],
};

export const editionFacts: Readonly<Record<Naupa3Edition, EditionFacts>> = { "0.1": first, "1.0": second };
