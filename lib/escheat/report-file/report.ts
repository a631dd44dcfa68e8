import type { CivilDate } from "@/lib/dates";
import type { PaymentType, ReportType } from "./codes";
import type { Company, Contact, PartyName, Phone, PostalAddress } from "./party";

/**
 * A holder's report of unclaimed property to one state, apart from any file format and any table of the database.
 * Amounts are US cents: states are paid in dollars, and cards in another currency are refused where lines are made.
 */
export type NamedOwner = {
  readonly kind: "named";
  readonly name: PartyName;
  readonly address: PostalAddress | null;
  readonly phone: Phone | null;
  readonly email: string | null;
  /** Two letters of the format's list; there is no default, because it is a statement about a person. */
  readonly relationship: string;
};
export type UnknownOwner = { readonly kind: "unknown"; readonly address: PostalAddress | null };
export type AggregateOwner = { readonly kind: "aggregate" };
export type Owner = NamedOwner | UnknownOwner | AggregateOwner;

/** The days on which due-diligence letters were sent. */
export type LetterDates = { readonly first: CivilDate; readonly second: CivilDate | null };

export type ReportProperty = {
  /** The card's number in our records; of an aggregate the line's own name. Once in a report. */
  readonly account: string;
  readonly presumedAbandonedOn: CivilDate;
  readonly letters: LetterDates | null;
  /** When the letter was sent that the Postal Service brought back. */
  readonly returnedMailOn: CivilDate | null;
  readonly lastActivityOn: CivilDate;
  readonly description: string | null;
  readonly owners: readonly Owner[];
  readonly reportedCents: bigint;
  /** Equal to what is reported; 0 where the report brings no money. */
  readonly remittedCents: bigint;
  /** State of sale. */
  readonly soldIn: string | null;
};

export type Holder = Company & {
  readonly contacts: readonly Contact[];
  readonly naics: string;
  readonly tradeNames: readonly string[];
  readonly incorporated: { readonly state: string; readonly on: CivilDate } | null;
};

export type Remitter = Company & { readonly phone: Phone; readonly email: string };

export type Payment = { readonly type: PaymentType; readonly confirmation: string };

export type ReportBody = {
  readonly kind: "properties";
  readonly type: ReportType;
  /** The state's cut-off: what was presumed abandoned on or before it is reported. */
  readonly asOf: CivilDate;
  readonly contacts: readonly Contact[];
  readonly properties: readonly ReportProperty[];
};

/** "We hold nothing for you": some states ask for it. The first edition of NAUPA III has no room for the date. */
export type NegativeBody = {
  readonly kind: "negative";
  readonly contact: Contact;
  readonly asOf: CivilDate | null;
};

export type StateReport = {
  /** Two letters of the state the report goes to. */
  readonly state: string;
  readonly year: number;
  readonly software: { readonly version: string; readonly contact: Contact };
  /** Null where nothing is paid. */
  readonly payment: Payment | null;
  readonly remitter: Remitter;
  readonly holder: Holder;
  readonly body: ReportBody | NegativeBody;
};

export const propertiesOf = ({ body }: Pick<StateReport, "body">): readonly ReportProperty[] =>
  body.kind === "properties" ? body.properties : [];
