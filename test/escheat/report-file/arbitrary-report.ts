import fc from "fast-check";
import { paymentTypes, reportTypes } from "@/lib/escheat/report-file/codes";
import {
  type Contact,
  contactRoles,
  type PartyName,
  type Phone,
  type PostalAddress,
} from "@/lib/escheat/report-file/party";
import type { Owner, ReportBody, ReportProperty, StateReport } from "@/lib/escheat/report-file/report";

/** Names as people have them and as files break on them; never blank, without controls and without escapes. */
const awkward = fc.constantFrom(
  "&",
  "<",
  ">",
  '"',
  "'",
  "]]>",
  "--",
  "{",
  "é",
  "ж",
  "港",
  "😀",
  " ",
  "a",
  "Z",
  "9",
  "#",
  ";",
);
export const awkwardText = (max: number) =>
  fc
    .array(awkward, { minLength: 1, maxLength: Math.max(1, Math.floor(max / 3)) })
    .map((parts) => parts.join(""))
    .filter((text) => text.trim() !== "" && !/&(#\d+|#x[\da-f]+|lt|gt|amp|apos|quot);/i.test(text));

const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });
const digits = (min: number, max = min) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });

const addresses: fc.Arbitrary<PostalAddress> = fc.oneof(
  fc.record({
    kind: fc.constant("us" as const),
    line1: awkwardText(60),
    line2: maybe(awkwardText(60)),
    line3: maybe(awkwardText(30)),
    city: awkwardText(30),
    state: fc.constantFrom("WV", "OH", "PR", "AR"),
    zip: fc.oneof(
      digits(5),
      fc.tuple(digits(5), digits(4)).map((parts) => parts.join("-")),
    ),
  }),
  fc.record({
    kind: fc.constant("foreign" as const),
    line1: awkwardText(60),
    line2: maybe(awkwardText(60)),
    line3: maybe(awkwardText(30)),
    city: awkwardText(30),
    province: maybe(awkwardText(30)),
    postalCode: maybe(awkwardText(9)),
    country: fc.constantFrom("DEU", "CAN", "JPN", "UKR"),
  }),
);

const phones: fc.Arbitrary<Phone> = fc.oneof(
  fc.record({ kind: fc.constant("us" as const), number: digits(10), extension: maybe(digits(1, 4)) }),
  fc.record({ kind: fc.constant("foreign" as const), number: digits(7, 15), extension: maybe(digits(1, 4)) }),
);

const names: fc.Arbitrary<PartyName> = fc.oneof(
  fc.record({ kind: fc.constant("company" as const), name: awkwardText(90) }),
  fc.record({
    kind: fc.constant("person" as const),
    prefix: maybe(awkwardText(9)),
    first: awkwardText(45),
    middle: maybe(awkwardText(45)),
    last: awkwardText(90),
    suffix: maybe(awkwardText(9)),
  }),
);

const emails = fc.constantFrom("a@b.c", "reports+wv@example.com");
const contacts: fc.Arbitrary<Contact> = fc.record({
  role: fc.constantFrom(...contactRoles),
  name: names,
  address: maybe(addresses),
  phone: maybe(phones),
  email: maybe(emails),
});

const owners: fc.Arbitrary<readonly Owner[]> = fc.oneof(
  fc.array(
    fc.record({
      kind: fc.constant("named" as const),
      name: names,
      address: maybe(addresses),
      phone: maybe(phones),
      email: maybe(emails),
      relationship: fc.constantFrom("SO", "UN", "JT"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  fc.record({ kind: fc.constant("unknown" as const), address: maybe(addresses) }).map((owner) => [owner]),
  fc.constant([{ kind: "aggregate" as const }]),
);

const cents = fc.bigInt({ min: 1n, max: 999_999_999_999n });

const properties: fc.Arbitrary<ReportProperty> = fc
  .record({
    account: awkwardText(60),
    presumedAbandonedOn: fc.constantFrom("2024-02-29", "2025-12-31"),
    letters: maybe(fc.record({ first: fc.constant("2026-07-06"), second: maybe(fc.constant("2026-08-06")) })),
    lastActivityOn: fc.constantFrom("2020-02-29", "2022-03-15"),
    description: maybe(awkwardText(200)),
    owners,
    cents,
    soldIn: maybe(fc.constantFrom("OH", "AR")),
  })
  .map(({ cents: amount, ...rest }) => ({
    ...rest,
    returnedMailOn: rest.letters && "2026-07-06",
    reportedCents: amount,
    remittedCents: amount,
  }));

const bodies: fc.Arbitrary<ReportBody> = fc
  .record({
    type: fc.constantFrom(...reportTypes),
    contacts: fc.array(contacts, { minLength: 1, maxLength: 2 }),
    properties: fc.uniqueArray(properties, { minLength: 1, maxLength: 4, selector: ({ account }) => account }),
  })
  .map(({ type, properties: lines, ...rest }) => ({
    kind: "properties" as const,
    type,
    asOf: "2026-06-30",
    ...rest,
    properties: type === "no-remittance" ? lines.map((line) => ({ ...line, remittedCents: 0n })) : lines,
  }));

const companies = fc.record({ name: awkwardText(90), taxId: digits(9), address: addresses });

/** Reports that nothing is wrong with, in either edition of NAUPA III. */
export const reports: fc.Arbitrary<StateReport> = fc.record({
  state: fc.constant("WV"),
  year: fc.constant(2026),
  software: fc.record({ version: awkwardText(40), contact: contacts }),
  payment: fc.record({ type: fc.constantFrom(...paymentTypes), confirmation: awkwardText(40) }),
  remitter: fc.tuple(companies, phones, emails).map(([company, phone, email]) => ({ ...company, phone, email })),
  holder: fc
    .tuple(companies, fc.array(contacts, { minLength: 1, maxLength: 2 }), fc.array(awkwardText(60), { maxLength: 3 }))
    .map(([company, people, tradeNames]) => ({
      ...company,
      contacts: people,
      naics: "455110",
      tradeNames,
      incorporated: { state: "AR", on: "1998-02-03" },
    })),
  body: bodies,
});
