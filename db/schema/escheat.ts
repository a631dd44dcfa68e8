import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  date,
  doublePrecision,
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
import { letterBatchStates, propertyKinds, reportStates } from "@/lib/escheat/constants";
import { jobRun } from "./job";
import { issuer } from "./programme";
import { app, gold, type TableClass } from "./schemas";

/** The law an issuer works by, what it foresees, and what was told to states and owners. */
export const escheatClasses = {
  "app.holder": "L",
  "app.escheat_rule": "L",
  "app.escheat_rule_confirmation": "L",
  "app.escheat_report": "L",
  "app.escheat_report_card": "L",
  "app.letter_batch": "L",
  "app.letter": "L",
  "app.naupa2_layout": "L",
  "gold.escheat_forecast": "L",
  "gold.escheat_forecast_cell": "L",
  "gold.escheat_forecast_reading": "L",
} as const satisfies Record<string, TableClass>;

const ofIssuer = () =>
  integer("issuer_id")
    .notNull()
    .references(() => issuer.id);
const instant = (name: string) => timestamp(name, { withTimezone: true });
const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/** The issuer as states know it: the legal entity that holds what belongs to others, and what its counsel has settled. */
export const holder = app.table("holder", {
  issuerId: integer("issuer_id")
    .primaryKey()
    .references(() => issuer.id),
  /** Two letters of a country outside the United States; then the issuer has no state of incorporation. */
  incorporatedAbroad: char("incorporated_abroad", { length: 2 }),
  incorporatedOn: date("incorporated_on"),
  /** Federal employer identification number, nine digits. */
  fein: text(),
  naics: text(),
  addressLine: text("address_line"),
  city: text(),
  state: text(),
  zip: text(),
  contactName: text("contact_name"),
  contactEmail: text("contact_email"),
  contactPhone: text("contact_phone"),
  smallIssuer: boolean("small_issuer"),
  takesSecondPriority: boolean("takes_second_priority").notNull().default(false),
  texasDeemsAddress: boolean("texas_deems_address").notNull().default(false),
  /** The NAUPA III code of gift cards: not published where we could see it, so that nobody has a default. */
  propertyCode: text("property_code"),
  updatedByName: text("updated_by_name").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** An issuer's own versions of a rule. Only grows: what a filed report was made by has to stay readable. */
export const escheatRule = app.table(
  "escheat_rule",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    jurisdiction: text().notNull(),
    property: text({ enum: propertyKinds }).notNull(),
    /** Counts from 1; 0 is the one we ship. */
    version: integer().notNull(),
    /** An own version that was wrong and whose place this one takes: it then decides nothing. */
    replaces: integer(),
    effectiveFrom: date("effective_from"),
    rule: jsonb().$type<Record<string, unknown>>().notNull(),
    reason: text().notNull(),
    createdBy: integer("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("escheat_rule_key").on(t.issuerId, t.jurisdiction, t.property, t.version),
    unique("escheat_rule_replaced_once").on(t.issuerId, t.jurisdiction, t.property, t.replaces),
    foreignKey({
      name: "escheat_rule_replaces_fk",
      columns: [t.issuerId, t.jurisdiction, t.property, t.replaces],
      foreignColumns: [t.issuerId, t.jurisdiction, t.property, t.version],
    }),
    check("escheat_rule_version", sql`${t.version} > 0`),
    check("escheat_rule_replaces", sql`${t.replaces} < ${t.version}`),
    check("escheat_rule_reason", sql`length(trim(${t.reason})) > 0`),
  ],
);

/** Somebody has held a version against the law itself; never its own author. */
export const escheatRuleConfirmation = app.table(
  "escheat_rule_confirmation",
  {
    issuerId: ofIssuer(),
    jurisdiction: text().notNull(),
    property: text({ enum: propertyKinds }).notNull(),
    version: integer().notNull(),
    /** SHA-256 of the rule as it was confirmed: a shipped one may be another after an update. */
    ruleHash: char("rule_hash", { length: 64 }).notNull(),
    note: text().notNull(),
    confirmedBy: integer("confirmed_by").notNull(),
    confirmedByName: text("confirmed_by_name").notNull(),
    confirmedAt: instant("confirmed_at").notNull(),
  },
  (t) => [
    primaryKey({
      name: "escheat_rule_confirmation_pkey",
      columns: [t.issuerId, t.jurisdiction, t.property, t.version, t.ruleHash],
    }),
  ],
);

/** What a state is told for a year: made of the cards of one day, and frozen with them. */
export const escheatReport = app.table(
  "escheat_report",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    jurisdiction: text().notNull(),
    reportYear: smallint("report_year").notNull(),
    currency: char({ length: 3 }).notNull(),
    state: text({ enum: reportStates }).notNull(),
    asOf: date("as_of").notNull(),
    knownAt: instant("known_at").notNull(),
    cutoffOn: date("cutoff_on").notNull(),
    dueOn: date("due_on").notNull(),
    cards: integer().notNull(),
    amount: money("amount"),
    /** Holder, law and totals as they were when it was made; the cards stand beside it. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    /** SHA-256 over content and cards. */
    dataHash: char("data_hash", { length: 64 }).notNull(),
    preparedBy: integer("prepared_by").notNull(),
    preparedByName: text("prepared_by_name").notNull(),
    preparedAt: instant("prepared_at").notNull(),
    reviewedBy: integer("reviewed_by"),
    reviewedByName: text("reviewed_by_name"),
    reviewedAt: instant("reviewed_at"),
    filedBy: integer("filed_by"),
    filedByName: text("filed_by_name"),
    filedAt: instant("filed_at"),
    /** The civil day on which it went to the state. */
    filedOn: date("filed_on"),
    fileHash: char("file_hash", { length: 64 }),
    payment: jsonb().$type<Record<string, unknown>>(),
    acknowledgedBy: integer("acknowledged_by"),
    acknowledgedByName: text("acknowledged_by_name"),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgement: text(),
    withdrawnByName: text("withdrawn_by_name"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnReason: text("withdrawn_reason"),
  },
  (t) => [
    unique("escheat_report_issuer_key").on(t.issuerId, t.id),
    uniqueIndex("escheat_report_one")
      .on(t.issuerId, t.jurisdiction, t.reportYear, t.currency)
      .where(sql`state <> 'withdrawn'`),
    check("escheat_report_other_eyes", sql`${t.reviewedBy} is null or ${t.reviewedBy} <> ${t.preparedBy}`),
  ],
);

const ofReport = (name: string, t: { issuerId: AnyPgColumn; reportId: AnyPgColumn }) =>
  foreignKey({
    name: `${name}_report_fk`,
    columns: [t.issuerId, t.reportId],
    foreignColumns: [escheatReport.issuerId, escheatReport.id],
  });

/** A card of a report with what was determined of it. */
export const escheatReportCard = app.table(
  "escheat_report_card",
  {
    issuerId: integer("issuer_id").notNull(),
    reportId: integer("report_id").notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    cardId: bigint("card_id", { mode: "number" }).notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    amount: money("amount"),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "escheat_report_card_pkey", columns: [t.reportId, t.customerId, t.cardId] }),
    ofReport("escheat_report_card", t),
    index("escheat_report_card_idx").on(t.issuerId, t.customerId, t.cardId),
  ],
);

/** Due-diligence letters that go out together: sealed when proposed, approved by somebody else, issued once. */
export const letterBatch = app.table(
  "letter_batch",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    jurisdiction: text().notNull(),
    reportYear: smallint("report_year").notNull(),
    currency: char({ length: 3 }).notNull(),
    state: text({ enum: letterBatchStates }).notNull(),
    /** Between these days the law wants them sent; null: no bound on that side. */
    sendFrom: date("send_from"),
    sendTo: date("send_to"),
    letters: integer().notNull(),
    amount: money("amount"),
    /** Owners of the window who get none, by reason. */
    leftOut: jsonb("left_out").$type<Record<string, number>>().notNull(),
    /** SHA-256 over the text of every letter, its recipient and its cards. */
    seal: char({ length: 64 }).notNull(),
    proposedBy: integer("proposed_by").notNull(),
    proposedByName: text("proposed_by_name").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    decidedBy: integer("decided_by"),
    decidedByName: text("decided_by_name"),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason"),
    issuedByName: text("issued_by_name"),
    issuedAt: instant("issued_at"),
    /** The date the letters bear. */
    issuedOn: date("issued_on"),
    /** The files as printed, kept in the archive under their own SHA-256; `fileHash` is over all of theirs. */
    files: jsonb().$type<{ name: string; sha256: string; letters: number }[]>(),
    fileHash: char("file_hash", { length: 64 }),
  },
  (t) => [
    unique("letter_batch_issuer_key").on(t.issuerId, t.id),
    check("letter_batch_other_eyes", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.proposedBy}`),
  ],
);

export const letter = app.table(
  "letter",
  {
    issuerId: integer("issuer_id").notNull(),
    batchId: integer("batch_id").notNull(),
    number: integer().notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    amount: money("amount"),
    /** Recipient, cards and sentences, as sealed. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    mailedOn: date("mailed_on"),
    returnedOn: date("returned_on"),
  },
  (t) => [
    primaryKey({ name: "letter_pkey", columns: [t.batchId, t.number] }),
    foreignKey({
      name: "letter_batch_fk",
      columns: [t.issuerId, t.batchId],
      foreignColumns: [letterBatch.issuerId, letterBatch.id],
    }),
    index("letter_customer_idx").on(t.issuerId, t.customerId),
  ],
);

/** Where the fields of NAUPA II stand, as a person has typed it in from the official document: none comes with the product. */
export const naupa2Layout = app.table("naupa2_layout", {
  issuerId: integer("issuer_id")
    .primaryKey()
    .references(() => issuer.id),
  fields: jsonb().$type<readonly Record<string, unknown>[]>().notNull(),
  /** MS12 in the standard, though some states have their own: a setting without a default. */
  propertyCode: text("property_code"),
  updatedByName: text("updated_by_name").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** What states will take, as it was foreseen: written once and never changed. */
export const escheatForecast = gold.table(
  "escheat_forecast",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    currency: char({ length: 3 }).notNull(),
    asOf: date("as_of").notNull(),
    knownAt: instant("known_at").notNull(),
    /** The breakage forecast whose curves say what is redeemed before it falls to a state; null: none was there. */
    forecastId: integer("forecast_id"),
    /** Rulebook, holder and settings it was made by. */
    parameters: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Totals, which readings of the law there are, and why counsel is needed. */
    summary: jsonb().$type<Record<string, unknown>>().notNull(),
    /** By card type, how fast value is redeemed beside what is expected, in each of the worlds; null: no range is known. */
    paces: jsonb().$type<Record<string, readonly number[]>>(),
    dataHash: char("data_hash", { length: 64 }).notNull(),
    resultHash: char("result_hash", { length: 64 }).notNull(),
    jobRunId: integer("job_run_id").references(() => jobRun.id),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("escheat_forecast_issuer_key").on(t.issuerId, t.id),
    index("escheat_forecast_date_idx").on(t.issuerId, t.currency, t.asOf, t.id),
  ],
);

export const escheatForecastCell = gold.table(
  "escheat_forecast_cell",
  {
    issuerId: integer("issuer_id").notNull(),
    forecastId: integer("forecast_id").notNull(),
    /** '' where nobody can say which: no address is known and no incorporation entered. */
    jurisdiction: text().notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    /** 0 where no date is: exempt cards, and those of which counsel has to say. */
    reportYear: smallint("report_year").notNull(),
    outcome: text({ enum: ["escheats", "exempt", "not-yet", "needs-counsel"] }).notNull(),
    /** 1: the owner's address decides; 2: the state of incorporation; 3: the address that Texas supplies; 0: nobody. */
    priority: smallint().notNull(),
    cards: integer().notNull(),
    /** What is on the cards, and what of it the jurisdiction would take if nothing more were redeemed. */
    balance: money("balance"),
    claimed: money("claimed"),
    /** Balances of which something will be taken, but nobody knows how much: no part of `claimed` and `expected`. */
    unmeasured: money("unmeasured"),
    /** What is claimed, less what is still redeemed before the day; `foreseen` is the same in whole minor units of each card. */
    expected: doublePrecision().notNull(),
    foreseen: money("foreseen"),
    /** How `expected` falls when redemption goes at another pace, and what single cards add by chance. */
    slope: doublePrecision().notNull(),
    variance: doublePrecision().notNull(),
    /**
     * The middle 80 % by the worlds of the breakage forecast. Of what counsel has to decide, the least and the most that
     * the plausible readings of the law make of it.
     */
    low: doublePrecision().notNull(),
    high: doublePrecision().notNull(),
    /** A field of the rule nobody has confirmed has a part in it. */
    needsCounsel: boolean("needs_counsel").notNull(),
  },
  (t) => [
    primaryKey({
      name: "escheat_forecast_cell_pkey",
      columns: [t.forecastId, t.jurisdiction, t.cardTypeId, t.reportYear, t.outcome, t.priority],
    }),
    foreignKey({
      name: "escheat_forecast_cell_forecast_fk",
      columns: [t.issuerId, t.forecastId],
      foreignColumns: [escheatForecast.issuerId, escheatForecast.id],
    }).onDelete("cascade"),
  ],
);

/** What other plausible readings of a law in doubt would make of its cards: the range of a whole is taken over them. */
export const escheatForecastReading = gold.table(
  "escheat_forecast_reading",
  {
    issuerId: integer("issuer_id").notNull(),
    forecastId: integer("forecast_id").notNull(),
    jurisdiction: text().notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    /** Of the report under that reading; 0 where it gives none. */
    reportYear: smallint("report_year").notNull(),
    /** For each reading named in the version's summary, in its order: claimed, expected, slope, variance. */
    stakes: doublePrecision().array().notNull(),
  },
  (t) => [
    primaryKey({
      name: "escheat_forecast_reading_pkey",
      columns: [t.forecastId, t.jurisdiction, t.cardTypeId, t.reportYear],
    }),
    foreignKey({
      name: "escheat_forecast_reading_forecast_fk",
      columns: [t.issuerId, t.forecastId],
      foreignColumns: [escheatForecast.issuerId, escheatForecast.id],
    }).onDelete("cascade"),
  ],
);
