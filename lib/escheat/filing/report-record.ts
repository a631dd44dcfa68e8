import { z } from "zod";
import { isCivilDate } from "@/lib/dates";
import { propertyKinds } from "../constants";

/** What of a report is frozen, as it lies in the database: written once, read back by these schemas. */
const civilDate = z.string().refine(isCivilDate);
const text = z.string().nullable();
/** Minor units as decimal text: JSON has no whole numbers of that size. */
const minor = z.string().regex(/^-?\d+$/);
const days = z.object({ from: civilDate, to: civilDate });

const sourcedCents = z.object({
  value: z.number().int().nullable(),
  confidence: z.enum(["verified", "to-confirm", "not-found"]),
  source: z.string(),
});

export const besideKinds = [
  "needs-counsel",
  "not-yet",
  "nothing-taken",
  "other-currency",
  "in-another-report",
] as const;
export type BesideKind = (typeof besideKinds)[number];

/** Cards of the jurisdiction that are not in the report, by the reason why. */
const besideSchema = z.object({
  kind: z.enum(besideKinds),
  /** With `needs-counsel`: what has to be settled first. */
  fields: z.array(z.string()),
  currency: z.string().length(3),
  cards: z.number().int(),
  balance: minor,
});
export type Beside = z.output<typeof besideSchema>;

const holderSchema = z.object({
  legalName: text,
  incorporation: text,
  incorporatedOn: text,
  fein: text,
  naics: text,
  addressLine: text,
  city: text,
  state: text,
  zip: text,
  contactName: text,
  contactEmail: text,
  contactPhone: text,
  propertyCode: text,
});
export type HolderRecord = z.output<typeof holderSchema>;

const lawSchema = z.object({
  property: z.enum(propertyKinds),
  version: z.number().int(),
  hash: z.string(),
  /** Fields with a part in it that nobody has confirmed. */
  unsure: z.array(z.string()),
  confirmedBy: z.string().nullable(),
});
export type LawRecord = z.output<typeof lawSchema>;

export const reportContentSchema = z.object({
  holder: holderSchema,
  law: z.array(lawSchema),
  /** Where a notice goes first and the money later: the days of the money. */
  remit: days.nullable(),
  aggregate: z.boolean(),
  aggregateBelow: sourcedCents,
  /** Cards of earlier report years that no report had: they come late with this one. */
  lateCards: z.number().int(),
  beside: z.array(besideSchema),
  dataUntil: text,
});
export type ReportContent = z.output<typeof reportContentSchema>;

export const ownerSchema = z.object({
  customer: text,
  name: text,
  language: text,
  addressLine: text,
  city: text,
  zip: text,
  jurisdiction: text,
});

export const reportCardContentSchema = z.object({
  card: z.string(),
  typeCode: z.string(),
  typeName: z.string(),
  currency: z.string().length(3),
  property: z.enum(propertyKinds),
  ruleVersion: z.number().int().nullable(),
  soldOn: civilDate,
  soldIn: text,
  lastActivityOn: civilDate,
  presumedAbandonedOn: civilDate,
  reportYear: z.number().int(),
  face: minor.nullable(),
  balance: minor,
  owner: ownerSchema,
  letters: z
    .object({ first: civilDate, second: civilDate.nullable(), returnedMailOn: civilDate.nullable() })
    .nullable(),
  needsCounsel: z.array(z.string()),
  /** The determination's own sentences: the card is out of the books once it is filed. */
  reasons: z.array(z.string()),
});
export type ReportCardContent = z.output<typeof reportCardContentSchema>;

/** A card of a report, and the report's own columns that its fingerprint covers. */
export type FrozenCard = {
  readonly customerId: number;
  readonly cardId: number;
  readonly cardTypeId: number;
  readonly amount: bigint;
  readonly content: ReportCardContent;
};

export type ReportHead = {
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly currency: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly cutoffOn: string;
  readonly dueOn: string;
  readonly preparedBy: number;
};

export type FrozenReport = ReportHead & { readonly content: ReportContent; readonly cards: readonly FrozenCard[] };
