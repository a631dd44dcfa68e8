import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  date,
  foreignKey,
  index,
  integer,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { transactionKinds } from "@/lib/cards/constants";
import { measureColumns } from "./measures";
import { cardType, issuer, merchant } from "./programme";
import { silver, type TableClass } from "./schemas";

/** Holders, their cards and what happened to them. Distributed by the holder, so that one customer lies in one place. */
export const cardClasses = {
  "silver.customer": "D",
  "silver.card": "D",
  "silver.card_transaction": "D",
  "silver.card_summary": "D",
} as const satisfies Record<string, TableClass>;

/** Every card has a holder: an anonymous one is a customer without a source id and without contact. */
export const customer = silver.table(
  "customer",
  {
    customerId: bigint("customer_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    sourceId: text("source_id"),
    name: text(),
    email: text(),
    phone: text(),
    addressLine: text("address_line"),
    city: text(),
    zip: text(),
    /** 'US-TX', or a country such as 'FR'; null when the source did not say. */
    jurisdiction: text(),
    bornOn: date("born_on"),
    registeredOn: date("registered_on"),
    timeZone: text("time_zone"),
    language: text(),
    /** Null: never asked, which is not a yes. */
    consentEmail: boolean("consent_email"),
    consentSms: boolean("consent_sms"),
    /** Lower-cased and composed (NFC): name, e-mail, phone and source id, for search in any script. */
    search: text().notNull().default(""),
    batchId: integer("batch_id").notNull(),
  },
  (t) => [
    unique("customer_issuer_key").on(t.customerId, t.issuerId),
    // No index of all rows begins with the issuer: the check of a foreign key might take it (see 0032).
    index("customer_source_idx").on(t.issuerId, t.sourceId).where(sql`source_id is not null`),
    index("customer_issuer_idx").using("brin", t.issuerId),
    index("customer_batch_idx").using("brin", t.batchId),
  ],
);

export const card = silver.table(
  "card",
  {
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id").notNull(),
    sourceId: text("source_id").notNull(),
    cardTypeId: integer("card_type_id")
      .notNull()
      .references(() => cardType.id),
    /** Where it was sold; null when the source did not say. */
    merchantId: integer("merchant_id").references(() => merchant.id),
    /** No file said where, or when, it was sold: its sale does, and is asked again whenever one comes or goes (`app.place_cards`). */
    merchantBySale: boolean("merchant_by_sale").notNull().default(false),
    dayBySale: boolean("day_by_sale").notNull().default(false),
    /** The holder's jurisdiction and year of birth when the card was loaded, frozen: curves and law look at the sale. */
    jurisdiction: text().notNull().default("unknown"),
    birthYear: smallint("birth_year").notNull().default(0),
    faceValue: bigint("face_value", { mode: "bigint" }),
    soldOn: date("sold_on").notNull(),
    /** Three dates, three rules; null: never. A card is usable on its expiry date. */
    cardExpiresOn: date("card_expires_on"),
    fundsExpiresOn: date("funds_expires_on"),
    escheatOn: date("escheat_on"),
    /** How long it and its funds are good from such a sale on; null where a file named the day, or it never comes. */
    cardValidDays: integer("card_valid_days"),
    fundsValidDays: integer("funds_valid_days"),
    batchId: integer("batch_id").notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: "card_pkey", columns: [t.customerId, t.id] }),
    unique("card_issuer_key").on(t.customerId, t.id, t.issuerId),
    unique("card_source_key").on(t.customerId, t.sourceId),
    foreignKey({
      name: "card_customer_fk",
      columns: [t.customerId, t.issuerId],
      foreignColumns: [customer.customerId, customer.issuerId],
    }),
    // A card is found by its id through `card_key`. No btree begins with the issuer, as above.
    index("card_issuer_idx").using("brin", t.issuerId),
    index("card_batch_idx").using("brin", t.batchId),
  ],
);

/** The facts. Append-only: a correction is a new row that points at what it corrects. */
export const cardTransaction = silver.table(
  "card_transaction",
  {
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    cardId: bigint("card_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id").notNull(),
    sourceId: text("source_id").notNull(),
    kind: text({ enum: transactionKinds }).notNull(),
    /** The kind in whose total the amount counts: its own, or for a void that of the voided event. */
    countsAs: text("counts_as", { enum: transactionKinds }).notNull(),
    /** Signed effect on the card's balance in minor units of the card type's currency. */
    amount: bigint({ mode: "bigint" }).notNull(),
    /** Whole purchase of which the card paid a part; null when the source did not say. */
    purchaseTotal: bigint("purchase_total", { mode: "bigint" }),
    merchantId: integer("merchant_id").references(() => merchant.id),
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull(),
    /** Civil date in the issuer's zone; for a void that of the voided event, so that curves restate. */
    occurredOn: date("occurred_on").notNull(),
    /** Civil date on which the event itself was booked: closed months never move. */
    bookedOn: date("booked_on").notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
    correctsId: bigint("corrects_id", { mode: "number" }),
    batchId: integer("batch_id").notNull(),
  },
  (t) => [
    primaryKey({ name: "card_transaction_pkey", columns: [t.customerId, t.cardId, t.id] }),
    unique("card_transaction_source_key").on(t.customerId, t.sourceId),
    foreignKey({
      name: "card_transaction_card_fk",
      columns: [t.customerId, t.cardId, t.issuerId],
      foreignColumns: [card.customerId, card.id, card.issuerId],
    }),
    index("card_transaction_source_idx").on(t.issuerId, t.sourceId),
    index("card_transaction_occurred_idx").on(t.issuerId, t.occurredOn),
    index("card_transaction_batch_idx").using("brin", t.batchId),
  ],
);

/** One row per card: its frozen facts, what has happened to it so far, and when. */
export const cardSummary = silver.table(
  "card_summary",
  {
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    cardId: bigint("card_id", { mode: "number" }).notNull(),
    issuerId: integer("issuer_id").notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    merchantId: integer("merchant_id"),
    currency: char({ length: 3 }).notNull(),
    jurisdiction: text().notNull(),
    birthYear: smallint("birth_year").notNull(),
    soldOn: date("sold_on").notNull(),
    cardExpiresOn: date("card_expires_on"),
    fundsExpiresOn: date("funds_expires_on"),
    ...measureColumns(),
    firstUseOn: date("first_use_on"),
    lastUseOn: date("last_use_on"),
    /** Latest event of any kind, by occurred_at: what arrives later than this needs no look at the card's history. */
    lastEventAt: timestamp("last_event_at", { withTimezone: true }),
    /** What else the owner did for the last time: unclaimed property law may count it. */
    lastLoadOn: date("last_load_on"),
    lastEnquiryOn: date("last_enquiry_on"),
    openedOn: date("opened_on"),
    lastOpenedOn: date("last_opened_on"),
  },
  (t) => [
    primaryKey({ name: "card_summary_pkey", columns: [t.customerId, t.cardId] }),
    foreignKey({
      name: "card_summary_card_fk",
      columns: [t.customerId, t.cardId, t.issuerId],
      foreignColumns: [card.customerId, card.id, card.issuerId],
    }).onDelete("cascade"),
    index("card_summary_expiry_idx").on(t.issuerId, t.cardExpiresOn),
    index("card_summary_funds_idx").on(t.issuerId, t.fundsExpiresOn),
    // No index may hold or ask for what a batch changes: a summary is rewritten in its place only while none does.
    index("card_summary_type_idx").on(t.issuerId, t.cardTypeId, t.soldOn),
  ],
);
