import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  char,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { lotKinds, methods, shareDimensions, statuses } from "@/lib/breakage/forecast/constants";
import { jobRun } from "./job";
import { cardType, issuer } from "./programme";
import { app, gold, type TableClass } from "./schemas";

/** Forecasts as they were made: written once, in one transaction, and never changed; a newer one stands beside them. */
export const forecastClasses = {
  "gold.forecast": "L",
  "gold.forecast_type": "L",
  "gold.forecast_cohort": "L",
  "gold.forecast_quarter": "L",
  "gold.forecast_share": "L",
  "gold.forecast_past": "L",
  "gold.forecast_backtest": "L",
  "gold.forecast_move": "L",
  "app.forecast_override": "L",
} as const satisfies Record<string, TableClass>;

/** One version: of which data, by which method, with which parameters. Equal data and parameters give equal figures. */
export const forecast = gold.table(
  "forecast",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    currency: char({ length: 3 }).notNull(),
    /** The last day of the last whole month whose events count. */
    dataDate: date("data_date").notNull(),
    /** Loaded after this, it was not known. */
    knownAt: timestamp("known_at", { withTimezone: true }).notNull(),
    /** Null: too little history for any forecast. */
    method: text({ enum: methods }),
    status: text({ enum: statuses }).notNull(),
    /** Version of the code's model, seed, replicates, ultimate age, overrides. */
    parameters: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The cohorts and the recipe: what it takes to say later what moved. Null where there was too little to forecast. */
    inputs: jsonb().$type<Record<string, unknown>>(),
    /** Of the cohorts as they were read; and of all figures that came of them. */
    dataHash: char("data_hash", { length: 64 }).notNull(),
    resultHash: char("result_hash", { length: 64 }).notNull(),
    /** Whole figures of the version: totals, choice of method with its reasons, issues; in old ones the back-test too. */
    summary: jsonb().$type<Record<string, unknown>>().notNull(),
    jobRunId: integer("job_run_id").references(() => jobRun.id),
    createdBy: integer("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique("forecast_issuer_key").on(t.issuerId, t.id),
    index("forecast_date_idx").on(t.issuerId, t.currency, t.dataDate, t.id),
  ],
);

/** Every part belongs to a forecast of the same issuer, and goes with it. */
const ofForecast = (name: string, t: { issuerId: AnyPgColumn; forecastId: AnyPgColumn }) =>
  foreignKey({
    name: `${name}_forecast_fk`,
    columns: [t.issuerId, t.forecastId],
    foreignColumns: [forecast.issuerId, forecast.id],
  }).onDelete("cascade");

const key = () => ({
  issuerId: integer("issuer_id").notNull(),
  forecastId: integer("forecast_id").notNull(),
});
const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/** What a version says of a card type: the method used and why, its curve, how much there was to learn from. */
export const forecastType = gold.table(
  "forecast_type",
  {
    ...key(),
    cardTypeId: integer("card_type_id").notNull(),
    method: text({ enum: methods }).notNull(),
    status: text({ enum: statuses }).notNull(),
    cohorts: integer().notNull(),
    /** Hazards by age as observed and as used, weights, reasons: what the screens draw. */
    curve: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "forecast_type_pkey", columns: [t.forecastId, t.cardTypeId] }),
    ofForecast("forecast_type", t),
  ],
);

/** Cards of a type sold in one month that end in one month ('infinity': never); reloads stand apart, with their own age. */
export const forecastCohort = gold.table(
  "forecast_cohort",
  {
    ...key(),
    cardTypeId: integer("card_type_id").notNull(),
    lot: text({ enum: lotKinds }).notNull(),
    saleMonth: date("sale_month").notNull(),
    expiryMonth: date("expiry_month").notNull(),
    /** The first day of the quarter in which what is left is settled. */
    quarter: date().notNull(),
    cards: integer().notNull(),
    sold: money("sold"),
    redeemed: money("redeemed"),
    /** Expected to be open when the cohort ends; a float until it is rounded for showing. */
    expected: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({
      name: "forecast_cohort_pkey",
      columns: [t.forecastId, t.cardTypeId, t.lot, t.saleMonth, t.expiryMonth],
    }),
    ofForecast("forecast_cohort", t),
  ],
);

/** The same by type and quarter, with the worlds from which the range of any sum is had. */
export const forecastQuarter = gold.table(
  "forecast_quarter",
  {
    ...key(),
    cardTypeId: integer("card_type_id").notNull(),
    quarter: date().notNull(),
    cards: integer().notNull(),
    sold: money("sold"),
    redeemed: money("redeemed"),
    expected: doublePrecision().notNull(),
    /** The same rounded, once: cells add up to the version's rounded whole, and every sum is of cells. */
    breakage: money("breakage"),
    /** Breakage in each of the version's worlds, the same world at the same place in every row; null where none is known. */
    worlds: real().array(),
  },
  (t) => [
    primaryKey({ name: "forecast_quarter_pkey", columns: [t.forecastId, t.cardTypeId, t.quarter] }),
    ofForecast("forecast_quarter", t),
  ],
);

/**
 * How the cards of a type and quarter are spread over what is the card's own: cuts by it, with the type's ranges. No foreign key to
 * the version: versions are never taken away, their shares are written in the same transaction, and a check for each of more
 * than a hundred thousand rows takes as long as making them.
 */
export const forecastShare = gold.table(
  "forecast_share",
  {
    ...key(),
    dimension: text({ enum: shareDimensions }).notNull(),
    /** One of the three says which member; the others are 0, '' and 0. */
    merchantId: integer("merchant_id").notNull(),
    jurisdiction: text().notNull(),
    birthYear: smallint("birth_year").notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    quarter: date().notNull(),
    cards: integer().notNull(),
    sold: money("sold"),
    redeemed: money("redeemed"),
    expected: doublePrecision().notNull(),
    breakage: money("breakage"),
  },
  (t) => [
    primaryKey({
      name: "forecast_share_pkey",
      columns: [t.forecastId, t.dimension, t.merchantId, t.jurisdiction, t.birthYear, t.cardTypeId, t.quarter],
    }),
  ],
);

/** Walk-forward: what was forecast at an earlier month's end, with what was known then, and what became of the same cards. */
export const forecastPast = gold.table(
  "forecast_past",
  {
    ...key(),
    madeOn: date("made_on").notNull(),
    cardTypeId: integer("card_type_id").notNull(),
    quarter: date().notNull(),
    cards: integer().notNull(),
    sold: money("sold"),
    expected: doublePrecision().notNull(),
    actual: money("actual"),
    worlds: real().array(),
  },
  (t) => [
    primaryKey({ name: "forecast_past_pkey", columns: [t.forecastId, t.madeOn, t.cardTypeId, t.quarter] }),
    ofForecast("forecast_past", t),
  ],
);

/** What a version says of its own past. Not among its whole figures: those are read by every screen, and this is a hundred times as long. */
export const forecastBacktest = gold.table(
  "forecast_backtest",
  { ...key(), report: jsonb().$type<object>().notNull() },
  (t) => [primaryKey({ name: "forecast_backtest_pkey", columns: [t.forecastId] }), ofForecast("forecast_backtest", t)],
);

/**
 * Why the totals of two versions differ. Worked out once, by a run: it takes seconds, and neither version changes. `grouping` names
 * which card types were taken together: brands may be given to other types later.
 */
export const forecastMove = gold.table(
  "forecast_move",
  {
    issuerId: integer("issuer_id").notNull(),
    beforeId: integer("before_id").notNull(),
    afterId: integer("after_id").notNull(),
    grouping: char({ length: 64 }).notNull(),
    move: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "forecast_move_pkey", columns: [t.beforeId, t.afterId, t.grouping] }),
    foreignKey({
      name: "forecast_move_before_fk",
      columns: [t.issuerId, t.beforeId],
      foreignColumns: [forecast.issuerId, forecast.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "forecast_move_after_fk",
      columns: [t.issuerId, t.afterId],
      foreignColumns: [forecast.issuerId, forecast.id],
    }).onDelete("cascade"),
  ],
);

/**
 * What a person chose for a type, with the reason: a method, and what its triangle is read without. Only grows: the newest
 * counts, as a whole. A method of null is the back-test's, an empty list leaves nothing out, an age of null carries hazards on.
 */
export const forecastOverride = app.table(
  "forecast_override",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    cardTypeId: integer("card_type_id").notNull(),
    method: text({ enum: methods }),
    leftOut: jsonb("left_out").$type<{ sold: string; age: number }[]>().notNull().default([]),
    settledAge: integer("settled_age"),
    reason: text().notNull(),
    createdBy: integer("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      name: "forecast_override_type_fk",
      columns: [t.issuerId, t.cardTypeId],
      foreignColumns: [cardType.issuerId, cardType.id],
    }),
    check("forecast_override_reason", sql`length(trim(${t.reason})) > 0`),
    check("forecast_override_left_out", sql`jsonb_typeof(${t.leftOut}) = 'array'`),
    check("forecast_override_settled_age", sql`${t.settledAge} > 0`),
    index("forecast_override_idx").on(t.issuerId, t.cardTypeId, t.id),
  ],
);
