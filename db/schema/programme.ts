import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { businessModels, issuerTypes, media } from "@/lib/cards/constants";
import { app, silver, type TableClass } from "./schemas";

/** Who issues cards and what kinds there are. Small, read by every query, copied to every node. */
export const programmeClasses = {
  "app.issuer": "R",
  "silver.brand": "R",
  "silver.merchant": "R",
  "silver.card_type": "R",
  "app.age_segment": "R",
} as const satisfies Record<string, TableClass>;

export const issuer = app.table("issuer", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull().unique(),
  name: text().notNull(),
  legalName: text("legal_name"),
  /** Two-letter US state or null: which state may claim where no owner address is known. */
  stateOfIncorporation: text("state_of_incorporation"),
  currency: char({ length: 3 }).notNull(),
  timeZone: text("time_zone").notNull(),
  /** Cells of fewer people than this are not shown to partners. */
  privacyFloor: integer("privacy_floor").notNull().default(20),
  isDemo: boolean("is_demo").notNull().default(false),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

export const brand = silver.table(
  "brand",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    code: text().notNull(),
    name: text().notNull(),
    batchId: integer("batch_id"),
  },
  (t) => [unique("brand_code_key").on(t.issuerId, t.code), unique("brand_issuer_key").on(t.issuerId, t.id)],
);

export const merchant = silver.table(
  "merchant",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    code: text().notNull(),
    name: text().notNull(),
    /** Merchant category code (ISO 18245), as text: leading zeros count. */
    mcc: char({ length: 4 }),
    /** The bank's own, coarser category. */
    bcc: text(),
    batchId: integer("batch_id"),
  },
  (t) => [unique("merchant_code_key").on(t.issuerId, t.code), unique("merchant_issuer_key").on(t.issuerId, t.id)],
);

/** A null flag means the source did not say. Escheat law depends on most of them, so none has a default. */
export const cardType = silver.table(
  "card_type",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    code: text().notNull(),
    name: text().notNull(),
    brandId: integer("brand_id"),
    /** The merchant that issues it, where one does. */
    merchantId: integer("merchant_id"),
    businessModel: text("business_model", { enum: businessModels }),
    category: text(),
    medium: text({ enum: media }),
    currency: char({ length: 3 }).notNull(),
    /** Days from sale to card expiry; null when the card never expires or the source did not say. */
    validityDays: integer("validity_days"),
    fundsValidityDays: integer("funds_validity_days"),
    reloadable: boolean(),
    hasExpiry: boolean("has_expiry"),
    fundsExpire: boolean("funds_expire"),
    hasFees: boolean("has_fees"),
    cashRedeemable: boolean("cash_redeemable"),
    promotional: boolean(),
    issuerType: text("issuer_type", { enum: issuerTypes }),
    batchId: integer("batch_id"),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique("card_type_code_key").on(t.issuerId, t.code),
    unique("card_type_issuer_key").on(t.issuerId, t.id),
    foreignKey({
      name: "card_type_brand_fk",
      columns: [t.issuerId, t.brandId],
      foreignColumns: [brand.issuerId, brand.id],
    }),
    foreignKey({
      name: "card_type_merchant_fk",
      columns: [t.issuerId, t.merchantId],
      foreignColumns: [merchant.issuerId, merchant.id],
    }),
    index("card_type_brand_idx").on(t.issuerId, t.brandId),
  ],
);

/** Age segments are the user's own: limits in whole years reached in the year of the as-of date, both ends included. */
export const ageSegment = app.table(
  "age_segment",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    name: text().notNull(),
    fromAge: smallint("from_age").notNull(),
    /** Null: no upper limit. */
    toAge: smallint("to_age"),
  },
  (t) => [
    uniqueIndex("age_segment_from_key").on(t.issuerId, t.fromAge),
    unique("age_segment_name_key").on(t.issuerId, t.name),
    check("age_segment_limits", sql`${t.fromAge} >= 0 and (${t.toAge} is null or ${t.toAge} >= ${t.fromAge})`),
  ],
);

/** A view somebody wants back: the address state of one screen. */
export const savedView = app.table(
  "saved_view",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    personId: integer("person_id").notNull(),
    screen: text().notNull(),
    name: text().notNull(),
    state: jsonb().$type<Record<string, string>>().notNull(),
    shared: boolean().notNull().default(false),
    /** Opens first for this role when the screen is opened without state; null: for nobody. */
    defaultForRole: text("default_for_role"),
    createdOn: date("created_on").notNull(),
  },
  (t) => [unique("saved_view_name_key").on(t.issuerId, t.personId, t.screen, t.name)],
);
export const savedViewClasses = { "app.saved_view": "L" } as const satisfies Record<string, TableClass>;

/** A note of the overview that somebody does not want to see before a day; it is his own, and the cause's. */
export const noteSnooze = app.table(
  "note_snooze",
  {
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    personId: integer("person_id").notNull(),
    cause: text().notNull(),
    until: date().notNull(),
  },
  (t) => [primaryKey({ name: "note_snooze_pkey", columns: [t.issuerId, t.personId, t.cause] })],
);
export const noteSnoozeClasses = { "app.note_snooze": "L" } as const satisfies Record<string, TableClass>;
