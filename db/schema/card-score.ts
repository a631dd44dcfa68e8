import {
  bigint,
  char,
  date,
  doublePrecision,
  integer,
  jsonb,
  primaryKey,
  real,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { issuer } from "./programme";
import { gold, silver, type TableClass } from "./schemas";

/** What is expected of single cards: the newest scores of each currency only, and every model that made some. */
export const cardScoreClasses = {
  "silver.card_score": "D",
  "gold.card_score_model": "L",
  "gold.card_score_cell": "L",
} as const satisfies Record<string, TableClass>;

/**
 * One row per card with a balance at the end of the scored month. No foreign key to the card: a check for each of a million
 * rows costs more than all the rest of the scoring, and a card whose batch is withdrawn takes its score along.
 */
export const cardScore = silver.table(
  "card_score",
  {
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    cardId: bigint("card_id", { mode: "number" }).notNull(),
    issuerId: integer("issuer_id").notNull(),
    modelId: integer("model_id").notNull(),
    /** `packCell` of lib/breakage/card-score/cell.ts. */
    cell: bigint({ mode: "number" }).notNull(),
    /** Of `gold.card_score_cell`. */
    score: bigint({ mode: "number" }).notNull(),
    /** Minor units, at the end of the model's day. */
    balance: bigint({ mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ name: "card_score_pkey", columns: [t.customerId, t.cardId] })],
);

/** How scores were made: enough to explain each, and how well past ones were kept. Written in one transaction. */
export const cardScoreModel = gold.table(
  "card_score_model",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    scoredOn: date("scored_on").notNull(),
    /** By currency, the forecast that the scores lean on. */
    forecasts: jsonb().$type<readonly { currency: string; forecastId: number | null }[]>().notNull(),
    /** Coefficients, shares taken, correction, notes on sparse levels. */
    model: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Scores of a past month beside what came of the cards. */
    past: jsonb().$type<Record<string, unknown>>().notNull(),
    /** By card type, the sum over cards beside the forecast. */
    reconciliation: jsonb().$type<readonly Record<string, unknown>[]>().notNull(),
    cards: integer().notNull(),
    resultHash: char("result_hash", { length: 64 }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [unique("card_score_model_issuer_key").on(t.issuerId, t.id)],
);

/** Cards that are alike in all that a score depends on have one score. Of the models with scores that still stand. */
export const cardScoreCell = gold.table(
  "card_score_cell",
  {
    issuerId: integer("issuer_id").notNull(),
    modelId: integer("model_id").notNull(),
    /** `scoreKeyOf` of lib/breakage/card-score/trait-steps.ts. */
    score: bigint({ mode: "number" }).notNull(),
    cards: integer().notNull(),
    /** Nothing more is redeemed; not everything is redeemed. */
    probabilityUntouched: doublePrecision("probability_untouched").notNull(),
    probabilityNever: doublePrecision("probability_never").notNull(),
    /** Of the balance. */
    shareLeft: doublePrecision("share_left").notNull(),
    /** ln of the forecast's hazard in the coming month: the type's, and all types'. */
    headline: doublePrecision().notNull(),
    reference: doublePrecision().notNull(),
    /** Cumulative hazards of a redemption in the next months, while there is none. */
    hazards: real().array().notNull(),
  },
  (t) => [primaryKey({ name: "card_score_cell_pkey", columns: [t.issuerId, t.modelId, t.score] })],
);
