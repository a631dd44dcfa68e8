import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { constraintKinds, recognitionMethods, standings } from "@/lib/accounting/constants";
import { cardType, issuer } from "./programme";
import { app, type TableClass } from "./schemas";

/** How an issuer books breakage, and the months it has closed. */
export const accountingClasses = {
  "app.accounting_method": "L",
  "app.account_map": "L",
  "app.accounting_month": "L",
  "app.accounting_position": "L",
  "app.accounting_row": "L",
} as const satisfies Record<string, TableClass>;

const ofIssuer = () =>
  integer("issuer_id")
    .notNull()
    .references(() => issuer.id);
const instant = (name: string) => timestamp(name, { withTimezone: true });
const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/** The method of a programme from a month on. Only grows; of several from the same month the newest counts. */
export const accountingMethod = app.table(
  "accounting_method",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    cardTypeId: integer("card_type_id").notNull(),
    /** First day of a month. */
    effectiveFrom: date("effective_from").notNull(),
    method: text({ enum: recognitionMethods }).notNull(),
    constraintKind: text("constraint_kind", { enum: constraintKinds }).notNull(),
    /** The level of a lower bound, or the share of a haircut, as a decimal text. */
    constraintValue: text("constraint_value").notNull(),
    reason: text().notNull(),
    createdBy: integer("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "accounting_method_type_fk",
      columns: [t.issuerId, t.cardTypeId],
      foreignColumns: [cardType.issuerId, cardType.id],
    }),
    check("accounting_method_month", sql`extract(day from ${t.effectiveFrom}) = 1`),
    check("accounting_method_reason", sql`length(trim(${t.reason})) > 0`),
    index("accounting_method_idx").on(t.issuerId, t.cardTypeId, t.effectiveFrom, t.id),
  ],
);

export const accountMap = app.table("account_map", {
  issuerId: integer("issuer_id")
    .primaryKey()
    .references(() => issuer.id),
  map: jsonb().$type<Record<string, unknown>>().notNull(),
  updatedByName: text("updated_by_name").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** A closed month: what is known of it later is booked in the first open one. */
export const accountingMonth = app.table(
  "accounting_month",
  {
    issuerId: ofIssuer(),
    month: date().notNull(),
    /** SHA-256 over the rows as they were locked. */
    rowsHash: char("rows_hash", { length: 64 }).notNull(),
    /** The forecasts and rules of escheatment that its estimates came from. */
    basis: jsonb().$type<Record<string, unknown>>().notNull(),
    lockedBy: integer("locked_by").notNull(),
    lockedByName: text("locked_by_name").notNull(),
    lockedAt: instant("locked_at").notNull(),
    signedOffBy: integer("signed_off_by"),
    signedOffByName: text("signed_off_by_name"),
    signedOffAt: instant("signed_off_at"),
  },
  (t) => [
    primaryKey({ name: "accounting_month_pkey", columns: [t.issuerId, t.month] }),
    check("accounting_month_first", sql`extract(day from ${t.month}) = 1`),
    check("accounting_month_other_eyes", sql`${t.signedOffBy} is null or ${t.signedOffBy} <> ${t.lockedBy}`),
  ],
);

const lockedMonth = (name: string, t: { issuerId: AnyPgColumn; month: AnyPgColumn }) =>
  foreignKey({
    name: `${name}_month_fk`,
    columns: [t.issuerId, t.month],
    foreignColumns: [accountingMonth.issuerId, accountingMonth.month],
  });

/** Where each cohort stood when a month was locked: the next months go on from there. */
export const accountingPosition = app.table(
  "accounting_position",
  {
    issuerId: integer("issuer_id").notNull(),
    month: date().notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    saleMonth: date("sale_month").notNull(),
    /** That of the card type when the month was locked; given cards have no position. */
    standing: text({ enum: standings }).notNull(),
    face: money("face"),
    exercised: money("exercised"),
    expired: money("expired"),
    lapsed: money("lapsed"),
    presumed: money("presumed"),
    escheated: money("escheated"),
    /** What states owe back. */
    claimed: money("claimed"),
    revenue: money("revenue"),
    breakage: money("breakage"),
  },
  (t) => [
    primaryKey({ name: "accounting_position_pkey", columns: [t.issuerId, t.month, t.cardTypeId, t.saleMonth] }),
    lockedMonth("accounting_position", t),
  ],
);

/** A row of the roll-forward as it was locked. */
export const accountingRow = app.table(
  "accounting_row",
  {
    issuerId: integer("issuer_id").notNull(),
    month: date().notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    currency: char({ length: 3 }).notNull(),
    standing: text({ enum: standings }).notNull(),
    opening: money("opening"),
    closing: money("closing"),
    payableOpening: money("payable_opening"),
    payableClosing: money("payable_closing"),
    /** Minor units by movement, as decimal texts. */
    movements: jsonb().$type<Record<string, string>>().notNull(),
    /** Of the movements, what belongs to earlier locked months, by month: events that became known after their lock. */
    corrections: jsonb().$type<Record<string, Record<string, string>>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "accounting_row_pkey", columns: [t.issuerId, t.month, t.cardTypeId, t.currency, t.standing] }),
    lockedMonth("accounting_row", t),
  ],
);
